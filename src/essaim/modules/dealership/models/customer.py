from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.fields import SortKeyField
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField
from essaim.modules.dealership.choices import CustomerKind, CustomerSource, CustomerStatus, FleetSize
from essaim.modules.dealership.french import age_on


class Customer(Record):
    """What a dealership knows of a person or a company that buys, or may one day.

    Identity and ways to reach stand in the directory, on `person` (private) or `organisation` (company).
    Everything below "figures" is computed by `figuring` from invoices and vehicles, never typed: a
    prospect is a customer as soon as an invoice stands, and only then.
    """

    kind = models.CharField(
        _("type"), max_length=8, choices=CustomerKind.choices, default=CustomerKind.PRIVATE
    )
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, verbose_name=_("personne")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, verbose_name=_("organisme")
    )
    number = models.CharField(_("numéro de client"), max_length=12, blank=True, db_index=True, editable=False)
    street_number = models.CharField(_("numéro"), max_length=12, blank=True)
    street_name = models.CharField(_("rue"), max_length=180, blank=True)
    source = models.CharField(_("source"), max_length=16, choices=CustomerSource.choices, blank=True)
    profession = models.CharField(_("profession"), max_length=120, blank=True)
    company_type = models.CharField(_("type d’entreprise"), max_length=120, blank=True)
    fleet_size = models.CharField(
        _("nombre de véhicules"), max_length=5, choices=FleetSize.choices, blank=True
    )
    consents = models.JSONField(_("consentement marketing"), default=list, blank=True)
    dealership = models.ForeignKey(
        "accounts.Network",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("concession"),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("responsable de contact"),
    )  # fmt: skip

    wanted_vehicles = models.TextField(_("véhicules souhaités"), blank=True)
    projects = models.TextField(_("projets"), blank=True)
    expectations = models.TextField(_("attentes"), blank=True)
    household_size = models.PositiveSmallIntegerField(_("personnes au foyer"), null=True, blank=True)
    interests = models.CharField(_("centres d’intérêt"), max_length=200, blank=True)
    daily_km = models.PositiveIntegerField(_("kilométrage journalier"), null=True, blank=True)

    status = models.CharField(
        _("statut"),
        max_length=8,
        choices=CustomerStatus.choices,
        default=CustomerStatus.PROSPECT,
        editable=False,
    )
    first_invoice_on = models.DateField(_("première facture"), null=True, blank=True, editable=False)
    last_invoice_on = models.DateField(_("dernière facture"), null=True, blank=True, editable=False)
    turnover = models.DecimalField(
        _("chiffre d’affaires TTC"), max_digits=12, decimal_places=2, default=0, editable=False
    )
    purchases = models.PositiveSmallIntegerField(_("véhicules achetés"), default=0, editable=False)
    visits = models.PositiveSmallIntegerField(_("visites atelier"), default=0, editable=False)
    last_visit_on = models.DateField(_("dernière visite atelier"), null=True, blank=True, editable=False)
    visit_interval = models.PositiveIntegerField(
        _("jours entre deux visites"), null=True, blank=True, editable=False
    )
    visits_a_year = models.DecimalField(
        _("visites par an"), max_digits=5, decimal_places=2, null=True, blank=True, editable=False
    )
    next_service_on = models.DateField(_("prochain entretien"), null=True, blank=True, editable=False)

    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    merge_moves = models.JSONField(default=dict, blank=True, editable=False)
    display = models.CharField(_("nom"), max_length=260, editable=False, default="")
    sort_name = SortKeyField(max_length=260, editable=False, default="")
    filter_text = FilterTextField()

    journal_skips = (
        *Record.journal_skips, "display", "sort_name", "filter_text", "merge_moves", "first_invoice_on",
        "last_invoice_on", "turnover", "purchases", "visits", "last_visit_on", "visit_interval", "visits_a_year",
        "next_service_on",
    )  # fmt: skip

    class Meta:
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        default_related_name = "customers"
        ordering = ["sort_name", "id"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="dealership_customer_name"),
            models.Index(fields=["next_service_on"], name="dealership_customer_service"),
        ]

    def __str__(self) -> str:
        return self.display

    @property
    def owner(self) -> Any:
        """The directory's record behind the customer."""
        return self.person if self.person_id else self.organisation

    @property
    def age(self) -> int | None:
        born = self.person.birth_date if self.person else None
        return age_on(born, timezone.localdate()) if born else None

    @property
    def next_contact_on(self) -> Any:
        from essaim.modules.dealership.following import next_contact_on

        return next_contact_on(self)

    @property
    def is_private(self) -> bool:
        return self.kind == CustomerKind.PRIVATE

    def derive(self) -> None:
        owner = self.owner
        if owner is None:
            return
        self.display, self.sort_name = owner.display, owner.sort_name
        self.filter_text = " ".join(filter(None, (owner.filter_text, fold(self.number))))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        """What stands in the directory reads as if it stood here: the ways to reach somebody."""
        if name in SHARED:
            return getattr(self.owner, name, None)
        raise AttributeError(name)


SHARED = frozenset({"email", "phone", "mobile", "street_extra", "postcode", "city", "country"})
