"""A register and retention rules for the demo world."""

from __future__ import annotations

from typing import Any

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

TAGS = ("apprenant", "adhérent")


def build(world: World) -> None:
    from essaim.engines.directory.api import Tag

    from .actions import do_prefill, do_save_processing, do_save_rule, make_report
    from .models import Processing, RetentionRule

    keeper = world.users["admin"]
    do_prefill(actor=keeper)
    for row in list(Processing.objects.all()):
        do_save_processing(actor=keeper, processing=row, values={"responsible": "Direction"})
    entry = next((row for row in Processing.objects.all() if "people" in row.types), None)
    if entry is None:
        return
    tag = Tag.objects.filter(name=TAGS[0]).first()
    query = {"filter": {"field": "tags", "op": "any", "value": [tag.pk]}} if tag else {}
    rules: tuple[tuple[str, dict[str, Any], str, int, bool], ...] = (
        ("Anciens apprenants", query, "changed_at", 60, False),
        ("Personnes sans nouvelles", {}, "last_act", 36, False),
        ("Preuves de formation", query, "created_at", 36, True),
    )
    for name, found, base, months, duty in rules:
        values = {"name": name, "processing": entry, "base": base, "months": months, "outcome": "anonymise",
                  "obligation": duty}  # fmt: skip
        rule = do_save_rule(actor=keeper, rule=RetentionRule(type="people", query=found), values=values)
        if not duty:
            make_report(rule)


demo_parts.declare(DemoPart("privacy", build, order=800))
