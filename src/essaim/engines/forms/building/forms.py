"""The settings of a question or a part of a form, as forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from essaim.engines.forms.definition.parts import Definition, decimal
from essaim.engines.forms.definition.types import FORMATS, TYPES
from essaim.engines.forms.filling.checking import limit_day

from . import conditions, lines

PLAIN = ("label", "help", "min", "max", "unit", "low", "high", "format", "weight")
LIMITS = {
    "text": (_("Au moins (caractères)"), _("Au plus (caractères)")),
    "long_text": (_("Au moins (caractères)"), _("Au plus (caractères)")),
    "number": (_("Au moins"), _("Au plus")),
    "money": (_("Au moins"), _("Au plus")),
    "date": (_("Pas avant le"), _("Pas après le")),
    "choices": (_("Au moins (choix)"), _("Au plus (choix)")),
    "scale": (_("De"), _("À")),
}


class Conditional(forms.Form):
    """The lines of a condition: `c0`… with a value beside each, `any_of` to join them."""

    any_of = forms.ChoiceField(
        label=_("Afficher si"), required=False,
        choices=(("", _("toutes ces conditions sont remplies")), ("1", _("au moins une est remplie"))),
    )  # fmt: skip

    def set_conditions(self, definition: Definition, key: str, tree: dict[str, Any]) -> None:
        groups = conditions.proposals(conditions.before(definition, key))
        picked = conditions.chosen(tree)
        self.fields["any_of"].initial = "1" if "any" in tree else ""
        for rank in range(conditions.LINES):
            proposal, beside = picked[rank] if rank < len(picked) else ("", "")
            known = {code for _label, options in groups for code, _text in options}
            extra = (
                [(proposal, _("(question déplacée ou retirée)"))]
                if proposal and proposal not in known
                else []
            )
            self.fields[f"c{rank}"] = forms.ChoiceField(
                label=_("Condition"), required=False, initial=proposal,
                choices=[("", _("toujours affichée") if rank == 0 else _("et rien d’autre")), *extra, *groups],
            )  # fmt: skip
            self.fields[f"v{rank}"] = forms.CharField(
                label=_("Valeur"), required=False, max_length=200, initial=beside
            )
        self.has_conditions = bool(groups or picked)

    def condition(self) -> dict[str, Any]:
        picked = [
            (self.cleaned_data.get(f"c{rank}", ""), self.cleaned_data.get(f"v{rank}", ""))
            for rank in range(conditions.LINES)
        ]
        return conditions.read(picked, bool(self.cleaned_data.get("any_of")))

    def condition_lines(self) -> list[tuple[Any, Any]]:
        return [(self[f"c{rank}"], self[f"v{rank}"]) for rank in range(conditions.LINES)]


class SectionForm(Conditional):
    title = forms.CharField(label=_("Titre de la partie"), required=False, max_length=200)
    text = forms.CharField(
        label=_("Texte d’introduction"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, definition: Definition, section: dict[str, Any], **kwargs: Any) -> None:
        kwargs["initial"] = {"title": section.get("title", ""), "text": section.get("text", "")}
        super().__init__(*args, **kwargs)
        self.set_conditions(definition, section["key"], section.get("when") or {})

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {"title": cleaned["title"], "text": cleaned["text"], "when": self.condition()}


class QuestionForm(Conditional):
    label = forms.CharField(label=_("Question"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    help = forms.CharField(
        label=_("Aide sous la question"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    required = forms.BooleanField(label=_("Réponse obligatoire"), required=False)
    choices = forms.CharField(
        label=_("Choix, un par ligne"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("« Oui = 2 » donne deux points à ce choix."),
    )  # fmt: skip
    rows = forms.CharField(
        label=_("Lignes du tableau, une par ligne"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    min = forms.CharField(required=False, max_length=30)
    max = forms.CharField(required=False, max_length=30)
    unit = forms.CharField(label=_("Unité"), required=False, max_length=30)
    low = forms.CharField(label=_("Mot du bas de l’échelle"), required=False, max_length=60)
    high = forms.CharField(label=_("Mot du haut de l’échelle"), required=False, max_length=60)
    format = forms.ChoiceField(
        label=_("Réponse attendue"),
        required=False,
        choices=[(code, label) for code, (label, _re) in FORMATS.items()],
    )
    weight = forms.CharField(
        label=_("Poids dans le score"), required=False, max_length=10,
        help_text=_("Vide : 1 si des choix ont des points, sinon la question ne compte pas."),
    )  # fmt: skip
    required_message = forms.CharField(
        label=_("Message si la réponse manque"), required=False, max_length=300
    )
    check_message = forms.CharField(
        label=_("Message si la réponse ne convient pas"), required=False, max_length=300
    )
    voices = forms.MultipleChoiceField(
        label=_("Qui répond"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Rien de coché : tous."),
    )
    comments = forms.MultipleChoiceField(
        label=_("Qui peut commenter"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, definition: Definition, question: dict[str, Any], **kwargs: Any) -> None:
        kwargs["initial"] = {name: question.get(name, "") for name in PLAIN} | _initial(question)
        super().__init__(*args, **kwargs)
        self.question, self.type = question, TYPES[question["type"]]
        parties = [(party.key, party.label) for party in definition.parties]
        for name in ("voices", "comments"):
            field: Any = self.fields[name]
            field.choices = parties if parties or name == "voices" else [("*", _("La personne qui répond"))]
        self.set_conditions(definition, question["key"], question.get("when") or {})
        self._keep_only(bool(parties))

    def _keep_only(self, parties: bool) -> None:
        takes = self.type.takes
        dropped = {
            "choices": "choices" not in takes, "rows": "rows" not in takes, "unit": "unit" not in takes,
            "format": "format" not in takes, "weight": not self.type.scored, "voices": not parties,
        }  # fmt: skip
        dropped |= dict.fromkeys(("min", "max"), "range" not in takes) | dict.fromkeys(
            ("low", "high"), "ends" not in takes
        )
        if self.type.name == "note":
            dropped |= dict.fromkeys(
                ("required", "required_message", "check_message", "comments", "voices"), True
            )
        for name, gone in dropped.items():
            if gone:
                del self.fields[name]
        if "min" in self.fields:
            self.fields["min"].label, self.fields["max"].label = LIMITS[self.type.name]

    @property
    def more(self) -> list[Any]:
        """What is asked under « plus de réglages »."""
        names = ("min", "max", "unit", "low", "high", "format", "weight", "required_message", "check_message")
        return [self[name] for name in names if name in self.fields]

    def clean_choices(self) -> Any:
        return lines.read(self.cleaned_data["choices"], self.question.get("choices", []), "c")

    def clean_rows(self) -> Any:
        return lines.read(self.cleaned_data["rows"], self.question.get("rows", []), "r", points=False)

    def clean_weight(self) -> str:
        return _number(self.cleaned_data["weight"])

    def clean_min(self) -> str:
        return self._limit(self.cleaned_data["min"])

    def clean_max(self) -> str:
        return self._limit(self.cleaned_data["max"])

    def _limit(self, text: str) -> str:
        if self.type.name != "date":
            return _number(text)
        if text and limit_day(text) is None:
            raise ValidationError(_("Écrivez une date comme 2026-12-31, ou « aujourd’hui »."))
        return text

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        found = {
            name: cleaned[name]
            for name in (*PLAIN, "choices", "rows", "voices", "comments")
            if name in cleaned
        }
        found["required"] = cleaned.get("required", False)
        found["when"] = self.condition()
        messages = {
            "required": cleaned.get("required_message", ""),
            "check": cleaned.get("check_message", ""),
        }
        found["messages"] = {name: text for name, text in messages.items() if text}
        return {name: value for name, value in found.items() if value not in ("", [], {})}


def _initial(question: dict[str, Any]) -> dict[str, Any]:
    messages = question.get("messages") or {}
    return {
        "required": question.get("required", False),
        "choices": lines.shown(question.get("choices", [])),
        "rows": lines.shown(question.get("rows", [])),
        "required_message": messages.get("required", ""),
        "check_message": messages.get("check", ""),
        "voices": question.get("voices", []),
        "comments": question.get("comments", []),
    }


def _number(text: str) -> str:
    if not text.strip():
        return ""
    found = decimal(text)
    if found is None:
        raise ValidationError(_("Écrivez un nombre."))
    return format(found.normalize(), "f")
