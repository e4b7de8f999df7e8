"""What every directory starts with: territories, types of organisation, types of tie."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Territory

from . import gazetteer
from .models import ActivityKind, RelationshipKind

COUNTRIES = {"FR": _("France"), "SN": _("Sénégal")}
KINDS = (
    ("aci", "ACI", _("Atelier et chantier d’insertion")),
    ("ai", "AI", _("Association intermédiaire")),
    ("ei", "EI", _("Entreprise d’insertion")),
    ("etti", "ETTI", _("Entreprise de travail temporaire d’insertion")),
    ("eiti", "EITI", _("Entreprise d’insertion par le travail indépendant")),
    ("geiq", "GEIQ", _("Groupement d’employeurs pour l’insertion et la qualification")),
    ("entreprise", _("Entreprise"), ""),
    ("association", _("Association"), ""),
    ("collectivite", _("Collectivité"), _("Commune, intercommunalité, département, région")),
    ("administration", _("Administration"), _("Services de l’État et établissements publics")),
    ("centre-formation", _("Centre de formation"), ""),
    ("etablissement-scolaire", _("Établissement scolaire"), _("École, collège, lycée, université")),
    ("hebergement", _("Hébergement"), _("CHRS, CADA, résidence sociale…")),
    ("emploi", _("Service de l’emploi"), _("Service public de l’emploi, mission locale…")),
    ("financeur", _("Financeur"), _("Fondation, institution, mécène")),
    ("fournisseur", _("Fournisseur"), ""),
    ("prestataire", _("Prestataire"), _("Cabinet de conseil, consultant")),
    ("reseau", _("Tête de réseau"), ""),
)
TIES = (
    ("parent", "people", _("est parent de"), _("est enfant de")),
    ("conjoint", "people", _("est en couple avec"), _("est en couple avec")),
    ("famille", "people", _("est de la famille de"), _("est de la famille de")),
    ("referent", "people", _("est référent de"), _("a pour référent")),
    ("tuteur", "people", _("est tuteur de"), _("a pour tuteur")),
    ("parrain", "people", _("parraine"), _("est parrainé par")),
    ("collegue", "people", _("travaille avec"), _("travaille avec")),
    ("urgence", "people", _("est à prévenir en cas d’urgence pour"), _("a pour contact d’urgence")),
    ("adherent", "organisations", _("adhère à"), _("a pour adhérent")),
    ("finance", "organisations", _("finance"), _("est financé par")),
    ("partenaire", "organisations", _("est partenaire de"), _("est partenaire de")),
    ("fournit", "organisations", _("fournit"), _("a pour fournisseur")),
    ("prescrit", "organisations", _("oriente des personnes vers"), _("reçoit des personnes de")),
)


def make_all() -> None:
    """Adds what is missing; what people renamed or added stays as it is."""
    gazetteer.connection()
    make_territories()
    known = set(ActivityKind.objects.values_list("code", flat=True))
    names = set(ActivityKind.objects.values_list("name", flat=True))
    ActivityKind.objects.bulk_create(
        ActivityKind(code=code, name=str(name), description=str(text), order=place)
        for place, (code, name, text) in enumerate(KINDS, 1)
        if code not in known and str(name) not in names
    )
    known = set(RelationshipKind.objects.values_list("code", flat=True))
    RelationshipKind.objects.bulk_create(
        RelationshipKind(
            code=code, between=between, reading=str(one), reverse_reading=str(other), order=place
        )
        for place, (code, between, one, other) in enumerate(TIES, 1)
        if code not in known
    )


def make_territories() -> None:
    known = dict(Territory.objects.values_list("path", "pk"))
    for code, country_name in COUNTRIES.items():
        _make(known, f"{code}/", Territory.Kind.COUNTRY, code, str(country_name), "")
    for country, kind, code, name, region in sorted(
        gazetteer.areas(), key=lambda area: area[1] == "department"
    ):
        above = f"{country}/{region}/" if region else f"{country}/"
        _make(known, f"{above}{code}/", Territory.Kind(kind), code, name, above)


def _make(known: dict[str, int], path: str, kind: str, code: str, name: str, above: str) -> None:
    if path not in known:
        made = Territory(kind=kind, code=code, name=name, parent_id=known.get(above), path=path)
        Territory.objects.bulk_create([made])
        known[path] = made.pk
