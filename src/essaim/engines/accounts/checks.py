"""What `essaim check` says of accounts."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.kit.checks import Finding, OperatorCheck, operator_checks

from .charters import current_versions
from .invitations import invitations
from .models import User


def run() -> Iterator[Finding]:
    active = User.objects.filter(is_active=True).count()
    if not active:
        yield Finding("error", _("Aucun compte actif."), _("Créez-en un : essaim setup"))
    else:
        yield Finding("ok", _("%(n)d comptes actifs.") % {"n": active})
    if not current_versions().exists():
        yield Finding(
            "warning",
            _("Aucune charte n’est en vigueur."),
            _("Administration, Chartes : écrivez les règles communes."),
        )
    failed = invitations("waiting").exclude(send_error="").count()
    if failed:
        yield Finding(
            "warning",
            _("%(n)d invitations ne sont pas parties.") % {"n": failed},
            _("Vérifiez ESSAIM_SMTP_HOST, puis renvoyez-les depuis la page des invitations."),
        )
    if settings.EMAIL_OUTSIDE_BACKEND.endswith("filebased.EmailBackend"):
        yield Finding(
            "warning",
            _("Les courriels ne partent pas : ils sont écrits dans %(folder)s.")
            % {"folder": settings.EMAIL_FILE_PATH},
            _("Donnez un serveur de messagerie : ESSAIM_SMTP_HOST."),
        )


operator_checks.declare(OperatorCheck("accounts", gettext_lazy("Comptes"), run))
