"""Sending what waits, once each, whatever dies on the way (docs/decisions/0027-never-sent-twice.md)."""

from .apart import deliver
from .courier import Courier

__all__ = ["Courier", "deliver"]
