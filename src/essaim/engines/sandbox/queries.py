"""Reads of sandboxes, within the reader's reach."""

from __future__ import annotations

from typing import Any

from .models import Sandbox


def sandbox_by_key(user: Any, key: str) -> Sandbox | None:
    """`key` comes from an address: anybody may have typed it."""
    if not key.isalnum():
        return None
    return Sandbox.objects.for_user(user).filter(key=key).first()


def sandbox_of(user: Any, pk: int) -> Sandbox | None:
    return Sandbox.objects.for_user(user).filter(pk=pk).first()
