"""Cells of a list as HTML, by one compiled function a column: no template runs in a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from html import escape
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .declarations import Field, RecordType, record_types
from .kinds import NUMBERS, Kind
from .rows import Ref, Row, text_of

Render = Callable[[Any], str]
SHOWN = 3
LONG = 140


def prefix_of(type_name: str) -> str:
    """The address under which the records of a type stand: reversed once, not once a row."""
    from django.urls import get_script_prefix

    return _prefix_of(type_name, get_script_prefix())


@lru_cache(maxsize=4096)
def _prefix_of(type_name: str, script: str) -> str:
    """`script`: under which address the product itself stands now; a sandbox has its own."""
    from django.urls import reverse

    return reverse("records:list", kwargs={"slug": record_types.get(type_name).slug})


def renderer(field: Field) -> Render:
    """The function that turns a value of `field` (as in `rows.Row`) into HTML; "" when empty."""
    special: dict[Kind, Callable[[Field], Render]] = {
        Kind.TEXT: lambda field: _plain,
        Kind.LONG_TEXT: lambda field: _long,
        Kind.EMAIL: lambda field: _email,
        Kind.PHONE: lambda field: _phone,
        Kind.URL: lambda field: _url,
        Kind.CHOICE: _choice,
        Kind.CHOICES: _choices,
        Kind.BOOLEAN: _boolean,
        Kind.DATE: _date,
        Kind.DATETIME: _moment,
        Kind.LINK: lambda field: _link,
        Kind.TAGS: lambda field: _tags,
        Kind.REFERENCE: _reference,
        Kind.REFERENCES: _references,
    }
    build = special.get(field.kind)
    return build(field) if build else lambda value: escape(text_of(field, value))


def _plain(value: Any) -> str:
    return escape(str(value)) if value else ""


def _long(value: Any) -> str:
    if not value:
        return ""
    text = str(value)
    return escape(text if len(text) <= LONG else text[:LONG].rsplit(" ", 1)[0] + "…")


def _email(value: Any) -> str:
    if not value:
        return ""
    text = escape(value)
    return f'<a href="mailto:{text}">{text}</a>'


def _phone(value: Any) -> str:
    return (
        f'<a class="text-nowrap" href="tel:{escape(value)}">{escape(phone_text(value))}</a>' if value else ""
    )


@lru_cache(maxsize=20_000)
def phone_text(value: str) -> str:
    """ "+33243000000" as people write it: "02 43 00 00 00", other countries with their code."""
    if value.startswith("+33") and len(value) == 12 and value[1:].isdecimal():
        return "0" + value[3] + "".join(f" {value[i : i + 2]}" for i in range(4, 12, 2))
    import phonenumbers

    try:
        parsed = phonenumbers.parse(value, "FR")
    except phonenumbers.NumberParseException:
        return value
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _url(value: Any) -> str:
    if not value:
        return ""
    text = str(value)
    if not text.lower().startswith(("http://", "https://")):
        return escape(text)
    shown = text.split("://", 1)[1].removeprefix("www.").rstrip("/")
    return f'<a href="{escape(text)}" rel="noopener noreferrer">{escape(shown[:60])}</a>'


def _choice(field: Field) -> Render:
    labels = {code: _unbroken(str(label)) for code, label in field.choice_pairs()}
    return lambda value: labels.get(value) or (escape(str(value)) if value else "")


def _unbroken(label: str) -> str:
    """A short choice stands on one line, however narrow its column."""
    text = escape(label)
    return (
        f'<span class="text-nowrap">{text}</span>' if len(label) <= 16 and {" ", "-"} & set(label) else text
    )


def _choices(field: Field) -> Render:
    one = _choice(field)
    return lambda value: ", ".join(one(item) for item in value) if value else ""


def _boolean(field: Field) -> Render:
    words = {True: escape(_("oui")), False: escape(_("non"))}
    return lambda value: words.get(value, "")


def _date(field: Field) -> Render:
    if (get_language() or "fr").startswith("fr"):
        return lambda value: _french_day(value) if value else ""
    return lambda value: escape(text_of(field, value)) if value else ""


def _french_day(value: date) -> str:
    return f"{value.day:02}/{value.month:02}/{value.year:04}"


def _moment(field: Field) -> Render:
    if not (get_language() or "fr").startswith("fr"):
        return lambda value: escape(text_of(field, value)) if value else ""
    zone = timezone.get_current_timezone()

    def render(value: datetime | None) -> str:
        if value is None:
            return ""
        local = value.astimezone(zone) if value.tzinfo else value
        return f"{_french_day(local)}\u00a0{local.hour:02}:{local.minute:02}"

    return render


def _link(value: Ref | None) -> str:
    return escape(value.label) if value else ""


def _tags(value: list[Ref]) -> str:
    return " ".join(f'<span class="badge">{escape(ref.label)}</span>' for ref in value) if value else ""


def _reference(field: Field) -> Render:
    prefix = prefix_of(field.target)
    return lambda ref: f'<a href="{prefix}{ref.pk}/">{escape(ref.label)}</a>' if ref else ""


def _references(field: Field) -> Render:
    one = _reference(field)

    def render(refs: list[Ref]) -> str:
        shown = ", ".join(one(ref) for ref in refs[:SHOWN]) if refs else ""
        return (
            f'{shown} <span class="es-muted">+\u00a0{len(refs) - SHOWN}</span>'
            if len(refs) > SHOWN
            else shown
        )

    return render


def table_body(
    record_type: RecordType, columns: list[Field], rows: list[Row], *, editable: bool, selectable: bool = True
) -> SafeString:
    """The <tr> of a page of rows. The first column leads to the record."""
    prefix = prefix_of(record_type.name)
    cells = [_cell(field, editable, index == 0) for index, field in enumerate(columns)]
    select = escape(_("Choisir %s"))
    lines = []
    for row in rows:
        title = escape(row.title)
        line = [f'<tr data-pk="{row.pk}">']
        if selectable:
            line.append(
                f'<td class="es-check"><input type="checkbox" class="form-check-input" name="ids" value="{row.pk}" '
                f'form="bulk-form" data-bulk-item aria-label="{select % title}"></td>'
            )
        for index, (opening, render) in enumerate(cells):
            value = row.values[index]
            if index == 0:
                shown = _first_text(columns[0], value) or title
                line.append(f'{opening}<a href="{prefix}{row.pk}/">{shown}</a></td>')
            else:
                line.append(f"{opening}{render(value)}</td>")
        line.append("</tr>")
        lines.append("".join(line))
    return SafeString("".join(lines))


def _first_text(field: Field, value: Any) -> str:
    if field.sensitive or value in (None, "", []):
        return ""
    return escape(text_of(field, value))


def _cell(field: Field, editable: bool, main: bool) -> tuple[str, Render]:
    classes = "es-main" if main else "es-num" if field.kind in NUMBERS else ""
    edit = f' data-edit="{field.name}"' if editable and is_inline(field) else ""
    css = f' class="{classes}"' if classes else ""
    render = _masked if field.sensitive else renderer(field)
    return f'<td{css} data-label="{escape(str(field.label))}"{edit}>', render


def _masked(value: Any) -> str:
    """A sensitive value is read one record at a time, on its page, where the reading is journalled."""
    return "" if value in (None, "", []) else "••••"


def is_inline(field: Field) -> bool:
    """May the field be edited where it is shown?"""
    return field.editable and field.inline and not field.sensitive and field.kind != Kind.REFERENCES
