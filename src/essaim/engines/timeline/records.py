"""Exchanges and tasks as record types."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network, Territory, User
from essaim.engines.records.api import AddedField, Field, Kind, RecordType, added_fields, declare

from .actions import subjects
from .models import Interaction, Task

GROUP = _("Suivi")
REACH = {"network": ("networks",), "territory": ("territory",), "group": ("groups",)}


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def territories(user: Any) -> QuerySet:
    return Territory.objects.all()


ABOUT = (
    Field("subject_label", _("À propos de"), editable=False, importable=False, default_column=True),
    Field("person", _("Personne"), Kind.REFERENCE, target="people", sort_path="person__sort_name"),
    Field("organisation", _("Organisme"), Kind.REFERENCE, target="organisations",
          sort_path="organisation__sort_name"),
    Field("networks", _("Réseaux"), Kind.TAGS, options=networks, editable=False, importable=False, listed=False),
    Field("territory", _("Territoire"), Kind.LINK, options=territories, editable=False, importable=False,
          listed=False),
)  # fmt: skip

INTERACTION_FIELDS = (
    Field("at", _("Date"), Kind.DATETIME, default_column=True, quick=True,
          aliases=("date de l'echange", "date du contact")),
    Field("kind", _("Type"), Kind.CHOICE, choices=tuple(Interaction.Kind.choices), default_column=True,
          quick=True, aliases=("canal", "nature")),
    Field("subject", _("Objet"), required=True, quick=True, default_column=True, search_weight=3,
          aliases=("sujet", "titre")),
    *ABOUT,
    Field("body", _("Contenu"), Kind.LONG_TEXT, search_weight=1, quick=True, mentions=True,
          aliases=("compte rendu", "commentaire", "detail")),
    Field("direction", _("Sens"), Kind.CHOICE, choices=tuple(Interaction.Direction.choices)),
    Field("outcome", _("Résultat"), Kind.CHOICE, choices=tuple(Interaction.Outcome.choices)),
    Field("minutes", _("Durée"), Kind.INTEGER, unit="min", aliases=("duree", "duree (minutes)")),
    Field("author", _("Par"), Kind.LINK, options=users, default_column=True, aliases=("auteur",)),
)  # fmt: skip

TASK_FIELDS = (
    Field("title", _("À faire"), required=True, quick=True, default_column=True, search_weight=3,
          aliases=("tache", "titre", "objet")),
    *ABOUT,
    Field("due_date", _("Échéance"), Kind.DATE, quick=True, default_column=True,
          aliases=("date", "date d'echeance", "date de prochaine relance", "relance")),
    Field("due_time", _("Heure"), editable=False, importable=False, filterable=False, listed=False),
    Field("assigned_to", _("Confiée à"), Kind.LINK, options=users, quick=True, default_column=True,
          aliases=("responsable", "assignee a")),
    Field("priority", _("Priorité"), Kind.CHOICE, default_column=True,
          choices=tuple(Task.Priority.choices)),
    Field("status", _("État"), Kind.CHOICE, choices=tuple(Task.Status.choices), default_column=True,
          default=Task.Status.OPEN.value),
    Field("notes", _("Précisions"), Kind.LONG_TEXT, search_weight=1, mentions=True),
    Field("done_at", _("Faite le"), Kind.DATETIME, editable=False, importable=False),
)  # fmt: skip

declare(
    RecordType(
        name="interactions",
        slug="echanges",
        model="timeline.Interaction",
        resource="interactions",
        label=_("Échange"),
        label_plural=_("Échanges"),
        icon="message",
        gender="m",
        title_paths=("subject",),
        subtitle_fields=("subject_label",),
        text_path="filter_text",
        default_sort=("-at",),
        reach={**REACH, "assigned": ("owner",), "mine": ("author", "created_by")},
        defaults=subjects.interaction_defaults,
        after_save=subjects.after_interaction_saved,
        menu_group=GROUP,
        menu_order=20,
        menu_group_order=20,
        empty_text=_("Appels, messages, visites : ce qui s’est dit avec chacun se retrouve ici."),
        fields=INTERACTION_FIELDS,
    )
)

declare(
    RecordType(
        name="tasks",
        slug="taches",
        model="timeline.Task",
        resource="tasks",
        label=_("Tâche"),
        label_plural=_("Tâches"),
        icon="checkbox",
        gender="f",
        title_paths=("title",),
        subtitle_fields=("subject_label",),
        text_path="filter_text",
        default_sort=("due_date",),
        reach={**REACH, "assigned": ("assigned_to",), "mine": ("assigned_to", "created_by")},
        defaults=subjects.task_defaults,
        after_save=subjects.after_task_saved,
        calendar=("due_date", ""),
        menu_group=GROUP,
        menu_order=10,
        menu_group_order=20,
        empty_text=_(
            "Rien à faire pour l’instant. Une tâche se note en une ligne, sur n’importe quelle fiche."
        ),
        fields=TASK_FIELDS,
    )
)

added_fields.declare(
    *(
        AddedField(
            type_name,
            Field(
                name,
                label,
                Kind.REFERENCES,
                target=name,
                editable=False,
                importable=False,
                listed=False,
                shown=False,
            ),
        )
        for type_name in ("people", "organisations")
        for name, label in (("interactions", _("Échanges")), ("tasks", _("Tâches")))
    )
)
