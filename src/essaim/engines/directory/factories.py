"""Invented people and organisations, for tests and the demo world alike."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from .models import ActivityKind, Affiliation, Organisation, Person, Tag


class TagFactory(DjangoModelFactory):
    class Meta:
        model = Tag
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"étiquette {n}")


class ActivityKindFactory(DjangoModelFactory):
    class Meta:
        model = ActivityKind
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"type-{n}")
    name = factory.LazyAttribute(lambda kind: kind.code.upper())


class OrganisationFactory(DjangoModelFactory):
    """`networks`, `kinds`, `tags`, `groups`: lists set once it is saved."""

    class Meta:
        model = Organisation
        skip_postgeneration_save = True

    name = factory.Faker("company", locale="fr_FR")
    country = "FR"

    @factory.post_generation
    def networks(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.networks.set(extracted)

    @factory.post_generation
    def kinds(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.kinds.set(extracted)

    @factory.post_generation
    def tags(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.tags.set(extracted)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.groups.set(extracted)


class PersonFactory(DjangoModelFactory):
    """`networks`, `tags`, `groups`: lists set once it is saved."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    first_name = factory.Faker("first_name", locale="fr_FR")
    last_name = factory.Faker("last_name", locale="fr_FR")
    country = "FR"

    @factory.post_generation
    def networks(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.networks.set(extracted)

    @factory.post_generation
    def tags(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.tags.set(extracted)

    @factory.post_generation
    def groups(self, create, extracted, **kwargs):  # type: ignore[no-untyped-def]
        if extracted:
            self.groups.set(extracted)


class AffiliationFactory(DjangoModelFactory):
    class Meta:
        model = Affiliation

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
