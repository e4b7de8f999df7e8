"""Reads of what hangs on a person or organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from .models import Affiliation, Consent, Organisation, Person, Relationship

SHOWN = 50


def _current_first(queryset: Any) -> list[Any]:
    return list(queryset.order_by(F("end").desc(nulls_first=True), "id")[:SHOWN])


def affiliations(user: Any, owner: Any) -> dict[str, Any]:
    """The affiliations of a person, or the people of an organisation, that `user` may see."""
    if isinstance(owner, Person):
        rows = list(owner.affiliations.select_related("organisation")[:SHOWN])
        seen = _visible(user, Organisation, [row.organisation_id for row in rows])
        return {"lines": [(row, row.organisation_id in seen) for row in rows], "total": len(rows)}
    rows_of = Affiliation.objects.for_user(user).filter(organisation=owner).select_related("person")
    rows = list(rows_of.order_by(F("end").desc(nulls_first=True), "person__sort_name", "id")[: SHOWN + 1])
    total = len(rows) if len(rows) <= SHOWN else rows_of.count()
    return {"lines": [(row, True) for row in rows[:SHOWN]], "total": total}


def _visible(user: Any, model: Any, keys: list[int]) -> set[int]:
    return (
        set(model.objects.for_user(user).filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
    )


def contact_points(user: Any, owner: Any) -> dict[str, Any]:
    return {"lines": _current_first(owner.contact_points)}


def addresses(user: Any, owner: Any) -> dict[str, Any]:
    return {"lines": _current_first(owner.addresses)}


def relationships(user: Any, owner: Any) -> dict[str, Any]:
    """Each tie read from the owner: (row, reading, the other one), the other one visible to `user`."""
    name = "person" if isinstance(owner, Person) else "organisation"
    rows = Relationship.objects.filter(Q(**{name: owner}) | Q(**{f"other_{name}": owner}))
    rows = rows.select_related("kind", name, f"other_{name}").order_by("kind__order", "id")[:SHOWN]
    lines = []
    for row in rows:
        near = getattr(row, f"{name}_id") == owner.pk
        reading = row.kind.reading if near else row.kind.reverse_reading
        lines.append((row, reading, getattr(row, f"other_{name}" if near else name)))
    seen = _visible(user, type(owner), [item.pk for _row, _reading, item in lines])
    return {"lines": [line for line in lines if line[2].pk in seen]}


def consents(user: Any, owner: Any) -> dict[str, Any]:
    """For each channel, the present word per purpose; then everything that was ever said."""
    said = list(owner.consents.select_related("recorded_by").order_by("-said_on", "-id"))
    current = current_consents(said)
    channels = [
        {
            "code": code,
            "label": label,
            "words": [
                current[code, purpose] for purpose in Consent.Purpose.values if (code, purpose) in current
            ],
        }
        for code, label in Consent.Channel.choices
    ]
    return {"channels": channels, "said": said[:SHOWN], "any": bool(said)}


def current_consents(said: list[Consent]) -> dict[tuple[str, str], Consent]:
    """The latest word for each channel and purpose; what is dated in the future does not count yet."""
    today = timezone.localdate()
    current: dict[tuple[str, str], Consent] = {}
    for consent in sorted(said, key=lambda item: (item.said_on, item.pk), reverse=True):
        if consent.said_on <= today:
            current.setdefault((consent.channel, consent.purpose), consent)
    return current


def allowed(model: Any, keys: list[int], channel: str, purpose: str) -> set[int]:
    """Those of these people (or organisations) whose latest word for this channel and purpose is yes."""
    name = "person_id" if model is Person else "organisation_id"
    today = timezone.localdate()
    latest: dict[int, bool] = {}
    rows = Consent.objects.filter(
        Q(said_on__lte=today), channel=channel, purpose=purpose, **{f"{name}__in": keys}
    ).order_by("said_on", "id")
    for key, given in rows.values_list(name, "given"):
        latest[key] = given
    return {key for key, given in latest.items() if given}


def line_of(model: Any, owner: Any, pk: int) -> Any:
    """The line `pk` if it hangs on `owner`, from either end for a tie; None otherwise. The owner is seen already."""
    name = "person" if isinstance(owner, Person) else "organisation"
    mine = Q(**{name: owner})
    if model is Relationship:
        mine |= Q(**{f"other_{name}": owner})
    return model._base_manager.filter(mine, pk=pk).first()


def consent_with_document(pk: int) -> Consent | None:
    return Consent.objects.filter(pk=pk).exclude(document="").first()
