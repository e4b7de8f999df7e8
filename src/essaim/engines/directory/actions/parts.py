"""Writes of what hangs on people and organisations. Lines end rather than disappear."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.directory.models import Affiliation, Consent, ContactPoint, Person, Relationship
from essaim.engines.directory.parts import PARTS, Part, resource_of, type_name
from essaim.engines.records.api import change as change_record
from essaim.engines.records.api import create, record_types
from essaim.engines.records.api import delete as delete_record
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import snapshot, writing

from .profiles import show_main_affiliation


def _require(actor: Any, part: Part, owner: Any, action: str = "change") -> None:
    if actor is not None:
        require(actor, action, resource_of(part, owner), owner, record_types.get(type_name(owner)).guard)


def do_add_line(*, actor: Any, part: Part, owner: Any, line: Any) -> Any:
    """`line`: an unsaved contact point or address, filled by its form."""
    _require(actor, part, owner)
    with writing(actor) as work:
        _own(line, owner)
        if hasattr(line, "locate"):
            line.locate()
        line.full_clean()
        line.save()
        work.created(line)
        work.noted(owner, "part_added", note=f"{part.title} : {line}")
    return line


def do_change_line(*, actor: Any, part: Part, owner: Any, line: Any, before: dict[str, Any]) -> Any:
    """`before`: the line's snapshot before the form filled it."""
    _require(actor, part, owner)
    with writing(actor) as work:
        if hasattr(line, "locate"):
            line.locate()
        line.full_clean()
        line.save()
        if work.changed(line, before):
            work.noted(owner, "part_changed", note=f"{part.title} : {line}")
    return line


def do_end_line(*, actor: Any, part: Part, owner: Any, line: Any) -> None:
    """It was true until today; it stays to be read."""
    if isinstance(line, Affiliation):
        _change_affiliation(actor, line, {"end": timezone.localdate(), "is_main": False})
        return
    _require(actor, part, owner)
    with writing(actor) as work:
        before = snapshot(line)
        line.end = timezone.localdate()
        line.save(update_fields=["end"])
        work.changed(line, before)
        work.noted(owner, "part_ended", note=f"{part.title} : {line}")


def do_remove_line(*, actor: Any, part: Part, owner: Any, line: Any) -> None:
    """For what was entered by mistake; what someone said of their consent is never removed."""
    if part.kept:
        raise ValidationError(_("Ce qui a été dit d’un accord se garde : notez plutôt un retrait."))
    if isinstance(line, Affiliation):
        with writing(actor) as work:
            delete_record(actor=actor, record_type=record_types.get("affiliations"), obj=line)
            show_main_affiliation(Person.objects.get(pk=line.person_id), work)
        return
    _require(actor, part, owner)
    with writing(actor) as work:
        work.deleted(line)
        work.noted(owner, "part_removed", note=f"{part.title} : {line}")
        line.delete()


def do_make_main(*, actor: Any, owner: Any, line: ContactPoint) -> None:
    """The contact point becomes the main one; the former main one takes its place in the list."""
    column = {
        ContactPoint.Kind.EMAIL: "email",
        ContactPoint.Kind.PHONE: "phone",
        ContactPoint.Kind.MOBILE: "mobile",
    }[ContactPoint.Kind(line.kind)]
    part = PARTS["coordonnees"]
    _require(actor, part, owner)
    with writing(actor) as work:
        former = getattr(owner, column)
        change_record(
            actor=actor,
            record_type=record_types.get(type_name(owner)),
            obj=owner,
            values={column: line.value},
        )
        before = snapshot(line)
        if former:
            line.value = former
            line.save(update_fields=["value"])
            work.changed(line, before)
        else:
            work.deleted(line)
            line.delete()


def do_save_affiliation(*, actor: Any, owner: Any, line: Affiliation) -> Any:
    """A new or changed affiliation; when it is the main one, the former main one is no longer."""
    record_type = record_types.get("affiliations")
    names = ("position", "service", "start", "end", "is_main")
    values = {name: getattr(line, name) for name in names}
    if isinstance(owner, Person):
        values |= {"person": owner.pk, "organisation": line.organisation_id}
    else:
        values |= {"person": line.person_id, "organisation": owner.pk}
    with writing(actor) as work:
        if values["is_main"]:
            _no_longer_main(work, values["person"], line.pk)
        if line.pk is None:
            return create(actor=actor, record_type=record_type, values=values)
        return change_record(actor=actor, record_type=record_type, obj=line, values=values)


def _no_longer_main(work: Any, person: int, kept: int | None) -> None:
    for former in Affiliation.objects.filter(person_id=person, is_main=True).exclude(pk=kept or 0):
        before = snapshot(former)
        former.is_main = False
        former.save(update_fields=["is_main"])
        work.changed(former, before)


def _change_affiliation(actor: Any, line: Affiliation, values: dict[str, Any]) -> None:
    change_record(actor=actor, record_type=record_types.get("affiliations"), obj=line, values=values)


def do_save_relationship(
    *, actor: Any, owner: Any, line: Relationship, kind_id: int, other: Any, back: bool
) -> Relationship:
    """`back`: the owner is the one the tie leads to."""
    part = PARTS["liens"]
    _require(actor, part, owner)
    if other.pk == owner.pk:
        raise ValidationError(_("Une fiche ne peut pas être liée à elle-même."))
    name = "person" if isinstance(owner, Person) else "organisation"
    with writing(actor) as work:
        before = snapshot(line) if line.pk else None
        line.kind_id = kind_id
        setattr(line, name, other if back else owner)
        setattr(line, f"other_{name}", owner if back else other)
        line.full_clean()
        line.save()
        if before is None:
            work.created(line)
            work.noted(owner, "part_added", note=f"{part.title} : {line}")
            work.noted(other, "part_added", note=f"{part.title} : {line}")
        elif work.changed(line, before):
            work.noted(owner, "part_changed", note=f"{part.title} : {line}")
    return line


def do_record_consents(*, actor: Any, owner: Any, channels: list[str], said: Consent) -> list[Consent]:
    """One row a channel, all with what `said` tells: purpose, answer, day, source, proof, document."""
    part = PARTS["consentements"]
    _require(actor, part, owner, "create")
    if said.said_on > timezone.localdate():
        raise ValidationError({"said_on": _("Un accord se note quand il a été donné, pas avant.")})
    rows = []
    with writing(actor) as work:
        for channel in channels:
            row = Consent(
                channel=channel, purpose=said.purpose, given=said.given, said_on=said.said_on, source=said.source,
                proof=said.proof, document=said.document, recorded_by=actor,
            )  # fmt: skip
            _own(row, owner)
            row.full_clean()
            row.save()
            said.document = row.document
            work.created(row)
            work.noted(owner, "part_added", note=f"{part.title} : {row}")
            events.publish(
                "directory.consent_recorded", type=type_name(owner), id=owner.pk, channel=channel,
                purpose=row.purpose, given=row.given,
            )  # fmt: skip
            rows.append(row)
    return rows


def _own(line: Any, owner: Any) -> None:
    setattr(line, "person" if isinstance(owner, Person) else "organisation", owner)
