"""A small invented trade: files of people ("dossiers"), visits made to them, and places."""

from __future__ import annotations

from django.db import models

from essaim.engines.records.api import Record
from essaim.kit.fields import SortKeyField
from essaim.kit.text import fold, sort_key
from essaim.kit.textindex import FilterTextField


class Place(Record):
    name = models.CharField("nom", max_length=100)
    city = models.CharField("ville", max_length=100, blank=True)
    network = models.ForeignKey("accounts.Network", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "lieu"
        verbose_name_plural = "lieux"

    def __str__(self) -> str:
        return self.name


class Dossier(Record):
    first_name = models.CharField("prénom", max_length=100, blank=True)
    last_name = models.CharField("nom", max_length=100)
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    siret = models.CharField("SIRET", max_length=14, blank=True)
    status = models.CharField(
        "état", max_length=10, blank=True, choices=[("open", "ouvert"), ("closed", "clos")]
    )
    born_on = models.DateField("né le", null=True, blank=True)
    income = models.DecimalField("revenu", max_digits=12, decimal_places=2, null=True, blank=True)
    visits_planned = models.IntegerField("visites prévues", null=True, blank=True)
    follows = models.BooleanField("suivi", default=False)
    story = models.TextField("parcours", blank=True)
    health = models.TextField("santé", blank=True)
    secret = models.CharField("numéro confidentiel", max_length=40, blank=True)
    rate = models.DecimalField("taux", max_digits=8, decimal_places=2, null=True, blank=True)
    days = models.JSONField("jours", default=list, blank=True)
    seen_at = models.DateTimeField("vu le", null=True, blank=True)
    site = models.URLField("site", blank=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="dossiers")
    groups = models.ManyToManyField("accounts.Group", blank=True, related_name="+")
    network = models.ForeignKey("accounts.Network", models.SET_NULL, null=True, blank=True, related_name="+")
    owner = models.ForeignKey("accounts.User", models.SET_NULL, null=True, blank=True, related_name="+")
    sort_name = SortKeyField(max_length=200, default="", editable=False)
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "sort_name", "filter_text")

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        indexes = [models.Index(fields=["sort_name", "id"], name="samples_dossier_name")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_name = sort_key(self.last_name, self.first_name)[:200]
        self.filter_text = fold(f"{self.first_name} {self.last_name} {self.email}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class Visit(Record):
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="visits")
    subject = models.CharField("objet", max_length=200)
    report = models.TextField("compte rendu", blank=True)
    made_on = models.DateField("le", null=True, blank=True)
    cost = models.DecimalField("frais", max_digits=10, decimal_places=2, null=True, blank=True)
    owner = models.ForeignKey("accounts.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "visite"
        verbose_name_plural = "visites"

    def __str__(self) -> str:
        return self.subject
