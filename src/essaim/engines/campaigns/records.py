"""Campaigns, automatic messages, newsletters, their issues, templates and topics, as record types."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network, User
from essaim.engines.records.api import Field, RecordType, declare
from essaim.engines.records.api import Kind as Kinds

from . import transports
from .actions import saving
from .choices import Channel, Kind, Purpose, State
from .merging import given
from .models import Newsletter, Topic
from .news import given as news_given

GROUP = _("Messages")
__all__ = ["given", "news_given", "transports"]
REACH = {"network": ("networks",), "mine": ("owner", "created_by"), "assigned": ("owner",)}
SENT, SENDER = _("Envoi"), _("Expéditeur")


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def topics(user: Any) -> QuerySet:
    return Topic._base_manager.all()


NAME = Field("name", _("Nom"), required=True, quick=True, default_column=True, search_weight=3,
             help=_("Pour vous retrouver : vos destinataires ne le voient pas."))  # fmt: skip
CHANNEL = Field("channel", _("Canal"), Kinds.CHOICE, choices=tuple(Channel.choices), quick=True, inline=False,
                default=Channel.EMAIL.value, default_column=True)  # fmt: skip
PURPOSE = Field("purpose", _("Pour"), Kinds.CHOICE, choices=tuple(Purpose.choices), quick=True, inline=False,
                default=Purpose.NEWS.value,
                help=_("Chacun ne reçoit que ce pour quoi il a donné son accord."))  # fmt: skip
TOPIC = Field("topic", _("Sujet"), Kinds.LINK, options=topics, inline=False,
              help=_("Vos destinataires pourront se désabonner de ce sujet seulement."))  # fmt: skip
OWNER = Field("owner", _("Envoyée par"), Kinds.LINK, options=users, editable=False, default_column=True)
NETWORKS = Field("networks", _("Réseaux"), Kinds.TAGS, options=networks, inline=False,
                 help=_("Les réseaux dont l’équipe voit ceci."))  # fmt: skip
LOOK = Field("network", _("Aux couleurs de"), Kinds.LINK, options=networks, section=SENDER, inline=False)
SENDER_NAME = Field("sender_name", _("Nom de l’expéditeur"), section=SENDER, inline=False)
REPLY_TO = Field("reply_to", _("Réponses à"), Kinds.EMAIL, section=SENDER, inline=False)
STATE = Field(
    "state", _("État"), Kinds.CHOICE, choices=tuple(State.choices), editable=False, default_column=True
)
DATES = (
    Field("scheduled_at", _("Départ prévu"), Kinds.DATETIME, editable=False),
    Field("started_at", _("Départ"), Kinds.DATETIME, editable=False, default_column=True),
    Field("finished_at", _("Fin"), Kinds.DATETIME, editable=False),
)
CREATED = Field("created_at", _("Créée le"), Kinds.DATETIME, editable=False, shown=False)
SUBJECT = Field("subject", _("Objet"), editable=False, search_weight=2)

declare(
    RecordType(
        name="campaigns",
        slug="campagnes",
        model="campaigns.Campaign",
        resource="campaigns",
        label=_("Campagne"),
        label_plural=_("Campagnes"),
        icon="speakerphone",
        gender="f",
        text_path="filter_text",
        default_sort=("-created_at",),
        reach=REACH,
        base_filter={"kind": Kind.CAMPAIGN.value},
        defaults=saving.defaults,
        after_save=saving.after_saved,
        importable=False,
        menu_group=GROUP,
        menu_order=10,
        menu_group_order=30,
        empty_text=_("Écrivez à toute une liste d’un coup : choisissez les personnes, écrivez, vérifiez, envoyez."),
        fields=(
            NAME, CHANNEL, PURPOSE, TOPIC, SUBJECT, STATE, OWNER, *DATES, CREATED, NETWORKS, LOOK, SENDER_NAME,
            REPLY_TO,
        ),
    )
)  # fmt: skip

declare(
    RecordType(
        name="automatic_messages",
        slug="messages-automatiques",
        model="campaigns.Campaign",
        resource="campaigns",
        label=_("Message automatique"),
        label_plural=_("Messages automatiques"),
        icon="clock-play",
        gender="m",
        text_path="filter_text",
        default_sort=("name",),
        reach=REACH,
        base_filter={"kind": Kind.AUTOMATIC.value},
        defaults=saving.defaults,
        after_save=saving.after_saved,
        importable=False,
        menu_group=GROUP,
        menu_order=30,
        menu_group_order=30,
        empty_text=_("Un rappel quelques jours avant une échéance, un mot après un rendez-vous : il part tout seul."),
        fields=(
            NAME, CHANNEL, PURPOSE, TOPIC, SUBJECT, STATE, OWNER, CREATED, NETWORKS, LOOK, SENDER_NAME, REPLY_TO,
        ),
    )
)  # fmt: skip

declare(
    RecordType(
        name="message_templates",
        slug="modeles-de-message",
        model="campaigns.MessageTemplate",
        resource="message-templates",
        label=_("Modèle de message"),
        label_plural=_("Modèles de message"),
        icon="template",
        gender="m",
        text_path="filter_text",
        default_sort=("name",),
        reach={"network": ("networks",), "mine": ("created_by",)},
        defaults=saving.template_defaults,
        after_save=saving.after_template_saved,
        importable=False,
        menu_group=GROUP,
        menu_order=40,
        menu_group_order=30,
        empty_text=_("Gardez ici les textes qui servent souvent."),
        fields=(
            Field("name", _("Nom"), required=True, quick=True, default_column=True, search_weight=3),
            CHANNEL, PURPOSE,
            Field("subject", _("Objet"), default_column=True, search_weight=2, inline=False),
            Field("body", _("Message"), Kinds.LONG_TEXT, required=True, search_weight=1, inline=False, listed=False,
                  help=_("Entre doubles accolades, le nom d’un champ : {{ Prénom }}, {{ Ville | \"votre ville\" }}.")),
            NETWORKS, CREATED,
        ),
    )
)  # fmt: skip

declare(
    RecordType(
        name="message_topics",
        slug="sujets-de-message",
        model="campaigns.Topic",
        resource="message-templates",
        label=_("Sujet de message"),
        label_plural=_("Sujets de message"),
        icon="tag",
        gender="m",
        default_sort=("order", "name"),
        importable=False,
        menu_group=GROUP,
        menu_order=60,
        menu_group_order=30,
        in_menu=False,
        empty_text=_("Événements, offres d’emploi, vie du réseau : ce que chacun choisit de recevoir ou non."),
        fields=(
            Field("name", _("Sujet"), required=True, quick=True, default_column=True, search_weight=2),
            Field("description", _("Ce qu’on y reçoit"), default_column=True, quick=True),
            Field("order", _("Ordre"), Kinds.INTEGER, default=100),
            Field("is_offered", _("Proposé sur la page de préférences"), Kinds.BOOLEAN, default=True,
                  default_column=True),
        ),
    )
)  # fmt: skip

declare(
    RecordType(
        name="newsletters",
        slug="lettres",
        model="campaigns.Newsletter",
        resource="newsletters",
        label=_("Lettre d’information"),
        label_plural=_("Lettres d’information"),
        icon="news",
        gender="f",
        text_path="filter_text",
        default_sort=("name",),
        reach=REACH,
        defaults=saving.defaults,
        after_save=saving.after_newsletter_saved,
        importable=False,
        menu_group=GROUP,
        menu_order=20,
        menu_group_order=30,
        empty_text=_("Une lettre qui se prépare toute seule chaque semaine avec ce que chacun a le droit de lire."),
        fields=(
            Field("name", _("Nom"), required=True, quick=True, default_column=True, search_weight=3),
            Field("description", _("En une phrase"), default_column=True),
            Field("intro", _("Mot d’accueil"), Kinds.LONG_TEXT, inline=False, listed=False,
                  help=_("Il ouvre chaque numéro ; vous pourrez le changer chaque fois.")),
            TOPIC,
            Field("weekday", _("Jour d’envoi"), Kinds.CHOICE, section=SENT, default_column=True, inline=False,
                  choices=tuple(Newsletter.Day.choices), default=Newsletter.Day.TUESDAY.value),
            Field("at_hour", _("Heure d’envoi"), Kinds.INTEGER, section=SENT, default=9, unit="h"),
            Field("days_before", _("Brouillon prêt"), Kinds.INTEGER, section=SENT, default=1, listed=False,
                  help=_("Combien de jours avant l’envoi.")),
            Field("sends_itself", _("Part d’elle-même"), Kinds.BOOLEAN, section=SENT,
                  help=_("Sinon, quelqu’un relit le brouillon et l’envoie.")),
            Field("is_active", _("En service"), Kinds.BOOLEAN, section=SENT, default=True, default_column=True),
            OWNER, NETWORKS, LOOK, SENDER_NAME, REPLY_TO, CREATED,
        ),
    )
)  # fmt: skip

declare(
    RecordType(
        name="newsletter_issues",
        slug="numeros",
        model="campaigns.Campaign",
        resource="newsletters",
        label=_("Numéro"),
        label_plural=_("Numéros"),
        icon="mail-opened",
        gender="m",
        text_path="filter_text",
        default_sort=("-created_at",),
        reach=REACH,
        base_filter={"kind": Kind.ISSUE.value},
        defaults=saving.defaults,
        after_save=saving.after_saved,
        importable=False,
        in_menu=False,
        custom_fields=False,
        fields=(
            Field("name", _("Nom"), required=True, default_column=True, search_weight=3),
            SUBJECT, STATE, OWNER, *DATES, CREATED, NETWORKS,
        ),
    )
)  # fmt: skip
