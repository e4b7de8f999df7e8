"""Widgets written in Python: the same markup as Django's templates, ten times as quick, which long lists of
choices and wide forms feel. Whatever is not known here is left to Django."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

_FOLDER = "django/forms/widgets/"
_INPUTS = {
    f"{_FOLDER}{name}.html"
    for name in (
        "input", "text", "number", "email", "url", "password", "hidden", "date", "time", "datetime",
        "checkbox", "search", "tel", "color",
    )
}  # fmt: skip


def _attrs(attrs: dict[str, Any]) -> str:
    parts = []
    for name, value in attrs.items():
        if value is True:
            parts.append(f" {conditional_escape(name)}")
        elif value is not False:
            parts.append(f' {conditional_escape(name)}="{escape(str(value))}"')
    return "".join(parts)


def _input(widget: dict[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    return f'<input type="{escape(widget["type"])}" name="{escape(widget["name"])}"{value}{_attrs(widget["attrs"])}>'


def _textarea(widget: dict[str, Any]) -> str:
    text = conditional_escape(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{escape(widget["name"])}"{_attrs(widget["attrs"])}>\n{text}</textarea>'


def _option(option: dict[str, Any]) -> str:
    value, attrs = escape(str(option["value"])), _attrs(option["attrs"])
    return f'\n  <option value="{value}"{attrs}>{conditional_escape(option["label"])}</option>\n'


def _select(widget: dict[str, Any]) -> str:
    parts = [f'<select name="{escape(widget["name"])}"{_attrs(widget["attrs"])}>']
    for group, options, _rank in widget["optgroups"]:
        lines = "".join(_option(option) for option in options)
        if group:
            lines = f'\n  <optgroup label="{escape(str(group))}">{lines}\n  </optgroup>'
        parts.append(lines)
    return "".join((*parts, "\n</select>"))


class QuickRenderer(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        if template_name in _INPUTS:
            return SafeString(_input(context["widget"]))
        if template_name == f"{_FOLDER}select.html" and _plain(context["widget"]):
            return SafeString(_select(context["widget"]))
        if template_name == f"{_FOLDER}textarea.html":
            return SafeString(_textarea(context["widget"]))
        return SafeString(super().render(template_name, context, request))


def _plain(widget: dict[str, Any]) -> bool:
    """No option with a template of its own."""
    return all(
        option["template_name"] == f"{_FOLDER}select_option.html"
        for _group, options, _rank in widget["optgroups"]
        for option in options
    )
