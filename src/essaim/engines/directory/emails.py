"""E-mail addresses: lowered, checked, and likely slips of the finger pointed out."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

COMMON = (
    "gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "hotmail.fr", "hotmail.com", "outlook.fr", "outlook.com",
    "yahoo.fr", "yahoo.com", "laposte.net", "sfr.fr", "icloud.com", "live.fr", "gmx.fr", "bbox.fr", "orange.sn",
    "protonmail.com", "proton.me",
)  # fmt: skip


def email(text: str) -> str:
    """The address as it is stored; raises ValidationError when nothing could be delivered to it."""
    value = str(text).strip().strip("<>;,").replace("mailto:", "").lower()
    if not value:
        return ""
    if "@" not in value:
        raise ValidationError(_("Il manque l’arobase (@) dans l’adresse « %s ».") % value)
    if " " in value:
        raise ValidationError(_("Une adresse électronique ne contient pas d’espace : « %s ».") % value)
    try:
        validate_email(value)
    except ValidationError:
        raise ValidationError(
            _("L’adresse « %s » n’est pas complète ou contient un signe interdit.") % value
        ) from None
    return value


def suggestion(value: str) -> str:
    """ "awa@gmail.com" for "awa@gmial.com": the address probably meant, or ""."""
    from rapidfuzz.distance import OSA

    name, _at, domain = value.partition("@")
    if not domain or domain in COMMON:
        return ""
    near = min(COMMON, key=lambda known: OSA.distance(domain, known))
    return f"{name}@{near}" if OSA.distance(domain, near) <= 1 else ""
