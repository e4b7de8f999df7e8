"""The customer sheet: identity, company, ways to reach, notes, follow-up and what invoices tell.

Identity and ways to reach are written to the directory by `actions.customers`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, DateField, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.api import Person, normalise_email, normalise_phone
from essaim.engines.records.api import Field, Kind
from essaim.engines.timeline.api import Task
from essaim.modules.dealership import choices

from .followed import FOLLOWED, assigned, dealership

IDENTITY = _("Identité")
COMPANY = _("Entreprise")
REACHED = _("Coordonnées")
NOTES = _("Notes")
FIGURES = _("Ce que disent les factures")
PRIVATE = ("kind", choices.CustomerKind.PRIVATE.value)
A_COMPANY = ("kind", choices.CustomerKind.COMPANY.value)


def shared(name: str) -> Any:
    """The value on the person, or on the organisation."""
    return lambda: Coalesce(f"person__{name}", f"organisation__{name}")


def age() -> Any:
    """Whole years today, from the date of birth."""
    today = timezone.localdate()
    later = Q(person__birth_date__month__gt=today.month) | Q(
        person__birth_date__month=today.month, person__birth_date__day__gt=today.day
    )
    years = Value(today.year) - ExtractYear("person__birth_date")
    return Case(
        When(person__birth_date=None, then=Value(None)),
        When(later, then=years - Value(1)),
        default=years,
        output_field=IntegerField(),
    )


def next_contact() -> Any:
    """The first open task about the customer."""
    rows = Task.objects.filter(
        status=Task.Status.OPEN, links__record_type="customers", links__record_id=OuterRef("pk"),
        due_date__isnull=False,
    ).order_by("due_date")  # fmt: skip
    return Subquery(rows.values("due_date")[:1], output_field=DateField())


FIELDS = (
    Field("display", _("Nom complet"), shown=False, sort_path="sort_name", editable=False, importable=False,
          default_column=True, section=IDENTITY, search_weight=5),
    Field("kind", _("Type de client"), Kind.CHOICE, choices=tuple(choices.CustomerKind.choices), section=IDENTITY,
          default=choices.CustomerKind.PRIVATE.value, fixed=True, default_column=True, aliases=("type", "categorie")),
    Field("number", _("Numéro de client"), section=IDENTITY, editable=False, importable=False, search_weight=3),
    Field("status", _("Statut"), Kind.CHOICE, choices=tuple(choices.CustomerStatus.choices), section=IDENTITY,
          editable=False, importable=False, default_column=True,
          help=_("Un prospect devient client avec sa première facture, et seulement alors.")),
    Field("civility", _("Civilité"), Kind.CHOICE, path="person__civility", choices=tuple(Person.Civility.choices),
          section=IDENTITY, only_when=PRIVATE, aliases=("titre", "m/mme")),
    Field("first_name", _("Prénom"), path="person__first_name", section=IDENTITY, quick=True, only_when=PRIVATE,
          search_weight=4),
    Field("last_name", _("Nom"), path="person__last_name", section=IDENTITY, quick=True, only_when=PRIVATE,
          required=True, search_weight=5, aliases=("nom de famille",)),
    Field("birth_date", _("Date de naissance"), Kind.DATE, path="person__birth_date", section=IDENTITY,
          only_when=PRIVATE, aliases=("ne(e) le", "naissance", "ddn")),
    Field("age", _("Âge"), Kind.INTEGER, expression=age, section=IDENTITY, only_when=PRIVATE, unit=_("ans"),
          importable=False),
    Field("profession", _("Profession"), section=IDENTITY, only_when=PRIVATE, aliases=("metier",)),
    Field("source", _("Source"), Kind.CHOICE, choices=tuple(choices.CustomerSource.choices), section=IDENTITY,
          aliases=("sources client", "origine")),
    Field("company_name", _("Raison sociale"), path="organisation__name", section=COMPANY, only_when=A_COMPANY,
          required=True, search_weight=5, aliases=("societe", "entreprise", "denomination")),
    Field("trade_name", _("Nom commercial"), path="organisation__short_name", section=COMPANY, only_when=A_COMPANY,
          aliases=("enseigne",)),
    Field("siren", _("SIREN"), path="organisation__siren", section=COMPANY, only_when=A_COMPANY),
    Field("siret", _("SIRET"), path="organisation__siret", section=COMPANY, only_when=A_COMPANY, search_weight=3),
    Field("naf", _("Code NAF"), path="organisation__naf", section=COMPANY, only_when=A_COMPANY,
          aliases=("ape", "code ape")),
    Field("company_type", _("Type d’entreprise"), section=COMPANY, only_when=A_COMPANY,
          aliases=("forme juridique", "type entreprise")),
    Field("parent", _("Société mère"), Kind.REFERENCE, path="organisation__parent", target="organisations",
          sort_path="organisation__parent__sort_name", section=COMPANY, only_when=A_COMPANY),
    Field("fleet_size", _("Nombre de véhicules"), Kind.CHOICE, choices=tuple(choices.FleetSize.choices),
          section=COMPANY, only_when=A_COMPANY, aliases=("parc",)),
    Field("street_number", _("Numéro"), section=REACHED, aliases=("numero", "n°")),
    Field("street_name", _("Rue"), section=REACHED, aliases=("voie", "adresse")),
    Field("street_extra", _("Complément d’adresse"), expression=shared("street_extra"), written=True,
          section=REACHED, aliases=("complement",)),
    Field("postcode", _("Code postal"), expression=shared("postcode"), written=True, section=REACHED,
          aliases=("cp",)),
    Field("city", _("Ville"), expression=shared("city"), written=True, section=REACHED, quick=True,
          default_column=True, aliases=("commune",)),
    Field("phone", _("Téléphone fixe"), Kind.PHONE, expression=shared("phone"), written=True, section=REACHED,
          clean=normalise_phone, aliases=("tel", "fixe", "telephone")),
    Field("mobile", _("Portable"), Kind.PHONE, expression=shared("mobile"), written=True, section=REACHED,
          clean=normalise_phone, quick=True, default_column=True, aliases=("mobile", "gsm")),
    Field("email", _("Mail"), Kind.EMAIL, expression=shared("email"), written=True, section=REACHED,
          clean=normalise_email, quick=True, aliases=("e-mail", "courriel", "email")),
    Field("consents", _("Consentement marketing"), Kind.CHOICES, choices=tuple(choices.Channel.choices),
          section=FOLLOWED, default=[], help=_("Les moyens par lesquels la personne accepte d’être sollicitée."),
          aliases=("consentement", "accord client")),
    dealership(_("Le site du groupe qui suit ce client.")),
    assigned(_("Responsable de contact")),
    Field("next_contact_on", _("Prochaine relance"), Kind.DATE, expression=next_contact, written=True,
          section=FOLLOWED, default_column=True, importable=False,
          help=_("Cette date fait une tâche dans la liste des choses à faire et dans l’agenda."),
          aliases=("date de prochaine relance",)),
    Field("created_at", _("Fiche créée le"), Kind.DATETIME, editable=False, importable=False, section=FOLLOWED),
    Field("wanted_vehicles", _("Véhicules souhaités"), Kind.LONG_TEXT, section=NOTES, search_weight=1),
    Field("projects", _("Projets"), Kind.LONG_TEXT, section=NOTES, search_weight=1),
    Field("expectations", _("Attentes"), Kind.LONG_TEXT, section=NOTES, search_weight=1),
    Field("household_size", _("Personnes au foyer"), Kind.INTEGER, section=NOTES, only_when=PRIVATE,
          aliases=("nombre de personnes composant le foyer",)),
    Field("interests", _("Centres d’intérêt"), section=NOTES),
    Field("daily_km", _("Kilométrage journalier"), Kind.INTEGER, unit="km", section=NOTES),
    Field("turnover", _("Chiffre d’affaires TTC"), Kind.MONEY, section=FIGURES, editable=False, importable=False,
          default_column=True),
    Field("purchases", _("Véhicules achetés"), Kind.INTEGER, section=FIGURES, editable=False, importable=False),
    Field("first_invoice_on", _("Client depuis le"), Kind.DATE, section=FIGURES, editable=False, importable=False),
    Field("last_invoice_on", _("Dernière facture"), Kind.DATE, section=FIGURES, editable=False, importable=False),
    Field("visits", _("Visites à l’atelier"), Kind.INTEGER, section=FIGURES, editable=False, importable=False),
    Field("last_visit_on", _("Dernière visite à l’atelier"), Kind.DATE, section=FIGURES, editable=False,
          importable=False),
    Field("visit_interval", _("Intervalle moyen entre deux visites"), Kind.INTEGER, unit=_("jours"),
          section=FIGURES, editable=False, importable=False),
    Field("visits_a_year", _("Visites par an"), Kind.DECIMAL, section=FIGURES, editable=False, importable=False),
    Field("next_service_on", _("Prochain entretien"), Kind.DATE, section=FIGURES, editable=False, importable=False),
    Field("vehicles", _("Véhicules"), Kind.REFERENCES, target="vehicles", editable=False, importable=False),
    Field("invoices", _("Factures"), Kind.REFERENCES, target="invoices", editable=False, importable=False),
    Field("opportunities", _("Affaires"), Kind.REFERENCES, target="opportunities", editable=False,
          importable=False),
    Field("requests", _("Essais et reprises"), Kind.REFERENCES, target="vehicle-requests", editable=False,
          importable=False),
    Field("leads", _("Leads"), Kind.REFERENCES, target="leads", editable=False, importable=False, listed=False),
    Field("person", _("Personne"), Kind.REFERENCE, target="people", sort_path="person__sort_name", editable=False,
          importable=False, section=FOLLOWED, only_when=PRIVATE),
    Field("organisation", _("Organisme"), Kind.REFERENCE, target="organisations",
          sort_path="organisation__sort_name", editable=False, importable=False, section=FOLLOWED,
          only_when=A_COMPANY),
)  # fmt: skip
