"""Forms as a record type: their list, settings, rights and history are those of any record."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Group, Network, Territory, User, network_ids
from essaim.engines.records.api import ApiRoute, Field, Kind, RecordType, api_routes, declare

from . import ready  # noqa: F401  (declares the library)
from .choices import LANGUAGES, Access, Status
from .rest import answers_of, my_voices, one_voice, write_voice

WHEN, WHO, LETTERS = _("Ouverture"), _("Qui répond"), _("Relances")
SEEN = _("Qui voit les réponses")


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def territories(user: Any) -> QuerySet:
    return Territory.objects.all()


def groups(user: Any) -> QuerySet:
    return Group.objects.all()


def defaults(actor: Any) -> dict[str, Any]:
    return {"owner": actor.pk, "networks": sorted(network_ids(actor))} if actor is not None else {}


FIELDS = (
    Field("title", _("Titre"), required=True, quick=True, default_column=True, search_weight=3),
    Field("description", _("Présentation"), Kind.LONG_TEXT, search_weight=1,
          help=_("Ce que lit, en haut de la page, la personne qui répond.")),
    Field("status", _("État"), Kind.CHOICE, choices=tuple(Status.choices), editable=False, default_column=True),
    Field("access", _("Qui répond"), Kind.CHOICE, choices=tuple(Access.choices), default=Access.PUBLIC.value,
          quick=True, default_column=True, section=WHO),
    Field("anonymous", _("Réponses anonymes"), Kind.BOOLEAN, section=WHO, inline=False,
          help=_("Rien ne relie une réponse à une personne. La promesse ne change plus après la première réponse.")),
    Field("several", _("Plusieurs réponses par personne"), Kind.BOOLEAN, section=WHO,
          help=_("Pour les personnes qui ont un compte.")),
    Field("shows_score", _("Montrer son score à qui répond"), Kind.BOOLEAN, section=WHO, listed=False),
    Field("thanks", _("Mot de remerciement"), Kind.LONG_TEXT, section=WHO, listed=False),
    Field("opens_at", _("Ouvre le"), Kind.DATETIME, section=WHEN, inline=False),
    Field("closes_at", _("Ferme le"), Kind.DATETIME, section=WHEN, inline=False, default_column=True),
    Field("language", _("Langue"), Kind.CHOICE, choices=LANGUAGES, default="fr", section=WHEN, listed=False),
    Field("languages", _("Autres langues"), Kind.CHOICES, choices=LANGUAGES, section=WHEN, listed=False,
          inline=False),
    Field("reminder_days", _("Relancer tous les (jours)"), Kind.INTEGER, section=LETTERS, listed=False,
          help=_("Vide : aucune relance. Elles cessent dès que la personne a répondu.")),
    Field("reminders_most", _("Relances au plus"), Kind.INTEGER, section=LETTERS, default=2, listed=False),
    Field("is_template", _("Dans la bibliothèque de modèles"), Kind.BOOLEAN, section=SEEN),
    Field("owner", _("Responsable"), Kind.LINK, options=users, default_column=True, section=SEEN, inline=False),
    Field("networks", _("Réseaux"), Kind.TAGS, options=networks, section=SEEN, inline=False),
    Field("groups", _("Groupes"), Kind.TAGS, options=groups, section=SEEN, inline=False, listed=False),
    Field("territory", _("Territoire"), Kind.LINK, options=territories, section=SEEN, inline=False),
)  # fmt: skip

declare(
    RecordType(
        name="forms",
        slug="formulaires",
        model="forms.Form",
        resource="forms",
        label=_("Formulaire"),
        label_plural=_("Formulaires"),
        icon="forms",
        gender="m",
        title_paths=("title",),
        text_path="filter_text",
        default_sort=("title",),
        reach={
            "network": ("networks",),
            "territory": ("territory",),
            "group": ("groups",),
            "assigned": ("owner",),
            "mine": ("owner", "created_by"),
        },
        defaults=defaults,
        detail_header="forms/_form_header.html",
        importable=False,
        menu_group=_("Formulaires"),
        menu_order=10,
        menu_group_order=25,
        empty_text=_(
            "Candidatures, évaluations, enquêtes, grilles à plusieurs voix : tout ce que l’on fait remplir."
        ),
        fields=FIELDS,
    )
)

api_routes.declare(
    ApiRoute(
        "form_answers", "form-answers/", answers_of, _("Les réponses rendues à un formulaire"),
        {"form": _("numéro du formulaire"), "page": _("page, à partir de 1 ; 200 réponses par page")},
    ),
    ApiRoute("form_voices", "form-voices/", my_voices, _("Ce que l’on me demande de remplir"), {}),
    ApiRoute(
        "form_voice", "form-voices/<uuid:pk>/", one_voice, _("Ma voix dans une grille : la lire, la remplir"), {},
        write_voice,
    ),
)  # fmt: skip
