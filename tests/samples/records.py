from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from essaim.engines.accounts.api import Group, Network, User
from essaim.engines.records.api import Field, Kind, RecordType, declare

from .models import Visit


def _visit_count() -> Coalesce:
    rows = Visit.objects.filter(dossier=OuterRef("pk")).order_by().values("dossier").annotate(n=Count("pk"))
    return Coalesce(Subquery(rows.values("n")), 0)


declare(
    RecordType(
        name="dossiers",
        slug="dossiers-essai",
        model="samples.Dossier",
        resource="samples.dossiers",
        label="Dossier",
        label_plural="Dossiers",
        gender="m",
        title_paths=("first_name", "last_name"),
        text_path="filter_text",
        default_sort=("last_name",),
        reach={
            "network": ("network",),
            "group": ("groups",),
            "assigned": ("owner",),
            "mine": ("created_by",),
        },
        in_menu=False,
        fields=(
            Field(
                "last_name",
                "Nom",
                sort_path="sort_name",
                required=True,
                default_column=True,
                quick=True,
                search_weight=3,
            ),
            Field("first_name", "Prénom", default_column=True, quick=True, search_weight=3),
            Field("email", "Courriel", Kind.EMAIL, default_column=True, search_weight=2),
            Field("phone", "Téléphone", Kind.PHONE, search_weight=2),
            Field("siret", "SIRET", search_weight=2),
            Field("status", "État", Kind.CHOICE, choices=(("open", "ouvert"), ("closed", "clos"))),
            Field("born_on", "Né le", Kind.DATE),
            Field("income", "Revenu", Kind.MONEY),
            Field("visits_planned", "Visites prévues", Kind.INTEGER),
            Field("follows", "Suivi", Kind.BOOLEAN),
            Field("story", "Parcours", Kind.LONG_TEXT, search_weight=1),
            Field("health", "Santé", Kind.LONG_TEXT, resource="samples.health", search_weight=1),
            Field("secret", "Numéro confidentiel", sensitive=True, section="Réservé"),
            Field("rate", "Taux", Kind.DECIMAL, unit="%", section="Réservé"),
            Field(
                "days",
                "Jours",
                Kind.CHOICES,
                choices=(("mon", "lundi"), ("wed", "mercredi"), ("sat", "samedi")),
            ),
            Field("seen_at", "Vu le", Kind.DATETIME),
            Field("site", "Site", Kind.URL),
            Field("visit_count", "Nombre de visites", Kind.INTEGER, expression=_visit_count),
            Field("place", "Lieu", Kind.REFERENCE, target="places"),
            Field("owner", "Suivi par", Kind.LINK, options=lambda user: User.objects.filter(is_active=True)),
            Field("groups", "Groupes", Kind.TAGS, options=lambda user: Group.objects.all()),
            Field("network", "Réseau", Kind.LINK, options=lambda user: Network.objects.all()),
            Field("visits", "Visites", Kind.REFERENCES, target="visits", editable=False),
        ),
    )  # fmt: skip
)
declare(
    RecordType(
        name="visits",
        slug="visites-essai",
        model="samples.Visit",
        resource="samples.visits",
        label="Visite",
        label_plural="Visites",
        title_paths=("subject",),
        default_sort=("-made_on",),
        reach={"network": ("dossier__network",), "assigned": ("owner",), "mine": ("created_by",)},
        in_menu=False,
        fields=(
            Field("subject", "Objet", required=True, default_column=True, search_weight=2),
            Field("report", "Compte rendu", Kind.LONG_TEXT, search_weight=1),
            Field("made_on", "Le", Kind.DATE, default_column=True),
            Field("cost", "Frais", Kind.MONEY),
            Field("dossier", "Dossier", Kind.REFERENCE, target="dossiers", required=True),
        ),
    )
)
declare(
    RecordType(
        name="places",
        slug="lieux-essai",
        model="samples.Place",
        resource="samples.places",
        label="Lieu",
        label_plural="Lieux",
        gender="m",
        default_sort=("name",),
        reach={"network": ("network",)},
        in_menu=False,
        fields=(
            Field("name", "Nom", required=True, default_column=True, search_weight=3),
            Field("city", "Ville", default_column=True, search_weight=1),
            Field("network", "Réseau", Kind.LINK, options=lambda user: Network.objects.all()),
        ),
    )
)
