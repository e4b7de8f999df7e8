"""Leads, sales under way, requests for a trial or a trade-in."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.api import normalise_email, normalise_phone
from essaim.engines.records.api import Field, Kind
from essaim.modules.dealership import choices

from .followed import FOLLOWED, assigned, dealership

LEAD = _("Demande")
SALE = _("Affaire")
TEST_DRIVE = ("kind", choices.RequestKind.TEST_DRIVE.value)
TRADE_IN = ("kind", choices.RequestKind.TRADE_IN.value)

LEAD_FIELDS = (
    Field("last_name", _("Nom"), section=LEAD, required=True, quick=True, default_column=True, search_weight=5),
    Field("first_name", _("Prénom"), section=LEAD, quick=True, default_column=True, search_weight=3),
    Field("kind", _("Type de lead"), Kind.CHOICE, choices=tuple(choices.LeadKind.choices), section=LEAD, required=True,
          quick=True, default_column=True, aliases=("type",)),
    Field("issued_at", _("Date d’émission"), Kind.DATETIME, section=LEAD, default=timezone.now, default_column=True,
          aliases=("date emission", "date")),
    Field("email", _("Mail"), Kind.EMAIL, section=LEAD, clean=normalise_email, quick=True, default_column=True),
    Field("phone", _("Téléphone"), Kind.PHONE, section=LEAD, clean=normalise_phone, quick=True, default_column=True),
    Field("postcode", _("Code postal"), section=LEAD),
    Field("city", _("Ville"), section=LEAD),
    Field("wanted", _("Véhicule demandé"), section=LEAD, default_column=True, search_weight=1),
    Field("message", _("Message"), Kind.LONG_TEXT, section=LEAD, search_weight=1),
    Field("status", _("État"), Kind.CHOICE, choices=tuple(choices.LeadStatus.choices), section=FOLLOWED,
          default=choices.LeadStatus.NEW.value, default_column=True),
    assigned(_("Confié à")),
    dealership(),
    Field("customer", _("Fiche client"), Kind.REFERENCE, target="customers", section=FOLLOWED,
          sort_path="customer__sort_name"),
)  # fmt: skip

OPPORTUNITY_FIELDS = (
    Field("wanted", _("Véhicule souhaité"), section=SALE, required=True, quick=True, default_column=True,
          search_weight=3),
    Field("customer", _("Client"), Kind.REFERENCE, target="customers", section=SALE, required=True, quick=True,
          default_column=True, sort_path="customer__sort_name"),
    Field("condition", _("Véhicule"), Kind.CHOICE, choices=tuple(choices.Condition.choices), section=SALE, quick=True,
          default=choices.Condition.NEW.value, default_column=True),
    Field("energy", _("Énergie"), Kind.CHOICE, choices=tuple(choices.Energy.choices), section=SALE),
    Field("stage", _("Étape"), Kind.CHOICE, choices=tuple(choices.Stage.choices), section=SALE,
          default=choices.Stage.DISCOVERY.value, default_column=True),
    Field("amount", _("Montant TTC"), Kind.MONEY, section=SALE, quick=True, default_column=True),
    Field("opened_on", _("Ouverte le"), Kind.DATE, section=SALE, default=timezone.localdate),
    Field("expected_on", _("Signature attendue"), Kind.DATE, section=SALE, default_column=True),
    Field("closed_on", _("Conclue le"), Kind.DATE, section=SALE, editable=False, importable=False),
    Field("lost_because", _("Pourquoi perdue"), section=SALE),
    assigned(_("Vendeur")),
    dealership(),
    Field("notes", _("Notes"), Kind.LONG_TEXT, section=FOLLOWED, search_weight=1),
)  # fmt: skip

REQUEST_FIELDS = (
    Field("kind", _("Demande"), Kind.CHOICE, choices=tuple(choices.RequestKind.choices), section=LEAD, fixed=True,
          default=choices.RequestKind.TEST_DRIVE.value, default_column=True),
    Field("customer", _("Client"), Kind.REFERENCE, target="customers", section=LEAD, required=True, quick=True,
          default_column=True, sort_path="customer__sort_name"),
    Field("asked_on", _("Demandée le"), Kind.DATE, section=LEAD, default=timezone.localdate, required=True,
          default_column=True),
    Field("planned_at", _("Rendez-vous"), Kind.DATETIME, section=LEAD, default_column=True),
    Field("wanted", _("Véhicule à essayer"), section=LEAD, only_when=TEST_DRIVE, quick=True, default_column=True),
    Field("licence_number", _("Numéro de permis"), section=LEAD, only_when=TEST_DRIVE),
    Field("vehicle", _("Véhicule repris"), Kind.REFERENCE, target="vehicles", section=LEAD, only_when=TRADE_IN,
          sort_path="vehicle__make", default_column=True),
    Field("mileage", _("Kilométrage à la reprise"), Kind.INTEGER, unit="km", section=LEAD, only_when=TRADE_IN),
    Field("estimate", _("Estimation"), Kind.MONEY, section=LEAD, only_when=TRADE_IN),
    Field("offer", _("Offre de reprise"), Kind.MONEY, section=LEAD, only_when=TRADE_IN),
    Field("status", _("État"), Kind.CHOICE, choices=tuple(choices.RequestStatus.choices), section=FOLLOWED,
          default=choices.RequestStatus.OPEN.value, default_column=True),
    assigned(_("Confiée à")),
    dealership(),
    Field("notes", _("Notes"), Kind.LONG_TEXT, section=FOLLOWED, search_weight=1),
)  # fmt: skip
