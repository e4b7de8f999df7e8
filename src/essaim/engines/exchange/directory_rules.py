"""People and organisations, many at a time: what their own actions do one by one."""

from __future__ import annotations

from typing import Any

from essaim.engines.directory.api import Affiliation, territories_remembered

from .declarations import BulkRule, Satellite, bulk_rules


def after_people_created(*, objs: list[Any], actor: Any, work: Any, values: list[dict[str, Any]]) -> None:
    """The main affiliation follows the person's organisation and position."""
    Affiliation.objects.bulk_create(
        [
            Affiliation(
                person=person,
                organisation_id=person.main_organisation_id,
                position=person.job_title,
                is_main=True,
                created_by=actor,
                changed_by=actor,
            )
            for person in objs
            if person.main_organisation_id
        ],
        batch_size=500,
    )


bulk_rules.declare(
    BulkRule(
        "people",
        after_created=after_people_created,
        satellites=(
            Satellite("directory.Affiliation", "person", frozenset({"main_organisation", "job_title"})),
        ),
    ),
    BulkRule("organisations", around=territories_remembered),
)
