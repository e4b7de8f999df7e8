"""Sandboxes as a record type: a list, a sheet, a form like any other."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import User
from essaim.engines.records.api import Field, Kind, RecordType, declare

from .actions import copies
from .declarations import templates


def template_choices() -> tuple[tuple[str, Any], ...]:
    return tuple((item.code, item.label) for item in templates)


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


declare(
    RecordType(
        name="sandboxes",
        slug="bacs-a-sable",
        model="sandbox.Sandbox",
        resource="sandboxes",
        label=_("Bac à sable"),
        label_plural=_("Bacs à sable"),
        icon="bucket",
        gender="m",
        title_paths=("label",),
        subtitle_fields=("template",),
        default_sort=("-created_at",),
        reach={"mine": ("owner",), "network": ("owner__networks",), "group": ("owner__groups",)},
        create=copies.create,
        delete=copies.delete,
        defaults=copies.defaults,
        searchable=False,
        importable=False,
        custom_fields=False,
        menu_group=_("Se former"),
        menu_order=10,
        menu_group_order=80,
        empty_text=_("Un bac à sable est une copie à vous : tout s’y essaie, rien n’en sort, et il se remet à zéro."),
        fields=(
            Field("label", _("Nom"), required=True, quick=True, default_column=True,
                  help=_("Pour le reconnaître parmi les vôtres.")),
            Field("template", _("Modèle"), Kind.CHOICE, choices=template_choices, required=True, quick=True, fixed=True,
                  default_column=True),
            Field("owner", _("À"), Kind.LINK, options=users, required=True, default_column=True),
            Field("kept_days", _("Gardé sans y entrer"), Kind.INTEGER, unit=_("jours"), default=90, required=True),
            Field("created_at", _("Créé le"), Kind.DATETIME, editable=False, importable=False, default_column=True),
            Field("entered_at", _("Dernière entrée"), Kind.DATETIME, editable=False, importable=False,
                  default_column=True),
            Field("reset_at", _("Dernière remise à zéro"), Kind.DATETIME, editable=False, importable=False),
            Field("expires_at", _("Effacé le"), Kind.DATETIME, editable=False, importable=False),
        ),
    )
)  # fmt: skip
