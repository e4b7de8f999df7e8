"""What modules may use of sandboxes."""

from __future__ import annotations

from .actions.copies import do_enter, do_expire, do_reset
from .declarations import Fault, Template, templates
from .entering import Gone, account_in, address_of, inside_of
from .measuring import measure_resets
from .models import Sandbox

__all__ = [
    "Fault",
    "Gone",
    "Sandbox",
    "Template",
    "account_in",
    "address_of",
    "do_enter",
    "do_expire",
    "do_reset",
    "inside_of",
    "measure_resets",
    "templates",
]
