"""Records named in another's row: an organisation by its SIRET or its name, found or to be created."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.exchange.values.codec import encode_all
from essaim.engines.records.api import Field, RecordType, base_queryset, record_types
from essaim.engines.rights.api import can
from essaim.kit.text import fold, sort_key

from .known import IDENTIFIERS, TITLE, by_title, by_value, everything, title_field
from .reader import Draft


class References:
    """For one import: what each reference field leads to. Answers are remembered across batches."""

    def __init__(self, user: Any, record_type: RecordType, creates: bool = True) -> None:
        self.user = user
        self.type = record_type
        self.creates = creates
        self.to_create: dict[tuple[str, str], dict[str, Any]] = {}

    def resolve(self, drafts: list[Draft]) -> None:
        """Puts a key, or {"new": {…}} for a record to be created, in each draft's values."""
        for name in sorted({name for draft in drafts for name in draft.related}):
            field = self.type.own_fields.get(name)
            if field is not None:
                self._resolve(field, [draft for draft in drafts if draft.related.get(name)])

    def _resolve(self, field: Field, drafts: list[Draft]) -> None:
        target = record_types.get(field.target)
        wanted = [self._opened(target, draft.related[field.name]) for draft in drafts]
        seen = base_queryset(self.user, target)
        found = {
            name: by_value(seen, target.own_fields[name], [item.get(name) for item in wanted])
            for name in IDENTIFIERS
            if name in target.own_fields and any(item.get(name) for item in wanted)
        }
        titles = by_title(self.user, target, [item[TITLE] for item in wanted if item.get(TITLE)])
        hidden = self._hidden(target, wanted, found)
        for draft, item in zip(drafts, wanted, strict=True):
            self._settle(draft, field, target, item, found, titles, hidden)

    def _opened(self, target: RecordType, parts: dict[str, Any]) -> dict[str, Any]:
        """The parts with a title; a title that is a SIRET or an e-mail is taken as such."""
        item = dict(parts)
        named = title_field(target)
        title = str(item.pop(TITLE, "") or (item.get(named.name, "") if named else "")).strip()
        digits = title.replace(" ", "")
        if "siret" in target.own_fields and len(digits) == 14 and digits.isdigit():
            item.setdefault("siret", digits)
        elif "email" in target.own_fields and "@" in title and " " not in title:
            item.setdefault("email", title.lower())
        elif title:
            item[TITLE] = title
        return item

    def _hidden(self, target: RecordType, wanted: list[Any], found: dict[str, Any]) -> set[Any]:
        """SIRETs already taken by records out of the user's reach."""
        if "siret" not in found:
            return set()
        missing = {item["siret"] for item in wanted if item.get("siret")} - set(found["siret"])
        return set(by_value(everything(target), target.own_fields["siret"], missing))

    def _settle(
        self, draft: Draft, field: Field, target: RecordType, item: dict[str, Any],
        found: dict[str, Any], titles: dict[str, list[int]], hidden: set[Any],
    ) -> None:  # fmt: skip
        keys: list[int] = []
        for name in IDENTIFIERS:
            if not keys and item.get(name):
                keys = found.get(name, {}).get(item[name], [])
        if not keys and item.get(TITLE) and not item.get("siret"):
            keys = titles.get(sort_key(item[TITLE])[:260], [])
        if len(keys) == 1 or (keys and item.get("siret")):
            draft.values[field.name] = keys[0]
        elif keys:
            text = _(
                "%(label)s : plusieurs fiches s’appellent « %(title)s ». Précisez, par le SIRET par exemple."
            )
            draft.among[field.name] = (keys, text % {"label": field.label, "title": item.get(TITLE, "")})
        elif item.get("siret") in hidden and item.get("siret"):
            draft.refuse(_("%s : cette fiche existe, mais vous n’y avez pas accès.") % field.label)
        else:
            self._create(draft, field, target, item)

    def _create(self, draft: Draft, field: Field, target: RecordType, item: dict[str, Any]) -> None:
        named = title_field(target)
        title = str(item.get(TITLE, ""))
        if named is None or not title:
            draft.refuse(
                _("%s : rien n’a été trouvé, et il manque le nom pour créer la fiche.") % field.label
            )
            return
        if not self.creates or not can(self.user, "create", target.resource):
            draft.refuse(
                _("%(label)s : « %(title)s » n’existe pas, et vous ne pouvez pas le créer.")
                % {"label": field.label, "title": title}
            )
            return
        values = {name: value for name, value in item.items() if name != TITLE}
        values[named.name] = title
        draft.values[field.name] = {"new": encode_all(values)}
        self.to_create.setdefault((target.name, str(item.get("siret") or fold(title))), values)
        draft.say("note", _("%(label)s à créer : « %(title)s ».") % {"label": field.label, "title": title})
