"""Raw values checked and put into the one form they are kept in.

text, e-mail, telephone: str · number, money: decimal as str · date: ISO · choice: key · choices: list of
keys · scale: int · matrix: {row: choice} · file: list of attachment ids · address: {street, postcode,
city, country} · signature: {"name", "strokes": [[x, y, …]]} · person, organisation: {"id", "text"}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.engines.directory.api import normalise_email, normalise_phone
from essaim.engines.forms.definition.conditions import comment_key
from essaim.engines.forms.definition.parts import Definition, Question, decimal
from essaim.engines.forms.definition.types import FORMATS

from .reading import ADDRESS, LONGEST

SHORT = 500
STROKES, POINTS = 60, 3000


def check(
    definition: Definition, raw: Mapping[str, Any], visible: Collection[str], party: str = ""
) -> tuple[dict[str, Any], dict[str, str]]:
    """(values as they are kept, what is wrong by question). Hidden questions are neither kept nor asked."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for question in definition.questions():
        if question.key not in visible or question.type == "note":
            continue
        if question.asked_of(party):
            _check_one(question, raw.get(question.key), values, errors)
        comment = raw.get(comment_key(question.key))
        if question.commented_by(party) and comment:
            try:
                values[comment_key(question.key)] = _line(comment, LONGEST)
            except ValidationError as error:
                errors[comment_key(question.key)] = error.messages[0]
    return values, errors


def _check_one(question: Question, raw: Any, values: dict[str, Any], errors: dict[str, str]) -> None:
    if raw in (None, "", [], {}):
        if question.required:
            errors[question.key] = question.messages.get("required") or str(_required(question))
        return
    try:
        value = clean(question, raw)
    except ValidationError as error:
        errors[question.key] = question.messages.get("check") or error.messages[0]
        return
    missing = question.required and question.type == "matrix" and len(value) < len(question.rows)
    if missing:
        errors[question.key] = question.messages.get("required") or _("Répondez à chaque ligne.")
    if value not in ("", [], {}):
        values[question.key] = value


def _required(question: Question) -> str:
    if question.type in ("choice", "scale"):
        return _("Choisissez une réponse.")
    if question.type == "choices":
        return _("Cochez au moins une réponse.")
    if question.type == "file":
        return _("Joignez un fichier.")
    if question.type == "signature":
        return _("Signez, au moins de votre nom.")
    return _("Cette réponse est nécessaire.")


def clean(question: Question, raw: Any) -> Any:
    """The value of one question as it is kept; raises ValidationError."""
    return _CLEANERS[question.type](question, raw)


def _line(raw: Any, longest: int) -> str:
    if not isinstance(raw, (str, int, float)) or isinstance(raw, bool):
        raise ValidationError(_("Ce n’est pas un texte."))
    text = str(raw).replace("\x00", "").strip()
    if len(text) > longest:
        raise ValidationError(_("Ce texte est trop long : %(n)s caractères au plus.") % {"n": longest})
    return text


def _text(question: Question, raw: Any) -> str:
    text = _line(raw, SHORT if question.type == "text" else LONGEST)
    least, most = decimal(question.min), decimal(question.max)
    if least is not None and len(text) < least:
        raise ValidationError(
            ngettext("Écrivez au moins %(n)s caractère.", "Écrivez au moins %(n)s caractères.", int(least))
            % {"n": least}
        )
    if most is not None and len(text) > most:
        raise ValidationError(
            ngettext("Pas plus de %(n)s caractère.", "Pas plus de %(n)s caractères.", int(most)) % {"n": most}
        )
    pattern = FORMATS.get(question.format, ("", ""))[1]
    if pattern and not re.fullmatch(
        pattern, text.replace(" ", "") if question.format in ("digits", "siret") else text
    ):
        raise ValidationError(_("La réponse attendue : %s.") % FORMATS[question.format][0])
    return text


def _number(question: Question, raw: Any) -> str:
    text = re.sub(r"[\s\u00a0\u202f€%]", "", _line(raw, 60))
    found = decimal(text)
    if found is None:
        raise ValidationError(_("Écrivez un nombre, comme 12 ou 12,5."))
    if question.type == "money" and found != found.quantize(Decimal("0.01")):
        raise ValidationError(_("Un montant n’a pas plus de deux chiffres après la virgule."))
    least, most = decimal(question.min), decimal(question.max)
    if least is not None and found < least:
        raise ValidationError(_("Le nombre doit être d’au moins %s.") % _shown(least))
    if most is not None and found > most:
        raise ValidationError(_("Le nombre ne peut pas dépasser %s.") % _shown(most))
    return (
        str(found.quantize(Decimal("0.01"))) if question.type == "money" else format(found.normalize(), "f")
    )


def _shown(number: Decimal) -> str:
    return format(number.normalize(), "f").replace(".", ",")


