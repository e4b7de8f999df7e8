"""What the page of a record shows: its fields by section, its relations, its panels by tab."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essaim.engines.notifications.api import marked
from essaim.engines.rights.api import can
from essaim.kit.templatetags.kit_ui import icon

from .catalogue import fields_for
from .cells import is_inline, prefix_of, renderer
from .declarations import Field, Panel, RecordType, panels, record_types
from .hanging import filtered_list_url, reference_back
from .kinds import Kind
from .queries import values_of
from .query.compiler import Compiler, base_queryset
from .rows import columns_of, read_rows, row_of
from .slots import is_for
from .values import writable_fields

SHOWN_RELATED = 5
NONE = '<span class="es-none">—</span>'


@dataclass(frozen=True)
class Shown:
    """One field on the page. `masked`: sensitive and not asked yet. `editable`: here, in place."""

    name: str
    label: str
    html: SafeString
    editable: bool = False
    masked: bool = False

    @property
    def empty(self) -> bool:
        return not self.html and not self.masked

    def drawn(self, prefix: str) -> SafeString:
        """The <dd> of a value that is not masked. `prefix`: the record's address."""
        value = f'<span class="es-value">{self.html or NONE}</span>'
        if not self.editable:
            return SafeString(f'<dd id="field-{self.name}">{value}</dd>')
        label = escape(_("Modifier : %s") % self.label)
        return SafeString(
            f'<dd id="field-{self.name}" data-edit="{self.name}" data-edit-url="{prefix}champ/{self.name}/">{value}'
            f'<a class="btn btn-icon btn-sm btn-ghost es-pencil" href="{prefix}modifier/#id_{self.name}" '
            f'data-edit-button aria-label="{label}">{icon("pencil")}</a></dd>'
        )


@dataclass
class Section:
    """`filled`: (label, value) pairs; `empty`: the same for what is not known yet, folded away; `masked`:
    sensitive fields, drawn by a template because they hold a form."""

    heading: str
    filled: list[tuple[str, SafeString]] = field(default_factory=list)
    empty: list[tuple[str, SafeString]] = field(default_factory=list)
    masked: list[Shown] = field(default_factory=list)

    @property
    def empty_labels(self) -> str:
        return ", ".join(label for label, _drawn in self.empty)


@dataclass(frozen=True)
class Relation:
    """Records that point here: how many, the first of them, where they all are."""

    name: str
    label: str
    count: int
    columns: list[Field]
    rows: list[tuple[int, list[SafeString]]]
    prefix: str
    all_url: str
    add_url: str


def known_values(user: Any, record_type: RecordType, obj: models.Model) -> dict[str, Any]:
    """Field name → value (as in `rows.Row`) of all the fields the page shows `user`."""
    fields = [
        item
        for item in fields_for(user, record_type).values()
        if item.shown and item.kind != Kind.REFERENCES and item.path != "pk" and item.stands_on(obj)
    ]
    return dict(
        zip((item.name for item in fields), row_of(user, record_type, fields, obj).values, strict=True)
    )


def sections(
    user: Any,
    record_type: RecordType,
    obj: models.Model,
    may_change: bool,
    prefix: str,
    known: dict[str, Any],
) -> list[Section]:
    """`known`: `known_values`."""
    all_fields = fields_for(user, record_type)
    fields = [all_fields[name] for name in known]
    found: dict[str, Section] = {}
    drawn = _drawn(user, record_type, obj, fields, list(known.values()), may_change, reveal=False)
    for shown, item in zip(drawn, fields, strict=True):
        section = found.setdefault(str(item.section or ""), Section(str(item.section or "")))
        if shown.masked:
            section.masked.append(shown)
        else:
            place = section.empty if shown.empty else section.filled
            place.append((shown.label, shown.drawn(prefix)))
    return sorted(found.values(), key=lambda section: section.heading != "")


def shown_fields(
    user: Any,
    record_type: RecordType,
    obj: models.Model,
    fields: list[Field],
    may_change: bool,
    reveal: bool = False,
) -> list[Shown]:
    """`reveal` shows sensitive values: the caller keeps the reading in the journal first."""
    values = values_of(user, record_type, obj, fields)
    return _drawn(user, record_type, obj, fields, values, may_change, reveal)


