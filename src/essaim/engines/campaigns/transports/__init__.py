"""Ways out: how a message leaves the house, chosen by settings, or by who stands above (a sandbox)."""

from . import backend, fictive, sms, smtp
from .base import Outcome, Result, Transport, Way, choose_by, transport_for, transports
from .fictive import call_hooks, on_fictive_sending

__all__ = [
    "Outcome", "Result", "Transport", "Way", "backend", "call_hooks", "choose_by", "fictive", "on_fictive_sending",
    "sms", "smtp", "transport_for", "transports",
]  # fmt: skip
