from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A key that acts as its user through the API. Only a hash of the secret is kept.

    `dry_run`: writes are checked and answered, and nothing is kept of them.
    """

    class Scope(models.TextChoices):
        READ = "read", _("lire seulement")
        WRITE = "write", _("lire et écrire")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", verbose_name=_("utilisateur")
    )
    name = models.CharField(_("nom"), max_length=100)
    prefix = models.CharField(_("début"), max_length=12, unique=True)
    digest = models.CharField(_("empreinte"), max_length=64)
    scope = models.CharField(_("portée"), max_length=5, choices=Scope.choices, default=Scope.READ)
    dry_run = models.BooleanField(_("à blanc"), default=False)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now)
    expires_at = models.DateTimeField(_("expire le"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("révoqué le"), null=True, blank=True)

    journal_skips = ("digest",)

    class Meta:
        verbose_name = _("jeton d’accès")
        verbose_name_plural = _("jetons d’accès")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_alive(self, now: datetime | None = None) -> bool:
        now = now or timezone.now()
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


class TokenUse(models.Model):
    """When a token last served, to the minute: a trace of readings, apart from the journal."""

    token = models.OneToOneField(ApiToken, models.CASCADE, primary_key=True, related_name="use")
    at = models.DateTimeField(_("dernier usage"), default=timezone.now)
    address = models.CharField(_("adresse"), max_length=45, blank=True)

    class Meta:
        verbose_name = _("usage d’un jeton")
        verbose_name_plural = _("usages des jetons")

    def __str__(self) -> str:
        return f"{self.token_id} {self.at:%Y-%m-%d %H:%M}"
