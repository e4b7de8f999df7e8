"""What a searchable record type owes: subclass `SearchSuite` in the tests of the engine that declares it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import pytest

from essaim.engines.accounts.api import User
from essaim.engines.records.api import RecordType, record_types, title_of
from essaim.engines.rights.api import Grant, Role, RoleHolder

from . import spelling
from .indexing import reindex
from .searching import search


def _user(code: str, resource: str = "", administrator: bool = False) -> User:
    user = User.objects.create_user(f"{code}@essaim.example")
    role = Role.objects.create(code=code, label=code, is_administrator=administrator)
    if resource:
        Grant.objects.create(role=role, resource=resource, reach="all", can_view=True)
    RoleHolder.objects.create(role=role, user=user)
    return user


@pytest.mark.django_db
class SearchSuite:
    """`record_type`: its name. `factory`: makes one record (outside of any action: it is indexed here)."""

    record_type: ClassVar[str]
    factory: ClassVar[Callable[..., Any]]

    @property
    def type(self) -> RecordType:
        return record_types.get(self.record_type)

    def found(self, user: User, text: str) -> set[int]:
        spelling.forget()
        groups = search(user, text, limit=100, types=(self.record_type,)).groups
        return {item.object_id for group in groups for item in group.found}

    def test_search_finds_a_record_by_its_title(self) -> None:
        made = type(self).factory()
        reindex(self.type, [made.pk])
        title = title_of(self.type, made)
        assert made.pk in self.found(_user("suite-chief", administrator=True), title)
        assert made.pk in self.found(_user("suite-reader", self.type.resource), title)
        assert self.found(_user("suite-stranger"), title) == set()

    def test_search_forgets_a_record_that_is_gone(self) -> None:
        made = type(self).factory()
        reindex(self.type, [made.pk])
        title, key = title_of(self.type, made), made.pk
        self.type.model_class._base_manager.filter(pk=key).delete()
        reindex(self.type, [key])
        assert key not in self.found(_user("suite-chief", administrator=True), title)
