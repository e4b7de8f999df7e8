from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SavedView(models.Model):
    """A query kept under a name: its owner's own, or shared with everybody, roles or networks.

    `query` is `Query.to_json()`. Sharing gives the question, never the answers: whoever opens it sees
    what their own rights show.
    """

    type = models.CharField(_("type de fiche"), max_length=60)
    name = models.CharField(_("nom"), max_length=80)
    query = models.JSONField(_("requête"), default=dict)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name=_("propriétaire")
    )
    shared_with_all = models.BooleanField(_("partagée avec tous"), default=False)
    roles = models.ManyToManyField("rights.Role", blank=True, related_name="+", verbose_name=_("profils"))
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    created_at = models.DateTimeField(_("créée le"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now, editable=False)

    journal_skips = ("created_at", "changed_at")

    class Meta:
        verbose_name = _("vue enregistrée")
        verbose_name_plural = _("vues enregistrées")
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["type", "name"], name="records_view_type")]

    def __str__(self) -> str:
        return self.name


class DefaultView(models.Model):
    """The view with which a user opens the list of a type."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="default_views")
    type = models.CharField(max_length=60)
    view = models.ForeignKey(SavedView, models.CASCADE, related_name="default_of")

    class Meta:
        verbose_name = _("vue par défaut")
        verbose_name_plural = _("vues par défaut")
        constraints = [models.UniqueConstraint(fields=["user", "type"], name="records_one_default_view")]

    def __str__(self) -> str:
        return f"{self.user} : {self.view}"
