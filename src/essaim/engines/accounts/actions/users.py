"""Opening, changing and closing accounts. A user is never deleted: what they did keeps their name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kit.events import publish
from essaim.kit.writing import Unit, snapshot, writing

from ..models import Group, Network, SignInLink, Territory, User
from ..providers import assign_roles, reasons_to_stay, roles_beyond
from .charter import renew_stamp_if_networks_matter
from .sessions import end_all_sessions

MEMBERSHIPS = ("networks", "territories", "groups")


def create_user(
    *,
    actor: User | None,
    email: str,
    first_name: str = "",
    last_name: str = "",
    password: str | None = None,
    networks: Iterable[Network] = (),
    territories: Iterable[Territory] = (),
    groups: Iterable[Group] = (),
    role_codes: Iterable[str] | None = None,
) -> User:
    """Raises ValidationError on an address which already has an account."""
    with writing(actor) as work:
        if User.objects.filter(email=email.strip().lower()).exists():
            raise ValidationError({"email": _("Cette adresse a déjà un compte.")})
        user = User.objects.create_user(email, password, first_name=first_name, last_name=last_name)
        work.created(user)
        _set_memberships(work, user, {"networks": networks, "territories": territories, "groups": groups})
        if role_codes is not None:
            assign_roles(actor=actor, user=user, codes=role_codes)
        publish("accounts.user_created", user=user, actor=actor)
    return user


def change_user(
    *,
    actor: User | None,
    user: User,
    values: dict[str, Any],
    memberships: dict[str, Iterable[Any]] | None = None,
    role_codes: Iterable[str] | None = None,
) -> User:
    """`values`: plain fields; `memberships`: networks, territories, groups, those given only."""
    require_within_ones_own_roles(actor, user)
    with writing(actor) as work:
        stored = User.objects.select_for_update().get(pk=user.pk)
        before = snapshot(stored)
        for name, value in values.items():
            setattr(stored, name, value)
        stored.email = stored.email.strip().lower()
        stored.save()
        if stored.email != before["email"]:
            _follow_email(stored)
        work.changed(stored, before)
        if memberships is not None and _set_memberships(work, stored, memberships):
            renew_stamp_if_networks_matter()
            publish("accounts.memberships_changed", user=stored, actor=actor)
        if role_codes is not None:
            assign_roles(actor=actor, user=stored, codes=role_codes)
    return stored


def require_within_ones_own_roles(actor: User | None, user: User) -> None:
    """Who could change the address of somebody more powerful could then sign in as them."""
    if actor is not None and actor.pk != user.pk and roles_beyond(actor, user):
        raise PermissionDenied(
            _("%(name)s a un profil que vous ne pouvez pas donner : vous ne pouvez pas modifier son compte.")
            % {"name": user}
        )


def change_own_profile(*, actor: User, first_name: str, last_name: str, language: str) -> User:
    values = {"first_name": first_name, "last_name": last_name, "language": language}
    return change_user(actor=actor, user=actor, values=values)


def _set_memberships(work: Unit, user: User, wanted: dict[str, Iterable[Any]]) -> bool:
    """Journalled under one entry, by name; True when something changed."""
    fields = {}
    for name in MEMBERSHIPS:
        if name not in wanted:
            continue
        relation = getattr(user, name)
        old, new = {str(item) for item in relation.all()}, {str(item) for item in wanted[name]}
        if old != new:
            relation.set(wanted[name])
            fields[name] = (sorted(old), sorted(new))
    if fields:
        work.noted(user, "changed", fields)
        for remembered in ("_membership_cache", "_rights"):
            user.__dict__.pop(remembered, None)
    return bool(fields)


def _follow_email(user: User) -> None:
    """The address allauth knows is the account's own; links sent to the former one no longer count."""
    from allauth.account.models import EmailAddress

    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    SignInLink.objects.filter(user=user, used_at=None).update(used_at=timezone.now())


def deactivate_user(*, actor: User | None, user: User) -> None:
    """From the next request on, the user is signed out everywhere and can no longer sign in."""
    require_within_ones_own_roles(actor, user)
    if actor is not None and actor.pk == user.pk:
        raise ValidationError(_("Vous ne pouvez pas désactiver votre propre compte."))
    reasons = reasons_to_stay(user)
    if reasons:
        raise ValidationError(reasons)
    with writing(actor) as work:
        stored = User.objects.select_for_update().get(pk=user.pk)
        before = snapshot(stored)
        stored.is_active, stored.deactivated_at = False, timezone.now()
        stored.save(update_fields=["is_active", "deactivated_at"])
        work.changed(stored, before)
        SignInLink.objects.filter(user=stored, used_at=None).update(used_at=timezone.now())
        end_all_sessions(stored)
        publish("accounts.user_deactivated", user=stored, actor=actor)


def reactivate_user(*, actor: User | None, user: User) -> None:
    require_within_ones_own_roles(actor, user)
    with writing(actor) as work:
        stored = User.objects.select_for_update().get(pk=user.pk)
        before = snapshot(stored)
        stored.is_active, stored.deactivated_at = True, None
        stored.save(update_fields=["is_active", "deactivated_at"])
        work.changed(stored, before)


def create_first_administrator(
    *, email: str, password: str | None = None, first_name: str = "", last_name: str = ""
) -> User:
    """The account `essaim setup` opens; the caller gives it its role, through rights.

    Raises ValidationError when somebody already has an account: later ones come by invitation.
    """
    if User.objects.exists():
        raise ValidationError(_("Des comptes existent déjà : invitez les personnes suivantes."))
    return create_user(actor=None, email=email, password=password, first_name=first_name, last_name=last_name)
