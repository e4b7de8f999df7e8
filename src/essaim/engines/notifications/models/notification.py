from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """Somebody is told something. No text of a record is kept: title and right are asked again each time.

    Unread, the same kind about the same thing is one row whose `count` grows. `once` tells apart what may
    be told only once, even after it was read ("2026-03-01" for a day a task is due).
    """

    class Mail(models.TextChoices):
        NONE = "none", _("sans courriel")
        WAITING = "waiting", _("à envoyer")
        SENDING = "sending", _("en cours d’envoi")
        SENT = "sent", _("envoyée")
        FAILED = "failed", _("échec")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(_("raison"), max_length=60)
    subject = models.CharField(_("à propos de"), max_length=60, blank=True)
    object_id = models.BigIntegerField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    count = models.PositiveIntegerField(default=1)
    once = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("le"), default=timezone.now)
    read_at = models.DateTimeField(_("lue le"), null=True, blank=True)
    shown = models.BooleanField(default=True)
    mail = models.CharField(max_length=8, choices=Mail.choices, default=Mail.NONE)
    mail_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["user", "read_at", "-created_at"], name="notifications_of_user"),
            models.Index(
                fields=["user", "mail"],
                condition=models.Q(mail__in=["waiting", "sending"]),
                name="notifications_to_mail",
            ),
            models.Index(fields=["subject", "object_id"], name="notifications_about"),
            models.Index(fields=["created_at"], name="notifications_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "object_id"],
                condition=models.Q(read_at__isnull=True, once=""),
                name="notifications_one_unread",
            ),
            models.UniqueConstraint(
                fields=["user", "kind", "subject", "object_id", "once"],
                condition=~models.Q(once=""),
                name="notifications_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.object_id or ''}".strip()
