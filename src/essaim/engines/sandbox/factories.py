"""Sandboxes as rows, for tests: their file is made by the action alone."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from essaim.engines.accounts.api import User

from .models import Sandbox


class OwnerFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"owner{n}@essaim.example")


class SandboxFactory(DjangoModelFactory):
    class Meta:
        model = Sandbox

    label = factory.Sequence(lambda n: f"Bac {n}")
    template = "tiny"
    owner = factory.SubFactory(OwnerFactory)
