"""One's own choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from .choices import Choice, choices_of, settings_of, zone_of
from .declarations import Rhythm, digest_blocks, kinds

HOURS = [(hour, f"{hour:02d}:00") for hour in range(5, 22)]


def zones() -> list[tuple[str, str]]:
    """The places people know a clock by; the platform's own first."""
    kept = ("Africa/", "America/", "Asia/", "Atlantic/", "Europe/", "Indian/", "Pacific/")
    names = sorted(name for name in available_timezones() if name.startswith(kept))
    own = settings.TIME_ZONE
    ordered = [own, *(name for name in names if name != own)]
    return [(name, name.replace("_", " ").replace("/", " · ")) for name in ordered]


class MomentsForm(forms.Form):
    zone = forms.ChoiceField(label=_("Votre fuseau horaire"), widget=forms.Select({"data-combobox": ""}))
    digest_hour = forms.TypedChoiceField(label=_("Heure des résumés"), choices=HOURS, coerce=int)
    digest_weekday = forms.TypedChoiceField(
        label=_("Jour du résumé de la semaine"), choices=tuple(WEEKDAYS.items()), coerce=int
    )
    quiet_from = forms.TimeField(
        label=_("Ne rien m’envoyer à partir de"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=_("Et jusqu’à"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text=_("Les courriels attendent la fin de ces heures. La cloche, elle, reste à jour."),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        own = settings_of(user)
        kwargs["initial"] = {
            "zone": str(zone_of(own)), "digest_hour": own.digest_hour, "digest_weekday": own.digest_weekday,
            "quiet_from": own.quiet_from, "quiet_until": own.quiet_until,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = zones()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if bool(values.get("quiet_from")) != bool(values.get("quiet_until")):
            self.add_error("quiet_until", _("Indiquez les deux heures, ou aucune."))
        return values


class KindsForm(forms.Form):
    """Two controls a kind: shown in the application, and the rhythm of mails; one for a digest block."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = choices_of(user)
        self.kinds = sorted((kind for kind in kinds if kind.available(user)), key=lambda kind: kind.order)
        self.blocks = sorted(
            (item for item in digest_blocks if item.available(user)), key=lambda item: item.order
        )
        for kind in self.kinds:
            choice = self.present[kind.code]
            self.fields[f"shown-{kind.code}"] = forms.BooleanField(required=False, initial=choice.shown)
            if kind.mailed:
                self.fields[f"mail-{kind.code}"] = forms.ChoiceField(
                    choices=Rhythm.choices, initial=choice.mail
                )
        rhythms = [pair for pair in Rhythm.choices if pair[0] != Rhythm.NOW]
        for block in self.blocks:
            initial = self.present[block.code].mail
            self.fields[f"mail-{block.code}"] = forms.ChoiceField(choices=rhythms, initial=initial)

    def rows(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        """(heading, lines) in the order of kinds."""
        groups: dict[str, list[dict[str, Any]]] = {}
        for kind in self.kinds:
            mail = self[f"mail-{kind.code}"] if kind.mailed else None
            line = {"label": kind.label, "icon": kind.icon, "shown": self[f"shown-{kind.code}"], "mail": mail}
            groups.setdefault(str(kind.group), []).append(line)
        yield from groups.items()

    def block_rows(self) -> list[dict[str, Any]]:
        return [{"label": block.title, "mail": self[f"mail-{block.code}"]} for block in self.blocks]

    def choices(self) -> dict[str, Choice]:
        values = self.cleaned_data
        found = {
            kind.code: Choice(
                values[f"shown-{kind.code}"], values.get(f"mail-{kind.code}", Rhythm.NEVER.value)
            )
            for kind in self.kinds
        }
        return found | {block.code: Choice(False, values[f"mail-{block.code}"]) for block in self.blocks}
