from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Processing(models.Model):
    """One entry of the processing register (article 30 of the GDPR): why which data of whom are used.

    `types`: names of the record types concerned.
    """

    class Basis(models.TextChoices):
        CONSENT = "consent", _("consentement de la personne")
        CONTRACT = "contract", _("contrat avec la personne")
        OBLIGATION = "obligation", _("obligation légale")
        MISSION = "mission", _("mission d’intérêt public")
        INTEREST = "interest", _("intérêt légitime")
        VITAL = "vital", _("sauvegarde des intérêts vitaux")

    name = models.CharField(_("traitement"), max_length=160)
    purpose = models.TextField(_("finalité"))
    basis = models.CharField(_("base légale"), max_length=12, choices=Basis.choices, default=Basis.MISSION)
    basis_note = models.TextField(_("précision sur la base légale"), blank=True)
    types = models.JSONField(_("fiches concernées"), default=list, blank=True)
    people = models.TextField(_("personnes concernées"), blank=True)
    data = models.TextField(_("données traitées"), blank=True)
    sensitive = models.TextField(_("données sensibles"), blank=True)
    recipients = models.TextField(_("destinataires"), blank=True)
    transfers = models.TextField(_("transferts hors de l’Union européenne"), blank=True)
    retention = models.TextField(_("durée de conservation"), blank=True)
    security = models.TextField(_("mesures de sécurité"), blank=True)
    processors = models.TextField(_("sous-traitants"), blank=True)
    responsible = models.CharField(_("service responsable"), max_length=160, blank=True)
    since = models.DateField(_("mis en œuvre le"), default=timezone.localdate)
    reviewed_on = models.DateField(_("relu le"), null=True, blank=True)
    ended_on = models.DateField(_("terminé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("traitement")
        verbose_name_plural = _("registre des traitements")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
