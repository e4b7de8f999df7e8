"""An answer fills a record: a candidate's form makes the candidate.

`form.feeds` is {"type": record type, "fields": {field: question, or "question.part"}, "auto": bool}. By itself,
it is the person responsible for the form who writes, with their rights; whatever resembles a known record
waits for somebody to decide.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from essaim.engines.forms.choices import Feeding
from essaim.engines.forms.definition.parts import Definition, read
from essaim.engines.forms.filling.showing import text_of
from essaim.engines.forms.models import Form, Response
from essaim.engines.records.api import (
    Field,
    Kind,
    Likeness,
    RecordType,
    change,
    create,
    creation_checks,
    fields_for,
    record_types,
)
from essaim.engines.rights.api import guards, require
from essaim.kit.text import fold
from essaim.kit.writing import writing

from .building import locked, touch

FED_KINDS = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.EMAIL, Kind.PHONE, Kind.URL, Kind.CHOICE, Kind.CHOICES, Kind.INTEGER,
     Kind.DECIMAL, Kind.MONEY, Kind.DATE, Kind.BOOLEAN}
)  # fmt: skip


def feedable(user: Any, record_type: RecordType) -> list[Field]:
    return [
        field
        for field in fields_for(user, record_type).values()
        if field.editable and field.kind in FED_KINDS
    ]


def values_of(form: Form, response: Response) -> dict[str, Any]:
    """What the answer would write, by field of the record."""
    record_type = record_types.get(form.feeds["type"])
    definition = read(response.version.definition, "", response.setup)
    given: dict[str, Any] = {}
    for voice in response.voices.all():
        for key, value in voice.values.items():
            given.setdefault(key, value)
    found = {}
    for name, source in (form.feeds.get("fields") or {}).items():
        field = record_type.own_fields.get(name)
        value = _value(definition, field, str(source), given) if field else None
        if value not in (None, "", []):
            found[name] = value
    return found


def _value(definition: Definition, field: Field, source: str, given: dict[str, Any]) -> Any:
    key, _dot, part = source.partition(".")
    question, value = definition.question(key), given.get(key)
    if question is None or value in (None, "", [], {}):
        return None
    if part:
        return value.get(part, "") if isinstance(value, dict) else None
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return _codes(field, question, value)
    if field.kind == Kind.BOOLEAN:
        return fold(text_of(question, value)) in ("oui", "yes", "true", "1")
    if field.kind in (Kind.INTEGER, Kind.DECIMAL, Kind.MONEY):
        number = Decimal(str(value))
        return int(number) if field.kind == Kind.INTEGER else number
    if field.kind == Kind.DATE:
        return date.fromisoformat(value)
    if field.kind == Kind.PHONE:
        return value
    return text_of(question, value)


def _codes(field: Field, question: Any, value: Any) -> Any:
    """Choices meet by code or by label."""
    pairs = field.choice_pairs()
    known = {str(code): code for code, _label in pairs} | {fold(str(label)): code for code, label in pairs}
    found = []
    for item in value if isinstance(value, list) else [value]:
        choice = question.choice(item)
        code = known.get(str(item)) or (known.get(fold(choice.label)) if choice else None)
        if code:
            found.append(code)
    return found if field.kind == Kind.CHOICES else (found[0] if found else None)


def likenesses(user: Any, record_type: RecordType, values: dict[str, Any]) -> list[Likeness]:
    found: dict[int, Likeness] = {}
    for check in creation_checks:
        if "*" in check.types or record_type.name in check.types:
            for likeness in check.find(user, record_type, values):
                found.setdefault(likeness.pk, likeness)
    return sorted(found.values(), key=lambda item: -item.score)[:5]


def do_set_feeds(*, actor: Any, form: Form, feeds: dict[str, Any]) -> Form:
    """Only fields the actor may write, of a type they may create."""
    with writing(actor) as work:
        current = locked(actor, form.pk)
        if current.anonymous and feeds:
            raise ValidationError(_("Un formulaire anonyme ne peut pas remplir de fiche."))
        if feeds:
            record_type = record_types.get(feeds["type"])
            require(actor, "create", record_type.resource)
            allowed = {field.name for field in feedable(actor, record_type)}
            if set(feeds.get("fields") or {}) - allowed or not feeds.get("fields"):
                raise ValidationError(_("Choisissez au moins un champ à remplir, parmi ceux proposés."))
        before, current.feeds = current.feeds, feeds
        touch(current, actor)
        current.save()
        work.noted(current, "changed", {"feeds": (before.get("type", ""), feeds.get("type", ""))})
    return current


def do_feed(*, actor: Any, response: Response, obj: Any = None) -> Any:
    """Writes the answer on `obj`, or on a new record; returns it. Once for an answer."""
    with writing(actor) as work:
        current = Response._base_manager.select_for_update().get(pk=response.pk)
        require(actor, "change", "form_answers", current, guards.get("form_answers"))
        if current.feeding != Feeding.WAITING:
            raise ValidationError(_("Cette réponse a déjà rempli une fiche, ou n’en remplit pas."))
        record_type = record_types.get(current.form.feeds["type"])
        values = values_of(current.form, current)
        if obj is None:
            obj = create(actor=actor, record_type=record_type, values=values)
        else:
            obj = change(actor=actor, record_type=record_type, obj=obj, values=values)
        current.feeding, current.feeding_note = Feeding.DONE, ""
        current.fed_type, current.fed_id = record_type.name, obj.pk
        current.save(update_fields=["feeding", "feeding_note", "fed_type", "fed_id"])
        if record_type.name == "people":
            current.voices.filter(person=None, anonymous=False, party="").update(person=obj)
        work.noted(current, "changed", {"fed": ("", str(obj))})
    return obj


def do_set_aside(*, actor: Any, response: Response) -> None:
    with writing(actor) as work:
        current = Response._base_manager.select_for_update().get(pk=response.pk)
        require(actor, "change", "form_answers", current, guards.get("form_answers"))
        if current.feeding == Feeding.WAITING:
            current.feeding = Feeding.SET_ASIDE
            current.save(update_fields=["feeding"])
            work.noted(current, "changed", {"feeding": (Feeding.WAITING.value, Feeding.SET_ASIDE.value)})


def feed_by_itself(key: str) -> None:
    response = Response._base_manager.select_related("form__owner", "version").filter(pk=key).first()
    if response is None or response.feeding != Feeding.WAITING or not response.form.feeds.get("auto"):
        return
    owner, record_type = response.form.owner, record_types.get(response.form.feeds["type"])
    note = ""
    if owner is None or not owner.is_active:
        note = _("Le formulaire n’a plus de responsable.")
    else:
        alike = likenesses(owner, record_type, values_of(response.form, response))
        if alike:
            note = _("Ressemble à %s.") % ", ".join(item.title for item in alike)
    if not note:
        try:
            do_feed(actor=owner, response=response)
            return
        except ValidationError as error:
            note = " ".join(error.messages)
        except PermissionDenied as error:
            note = str(error)
    Response._base_manager.filter(pk=key, feeding=Feeding.WAITING).update(feeding_note=note[:300])
