"""Vehicles and what their counters said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind
from essaim.modules.dealership import choices
from essaim.modules.dealership.french import registration, vin

CAR = _("Véhicule")
FINANCING = _("Financement")
COUNTER = _("Kilométrage et entretien")

FIELDS = (
    Field("make", _("Marque"), section=CAR, required=True, quick=True, default_column=True, search_weight=3),
    Field("model", _("Modèle"), section=CAR, required=True, quick=True, default_column=True, search_weight=3),
    Field("finish", _("Finition"), section=CAR),
    Field("energy", _("Énergie"), Kind.CHOICE, choices=tuple(choices.Energy.choices), section=CAR, default_column=True,
          aliases=("carburant", "motorisation")),
    Field("registration", _("Immatriculation"), section=CAR, clean=registration, quick=True, default_column=True,
          search_weight=5, aliases=("immat", "plaque")),
    Field("vin", _("Numéro de châssis"), section=CAR, clean=vin, search_weight=5, aliases=("vin", "chassis")),
    Field("first_registered_on", _("Date de mise en circulation"), Kind.DATE, section=CAR, default_column=True,
          aliases=("mec", "date mec")),
    Field("customer", _("Client"), Kind.REFERENCE, target="customers", section=CAR, quick=True, default_column=True,
          sort_path="customer__sort_name", aliases=("proprietaire",)),
    Field("condition", _("Acheté"), Kind.CHOICE, choices=tuple(choices.Condition.choices), section=CAR,
          aliases=("vn/vo",)),
    Field("purchased_on", _("Date d’achat"), Kind.DATE, section=CAR),
    Field("usage", _("Usage"), Kind.CHOICE, choices=tuple(choices.Usage.choices), section=CAR),
    Field("in_use", _("Toujours chez le client"), Kind.BOOLEAN, section=CAR, default=True),
    Field("financing", _("Type de financement"), Kind.CHOICE, choices=tuple(choices.Financing.choices),
          section=FINANCING),
    Field("financed_on", _("Date du financement"), Kind.DATE, section=FINANCING),
    Field("financed_amount", _("Montant financé"), Kind.MONEY, section=FINANCING),
    Field("financing_months", _("Durée du financement"), Kind.INTEGER, unit=_("mois"), section=FINANCING),
    Field("mileage", _("Kilométrage"), Kind.INTEGER, unit="km", section=COUNTER, default_column=True),
    Field("mileage_on", _("Relevé le"), Kind.DATE, section=COUNTER),
    Field("yearly_km", _("Kilométrage par an"), Kind.INTEGER, unit="km", section=COUNTER, editable=False,
          importable=False),
    Field("service_km", _("Entretien tous les"), Kind.INTEGER, unit="km", section=COUNTER),
    Field("service_months", _("ou tous les"), Kind.INTEGER, unit=_("mois"), section=COUNTER),
    Field("last_service_on", _("Dernier entretien"), Kind.DATE, section=COUNTER, editable=False, importable=False),
    Field("next_service_on", _("Prochain entretien"), Kind.DATE, section=COUNTER, editable=False, importable=False),
    Field("next_service_mileage", _("Prochain entretien à"), Kind.INTEGER, unit="km", section=COUNTER,
          editable=False, importable=False),
    Field("next_inspection_on", _("Prochain contrôle technique"), Kind.DATE, section=COUNTER, editable=False,
          importable=False),
    Field("invoices", _("Factures"), Kind.REFERENCES, target="invoices", editable=False, importable=False),
    Field("readings", _("Relevés de kilométrage"), Kind.REFERENCES, target="mileage-readings", editable=False,
          importable=False),
)  # fmt: skip

READING_FIELDS = (
    Field("vehicle", _("Véhicule"), Kind.REFERENCE, target="vehicles", required=True, default_column=True,
          sort_path="vehicle__make"),
    Field("read_on", _("Relevé le"), Kind.DATE, required=True, default_column=True),
    Field("mileage", _("Kilométrage"), Kind.INTEGER, unit="km", required=True, default_column=True),
    Field("note", _("Précision"), default_column=True),
    Field("invoice", _("Facture"), Kind.REFERENCE, target="invoices", editable=False, importable=False),
)  # fmt: skip
