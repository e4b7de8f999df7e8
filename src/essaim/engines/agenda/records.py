"""Events, and what they take for themselves, as record types."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Group, Network, Territory, User
from essaim.engines.records.api import Field, Kind, RecordType, declare

from .actions.saving import after_saved, defaults, resource_defaults
from .choices import COUNTRIES, WEEKDAYS, ZONES, Category, Policy, Repeat
from .daysoff import school_known_until
from .models import Resource
from .queries import all_resources

GROUP = _("Suivi")
WHEN, WHO, AGAIN = _("Date et lieu"), _("Participants"), _("Répétition")
SEEN = _("Qui le voit")


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def territories(user: Any) -> QuerySet:
    return Territory.objects.all()


def groups(user: Any) -> QuerySet:
    return Group.objects.all()


def own_zone() -> str:
    """The clock of whoever fills the form, where it is one of those offered."""
    name = timezone.get_current_timezone_name()
    return name if name in dict(ZONES) else "Europe/Paris"


def told_clock() -> str:
    return gettext("À votre heure (%(zone)s). L’agenda montre ensuite l’heure de chaque lieu.") % {
        "zone": dict(ZONES).get(own_zone(), own_zone())
    }


def told_school() -> str:
    day = date_format(school_known_until(), "DATE_FORMAT")
    return gettext("Zones de France. Dates connues jusqu’au %(day)s.") % {"day": day}


own_clock, school_known = lazy(told_clock, str)(), lazy(told_school, str)()

EVENT_FIELDS = (
    Field("title", _("Titre"), required=True, quick=True, default_column=True, search_weight=3,
          aliases=("objet", "evenement", "summary")),
    Field("category", _("Nature"), Kind.CHOICE, choices=tuple(Category.choices), quick=True, default_column=True,
          default=Category.MEETING.value, aliases=("categorie", "type")),
    Field("start", _("Début"), Kind.DATETIME, required=True, quick=True, default_column=True, section=WHEN,
          help=own_clock,
          inline=False, aliases=("date", "date de debut")),
    Field("end", _("Fin"), Kind.DATETIME, required=True, quick=True, default_column=True, section=WHEN,
          inline=False, aliases=("date de fin",)),
    Field("all_day", _("Toute la journée"), Kind.BOOLEAN, section=WHEN, inline=False),
    Field("zone", _("Heure de"), Kind.CHOICE, choices=ZONES, section=WHEN, inline=False, default=own_zone,
          help=_("L’horloge que suit l’événement : 9 h y reste 9 h quand l’heure change.")),
    Field("location", _("Lieu"), default_column=True, section=WHEN, search_weight=2),
    Field("resources", _("Salles et matériel"), Kind.TAGS, options=all_resources, section=WHEN, inline=False,
          resource="bookables"),
    Field("person", _("À propos de"), Kind.REFERENCE, target="people", sort_path="person__sort_name"),
    Field("organisation", _("Organisme"), Kind.REFERENCE, target="organisations",
          sort_path="organisation__sort_name"),
    Field("notes", _("Précisions"), Kind.LONG_TEXT, search_weight=1),
    Field("repeat", _("Répétition"), Kind.CHOICE, choices=tuple(Repeat.choices), default=Repeat.NONE.value,
          section=AGAIN, inline=False),
    Field("every", _("Tous les"), Kind.INTEGER, section=AGAIN, inline=False, default=1, listed=False,
          help=_("2 pour une semaine sur deux, un mois sur deux…")),
    Field("weekdays", _("Jours"), Kind.CHOICES, choices=WEEKDAYS, section=AGAIN, inline=False, listed=False,
          help=_("Pour une répétition chaque semaine. Sans choix : le jour du début.")),
    Field("until", _("Jusqu’au"), Kind.DATE, section=AGAIN, inline=False, listed=False),
    Field("times", _("Nombre de fois"), Kind.INTEGER, section=AGAIN, inline=False, listed=False),
    Field("country", _("Jours fériés"), Kind.CHOICE, choices=COUNTRIES, section=AGAIN, inline=False,
          listed=False, help=_("Le pays dont les jours fériés comptent.")),
    Field("school_zone", _("Vacances scolaires"), Kind.CHOICE, section=AGAIN, inline=False, listed=False,
          help=school_known,
          choices=tuple((name, _("Zone %(name)s") % {"name": name}) for name in "ABC")),
    Field("policy", _("Ces jours-là"), Kind.CHOICE, choices=tuple(Policy.choices), section=AGAIN, inline=False,
          listed=False, default=Policy.SKIP.value),
    Field("owner", _("Organisé par"), Kind.LINK, options=users, default_column=True, section=WHO, inline=False),
    Field("guests", _("Personnes invitées"), Kind.TAGS, options=users, section=WHO, inline=False),
    Field("invited_groups", _("Groupes invités"), Kind.TAGS, options=groups, section=WHO, inline=False,
          listed=False),
    Field("invited_networks", _("Réseaux invités"), Kind.TAGS, options=networks, section=WHO, inline=False,
          listed=False),
    Field("invited_territories", _("Territoires invités"), Kind.TAGS, options=territories, section=WHO,
          inline=False, listed=False),
    Field("networks", _("Réseaux"), Kind.TAGS, options=networks, section=SEEN, inline=False),
    Field("groups", _("Groupes"), Kind.TAGS, options=groups, section=SEEN, inline=False, listed=False),
    Field("territory", _("Territoire"), Kind.LINK, options=territories, section=SEEN, inline=False),
)  # fmt: skip

declare(
    RecordType(
        name="events",
        slug="evenements",
        model="agenda.Event",
        resource="events",
        label=_("Événement"),
        label_plural=_("Événements"),
        icon="calendar-event",
        gender="m",
        subtitle_fields=("start", "location"),
        title_paths=("title",),
        text_path="filter_text",
        default_sort=("-start",),
        reach={
            "network": ("networks",),
            "territory": ("territory",),
            "group": ("groups",),
            "assigned": ("owner", "attendees"),
            "mine": ("owner", "created_by"),
        },
        defaults=defaults,
        after_save=after_saved,
        form_template="agenda/form_part.html",
        menu_group=GROUP,
        menu_order=35,
        menu_group_order=20,
        empty_text=_("Réunions, rendez-vous, séances : tout ce qui a lieu à une date."),
        fields=EVENT_FIELDS,
    )
)

declare(
    RecordType(
        name="bookables",
        slug="salles-et-materiel",
        model="agenda.Resource",
        resource="bookables",
        label=_("Salle ou matériel"),
        label_plural=_("Salles et matériel"),
        icon="building",
        gender="f",
        text_path="filter_text",
        default_sort=("name",),
        reach={"network": ("networks",), "mine": ("created_by",)},
        defaults=resource_defaults,
        menu_group=GROUP,
        menu_order=40,
        menu_group_order=20,
        empty_text=_("Les salles, véhicules et appareils que l’on réserve avec un événement."),
        fields=(
            Field("name", _("Nom"), required=True, quick=True, default_column=True, search_weight=3),
            Field(
                "kind",
                _("Type"),
                Kind.CHOICE,
                choices=tuple(Resource.Kind.choices),
                quick=True,
                default_column=True,
                default=Resource.Kind.ROOM.value,
            ),
            Field("capacity", _("Places"), Kind.INTEGER, default_column=True),
            Field("networks", _("Réseaux"), Kind.TAGS, options=networks, default_column=True),
            Field("notes", _("Précisions"), Kind.LONG_TEXT),
        ),
    )  # fmt: skip
)
