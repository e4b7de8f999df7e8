"""Reads of accounts; those every request needs are remembered on the user object for its length."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from .models import Appearance, Group, Installation, Network, Territory, User


def _remembered(user: Any, name: str, compute: Any) -> frozenset[int]:
    cache = user.__dict__.setdefault("_membership_cache", {})
    if name not in cache:
        cache[name] = frozenset(compute())
    return cache[name]


def network_ids(user: Any) -> frozenset[int]:
    """The networks the user belongs to."""
    return _remembered(user, "networks", lambda: user.networks.values_list("pk", flat=True))


def group_ids(user: Any) -> frozenset[int]:
    """The groups the user belongs to."""
    return _remembered(user, "groups", lambda: user.groups.values_list("pk", flat=True))


def territory_ids(user: Any) -> frozenset[int]:
    """The user's territories and everything inside them."""
    return _remembered(
        user,
        "territories",
        lambda: Territory.objects.filter(members=user).with_descendants().values_list("pk", flat=True),
    )


def installation_for(user: Any) -> Installation:
    """The installation's row, read once for the life of the user object (a request)."""
    known = user.__dict__.get("_installation") if user is not None else None
    if known is None:
        known = Installation.objects.filter(pk=Installation.SINGLE).first() or Installation()
        if user is not None:
            user.__dict__["_installation"] = known
    return known


def user_by_email(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def users(text: str = "", status: str = "active", network: int | None = None) -> QuerySet[User]:
    """For the administrators' list. `status`: "active" | "inactive" | "all"."""
    found = User.objects.prefetch_related("networks")
    if status != "all":
        found = found.filter(is_active=status == "active")
    if network:
        found = found.filter(networks=network)
    for word in text.split():
        found = found.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
        )
    return found


def user_by_pk(pk: int) -> User | None:
    return User.objects.prefetch_related("networks", "territories", "groups").filter(pk=pk).first()


def networks() -> QuerySet[Network]:
    return Network.objects.annotate(member_count=Count("members", filter=Q(members__is_active=True)))


def groups() -> QuerySet[Group]:
    counted = Count("members", filter=Q(members__is_active=True))
    return Group.objects.select_related("network").annotate(member_count=counted)


def territories() -> QuerySet[Territory]:
    """In the order of the tree: each right after what holds it."""
    counted = Count("members", filter=Q(members__is_active=True), distinct=True)
    return Territory.objects.select_related("parent").annotate(member_count=counted).order_by("path")


def appearance(network: Network | None) -> Appearance | None:
    return Appearance.objects.filter(network=network).first()


def appearance_by_logo(digest: str) -> Appearance | None:
    return Appearance.objects.filter(logo_hash=digest).exclude(logo="").first()


def stylesheet(digest: str) -> str | None:
    return Appearance.objects.filter(css_hash=digest).values_list("css", flat=True).first()


# Rows that come and go with an account: nobody needs to hear of them.
_OWN_LABELS = {"account", "mfa", "usersessions", "socialaccount"}
_OWN_MODELS = {
    "accounts.signinlink",
    "accounts.user_networks",
    "accounts.user_territories",
    "accounts.user_groups",
}


def hanging_on(obj: Any) -> list[tuple[str, int]]:
    """What refers to `obj`, as (plural name, count), most numerous first."""
    found: dict[str, int] = {}
    for relation in obj._meta.related_objects:
        model = relation.related_model
        if model._meta.app_label in _OWN_LABELS or model._meta.label_lower in _OWN_MODELS:
            continue
        if model is User and isinstance(obj, (Network, Territory, Group)):
            continue
        count = model._base_manager.filter(**{relation.field.name: obj}).count()
        if count:
            label = str(model._meta.verbose_name_plural)
            found[label] = found.get(label, 0) + count
    return sorted(found.items(), key=lambda item: -item[1])


def members(obj: Network | Group | Territory) -> QuerySet[User]:
    return obj.members.filter(is_active=True)


def existing_emails(emails: Iterable[str]) -> set[str]:
    wanted = {email.lower() for email in emails}
    return set(User.objects.filter(email__in=wanted).values_list("email", flat=True))


def authenticators_of(user: User) -> dict[str, Any]:
    """{"passkeys": […], "totp": it or None, "recovery_codes": how many are left, or None}."""
    from allauth.mfa.models import Authenticator

    found: dict[str, Any] = {"passkeys": [], "totp": None, "recovery_codes": None}
    for authenticator in Authenticator.objects.filter(user=user).order_by("created_at"):
        if authenticator.type == Authenticator.Type.WEBAUTHN:
            found["passkeys"].append({"item": authenticator, "name": authenticator.wrap().name})
        elif authenticator.type == Authenticator.Type.TOTP:
            found["totp"] = authenticator
        else:
            found["recovery_codes"] = len(authenticator.wrap().get_unused_codes())
    return found


def sessions_of(user: User) -> list[Any]:
    """The user's living sessions, the last seen first."""
    from allauth.usersessions.models import UserSession

    living = UserSession.objects.purge_and_list(user)
    return sorted(living, key=lambda session: session.last_seen_at, reverse=True)
