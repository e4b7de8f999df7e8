"""People, organisations and what ties them, as record types."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind, RecordType, declare

from . import organisation_fields, person_fields
from .actions import profiles
from .fields import REACH

GROUP = _("Annuaire")
PERSON_REACH = {**REACH, "mine": ("user", "created_by")}
AFFILIATION_FIELDS = (
    Field("person", _("Personne"), Kind.REFERENCE, target="people", required=True, default_column=True,
          sort_path="person__sort_name"),
    Field("organisation", _("Organisme"), Kind.REFERENCE, target="organisations", required=True,
          default_column=True, sort_path="organisation__sort_name", aliases=("structure", "employeur")),
    Field("position", _("Fonction"), default_column=True, aliases=("poste",)),
    Field("service", _("Service"), aliases=("direction", "pole")),
    Field("start", _("Depuis le"), Kind.DATE, default_column=True, aliases=("debut", "date de debut")),
    Field("end", _("Jusqu’au"), Kind.DATE, default_column=True, aliases=("fin", "date de fin")),
    Field("is_main", _("Principale"), Kind.BOOLEAN),
)  # fmt: skip

declare(
    RecordType(
        name="people",
        slug="personnes",
        model="directory.Person",
        resource="people",
        label=_("Personne"),
        label_plural=_("Personnes"),
        fields=person_fields.FIELDS,
        icon="user",
        gender="f",
        title_paths=("display",),
        subtitle_fields=("job_title", "main_organisation"),
        text_path="filter_text",
        default_sort=("name",),
        reach=PERSON_REACH,
        create=profiles.create,
        change=profiles.change,
        after_save=profiles.after_person_saved,
        defaults=profiles.defaults,
        detail_header="directory/person_header.html",
        map_point=("latitude", "longitude"),
        menu_group=GROUP,
        menu_order=10,
        menu_group_order=10,
        news=True,
        empty_text=_("Ajoutez une première personne, ou apportez le fichier que vous avez déjà."),
    )
)

declare(
    RecordType(
        name="organisations",
        slug="organismes",
        model="directory.Organisation",
        resource="organisations",
        label=_("Organisme"),
        label_plural=_("Organismes"),
        fields=organisation_fields.FIELDS,
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
        news=True,
        empty_text=_("Ajoutez un premier organisme, ou apportez la liste que vous avez déjà."),
    )
)

declare(
    RecordType(
        name="affiliations",
        slug="rattachements",
        model="directory.Affiliation",
        resource="people",
        label=_("Rattachement"),
        label_plural=_("Rattachements"),
        fields=AFFILIATION_FIELDS,
        icon="link",
        gender="m",
        title_paths=("person__display", "position", "organisation__display"),
        default_sort=("person",),
        reach={name: tuple(f"person__{path}" for path in paths) for name, paths in PERSON_REACH.items()},
        after_save=profiles.after_affiliation_saved,
        searchable=False,
        in_menu=False,
    )
)
