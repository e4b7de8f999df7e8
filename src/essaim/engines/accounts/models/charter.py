from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CharterVersion(models.Model):
    """A version of the charter of everybody (`network` is null) or of one network's members.

    `body` is Markdown. A draft has no `published_at`; a published version is never changed again.
    """

    network = models.ForeignKey(
        "accounts.Network",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="charter_versions",
        verbose_name=_("réseau"),
    )
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("titre"), max_length=200)
    body = models.TextField(_("texte"))
    created_at = models.DateTimeField(_("créée le"), default=timezone.now)
    published_at = models.DateTimeField(_("publiée le"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="charters_published",
        verbose_name=_("publiée par"),
    )
    sha256 = models.CharField(_("empreinte du texte"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("version de la charte")
        verbose_name_plural = _("versions de la charte")
        ordering = ["network_id", "-number"]
        constraints = [
            models.UniqueConstraint(Coalesce("network_id", 0), "number", name="accounts_one_charter_number"),
            models.UniqueConstraint(
                Coalesce("network_id", 0),
                condition=models.Q(published_at__isnull=True),
                name="accounts_one_charter_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} (version {self.number})"


class CharterAcceptance(models.Model):
    """The proof that a user accepted a text: which, when, from where. Never changed, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="charter_acceptances",
        verbose_name=_("utilisateur"),
    )
    version = models.ForeignKey(
        CharterVersion, models.PROTECT, related_name="acceptances", verbose_name=_("version")
    )
    sha256 = models.CharField(_("empreinte du texte"), max_length=64)
    accepted_at = models.DateTimeField(_("acceptée le"), default=timezone.now)
    address = models.GenericIPAddressField(_("adresse"), null=True, blank=True)

    class Meta:
        verbose_name = _("acceptation de la charte")
        verbose_name_plural = _("acceptations de la charte")
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "version"], name="accounts_one_acceptance_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.version}"
