from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


class Invitation(models.Model):
    """Somebody is asked to open an account; its link carries `nonce`, so a new one ends the former link.

    `role_codes` is a JSON list of role codes of the engine above (`providers`).
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("en attente")
        EXPIRED = "expired", _("expirée")
        ACCEPTED = "accepted", _("acceptée")
        REVOKED = "revoked", _("annulée")

    email = models.EmailField(_("adresse électronique"))
    first_name = models.CharField(_("prénom"), max_length=100, blank=True)
    last_name = models.CharField(_("nom"), max_length=100, blank=True)
    role_codes = models.JSONField(_("profils"), default=list, blank=True)
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    territories = models.ManyToManyField(
        "accounts.Territory", blank=True, related_name="+", verbose_name=_("territoires")
    )
    groups = models.ManyToManyField("accounts.Group", blank=True, related_name="+", verbose_name=_("groupes"))
    message = models.TextField(_("message personnel"), max_length=1000, blank=True)
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations_sent",
        verbose_name=_("invité par"),
    )
    created_at = models.DateTimeField(_("créée le"), default=timezone.now)
    sent_at = models.DateTimeField(_("envoyée le"), null=True, blank=True)
    send_error = models.CharField(_("échec de l’envoi"), max_length=300, blank=True)
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    accepted_at = models.DateTimeField(_("acceptée le"), null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("compte ouvert"),
    )
    revoked_at = models.DateTimeField(_("annulée le"), null=True, blank=True)

    journal_skips = ("nonce",)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["email"], name="accounts_invitation_email")]

    def __str__(self) -> str:
        return self.email

    @property
    def status(self) -> Invitation.Status:
        if self.accepted_at:
            return self.Status.ACCEPTED
        if self.revoked_at:
            return self.Status.REVOKED
        return self.Status.EXPIRED if self.expires_at <= timezone.now() else self.Status.WAITING
