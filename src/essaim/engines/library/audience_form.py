"""The form of an audience: everybody, some networks and places, or only those who answer for the document."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import network_ids

from .audience import MAX_LINES, PARTS, Line, normal

CHOICES = (
    ("everybody", _("Toutes les personnes qui ont accès à la bibliothèque")),
    ("some", _("Certains réseaux, territoires ou groupes")),
    ("nobody", _("Seulement moi et les gestionnaires de la bibliothèque")),
)
BESIDE = ("record", _("Les personnes qui voient la fiche, et elles seules"))


class AudienceForm(forms.Form):
    """`expression()` gives the lines; `beside`: for a document on a record, shown with it by default.

    Lines come as `networks-0`, `territories-0`, `groups-0`, `networks-1`…: within a line everything counts
    together, and one line is enough.
    """

    who = forms.ChoiceField(label=_("Qui peut le voir ?"), choices=CHOICES, widget=forms.RadioSelect)

    def __init__(
        self,
        user: Any,
        data: Any = None,
        *,
        expression: list[Line] | None = None,
        with_record: bool = False,
        beside: bool = False,
    ) -> None:
        self.lines = expression if expression is not None else _usual(user)
        chosen = _choice(self.lines, with_record or (beside and expression is None))
        super().__init__(data, initial={"who": chosen})
        if beside:
            self.fields["who"].choices = (BESIDE, *CHOICES)  # type: ignore[attr-defined]
        if data is not None:
            self.lines = _lines_of(data)
        self.beside = beside
        self.growing = data is not None and data.get("line") == "add"
        self.parts = [
            (part, label, list(PARTS[part]._base_manager.all()))
            for part, label in (
                ("networks", _("Réseaux")),
                ("territories", _("Territoires")),
                ("groups", _("Groupes")),
            )
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if (
            not self.growing
            and values.get("who") == "some"
            and not [line for line in normal(self.lines) if line]
        ):
            self.add_error("who", _("Choisissez au moins un réseau, un territoire ou un groupe."))
        return values

    def expression(self) -> list[Line]:
        who = self.cleaned_data["who"]
        if who == "everybody":
            return [{}]
        return [line for line in normal(self.lines) if line] if who == "some" else []

    def with_record(self) -> bool:
        return self.cleaned_data["who"] == "record"

    def shown_lines(self) -> list[dict[str, Any]]:
        """Each line with its parts and what is chosen in them; always one at least."""
        lines = [line for line in self.lines if line] or [{}]
        if self.growing and len(lines) < MAX_LINES:
            lines.append({})
        return [
            {
                "rank": rank,
                "parts": [
                    {
                        "name": f"{part}-{rank}",
                        "label": label,
                        "options": [(item.pk, str(item), item.pk in line.get(part, ())) for item in options],
                    }
                    for part, label, options in self.parts
                    if options
                ],
            }
            for rank, line in enumerate(lines)
        ]


def _usual(user: Any) -> list[Line]:
    mine = sorted(network_ids(user))
    return [{"networks": mine}] if mine else [{}]


def _choice(lines: list[Line], with_record: bool) -> str:
    if with_record:
        return "record"
    if not lines:
        return "nobody"
    return "everybody" if {} in lines else "some"


def _lines_of(data: Any) -> list[Line]:
    lines = []
    for rank in range(MAX_LINES):
        line = {part: data.getlist(f"{part}-{rank}") for part in PARTS}
        kept = {part: [int(key) for key in keys if key.isdecimal()] for part, keys in line.items()}
        if any(kept.values()):
            lines.append({part: keys for part, keys in kept.items() if keys})
    return lines
