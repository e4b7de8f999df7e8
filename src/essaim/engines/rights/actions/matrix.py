"""Writes of the matrix, cell by cell or as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.kit.writing import Unit, snapshot, writing

from ..decisions import require
from ..declarations import resources
from ..matrix import Line, differences, latest_version, lines, lines_of, merged
from ..models import Grant, MatrixVersion, Reach, Role
from .roles import do_make_preset_roles
from .versions import keep_version, lock_matrix

Kind = MatrixVersion.Kind


class StaleMatrix(Exception):
    """The line changed since it was shown. `current`: as it stands now, None when it is gone;
    `version`: the one that changed it."""

    def __init__(self, current: Grant | None, version: MatrixVersion | None) -> None:
        super().__init__(_("Cette ligne a été modifiée entre-temps."))
        self.current = current
        self.version = version


def do_set_line(
    *, actor: Any, grant_id: int, values: dict[str, Any], seen: dict[str, Any] | None = None
) -> Grant:
    """Writes `values` (columns of `Grant`) on a line.

    `seen`: the columns as the reader saw them; raises `StaleMatrix` when one has changed since.
    """
    require(actor, "change", "access")
    with writing(actor) as work:
        latest = lock_matrix()
        grant = Grant.objects.select_related("role").filter(pk=grant_id).first()
        if grant is None or any(getattr(grant, name) != value for name, value in (seen or {}).items()):
            raise StaleMatrix(grant, latest_version())
        before = snapshot(grant)
        for name, value in values.items():
            setattr(grant, name, value)
        _check_unique(grant)
        grant.full_clean(validate_unique=False, validate_constraints=False)
        grant.save()
        if work.changed(grant, before):
            grant.since = keep_version(actor=actor, kind=Kind.EDIT, changed=[grant], latest=latest)
    return grant


def do_add_line(*, actor: Any, line: Line) -> Grant:
    """A new line. Raises ValidationError when the same profile, resource and reach already stand."""
    require(actor, "create", "access")
    with writing(actor) as work:
        latest = lock_matrix()
        role = Role.objects.get(code=line.role)
        resources.get(line.resource)
        last = Grant.objects.filter(resource=line.resource).order_by("-position").first()
        position = last.position + 1 if last else 0
        grant = Grant(role=role, resource=line.resource, reach=line.reach, position=position, **line.values())
        _check_unique(grant)
        grant.full_clean()
        grant.save()
        work.created(grant)
        grant.since = keep_version(actor=actor, kind=Kind.EDIT, changed=[grant], latest=latest)
    return grant


def do_remove_line(*, actor: Any, grant_id: int) -> None:
    require(actor, "delete", "access")
    with writing(actor) as work:
        latest = lock_matrix()
        grant = Grant.objects.select_related("role").filter(pk=grant_id).first()
        if grant is None:
            raise StaleMatrix(None, latest_version())
        work.deleted(grant)
        grant.delete()
        keep_version(actor=actor, kind=Kind.EDIT, changed=[], latest=latest)


def do_comment_version(*, actor: Any, number: int, comment: str) -> MatrixVersion:
    """Says why a version was made; it is then closed, and the next edit opens another."""
    require(actor, "change", "access")
    with writing(actor) as work:
        lock_matrix()
        version = MatrixVersion.objects.get(number=number)
        before = {"comment": version.comment}
        version.comment = comment.strip()[:300]
        version.save(update_fields=["comment"])
        work.noted(version, "changed", {"comment": (before["comment"], version.comment)})
    return version


def do_load(
    *, actor: Any, incoming: list[Line], comment: str = "", by_role: bool = False, kind: str = Kind.IMPORT,
    expected: str = "",
) -> MatrixVersion | None:  # fmt: skip
    """Loads the lines of a file; None when they change nothing.

    `expected`: the token of the matrix the reader compared with; raises `StaleMatrix` when it moved.
    """
    return _replace(
        actor=actor, kind=kind, comment=comment, expected=expected,
        wanted=lambda current: merged(current, incoming, by_role),
    )  # fmt: skip


def do_restore(*, actor: Any, number: int, expected: str = "") -> MatrixVersion | None:
    """Brings the whole matrix back to a version; lines of roles that no longer exist stay out."""
    version = MatrixVersion.objects.get(number=number)
    known = set(Role.objects.values_list("code", flat=True))
    kept = [line for line in lines_of(version) if line.role in known]
    comment = _("Retour à la version %d") % number
    return _replace(
        actor=actor, kind=Kind.RESTORE, comment=comment, expected=expected, wanted=lambda current: kept
    )


def _replace(*, actor: Any, kind: str, comment: str, expected: str, wanted: Any) -> MatrixVersion | None:
    for action in ("create", "change", "delete"):
        if actor is not None:
            require(actor, action, "access")
    with writing(actor, origin=str(Kind(kind).label)) as work:
        latest = lock_matrix()
        if expected and expected != (latest.token if latest else "0.0"):
            raise StaleMatrix(None, latest)
        target = wanted(lines())
        codes = {line.role for line in target}
        do_make_preset_roles(actor=None, codes=sorted(codes))
        roles = {role.code: role for role in Role.objects.filter(code__in=codes)}
        changed, moved = _write(work, target, roles)
        if not moved:
            return None
        return keep_version(actor=actor, kind=kind, comment=comment, changed=changed, latest=latest)


def _write(work: Unit, target: Sequence[Line], roles: dict[str, Role]) -> tuple[list[Grant], bool]:
    """Makes the table equal to `target`: (grants whose content changed, whether anything did)."""
    grants = Grant.objects.select_related("role")
    existing = {(grant.resource, grant.role.code, grant.reach): grant for grant in grants}
    removed = existing.keys() - {line.key for line in target}
    for key in removed:
        work.deleted(existing[key])
    Grant.objects.filter(pk__in=[existing[key].pk for key in removed]).delete()
    places: dict[str, int] = {}
    changed: list[Grant] = []
    added: list[Grant] = []
    moved = bool(removed)
    for line in target:
        place = places[line.resource] = places.get(line.resource, -1) + 1
        grant = existing.get(line.key)
        if grant is None:
            values = {"role": roles[line.role], "resource": line.resource, "reach": line.reach}
            added.append(Grant(**values, position=place, **line.values()))
        elif _update(work, grant, {**line.values(), "position": place}):
            moved = True
            if work.changes[-1].fields.keys() != {"position"}:
                changed.append(grant)
    for grant in Grant.objects.bulk_create(added):
        work.created(grant)
    return [*changed, *added], moved or bool(changed or added)


def _update(work: Unit, grant: Grant, values: dict[str, Any]) -> bool:
    before = snapshot(grant)
    for name, value in values.items():
        setattr(grant, name, value)
    if snapshot(grant) == before:
        return False
    grant.save()
    return work.changed(grant, before)


def _check_unique(grant: Grant) -> None:
    same = Grant.objects.filter(role=grant.role, resource=grant.resource, reach=grant.reach)
    if same.exclude(pk=grant.pk).exists():
        raise ValidationError(
            _("Ce profil a déjà une ligne pour cette ressource avec la portée « %s ».")
            % Reach(grant.reach).label
        )


def plan(incoming: list[Line], by_role: bool = False) -> list[Any]:
    """What loading `incoming` would change, without writing."""
    current = lines()
    return differences(current, merged(current, incoming, by_role))
