"""Form fields as they are shown: label, help, error at the field, and what assistive tools need to tie them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString


def kind(bound: BoundField) -> str:
    """How the field is laid out: "check" | "choices" | "file" | "plain"."""
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, forms.FileInput):
        return "file"
    return "plain"


def _css(widget: forms.Widget) -> str:
    if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "form-check-input"
    if isinstance(widget, forms.FileInput):
        return ""
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def dress(bound: BoundField) -> None:
    """Gives the widget its classes and attributes; the form's own copy, so nothing leaks to others."""
    widget = bound.field.widget
    attrs = widget.attrs
    css = _css(widget)
    if css and css not in attrs.get("class", "").split():
        attrs["class"] = f"{css} {attrs.get('class', '')}".strip()
    if isinstance(widget, forms.Textarea):
        attrs.setdefault("data-autosize", "")
        if attrs.get("rows") in ("10", 10):
            attrs["rows"] = 3
    if isinstance(widget, forms.EmailInput):
        attrs.setdefault("autocomplete", "email")
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
        attrs["aria-invalid"] = "true"
    if ids and kind(bound) != "choices":
        attrs.setdefault("aria-describedby", " ".join(ids))


def field_context(bound: BoundField, autofocus: bool = False) -> dict[str, Any]:
    """What kit/parts/field.html reads: field, kind, optional, full, described, suffix, errors."""
    dress(bound)
    if autofocus:
        bound.field.widget.attrs["autofocus"] = True
    ids = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return {
        "field": bound,
        "kind": kind(bound),
        "optional": not bound.field.required and kind(bound) != "check" and not bound.field.disabled,
        "full": isinstance(bound.field.widget, (forms.Textarea, forms.FileInput)),
        "described": " ".join(ids),
        "errors": list(bound.errors),
    }


def chosen(form: forms.BaseForm, only: str = "", exclude: str = "") -> list[BoundField]:
    """The visible fields asked for; an unknown name raises, so that a typing error does not lose a field."""
    wanted, unwanted = only.split(), exclude.split()
    for name in (*wanted, *unwanted):
        if name not in form.fields:
            raise KeyError(f"{type(form).__name__} has no field {name!r}")
    names = wanted or [name for name in form.fields if name not in unwanted]
    return [form[name] for name in names if not form[name].is_hidden]


def _part(name: str, **context: Any) -> SafeString:
    return render_to_string(f"kit/parts/{name}.html", context)


def form_field(field: Any, autofocus: bool = False) -> SafeString:
    return _part("field", **field_context(field, autofocus))


def form_fields(form: Any, only: str = "", exclude: str = "", grid: bool = False) -> SafeString:
    """Every visible field, then the hidden ones. `grid` sets short fields side by side when there is room."""
    shown = [form_field(bound) for bound in chosen(form, only, exclude)]
    hidden = [] if only else [str(bound) for bound in form.hidden_fields()]
    body = SafeString("".join(shown))
    if grid:
        body = format_html('<div class="es-fields">{}</div>', body)
    return SafeString(body + "".join(hidden))


def form_errors(form: Any) -> SafeString:
    """What is wrong with the whole form, and a link to each field to correct."""
    if not form.errors:
        return SafeString("")
    wrong = [(bound, bound.errors[0]) for bound in form if bound.errors and not bound.is_hidden]
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    return _part("form_errors", general=[*form.non_field_errors(), *hidden], wrong=wrong)


def form_actions(
    submit: Any = "", cancel_url: str = "", icon: str = "", danger: bool = False, sticky: bool = False
) -> SafeString:
    return _part(
        "form_actions", submit=submit, cancel_url=cancel_url, icon=icon, danger=danger, sticky=sticky
    )
