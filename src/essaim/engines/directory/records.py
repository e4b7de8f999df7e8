"""People, organisations and what ties them, as record types."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind, RecordType, declare

from . import choices, normalise
from .actions import profiles
from .fields import CONTACT, FOLLOW_UP, FOLLOWED, IDENTITY, PLACE, REACH, REACHED
from .models import Organisation, Person

GROUP = _("Annuaire")

declare(
    RecordType(
        name="people",
        slug="personnes",
        model="directory.Person",
        resource="people",
        label=_("Personne"),
        label_plural=_("Personnes"),
        icon="user",
        gender="f",
        title_paths=("display",),
        subtitle_fields=("job_title", "main_organisation"),
        text_path="filter_text",
        default_sort=("name",),
        reach={**REACH, "mine": ("user", "created_by")},
        create=profiles.create,
        change=profiles.change,
        after_save=profiles.after_person_saved,
        defaults=profiles.defaults,
        detail_header="directory/person_header.html",
        map_point=("latitude", "longitude"),
        menu_group=GROUP,
        menu_order=10,
        menu_group_order=10,
        empty_text=_("Ajoutez une première personne, ou apportez le fichier que vous avez déjà."),
        fields=(
            Field("name", _("Nom complet"), path="display", sort_path="sort_name", editable=False,
                  importable=False, default_column=True, section=IDENTITY, search_weight=5),
            Field("civility", _("Civilité"), Kind.CHOICE, choices=tuple(Person.Civility.choices),
                  section=IDENTITY, aliases=("titre", "m/mme")),
            Field("first_name", _("Prénom"), section=IDENTITY, quick=True, aliases=("prenoms", "first name")),
            Field("last_name", _("Nom"), section=IDENTITY, required=True, quick=True,
                  aliases=("nom de famille", "nom d'usage", "patronyme", "last name")),
            Field("birth_name", _("Nom de naissance"), section=IDENTITY, aliases=("nom de jeune fille",)),
            Field("birth_date", _("Date de naissance"), Kind.DATE, section=IDENTITY, sensitive=True,
                  aliases=("ne(e) le", "ne le", "nee le", "naissance", "ddn")),
            Field("sex", _("Sexe"), Kind.CHOICE, choices=tuple(Person.Sex.choices), section=IDENTITY,
                  aliases=("genre",)),
            Field("languages", _("Langues"), section=IDENTITY, aliases=("langue",)),
            Field("main_organisation", _("Organisme"), Kind.REFERENCE, target="organisations", section=IDENTITY,
                  sort_path="main_organisation__sort_name", default_column=True, quick=True,
                  aliases=("structure", "employeur", "entreprise", "societe", "association", "organisation")),
            Field("job_title", _("Fonction"), section=IDENTITY, quick=True, search_weight=1,
                  aliases=("poste", "poste occupe", "metier", "profession", "titre de fonction")),
            Field("status", _("État"), Kind.CHOICE, choices=tuple(Person.Status.choices), section=FOLLOWED,
                  default=Person.Status.ACTIVE.value),
            *CONTACT,
            *PLACE,
            *FOLLOW_UP,
            Field("user", _("Compte"), Kind.LINK, options=choices.users, editable=False, importable=False,
                  listed=False, section=FOLLOWED),
            Field("affiliations", _("Rattachements"), Kind.REFERENCES, target="affiliations", editable=False,
                  importable=False, listed=False, section=IDENTITY),
        ),
    )  # fmt: skip
)

declare(
    RecordType(
        name="organisations",
        slug="organismes",
        model="directory.Organisation",
        resource="organisations",
        label=_("Organisme"),
        label_plural=_("Organismes"),
        icon="building",
        gender="m",
        title_paths=("display",),
        subtitle_fields=("city",),
        text_path="filter_text",
        default_sort=("name",),
        reach={**REACH, "mine": ("created_by",)},
        create=profiles.create,
        change=profiles.change,
        after_save=profiles.after_organisation_saved,
        defaults=profiles.defaults,
        detail_header="directory/organisation_header.html",
        map_point=("latitude", "longitude"),
        menu_group=GROUP,
        menu_order=20,
        menu_group_order=10,
        empty_text=_("Ajoutez un premier organisme, ou apportez la liste que vous avez déjà."),
        fields=(
            Field("name", _("Nom"), sort_path="sort_name", section=IDENTITY, required=True, quick=True,
                  default_column=True, search_weight=5,
                  aliases=("denomination", "denomination sociale", "raison sociale", "structure", "organisme",
                           "nom de la structure", "association", "entreprise", "societe", "enseigne")),
            Field("short_name", _("Sigle ou nom court"), section=IDENTITY, search_weight=3,
                  aliases=("sigle", "nom court", "acronyme")),
            Field("kinds", _("Types"), Kind.TAGS, options=choices.kinds, section=IDENTITY, quick=True,
                  default_column=True,
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
            Field("status", _("État"), Kind.CHOICE, choices=tuple(Organisation.Status.choices), section=FOLLOWED,
                  default=Organisation.Status.ACTIVE.value),
            *CONTACT,
            *PLACE,
            *FOLLOW_UP,
            Field("affiliations", _("Personnes rattachées"), Kind.REFERENCES, target="affiliations",
                  editable=False, importable=False, listed=False, section=REACHED),
            Field("children", _("Organismes rattachés"), Kind.REFERENCES, target="organisations",
                  editable=False, importable=False, listed=False, section=IDENTITY),
        ),
    )  # fmt: skip
)

declare(
    RecordType(
        name="affiliations",
        slug="rattachements",
        model="directory.Affiliation",
        resource="people",
        label=_("Rattachement"),
        label_plural=_("Rattachements"),
        icon="link",
        gender="m",
        title_paths=("person__display", "position", "organisation__display"),
        default_sort=("person",),
        reach={name: tuple(f"person__{path}" for path in paths)
               for name, paths in {**REACH, "mine": ("user", "created_by")}.items()},
        after_save=profiles.after_affiliation_saved,
        searchable=False,
        in_menu=False,
        fields=(
            Field("person", _("Personne"), Kind.REFERENCE, target="people", required=True, default_column=True,
                  sort_path="person__sort_name"),
            Field("organisation", _("Organisme"), Kind.REFERENCE, target="organisations", required=True,
                  default_column=True, sort_path="organisation__sort_name", aliases=("structure", "employeur")),
            Field("position", _("Fonction"), default_column=True, aliases=("poste",)),
            Field("service", _("Service"), aliases=("direction", "pole")),
            Field("start", _("Depuis le"), Kind.DATE, default_column=True, aliases=("debut", "date de debut")),
            Field("end", _("Jusqu’au"), Kind.DATE, default_column=True, aliases=("fin", "date de fin")),
            Field("is_main", _("Principale"), Kind.BOOLEAN),
        ),
    )  # fmt: skip
)
