"""The matrix as plain lines: what versions keep, files carry and differences compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from .declarations import resources
from .models import ACTION_OF, FLAGS, Grant, MatrixVersion

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """One line of the matrix. `role` and `resource` are codes, `reach` a value of `Reach`."""

    resource: str
    role: str
    reach: str
    create: bool = False
    change: bool = False
    delete: bool = False
    view: bool = False
    note: str = ""
    lead: bool = False

    @property
    def key(self) -> Key:
        return self.resource, self.role, self.reach

    @property
    def flags(self) -> tuple[bool, bool, bool, bool]:
        return self.create, self.change, self.delete, self.view

    def values(self) -> dict[str, Any]:
        """The columns of `Grant` this line fills, role and place left out."""
        flags = {name: getattr(self, action) for name, action in ACTION_OF.items()}
        return {**flags, "note": self.note, "is_lead": self.lead}

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def line_of(grant: Grant) -> Line:
    flags = {ACTION_OF[flag]: getattr(grant, flag) for flag in FLAGS}
    return Line(grant.resource, grant.role.code, grant.reach, **flags, note=grant.note, lead=grant.is_lead)


def resource_order(code: str) -> tuple[int, str]:
    """Where a resource stands in the matrix; those no module declares any more come last."""
    return (resources.get(code).order, code) if code in resources else (1_000_000, code)


def lines(role: str = "") -> list[Line]:
    """The matrix as it stands, in the order it is read."""
    grants = Grant.objects.select_related("role").order_by("position", "id")
    if role:
        grants = grants.filter(role__code=role)
    return sorted((line_of(grant) for grant in grants), key=lambda line: resource_order(line.resource))


def rows() -> list[dict[str, Any]]:
    return [line.to_json() for line in lines()]


def lines_of(version: MatrixVersion | None) -> list[Line]:
    return [Line(**row) for row in version.rows] if version else []


@dataclass(frozen=True)
class Difference:
    """One line that differs: `before` or `after` is None where it was added or removed."""

    before: Line | None
    after: Line | None

    @property
    def line(self) -> Line:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    def cells(self) -> list[tuple[str, bool, bool]]:
        """(action, before, after) for the four actions, in the order of the table."""
        old = self.before.flags if self.before else (False,) * 4
        new = self.after.flags if self.after else (False,) * 4
        return list(zip(ACTION_OF.values(), old, new, strict=True))


def differences(before: Iterable[Line], after: Iterable[Line]) -> list[Difference]:
    """What changed from one list of lines to the other, in the order of the matrix."""
    old = {line.key: line for line in before}
    new = {line.key: line for line in after}
    found = [Difference(old.get(key), new.get(key)) for key in {**old, **new} if old.get(key) != new.get(key)]
    return sorted(found, key=lambda item: (resource_order(item.line.resource), item.line.role))


def merged(current: Iterable[Line], incoming: list[Line], by_role: bool = False) -> list[Line]:
    """The matrix once `incoming` is loaded: it speaks for the resources it names, and for them only.

    With `by_role` (presets) it speaks only for the pairs resource × role it names, so that several
    presets add up. The mark of the lead role, which files do not carry, stays where it was.
    """

    def said(line: Line) -> Any:
        return (line.resource, line.role) if by_role else line.resource

    current = list(current)
    spoken = {said(line) for line in incoming}
    leads = {line.key for line in current if line.lead}
    kept = [line for line in current if said(line) not in spoken]
    return kept + [replace(line, lead=line.lead or line.key in leads) for line in incoming]


def latest_version() -> MatrixVersion | None:
    return MatrixVersion.objects.select_related("made_by").first()


def token() -> str:
    """Names the present state of the matrix; changes at every edit."""
    found = MatrixVersion.objects.values_list("number", "edits").first()
    return f"{found[0]}.{found[1]}" if found else "0.0"
