"""Outlines of the départements, drawn from the positions of the communes the directory holds.

    .venv/bin/python -m tools.outlines

Each point of a fine grid belongs to the département of the nearest commune; the borders between them are
traced, straightened and written to boards/static/boards/france.json, in kilometres on a plane. Overseas
départements stand in a column at the left, each at its own scale. Towns of Senegal give points.
"""

from __future__ import annotations

import json
import lzma
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src/essaim/engines"
DATA = SOURCE / "directory/data"
TARGET = SOURCE / "boards/static/boards/france.json"
OVERSEAS = ("971", "972", "973", "974", "976")
Point = tuple[float, float]


def communes() -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = defaultdict(list)
    with lzma.open(DATA / "communes.tsv.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            _code, _name, _posts, department, _region, latitude, longitude, _people = line.rstrip("\n").split(
                "\t"
            )
            if latitude:
                found[department].append((float(longitude), float(latitude)))
    return found


def inside(place: Point) -> bool:
    """A few communes of the data stand far from where they are."""
    return -5.5 < place[0] < 10 and 41 < place[1] < 51.5


def flat(points: list[Point], middle: float) -> list[Point]:
    return [(x * 111.32 * math.cos(math.radians(middle)), y * 110.57) for x, y in points]


def owned(places: list[tuple[Point, str]], step: float, far: float) -> dict[tuple[int, int], str]:
    """For each point of the grid, whose it is; points too far from any commune are nobody's."""
    near: dict[tuple[int, int], list[tuple[Point, str]]] = defaultdict(list)
    for point, name in places:
        near[int(point[0] // far), int(point[1] // far)].append((point, name))
    cells: dict[tuple[int, int], str] = {}
    wanted = set()
    reach = int(far / step) + 1
    for (x, y), _name in places:
        column, row = round(x / step), round(y / step)
        wanted |= {(column + i, row + j) for i in range(-reach, reach + 1) for j in range(-reach, reach + 1)}
    for column, row in wanted:
        x, y = column * step, row * step
        best, name = far * far, ""
        bx, by = int(x // far), int(y // far)
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                for (px, py), whose in near.get((bx + i, by + j), ()):
                    distance = (px - x) ** 2 + (py - y) ** 2
                    if distance < best:
                        best, name = distance, whose
        if name:
            cells[column, row] = name
    return cells


def borders(
    cells: dict[tuple[int, int], str],
) -> dict[tuple[int, int], list[tuple[tuple[int, int], frozenset[str]]]]:
    """Sides of cells between two owners, from corner to corner."""
    edges: dict[tuple[int, int], list[tuple[tuple[int, int], frozenset[str]]]] = defaultdict(list)
    for (column, row), here in cells.items():
        sides = (
            ((column - 1, row), (column, row), (column, row + 1)),
            ((column + 1, row), (column + 1, row), (column + 1, row + 1)),
            ((column, row - 1), (column, row), (column + 1, row)),
            ((column, row + 1), (column, row + 1), (column + 1, row + 1)),
        )
        for beside, start, end in sides:
            other = cells.get(beside, "")
            if other != here and (not other or here < other):
                pair = frozenset((here, other))
                edges[start].append((end, pair))
                edges[end].append((start, pair))
    return edges


def chains(edges: dict) -> list[tuple[list[tuple[int, int]], frozenset[str]]]:
    """Borders as lines between the corners where three owners meet; closed ones begin anywhere."""
    found = []
    used: set[tuple[tuple[int, int], tuple[int, int]]] = set()
    knots = [corner for corner, ends in edges.items() if len(ends) != 2]
    for start in [*knots, *edges]:
        for end, pair in edges[start]:
            if (start, end) in used:
                continue
            line = [start]
            before, here = start, end
            while True:
                used |= {(before, here), (here, before)}
                line.append(here)
                ahead = [item for item, _pair in edges[here] if (here, item) not in used]
                if here == start or len(edges[here]) != 2 or not ahead:
                    break
                before, here = here, ahead[0]
            found.append((line, pair))
    return found


def straightened(line: list[Point], tolerance: float) -> list[Point]:
    """Douglas and Peucker's: corners nearer than `tolerance` to the straight line go."""
    if len(line) < 3:
        return line
    (ax, ay), (bx, by) = line[0], line[-1]
    length = math.hypot(bx - ax, by - ay)
    far, place = 0.0, 0
    for rank, (x, y) in enumerate(line[1:-1], 1):
        away = (
            abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length
            if length
            else math.hypot(x - ax, y - ay)
        )
        if away > far:
            far, place = away, rank
    if far <= tolerance:
        return [line[0], line[-1]]
    return [*straightened(line[: place + 1], tolerance)[:-1], *straightened(line[place:], tolerance)]


def rings(lines: list[list[Point]]) -> list[list[Point]]:
    """Lines joined end to end."""
    left = [list(line) for line in lines]
    found = []
    while left:
        ring = left.pop()
        while ring[0] != ring[-1]:
            follow = next((line for line in left if ring[-1] in (line[0], line[-1])), None)
            if follow is None:
                break
            left.remove(follow)
            ring += (follow if follow[0] == ring[-1] else follow[::-1])[1:]
        if len(ring) > 3 and ring[0] == ring[-1]:
            found.append(ring)
    return found


def area(ring: list[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def outlines(places: list[tuple[Point, str]], step: float, far: float) -> dict[str, list[list[Point]]]:
    parts: dict[str, list[list[Point]]] = defaultdict(list)
    for line, pair in chains(borders(owned(places, step, far))):
        straight = straightened([((x - 0.5) * step, (y - 0.5) * step) for x, y in line], step * 0.8)
        for name in pair - {""}:
            parts[name].append(straight)
    found = {}
    for name, lines in parts.items():
        closed = sorted(rings(lines), key=area, reverse=True)
        found[name] = [ring for rank, ring in enumerate(closed) if rank == 0 or area(ring) > 25 * step]
    return found


def placed(shape: list[list[Point]], left: float, bottom: float, size: float) -> list[list[Point]]:
    """A shape scaled into a square."""
    xs = [x for ring in shape for x, _y in ring]
    ys = [y for ring in shape for _x, y in ring]
    scale = size / max(max(xs) - min(xs), max(ys) - min(ys))
    return [
        [(left + (x - min(xs)) * scale, bottom + (y - min(ys)) * scale) for x, y in ring] for ring in shape
    ]


def names() -> dict[str, str]:
    lines = [line.split("\t") for line in (DATA / "france.tsv").read_text("utf-8").splitlines()]
    return {code: name for kind, code, name, _region in lines if kind == "department"}


def senegal() -> dict[str, list[object]]:
    """The place of each département: its largest town."""
    found: dict[str, list[object]] = {}
    department, label, most = "", "", -1
    for line in (DATA / "senegal.txt").read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "region ")):
            continue
        first, _space, rest = line.partition(" ")
        if "-" in first and first.isupper():
            department, label, most = first, rest, -1
        else:
            _name, latitude, longitude, people = line.rsplit(" ", 3)
            if int(people) > most:
                most = int(people)
                found[department] = [float(longitude), float(latitude), label]
    return found


def main() -> None:
    known = communes()
    mainland = [
        (point, code)
        for code, points in known.items()
        if code not in OVERSEAS and not code.startswith(("97", "98")) and code
        for point in flat([place for place in points if inside(place)], 46.5)
    ]
    shapes = outlines(mainland, 2.5, 11)
    left = min(x for rows in shapes.values() for ring in rows for x, _y in ring)
    bottom = min(y for rows in shapes.values() for ring in rows for _x, y in ring)
    for rank, code in enumerate(OVERSEAS):
        points = known.get(code)
        if points:
            middle = points[0][1]
            far = 90 if code == "973" else 9
            small = outlines([(point, code) for point in flat(points, middle)], far / 6, far)
            shapes[code] = placed(small[code], left - 150, bottom + 190 * rank, 130)
    labels = names()
    features = [
        {
            "type": "Feature",
            "properties": {"name": labels.get(code, code), "code": f"FR-{code}"},
            "geometry": {
                "type": "MultiPolygon",
                "coordinates": [
                    [[[round(x - left, 1), round(y - bottom, 1)] for x, y in ring]] for ring in shape
                ],
            },
        }
        for code, shape in sorted(shapes.items())
    ]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    found = {"outlines": {"type": "FeatureCollection", "features": features}, "points": senegal()}
    TARGET.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{TARGET}: {len(features)} départements, {TARGET.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
