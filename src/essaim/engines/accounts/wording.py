"""What allauth says, in our words."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

ERRORS = {
    "account_inactive": _("Ce compte est désactivé."),
    "email_password_mismatch": _("L’adresse ou le mot de passe ne convient pas."),
    "enter_current_password": _("Ce n’est pas votre mot de passe actuel."),
    "incorrect_code": _("Ce code ne convient pas. Vérifiez-le, ou demandez-en un autre."),
    "incorrect_password": _("Ce n’est pas votre mot de passe."),
    "invalid_login": _("L’adresse ou le mot de passe ne convient pas."),
    "invalid_password_reset": _("Ce lien ne vaut plus. Demandez-en un autre."),
    "too_many_login_attempts": _("Trop d’essais. Réessayez dans quelques minutes."),
    "rate_limited": _("Trop d’essais. Réessayez dans quelques minutes."),
    "cannot_delete_authenticator": _("Vous ne pouvez pas retirer ce moyen de connexion."),
    "cannot_generate_recovery_codes": _("Activez d’abord la double vérification."),
}

MESSAGES = {
    "account/messages/logged_out.txt": _("Vous êtes déconnecté. À bientôt !"),
    "account/messages/password_changed.txt": _("Votre mot de passe est changé."),
    "account/messages/password_set.txt": _("Votre mot de passe est enregistré."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Voici de nouveaux codes de secours ; les anciens ne valent plus."
    ),
    "mfa/messages/totp_activated.txt": _("La double vérification par application est activée."),
    "mfa/messages/totp_deactivated.txt": _("La double vérification par application est désactivée."),
    "mfa/messages/webauthn_added.txt": _("Votre clé d’accès est enregistrée."),
    "mfa/messages/webauthn_removed.txt": _("La clé d’accès est retirée."),
}

# allauth's name of a mail: (subject, our template)
MAILS = {
    "login_code": (_("Votre lien de connexion"), "sign_in_link"),
    "unknown_account": (_("Vous n’avez pas de compte à cette adresse"), "unknown_account"),
    "password_reset_key": (_("Choisir un nouveau mot de passe"), "password_reset"),
    **{
        name: (_("Sécurité de votre compte"), "security_notice")
        for name in (
            "password_changed", "password_set", "password_reset", "totp_activated", "totp_deactivated",
            "recovery_codes_generated", "webauthn_added", "webauthn_removed",
        )
    },
}  # fmt: skip

NOTICES = {
    "password_changed": _("Votre mot de passe a été changé."),
    "password_set": _("Un mot de passe a été ajouté à votre compte."),
    "password_reset": _("Votre mot de passe a été remplacé par un nouveau."),
    "totp_activated": _("La double vérification par application a été activée."),
    "totp_deactivated": _("La double vérification par application a été désactivée."),
    "recovery_codes_generated": _("De nouveaux codes de secours ont été créés."),
    "webauthn_added": _("Une clé d’accès a été ajoutée à votre compte."),
    "webauthn_removed": _("Une clé d’accès a été retirée de votre compte."),
    "second_factor_reset": _(
        "Vos clés d’accès et votre double vérification ont été retirées par la personne qui administre la plateforme."
    ),
}


def too_many(wait: str) -> str:
    """`wait` is a length of time in words."""
    return _now("Trop d’essais. Vous pourrez réessayer dans %(wait)s.") % {"wait": wait}


_SYSTEMS = (
    (r"iPhone", "iPhone"),
    (r"iPad", "iPad"),
    (r"Android", "Android"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "Mac"),
    (r"CrOS", "Chromebook"),
    (r"Linux|X11", "Linux"),
)
_BROWSERS = (
    (r"Edg", "Edge"),
    (r"OPR|Opera", "Opera"),
    (r"Firefox|FxiOS", "Firefox"),
    (r"Chrome|CriOS|Chromium", "Chrome"),
    (r"Safari", "Safari"),
)


def _named(agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for pattern, name in known if re.search(pattern, agent)), "")


def device(agent: str) -> str:
    """ "Firefox sur Windows", from a browser's User-Agent; what is not recognised is left out."""
    browser, system = _named(agent, _BROWSERS), _named(agent, _SYSTEMS)
    if browser and system:
        return _now("%(browser)s sur %(system)s") % {"browser": browser, "system": system}
    return browser or system or _now("Appareil inconnu")


def device_icon(agent: str) -> str:
    system = _named(agent, _SYSTEMS)
    if system == "iPad":
        return "device-tablet"
    return "device-mobile" if system in {"iPhone", "Android"} else "device-desktop"
