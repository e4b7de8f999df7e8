from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Webhook(models.Model):
    """An address told of what happens here, with what its `owner` may see of it.

    `events`: names such as "people.created" (a record type and what happened to it) or those that
    modules declare. `failures`: deliveries given up in a row.
    """

    name = models.CharField(_("nom"), max_length=100)
    url = models.URLField(_("adresse"), max_length=500)
    secret = models.CharField(_("secret de signature"), max_length=100)
    events = models.JSONField(_("événements"), default=list)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="webhooks",
        verbose_name=_("agit au nom de"),
    )
    is_active = models.BooleanField(_("actif"), default=True)
    failures = models.PositiveIntegerField(_("échecs de suite"), default=0, editable=False)
    disabled_at = models.DateTimeField(_("désactivé le"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)

    journal_skips = ("secret", "failures", "created_at")

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """One message to one address, until it is received or given up. `body` is what was signed."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        DONE = "done", _("reçu")
        FAILED = "failed", _("abandonné")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name=_("webhook"))
    event = models.CharField(_("événement"), max_length=100)
    subject = models.CharField(_("fiche"), max_length=100, blank=True)
    body = models.TextField(_("message"))
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now)
    next_at = models.DateTimeField(_("prochain essai"), default=timezone.now, null=True)
    ended_at = models.DateTimeField(_("terminé le"), null=True, blank=True)
    status = models.PositiveSmallIntegerField(_("réponse"), null=True, blank=True)
    answer = models.TextField(_("début de la réponse"), blank=True)
    error = models.CharField(_("erreur"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "next_at"], name="records_delivery_due"),
            models.Index(fields=["webhook", "subject"], name="records_delivery_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.webhook}"
