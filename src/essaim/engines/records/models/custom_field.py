from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.kinds import Kind

CUSTOM_KINDS: dict[str, Any] = {
    Kind.TEXT.value: _("texte court"),
    Kind.LONG_TEXT.value: _("texte long"),
    Kind.CHOICE.value: _("un choix dans une liste"),
    Kind.CHOICES.value: _("plusieurs choix dans une liste"),
    Kind.INTEGER.value: _("nombre entier"),
    Kind.DECIMAL.value: _("nombre à virgule"),
    Kind.MONEY.value: _("montant en euros"),
    Kind.DATE.value: _("date"),
    Kind.BOOLEAN.value: _("oui ou non"),
    Kind.EMAIL.value: _("adresse électronique"),
    Kind.PHONE.value: _("téléphone"),
    Kind.URL.value: _("adresse d’un site"),
}


class CustomField(models.Model):
    """A field an administrator added to a record type. Its values are in `Record.custom`, by `name`.

    `name` starts with "x_" so that a field declared later never takes its place; neither it nor
    `kind` changes once made. `choices`: [[code, label, retired?], …]. A retired field keeps its values
    and is seen nowhere.
    """

    type = models.CharField(_("type de fiche"), max_length=60)
    name = models.CharField(_("nom technique"), max_length=60)
    label = models.CharField(_("libellé"), max_length=100)
    kind = models.CharField(_("nature"), max_length=12, choices=list(CUSTOM_KINDS.items()))
    choices = models.JSONField(_("choix"), default=list, blank=True)
    required = models.BooleanField(_("obligatoire"), default=False)
    help = models.CharField(_("aide à la saisie"), max_length=300, blank=True)
    section = models.CharField(_("rubrique"), max_length=100, blank=True)
    sensitive = models.BooleanField(_("sensible"), default=False)
    default_column = models.BooleanField(_("affiché dans les listes"), default=False)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)
    retired_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("créé par"),
    )

    journal_skips = ("changed_at", "created_by")

    class Meta:
        verbose_name = _("champ personnalisé")
        verbose_name_plural = _("champs personnalisés")
        ordering = ["type", "order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["type", "name"], name="records_one_custom_field_a_name")
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def live_choices(self) -> list[tuple[str, str]]:
        """The choices that can still be picked."""
        return [(item[0], item[1]) for item in self.choices if len(item) < 3 or not item[2]]
