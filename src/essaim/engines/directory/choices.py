"""Small reference tables offered in forms and filters."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from essaim.engines.accounts.api import Group, Network, Territory, User

from .models import ActivityKind, Tag


def networks(user: Any) -> QuerySet:
    return Network.objects.all()


def territories(user: Any) -> QuerySet:
    return Territory.objects.all()


def groups(user: Any) -> QuerySet:
    return Group.objects.all()


def users(user: Any) -> QuerySet:
    return User.objects.filter(is_active=True)


def tags(user: Any) -> QuerySet:
    return Tag.objects.all()


def kinds(user: Any) -> QuerySet:
    return ActivityKind.objects.all()