def _drawn(
    user: Any,
    record_type: RecordType,
    obj: models.Model,
    fields: list[Field],
    values: list[Any],
    may_change: bool,
    reveal: bool,
) -> list[Shown]:
    writable = writable_fields(user, record_type, obj) if may_change else {}
    return [
        _shown(item, value, item.name in writable and is_inline(item), reveal)
        for item, value in zip(fields, values, strict=True)
    ]


def _shown(item: Field, value: Any, editable: bool, reveal: bool) -> Shown:
    empty = value in (None, "", [])
    if item.sensitive and not reveal:
        return Shown(item.name, str(item.label), SafeString(""), masked=not empty)
    return Shown(item.name, str(item.label), field_html(item, value), editable=editable)


def field_html(item: Field, value: Any) -> SafeString:
    """A value on its own, in full: a long text keeps its lines."""
    if item.mentions and value:
        return SafeString(linebreaks(marked(str(value)), autoescape=False))
    if item.kind == Kind.LONG_TEXT and value:
        return SafeString(linebreaks(str(value), autoescape=True))
    return SafeString(renderer(item)(value))


def relations(user: Any, record_type: RecordType, obj: models.Model) -> list[Relation]:
    found = []
    for item in fields_for(user, record_type).values():
        if (
            item.kind == Kind.REFERENCES
            and item.listed
            and can(user, "view", record_types.get(item.target).resource)
        ):
            found.append(_relation(user, record_type, obj, item))
    return found


def _relation(user: Any, record_type: RecordType, obj: models.Model, item: Field) -> Relation:
    target = record_types.get(item.target)
    relation: Any = record_type.model_class._meta.get_field(item.path)
    back = reference_back(record_type, item.path, item.target)
    queryset = base_queryset(user, target).filter(**{relation.remote_field.name: obj.pk})
    compiler = Compiler(user, target)
    ordered = compiler.ordering(target.default_sort)
    columns = [column for column in columns_of(user, target) if column.name != back][:4]
    rows = read_rows(
        user, target, columns, compiler.with_aliases(queryset).order_by(*ordered)[: SHOWN_RELATED + 1]
    )
    count = len(rows) if len(rows) <= SHOWN_RELATED else queryset.count()
    prefix = prefix_of(target.name)
    may_add = back and can(user, "create", target.resource)
    return Relation(
        item.name,
        str(item.label),
        count,
        columns,
        [(row.pk, _cells(columns, row)) for row in rows[:SHOWN_RELATED]],
        prefix,
        filtered_list_url(target, back, obj.pk) if back else "",
        f"{prefix}nouveau/?{back}={obj.pk}" if may_add else "",
    )


def _cells(columns: list[Field], row: Any) -> list[SafeString]:
    first = True
    cells = []
    for column, value in zip(columns, row.values, strict=True):
        html = renderer(column)(value) if not column.sensitive else ""
        cells.append(SafeString(escape(row.title) if first and not html else html))
        first = False
    return cells


@dataclass(frozen=True)
class ShownPanel:
    name: str
    title: Any
    html: SafeString


def tabs_of(user: Any, record_type: RecordType) -> list[str]:
    """The names of the tabs beyond the first, in the order of their panels."""
    return list(dict.fromkeys(str(panel.tab) for panel in _panels(user, record_type) if panel.tab))


def panels_of(
    request: HttpRequest, record_type: RecordType, obj: models.Model, tab: str, aside: bool
) -> list[ShownPanel]:
    """The panels of one tab, each drawn by its own template."""
    found = []
    for panel in _panels(request.user, record_type):
        if str(panel.tab) != tab or panel.aside != aside:
            continue
        context = panel.load(request.user, obj)
        if context is not None:
            context = {"type": record_type, "obj": obj, **context}
            found.append(
                ShownPanel(panel.name, panel.title, render_to_string(panel.template, context, request))
            )
    return found


def _panels(user: Any, record_type: RecordType) -> list[Panel]:
    asked = (panel for panel in panels if is_for(panel.types, record_type))
    allowed = [panel for panel in asked if panel.right is None or can(user, *panel.right)]
    return sorted(allowed, key=lambda panel: panel.order)
