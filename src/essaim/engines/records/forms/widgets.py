"""Widgets of record forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.safestring import SafeString

from essaim.kit.templatetags.kit_ui import combobox_html


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class NumberText(forms.TextInput):
    """A number as people write it ("1 250,50"): a text field with the figures' keyboard."""

    def __init__(self, decimal: bool) -> None:
        super().__init__({"inputmode": "decimal" if decimal else "numeric", "autocomplete": "off"})

    def format_value(self, value: Any) -> Any:
        return None if value is None else str(value).replace(".", ",")


class YesNo(forms.NullBooleanSelect):
    """Yes, no, or not known."""


class ReferenceInput(forms.Widget):
    """A box that searches the records of a type; `label_of(pk)` says how the present value reads."""

    def __init__(self, url: str, label_of: Any) -> None:
        super().__init__()
        self.url = url
        self.label_of = label_of

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        key = getattr(value, "pk", value)
        given = {**self.attrs, **(attrs or {})}
        kept = {
            "id",
            "required",
            "placeholder",
            "aria-describedby",
            "aria-invalid",
            "autofocus",
            "disabled",
            "data-no-draft",
        }
        shown = {name: content for name, content in given.items() if name in kept}
        return combobox_html(name, self.url, key or "", self.label_of(key) if key else "", **shown)
