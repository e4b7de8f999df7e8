"""A small line of readings, as the points of an SVG."""

from __future__ import annotations

from datetime import date

WIDTH, HEIGHT, MARGIN = 160, 36, 3


def points(readings: list[tuple[date, int]]) -> str:
    """ "x,y x,y …" from (day, mileage), oldest first; "" when there is no line to draw."""
    if len(readings) < 2:
        return ""
    first, last = readings[0][0], readings[-1][0]
    lowest, highest = min(km for _day, km in readings), max(km for _day, km in readings)
    days, rise = (last - first).days or 1, (highest - lowest) or 1
    found = []
    for day, km in readings:
        x = MARGIN + (WIDTH - 2 * MARGIN) * (day - first).days / days
        y = HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (km - lowest) / rise
        found.append(f"{x:.1f},{y:.1f}")
    return " ".join(found)
