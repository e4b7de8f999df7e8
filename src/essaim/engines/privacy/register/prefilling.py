"""Entries of the register that the declared record types can write by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from essaim.engines.privacy.coverage import leading_to_person
from essaim.engines.privacy.models import Processing
from essaim.engines.records.api import RecordType, all_fields, record_types
from essaim.engines.rights.api import Grant

HIDDEN_KINDS = {"references"}


def proposals(covered: set[str]) -> Iterator[Processing]:
    """One unsaved entry for each menu group whose record types hold personal data and are not covered yet."""
    personal = leading_to_person() | {"directory.organisation"}
    groups: dict[str, list[RecordType]] = {}
    for record_type in record_types:
        if record_type.model.lower() in personal and record_type.name not in covered and _ours(record_type):
            groups.setdefault(heading_of(record_type), []).append(record_type)
    for heading, types in groups.items():
        yield Processing(
            name=heading,
            purpose=_("Tenir et suivre : %s.") % ", ".join(str(item.label_plural).lower() for item in types),
            basis=Processing.Basis.MISSION,
            types=[item.name for item in types],
            people=_("Personnes inscrites dans l’outil, interlocuteurs des organismes."),
            data=data_of(types),
            sensitive=sensitive_of(types),
            recipients=recipients_of(types),
            transfers=_("Aucun."),
            security=_(
                "Accès nominatif, droits par profil et par réseau, double authentification possible, journal des "
                "écritures et des lectures sensibles scellé, sauvegardes."
            ),
        )


def heading_of(record_type: RecordType) -> str:
    """Its menu group; for a type that is not in the menu, that of the types it lives with."""
    app = record_type.model.split(".")[0]
    near = (item for item in record_types if item.menu_group and item.model.split(".")[0] == app)
    found = record_type.menu_group or next((item.menu_group for item in near), "")
    return str(found or _("Annuaire"))


def _ours(record_type: RecordType) -> bool:
    return record_type.model_class.__module__.startswith("essaim.")


def data_of(types: list[RecordType]) -> str:
    """« Personnes : prénom, nom… » a line for each type."""
    lines = []
    for item in types:
        labels = [
            str(field.label).lower()
            for field in all_fields(item).values()
            if field.kind not in HIDDEN_KINDS and field.editable and field.shown
        ]
        lines.append(f"{item.label_plural} : {', '.join(labels)}.")
    return "\n".join(lines)


def sensitive_of(types: list[RecordType]) -> str:
    lines = []
    for item in types:
        labels = [str(field.label).lower() for field in all_fields(item).values() if field.sensitive]
        if labels:
            lines.append(_("%(type)s : %(fields)s (chaque lecture est gardée au journal).")
                         % {"type": item.label_plural, "fields": ", ".join(labels)})  # fmt: skip
    return "\n".join(lines)


def recipients_of(types: list[RecordType]) -> str:
    """The roles that the matrix lets see them."""
    resources = {item.resource for item in types}
    roles = (
        Grant.objects.filter(resource__in=resources)
        .values_list("role__label", flat=True)
        .order_by("role__order")
    )
    names = list(dict.fromkeys(roles))
    return _("Profils : %s.") % ", ".join(names) if names else _("Administrateurs de l’outil.")
