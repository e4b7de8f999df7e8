"""Fields that people and organisations share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind

from . import choices, emails, phones
from .countries import COUNTRIES
from .models.located import default_country

IDENTITY = _("Identité")
REACHED = _("Coordonnées")
WHERE = _("Adresse")
FOLLOWED = _("Suivi")
POSITION = _("Position sur la carte")

CONTACT = (
    Field(
        "email", _("Adresse électronique"), Kind.EMAIL, section=REACHED, clean=emails.email, default_column=True,
        quick=True, search_weight=3,
        aliases=("e-mail", "email", "mail", "courriel", "mel", "adresse mail", "adresse e-mail", "adresse email",
                 "mail siae", "e-mail 1", "courrier electronique"),
    ),
    Field(
        "phone", _("Téléphone"), Kind.PHONE, section=REACHED, clean=phones.phone, quick=True, search_weight=2,
        default_column=True,
        aliases=("tel", "tél.", "telephone fixe", "fixe", "numero de telephone", "n° de telephone", "telephone 1",
                 "standard"),
    ),
    Field(
        "mobile", _("Mobile"), Kind.PHONE, section=REACHED, clean=phones.phone, quick=True, search_weight=2,
        aliases=("portable", "tel portable", "gsm", "telephone portable", "tel mobile", "cellulaire",
                 "telephone mobile"),
    ),
    Field("website", _("Site web"), Kind.URL, section=REACHED, aliases=("site", "site internet", "url", "web")),
)  # fmt: skip

PLACE = (
    Field(
        "street", _("Adresse"), section=WHERE,
        aliases=("rue", "voie", "adresse 1", "adresse postale", "numero et rue", "nom rue", "n° et voie"),
    ),
    Field(
        "street_extra", _("Complément d’adresse"), section=WHERE,
        aliases=("complement", "adresse 2", "batiment", "bp", "boite postale"),
    ),
    Field(
        "postcode", _("Code postal"), section=WHERE,
        aliases=("cp", "code postal com", "code post com", "code_postal", "zip"),
    ),
    Field(
        "city", _("Ville"), section=WHERE, default_column=True, quick=True, search_weight=1,
        aliases=("commune", "localite", "lib com", "libelle commune", "nom de la commune"),
    ),
    Field("country", _("Pays"), Kind.CHOICE, section=WHERE, choices=tuple(COUNTRIES),
          default=default_country(), aliases=("code pays",)),
    Field(
        "department", _("Département"), shown=False, section=WHERE, editable=False, importable=False,
        help=_("Code du département, trouvé d’après l’adresse."),
    ),
    Field("region", _("Région"), shown=False, section=WHERE, editable=False, importable=False),
    Field("commune_code", _("Code de la commune"), shown=False, section=WHERE, editable=False, importable=False,
          listed=False),
    Field("latitude", _("Latitude"), Kind.DECIMAL, shown=False, section=WHERE, fold=POSITION, inline=False,
          listed=False, help=_("Trouvée d’après la ville si vous laissez vide."), aliases=("lat",)),
    Field("longitude", _("Longitude"), Kind.DECIMAL, shown=False, section=WHERE, fold=POSITION, inline=False,
          listed=False, aliases=("lon", "long", "lng")),
)  # fmt: skip

FOLLOW_UP = (
    Field("networks", _("Réseaux"), Kind.TAGS, section=FOLLOWED, options=choices.networks, aliases=("reseau",)),
    Field("territory", _("Territoire"), Kind.LINK, section=FOLLOWED, options=choices.territories,
          help=_("Trouvé d’après l’adresse si vous laissez vide.")),
    Field("groups", _("Groupes"), Kind.TAGS, section=FOLLOWED, options=choices.groups, aliases=("groupe",)),
    Field("assigned_to", _("Suivi par"), Kind.LINK, section=FOLLOWED, options=choices.users,
          aliases=("responsable", "referent", "responsable de contact", "charge de suivi")),
    Field("tags", _("Étiquettes"), Kind.TAGS, section=FOLLOWED, options=choices.tags,
          aliases=("mots cles", "tags", "categories")),
    Field("description", _("Notes"), Kind.LONG_TEXT, section=FOLLOWED, search_weight=1,
          aliases=("commentaire", "commentaires", "observations", "remarques", "note")),
    Field("created_at", _("Créé le"), Kind.DATETIME, editable=False, importable=False, section=FOLLOWED),
    Field("changed_at", _("Modifié le"), Kind.DATETIME, shown=False, editable=False, importable=False,
          section=FOLLOWED),
    Field("created_by", _("Créé par"), Kind.LINK, shown=False, editable=False, importable=False, section=FOLLOWED,
          options=choices.users),
)  # fmt: skip

REACH = {
    "network": ("networks",),
    "territory": ("territory",),
    "group": ("groups",),
    "assigned": ("assigned_to",),
}
