"""The fields of a person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind

from . import choices
from .fields import CONTACT, FOLLOW_UP, FOLLOWED, IDENTITY, PLACE
from .models import Person

FIELDS = (
    Field("name", _("Nom complet"), shown=False, path="display", sort_path="sort_name", editable=False,
          importable=False, default_column=True, section=IDENTITY, search_weight=5),
    Field("civility", _("Civilité"), Kind.CHOICE, choices=tuple(Person.Civility.choices), section=IDENTITY,
          aliases=("titre", "m/mme")),
    Field("first_name", _("Prénom"), section=IDENTITY, quick=True, aliases=("prenoms", "first name")),
    Field("last_name", _("Nom"), section=IDENTITY, required=True, quick=True,
          aliases=("nom de famille", "nom d'usage", "patronyme", "last name")),
    Field("birth_name", _("Nom de naissance"), section=IDENTITY, aliases=("nom de jeune fille",)),
    Field("birth_date", _("Date de naissance"), Kind.DATE, section=IDENTITY, sensitive=True,
          aliases=("ne(e) le", "ne le", "nee le", "naissance", "ddn")),
    Field("sex", _("Sexe"), Kind.CHOICE, choices=tuple(Person.Sex.choices), section=IDENTITY, aliases=("genre",)),
    Field("languages", _("Langues"), section=IDENTITY, aliases=("langue", "langues parlees")),
    Field("main_organisation", _("Organisme"), Kind.REFERENCE, target="organisations", section=IDENTITY,
          sort_path="main_organisation__sort_name", default_column=True, quick=True,
          aliases=("structure", "employeur", "entreprise", "societe", "association", "organisation")),
    Field("job_title", _("Fonction"), section=IDENTITY, quick=True, search_weight=1,
          aliases=("poste", "poste occupe", "metier", "profession", "titre de fonction")),
    *CONTACT,
    *PLACE,
    Field("status", _("État"), Kind.CHOICE, choices=tuple(Person.Status.choices), section=FOLLOWED,
          default=Person.Status.ACTIVE.value),
    *FOLLOW_UP,
    Field("user", _("Compte"), Kind.LINK, shown=False, options=choices.users, editable=False, importable=False,
          listed=False, section=FOLLOWED),
    Field("affiliations", _("Rattachements"), Kind.REFERENCES, target="affiliations", editable=False,
          importable=False, listed=False, section=IDENTITY),
)  # fmt: skip
