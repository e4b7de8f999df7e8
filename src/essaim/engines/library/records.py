"""Documents and collections as record types."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, TextField, Value
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network, User
from essaim.engines.records.api import Field, RecordType, declare
from essaim.engines.records.api import Kind as FieldKind

from .actions.documents import after_saved, collection_defaults, defaults, delete
from .audience import AUDIENCE
from .choices import Kind, Reading
from .queries import all_collections

GROUP = _("Bibliothèque")
ABOUT, LIFE, FILE = _("Document"), _("Suivi"), _("Fichier")


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def no_words() -> Value:
    return Value("", output_field=TextField())


DOCUMENT_FIELDS = (
    Field("title", _("Titre"), required=True, quick=True, default_column=True, search_weight=3, section=ABOUT),
    Field("description", _("Description"), FieldKind.LONG_TEXT, search_weight=1, section=ABOUT,
          help=_("À quoi il sert, pour qui. Ces mots se cherchent aussi.")),
    Field("link", _("Adresse web"), FieldKind.URL, quick=True, section=ABOUT,
          help=_("Pour une page qui se lit ailleurs. Un fichier se dépose sur la page du document.")),
    Field("collection", _("Collection"), FieldKind.LINK, options=all_collections, quick=True, default_column=True,
          sort_path="collection__name", section=ABOUT),
    Field("networks", _("Publié par"), FieldKind.TAGS, options=networks, default_column=True, section=LIFE,
          help=_("Les réseaux qui en répondent : leurs gestionnaires peuvent le modifier.")),
    Field("owner", _("Responsable"), FieldKind.LINK, options=users, default_column=True, section=LIFE),
    Field("review_on", _("À relire le"), FieldKind.DATE, section=LIFE,
          help=_("Le jour où il faudra vérifier qu’il est encore juste.")),
    Field("replaced_by", _("Remplacé par"), FieldKind.REFERENCE, target="documents", sort_path="replaced_by__title",
          section=LIFE, help=_("Le document remplacé quitte la bibliothèque et renvoie vers le nouveau.")),
    Field("kind", _("Type"), FieldKind.CHOICE, choices=tuple(Kind.choices), editable=False, importable=False,
          default_column=True, section=FILE),
    Field("file_name", _("Fichier"), editable=False, importable=False, search_weight=2, section=FILE),
    Field("size", _("Taille"), FieldKind.INTEGER, unit=_("octets"), editable=False, importable=False, section=FILE,
          shown=False),
    Field("number", _("Version"), FieldKind.INTEGER, editable=False, importable=False, section=FILE),
    Field("content_at", _("Mis à jour le"), FieldKind.DATETIME, editable=False, importable=False,
          default_column=True, section=FILE),
    Field("reading", _("Recherche dans le texte"), FieldKind.CHOICE, choices=tuple(Reading.choices), editable=False,
          importable=False, section=FILE),
    Field("content", _("Contenu"), FieldKind.LONG_TEXT, expression=no_words, listed=False, sortable=False,
          filterable=False, importable=False, shown=False),
)  # fmt: skip

declare(
    RecordType(
        name="documents",
        slug="documents",
        model="library.Document",
        resource="documents",
        label=_("Document"),
        label_plural=_("Documents"),
        icon="file-text",
        gender="m",
        subtitle_fields=("collection", "kind"),
        title_paths=("title",),
        text_path="filter_text",
        default_sort=("-content_at",),
        reach={"network": ("networks",), "assigned": ("owner",), "mine": ("owner", "created_by")},
        audience=AUDIENCE,
        defaults=defaults,
        after_save=after_saved,
        delete=delete,
        create_url="library:deposit",
        form_template="library/form_part.html",
        detail_header="library/document_header.html",
        menu_group=GROUP,
        menu_order=20,
        menu_group_order=30,
        empty_text=_("Comptes rendus, modèles, textes : ce que l’on garde pour le retrouver."),
        fields=DOCUMENT_FIELDS,
    )
)

declare(
    RecordType(
        name="collections",
        slug="collections",
        model="library.Collection",
        resource="collections",
        label=_("Collection"),
        label_plural=_("Collections"),
        icon="folders",
        text_path="filter_text",
        default_sort=("order", "name"),
        reach={"network": ("networks",), "mine": ("created_by",)},
        defaults=collection_defaults,
        searchable=False,
        menu_group=GROUP,
        menu_order=30,
        menu_group_order=30,
        empty_text=_("Les rayons de la bibliothèque : textes de référence, modèles, comptes rendus…"),
        fields=(
            Field("name", _("Nom"), required=True, quick=True, default_column=True),
            Field("description", _("Description"), FieldKind.LONG_TEXT, default_column=True),
            Field(
                "order",
                _("Rang"),
                FieldKind.INTEGER,
                default=100,
                help=_("Les plus petits viennent d’abord."),
            ),
            Field("networks", _("Réseaux"), FieldKind.TAGS, options=networks, default_column=True),
        ),
    )
)
