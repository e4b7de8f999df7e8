"""How a record type is spoken of: gender, elision, number."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from essaim.kit.text import fold

from .declarations import RecordType

_VOWELS = "aeiouy"


def lowered(text: object) -> str:
    """A label inside a sentence: "Personne" → "personne", "SIRET" stays."""
    words = str(text)
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def starts_with_vowel(text: object) -> bool:
    first = fold(str(text))[:1]
    return first in _VOWELS or first == "h"


def new_label(record_type: RecordType) -> str:
    """« Nouvelle personne », « Nouvel organisme », « Nouveau club »."""
    if (get_language() or "fr").startswith("fr"):
        masculine = _("Nouvel") if starts_with_vowel(record_type.label) else _("Nouveau")
        word = _("Nouvelle") if record_type.gender == "f" else masculine
        return f"{word} {lowered(record_type.label)}"
    return _("Nouveau : %s") % lowered(record_type.label)


new_label_lazy = lazy(new_label, str)


def counted(record_type: RecordType, count: int) -> str:
    """« 1 personne », « 3 932 personnes »."""
    from django.utils.formats import number_format

    label = record_type.label if count < 2 else record_type.label_plural
    return f"{number_format(count, force_grouping=True)} {lowered(label)}"


def this(record_type: RecordType) -> str:
    """« cette personne », « cet organisme », « ce club »."""
    if record_type.gender == "f":
        return _("cette %s") % lowered(record_type.label)
    if starts_with_vowel(record_type.label):
        return _("cet %s") % lowered(record_type.label)
    return _("ce %s") % lowered(record_type.label)


def created(record_type: RecordType, title: str) -> str:
    return (
        _("« %s » est enregistré.") % title
        if record_type.gender == "m"
        else _("« %s » est enregistrée.") % title
    )


def rows_chosen(count: int) -> str:
    return ngettext("%d fiche choisie", "%d fiches choisies", count) % count
