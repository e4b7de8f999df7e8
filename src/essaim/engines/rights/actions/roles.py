"""Writes of roles and of who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from essaim.kit.writing import snapshot, writing

from ..decisions import Refused, forget, require, rights_of
from ..declarations import role_presets
from ..models import MatrixVersion, Role, RoleHolder
from .versions import keep_version, lock_matrix


class LastAdministrator(ValidationError):
    """Nobody would be left to administer the platform."""

    def __init__(self) -> None:
        super().__init__(
            _("Impossible : plus personne n’administrerait la plateforme. Nommez d’abord quelqu’un d’autre.")
        )


def do_create_role(*, actor: Any, label: str, description: str = "", copy_of: Role | None = None) -> Role:
    """A new role, empty or with the same lines as another; its code comes from its name."""
    require(actor, "create", "access")
    with writing(actor) as work:
        latest = lock_matrix()
        role = Role(code=_free_code(label), label=label.strip(), description=description.strip())
        role.full_clean()
        role.save()
        work.created(role)
        copied = []
        for grant in copy_of.grants.all() if copy_of else ():
            grant.pk, grant.role, grant.is_lead = None, role, False
            grant.position += 1000
            grant._state.adding = True
            grant.save()
            work.created(grant)
            copied.append(grant)
        if copied:
            comment = _("Profil « %(new)s » copié de « %(old)s »") % {"new": role.label, "old": copy_of}
            keep_version(
                actor=actor, kind=MatrixVersion.Kind.ROLES, comment=comment, changed=copied, latest=latest
            )
    return role


def do_change_role(*, actor: Any, role: Role, label: str, description: str) -> Role:
    require(actor, "change", "access")
    with writing(actor) as work:
        before = snapshot(role)
        role.label, role.description = label.strip(), description.strip()
        role.full_clean()
        role.save()
        work.changed(role, before)
    return role


def do_delete_role(*, actor: Any, role: Role) -> None:
    """Deletes a role with its lines and its holdings; never one that administers the platform."""
    require(actor, "delete", "access")
    if role.is_administrator:
        raise ValidationError(_("Ce profil administre la plateforme : il ne peut pas être supprimé."))
    with writing(actor) as work:
        latest = lock_matrix()
        for grant in role.grants.all():
            work.deleted(grant)
        for holding in role.holders.select_related("user"):
            work.noted(holding.user, "role_withdrawn", {"role": (role.code, None)}, note=role.label)
        work.deleted(role)
        had_lines = role.grants.exists()
        label = role.label
        role.delete()
        if had_lines:
            comment = _("Profil « %s » supprimé") % label
            keep_version(
                actor=actor, kind=MatrixVersion.Kind.ROLES, comment=comment, changed=[], latest=latest
            )


def do_set_roles(*, actor: Any, user: Any, roles: Iterable[Role]) -> tuple[list[Role], list[Role]]:
    """Gives `user` exactly these roles: (those given, those withdrawn). `actor` None: the product itself."""
    if actor is not None:
        require(actor, "change", "access")
    wanted = {role.pk: role for role in roles}
    with writing(actor) as work:
        lock_matrix()
        held = {holding.role_id: holding for holding in user.role_holdings.select_related("role")}
        given = [role for pk, role in wanted.items() if pk not in held]
        withdrawn = [holding.role for pk, holding in held.items() if pk not in wanted]
        _guard_administrators(actor, given, withdrawn)
        for role in given:
            _give(work, user, role, actor)
        for role in withdrawn:
            held[role.pk].delete()
            work.noted(user, "role_withdrawn", {"role": (role.code, None)}, note=role.label)
        if any(role.is_administrator for role in withdrawn):
            _require_an_administrator()
    forget(user)
    return given, withdrawn


def do_give_roles(*, actor: Any, user: Any, codes: Iterable[str], given_by: Any = None) -> list[Role]:
    """Adds roles by code (an invitation accepted, the demo data). `actor` None: the product itself."""
    with writing(actor) as work:
        if actor is not None:
            require(actor, "change", "access")
        held = set(user.role_holdings.values_list("role__code", flat=True))
        wanted = set(codes) - held
        do_make_preset_roles(actor=None, codes=sorted(code for code in wanted if code in role_presets))
        roles = list(Role.objects.filter(code__in=wanted))
        _guard_administrators(actor, roles, [])
        for role in roles:
            _give(work, user, role, given_by or actor)
    forget(user)
    return roles


def do_make_preset_roles(*, actor: Any, codes: Iterable[str]) -> list[Role]:
    """Makes the roles that modules bring under these codes, where they are not there yet."""
    made = []
    with writing(actor) as work:
        known = set(Role.objects.values_list("code", flat=True))
        for code in codes:
            if code in known or code not in role_presets:
                continue
            preset = role_presets.get(code)
            role = Role.objects.create(
                code=code, label=str(preset.label), description=str(preset.description),
                order=preset.order, is_administrator=preset.is_administrator,
            )  # fmt: skip
            work.created(role)
            made.append(role)
    return made


def _give(work: Any, user: Any, role: Role, giver: Any) -> None:
    RoleHolder.objects.create(user=user, role=role, given_by=giver)
    work.noted(user, "role_given", {"role": (None, role.code)}, note=role.label)


def _guard_administrators(actor: Any, given: list[Role], withdrawn: list[Role]) -> None:
    """Only an administrator makes or unmakes one: the right on the matrix is not enough."""
    if actor is None or not any(role.is_administrator for role in [*given, *withdrawn]):
        return
    if not rights_of(actor).administrator:
        raise Refused("change", "access")


def _require_an_administrator() -> None:
    holders = RoleHolder.objects.filter(role__is_administrator=True, user__is_active=True)
    if not holders.exists():
        raise LastAdministrator


def _free_code(label: str) -> str:
    base = slugify(label)[:50] or "profil"
    taken = set(Role.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, 1000))) if code not in taken)