def limit_day(text: str) -> date | None:
    """A limit of a date: ISO, or "today"."""
    if text.strip() in ("today", "aujourd’hui", "aujourd'hui"):
        return timezone.localdate()
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _date(question: Question, raw: Any) -> str:
    text = _line(raw, 40)
    found = _day(text)
    if found is None:
        raise ValidationError(_("Écrivez une date, comme 31/12/2026."))
    least, most = limit_day(question.min), limit_day(question.max)
    if least is not None and found < least:
        raise ValidationError(_("La date ne peut pas venir avant le %s.") % date_format(least))
    if most is not None and found > most:
        raise ValidationError(_("La date ne peut pas venir après le %s.") % date_format(most))
    return found.isoformat()


def _day(text: str) -> date | None:
    french = re.fullmatch(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", text)
    try:
        return date(int(french[3]), int(french[2]), int(french[1])) if french else date.fromisoformat(text)
    except ValueError:
        return None


def _choice(question: Question, raw: Any) -> str:
    if not isinstance(raw, str) or question.choice(raw) is None:
        raise ValidationError(_("Choisissez une des réponses proposées."))
    return raw


def _choices(question: Question, raw: Any) -> list[str]:
    if not isinstance(raw, list) or any(question.choice(item) is None for item in raw):
        raise ValidationError(_("Choisissez parmi les réponses proposées."))
    kept = [choice.key for choice in question.choices if choice.key in raw]
    least, most = decimal(question.min), decimal(question.max)
    if least is not None and len(kept) < least:
        raise ValidationError(_("Cochez au moins %s réponses.") % int(least))
    if most is not None and len(kept) > most:
        raise ValidationError(_("Cochez %s réponses au plus.") % int(most))
    return kept


def _scale(question: Question, raw: Any) -> int:
    found = decimal(raw) if isinstance(raw, (str, int)) and not isinstance(raw, bool) else None
    if found is None or found not in question.scale:
        raise ValidationError(_("Choisissez un niveau de l’échelle."))
    return int(found)


def _matrix(question: Question, raw: Any) -> dict[str, str]:
    rows = {row.key for row in question.rows}
    if not isinstance(raw, dict) or set(raw) - rows:
        raise ValidationError(_("Répondez dans le tableau."))
    return {row: _choice(question, value) for row, value in raw.items()}


def _email(question: Question, raw: Any) -> str:
    return normalise_email(_line(raw, 254))


def _phone(question: Question, raw: Any) -> str:
    return normalise_phone(_line(raw, 40))


def _address(question: Question, raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict) or set(raw) - set(ADDRESS):
        raise ValidationError(_("Écrivez une adresse."))
    kept = {part: _line(raw[part], 200) for part in ADDRESS if raw.get(part)}
    if question.required and not kept.get("city"):
        raise ValidationError(_("Indiquez au moins la ville."))
    return kept


def _signature(question: Question, raw: Any) -> dict[str, Any]:
    return clean_signature(raw)


def clean_signature(raw: Any) -> dict[str, Any]:
    """A name typed, and perhaps strokes: lines of coordinates in a box of 600 × 200."""
    if not isinstance(raw, dict) or not _line(raw.get("name", ""), 160):
        raise ValidationError(_("Écrivez votre nom pour signer."))
    strokes = raw.get("strokes") or []
    if not isinstance(strokes, list) or len(strokes) > STROKES:
        raise ValidationError(_("Cette signature n’a pas pu être lue : recommencez-la."))
    kept = [_stroke(stroke) for stroke in strokes]
    if sum(map(len, kept)) > POINTS * 2:
        raise ValidationError(_("Cette signature n’a pas pu être lue : recommencez-la."))
    return {"name": _line(raw["name"], 160), **({"strokes": kept} if kept else {})}


def _stroke(stroke: Any) -> list[int]:
    if (
        not isinstance(stroke, list)
        or len(stroke) % 2
        or not all(
            isinstance(item, int) and not isinstance(item, bool) and -50 <= item <= 700 for item in stroke
        )
    ):
        raise ValidationError(_("Cette signature n’a pas pu être lue : recommencez-la."))
    return stroke


def _file(question: Question, raw: Any) -> list[str]:
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise ValidationError(_("Joignez un fichier."))
    return raw


def _record(question: Question, raw: Any) -> dict[str, Any]:
    if isinstance(raw, str):
        raw = {"text": raw}
    if not isinstance(raw, dict) or set(raw) - {"id", "text"}:
        raise ValidationError(_("Choisissez une fiche ou écrivez un nom."))
    pk, text = raw.get("id"), _line(raw.get("text") or "", 200)
    if pk is not None and (not isinstance(pk, int) or isinstance(pk, bool)):
        raise ValidationError(_("Choisissez une fiche ou écrivez un nom."))
    return {"id": pk, "text": text} if pk else ({"text": text} if text else {})


_CLEANERS: dict[str, Callable[[Question, Any], Any]] = {
    "text": _text, "long_text": _text, "number": _number, "money": _number, "date": _date,
    "choice": _choice, "choices": _choices, "scale": _scale, "matrix": _matrix, "email": _email,
    "phone": _phone, "address": _address, "signature": _signature, "file": _file, "person": _record,
    "organisation": _record,
}  # fmt: skip
