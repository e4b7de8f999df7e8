"""Ready forms that modules declare in code, and fields that answers may fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class FormTemplate:
    """A form ready to be used, offered in the library: `definition()` gives its JSON (`definition/parts.py`).

    `settings`: values of the form's own fields ("access", "anonymous", "thanks"…).
    """

    name: str
    title: Any
    definition: Callable[[], dict[str, Any]]
    description: Any = ""
    icon: str = "forms"
    settings: dict[str, Any] = field(default_factory=dict)


form_templates: Registry[FormTemplate] = Registry("form templates", FormTemplate, lambda item: item.name)
