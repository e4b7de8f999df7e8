"""The description of a record type: everything generic in the product reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import cached_property

from essaim.engines.rights.api import Audience, Guard, guards
from essaim.kit.registry import Registry

from .kinds import DATES, NUMBERS, TEXTS, Kind


@dataclass(frozen=True)
class Field:
    """One field of a record type.

    - `path`: ORM path from the model (default: the name). `sort_path`: what sorting orders by.
    - `choices`: (code, label) pairs, or a callable giving them. `options(user)`: queryset offered for
      LINK and TAGS. `target`: record type of REFERENCE and REFERENCES.
    - `expression`: for computed fields, a callable giving an ORM expression; never editable, unless
      `custom`. `sort_expression`: what sorting such a field orders by, when it is not its value.
    - `resource`: a further resource whose *view* right is needed to see, sort or filter by the field.
    - `sensitive`: each read on a detail page or in an export is journalled.
    - `clean(value)`: normalises a typed value or raises ValidationError (library-checked numbers).
    - `aliases`: column headings recognised at import, beside the label.
    - `default_column`, `quick`: shown in lists at first, asked in quick creation.
    - `shown`: stands on the record's page; a code that only filters and exports need does not.
    - `mentions`: a long text in which colleagues may be named (@awa.diop), who are then told.
    - `written`: an `expression` that may be typed all the same: the type's own `create` and `change` know
      where it goes, and the object has an attribute of that name.
    - `only_when`: (field, value): the field exists only on records where that other field has this value.
    - `fixed`: said at creation, never changed afterwards.
    - `section`: heading of form and detail under which it stands. `fold`: in forms, heading of a part of
      the section that stays closed until it is needed.
    """

    name: str
    label: Any
    kind: Kind = Kind.TEXT
    path: str = ""
    sort_path: str = ""
    choices: tuple[tuple[str, Any], ...] | Callable[[], Any] = ()
    options: Callable[[Any], models.QuerySet] | None = None
    target: str = ""
    expression: Callable[[], Any] | None = None
    sort_expression: Callable[[], Any] | None = None
    unit: Any = ""
    help: Any = ""
    section: Any = ""
    fold: Any = ""
    required: bool = False
    editable: bool = True
    listed: bool = True
    sortable: bool | None = None
    filterable: bool = True
    importable: bool = True
    inline: bool = True
    shown: bool = True
    default_column: bool = False
    quick: bool = False
    sensitive: bool = False
    resource: str = ""
    clean: Callable[[Any], Any] | None = None
    default: Any = None
    aliases: tuple[str, ...] = ()
    search_weight: int = 0
    mentions: bool = False
    custom: bool = False
    written: bool = False
    only_when: tuple[str, Any] | None = None
    fixed: bool = False

    def __repr__(self) -> str:
        return f"<Field {self.name}>"

    def __post_init__(self) -> None:
        if not self.path:
            object.__setattr__(self, "path", self.name)
        if self.expression is not None and not (self.custom or self.written):
            object.__setattr__(self, "editable", False)
        if self.sortable is None:
            object.__setattr__(self, "sortable", self.kind not in (Kind.TAGS, Kind.CHOICES, Kind.REFERENCES))

    def stands_on(self, obj: Any) -> bool:
        """Does this field exist on that record?"""
        return self.only_when is None or getattr(obj, self.only_when[0], None) == self.only_when[1]

    @property
    def is_text(self) -> bool:
        return self.kind in TEXTS

    @property
    def is_number(self) -> bool:
        return self.kind in NUMBERS

    @property
    def is_date(self) -> bool:
        return self.kind in DATES

    @property
    def is_many(self) -> bool:
        return self.kind in (Kind.TAGS, Kind.REFERENCES)

    def choice_pairs(self) -> tuple[tuple[str, Any], ...]:
        return tuple(self.choices() if callable(self.choices) else self.choices)


@dataclass(frozen=True)
class Panel:
    """A part of a record's detail page. `load(user, obj)` gives the template's context or None to hide.

    The page sets it in a card headed `title`; with an empty title the template brings its own frame.
    The template also reads `type` and `obj`.

    `tab`: name of the tab it stands in ("" is the first one, shown at once; the others load when
    opened). `types`: names of the record types it is for, or ("*",) for all.
    """

    name: str
    title: Any
    template: str
    load: Callable[[Any, models.Model], dict[str, Any] | None]
    types: tuple[str, ...] = ("*",)
    tab: str = ""
    order: int = 100
    aside: bool = False
    right: tuple[str, str] | None = None


@dataclass(frozen=True)
class BulkAction:
    """Something done to the chosen rows of a list: `run(actor=, ids=, values=)` returns a message.

    `leads(record_type, query)`: instead of running, the page to go to ("" hides the action); `query` is the
    list's query string, with `ids=1,2` unless the whole list is chosen.

    `right`: (action, resource) needed beside `action` on the type's own resource.

    `form`: a Django form class asked first, whose cleaned values come in `values`; `confirm`: a
    sentence shown before. `run` asserts the rights on each record: `ids` come from a form.
    """

    name: str
    label: Any
    run: Callable[..., str] | None
    types: tuple[str, ...] = ("*",)
    action: str = "change"
    icon: str = "check"
    form: Any = None
    confirm: Any = ""
    right: tuple[str, str] | None = None
    leads: Callable[[RecordType, str], str] | None = None


@dataclass(frozen=True)
class RecordType:
    """A type of record, described once.

    - `name`: in code and API ("people"); `slug`: in addresses ("personnes"); `model`: "app.Model".
    - `title_paths`: ORM paths whose values, joined by a space, read as the record's name.
    - `text_path`: the folded column the instant filter looks into (a `FilterTextField`).
    - `reach`: ORM paths for each reach, as in `rights.api.Guard`; `audience`, as there too.
    - `create_url`: the name of the page where a new one begins, when it is not the form.
    - `base_filter`: constant conditions; several record types may stand on one model.
    - `create`, `change`, `delete`: actions replacing the generic ones (same signatures as in
      `records.actions`). `after_save(obj, actor, work, values)`: runs inside the action's transaction.
    - `news`: what others add to it is news for those who may see it, told on the home page.
    - `small_cells`: figures about fewer records than this are masked in charts and their tables (0: none).
    - `form_template`, `detail_header`: templates for what is particular to this type.
    """

    name: str
    slug: str
    model: str
    resource: str
    label: Any
    label_plural: Any
    fields: tuple[Field, ...]
    icon: str = "file"
    gender: str = "f"
    title_paths: tuple[str, ...] = ("name",)
    subtitle_fields: tuple[str, ...] = ()
    text_path: str = ""
    default_sort: tuple[str, ...] = ()
    reach: dict[str, tuple[str, ...]] = field(default_factory=dict)
    audience: Audience | None = None
    base_filter: dict[str, Any] = field(default_factory=dict)
    create: Callable[..., models.Model] | None = None
    change: Callable[..., models.Model] | None = None
    delete: Callable[..., None] | None = None
    after_save: Callable[..., None] | None = None
    defaults: Callable[[Any], dict[str, Any]] | None = None
    form_template: str = ""
    detail_header: str = ""
    create_url: str = ""
    map_point: tuple[str, str] | None = None
    calendar: tuple[str, str] | None = None
    small_cells: int = 0
    searchable: bool = True
    custom_fields: bool = True
    importable: bool = True
    exportable: bool = True
    in_menu: bool = True
    news: bool = False
    menu_group: Any = ""
    menu_order: int = 100
    menu_group_order: int = 100
    empty_text: Any = ""

    def __repr__(self) -> str:
        return f"<RecordType {self.name}>"

    @cached_property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    @cached_property
    def guard(self) -> Guard:
        return guards.get(self.name)

    @cached_property
    def own_fields(self) -> dict[str, Field]:
        """Its fields, and those that engines and modules above put on it."""
        added = (item.field for item in added_fields if item.type == self.name)
        return {item.name: item for item in (*self.fields, *added)}


@dataclass(frozen=True)
class AddedField:
    """A field that a higher engine or module puts on a record type it did not declare."""

    type: str
    field: Field


record_types: Registry[RecordType] = Registry("record types", RecordType, lambda item: item.name)
added_fields: Registry[AddedField] = Registry(
    "added fields", AddedField, lambda item: f"{item.type}.{item.field.name}"
)
panels: Registry[Panel] = Registry("panels", Panel, lambda item: item.name)
bulk_actions: Registry[BulkAction] = Registry("bulk actions", BulkAction, lambda item: item.name)


def declare(record_type: RecordType) -> None:
    """Declare a record type and, from its `reach`, the guard that rights put on its model."""
    record_types.declare(record_type)
    paths: dict[str, Any] = {reach: tuple(found) for reach, found in record_type.reach.items()}
    guards.declare(
        Guard(
            name=record_type.name,
            model=record_type.model.lower(),
            resource=record_type.resource,
            where=tuple(record_type.base_filter.items()),
            audience=record_type.audience,
            **paths,
        )
    )


def type_of_slug(slug: str) -> RecordType | None:
    return next((item for item in record_types if item.slug == slug), None)


def type_of(obj: models.Model) -> RecordType | None:
    """The record type an object belongs to, its `base_filter` considered; None if it has none."""
    label = obj._meta.label_lower
    for item in record_types:
        if item.model.lower() != label:
            continue
        if all(getattr(obj, name) == value for name, value in item.base_filter.items()):
            return item
    return None
