"""The fields of an organisation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind

from . import choices, normalise
from .fields import CONTACT, FOLLOW_UP, FOLLOWED, IDENTITY, PLACE, REACHED
from .models import Organisation

FIELDS = (
    Field("name", _("Nom"), sort_path="sort_name", section=IDENTITY, required=True, quick=True, default_column=True,
          search_weight=5,
          aliases=("denomination", "denomination sociale", "raison sociale", "structure", "organisme",
                   "nom de la structure", "association", "entreprise", "societe", "enseigne")),
    Field("short_name", _("Sigle ou nom court"), section=IDENTITY, search_weight=3,
          aliases=("sigle", "nom court", "acronyme")),
    Field("kinds", _("Types"), Kind.TAGS, options=choices.kinds, section=IDENTITY, quick=True, default_column=True,
          aliases=("type", "mesure", "type de structure", "activite", "dispositif", "nature", "categorie")),
    Field("legal_form", _("Forme juridique"), section=IDENTITY,
          aliases=("nature juridique", "statut juridique", "forme")),
    Field("siren", _("SIREN"), section=IDENTITY, clean=normalise.siren, aliases=("numero siren", "n° siren")),
    Field("siret", _("SIRET"), section=IDENTITY, clean=normalise.siret, search_weight=3,
          aliases=("numero siret", "n° siret", "no siret", "siret siege")),
    Field("rna", _("Numéro RNA"), section=IDENTITY, clean=normalise.rna, aliases=("rna", "n° rna", "waldec")),
    Field("naf", _("Code NAF"), section=IDENTITY, clean=normalise.naf,
          aliases=("ape", "code ape", "naf", "code naf2", "code naf rev2")),
    Field("ninea", _("NINEA"), section=IDENTITY, clean=normalise.ninea, help=_("Pour le Sénégal.")),
    Field("size", _("Effectif"), Kind.CHOICE, choices=tuple(Organisation.Size.choices), section=IDENTITY,
          aliases=("tranche effectif", "nombre de salaries")),
    Field("parent", _("Rattaché à"), Kind.REFERENCE, target="organisations", section=IDENTITY,
          sort_path="parent__sort_name", aliases=("societe mere", "maison mere", "tete de reseau")),
    *CONTACT,
    *PLACE,
    Field("status", _("État"), Kind.CHOICE, choices=tuple(Organisation.Status.choices), section=FOLLOWED,
          default=Organisation.Status.ACTIVE.value),
    *FOLLOW_UP,
    Field("affiliations", _("Personnes rattachées"), Kind.REFERENCES, target="affiliations", editable=False,
          importable=False, listed=False, section=REACHED),
    Field("children", _("Organismes rattachés"), Kind.REFERENCES, target="organisations", editable=False,
          importable=False, listed=False, section=IDENTITY),
)  # fmt: skip
