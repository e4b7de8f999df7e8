"""Reads of the matrix for its pages. All are behind the right to view `access`."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Count, Prefetch, Q, QuerySet

from essaim.engines.accounts.api import User

from .declarations import resources
from .matrix import resource_order
from .models import Grant, MatrixVersion, Role, RoleHolder


def resource_codes(module: str = "", resource: str = "") -> list[str]:
    """Codes of resources in the order of the matrix, those that lines still name included."""
    known = {*resources.names(), *Grant.objects.order_by().values_list("resource", flat=True).distinct()}
    wanted = {resource} if resource else known
    if module:
        wanted = {code for code in wanted if resources.declared_by(code) == module}
    return sorted(wanted & known, key=resource_order)


def module_choices() -> list[tuple[str, str]]:
    """(app label, name) of the engines and modules that declare resources."""
    labels = dict.fromkeys(resources.declared_by(code) for code in resources.names())
    return [(label, str(apps.get_app_config(label).verbose_name)) for label in labels if label]


def grants(*, role: str = "", codes: list[str] | None = None) -> list[Grant]:
    found = Grant.objects.select_related("role").order_by("position", "id")
    if role:
        found = found.filter(role__code=role)
    if codes is not None:
        found = found.filter(resource__in=codes)
    return sorted(found, key=lambda grant: resource_order(grant.resource))


def grant(pk: int) -> Grant | None:
    return Grant.objects.select_related("role", "since__made_by").filter(pk=pk).first()


def roles() -> QuerySet[Role]:
    return Role.objects.all()


def role(code: str) -> Role | None:
    return Role.objects.filter(code=code).first()


def roles_with_counts() -> QuerySet[Role]:
    return Role.objects.annotate(
        holder_count=Count("holders", filter=Q(holders__user__is_active=True), distinct=True),
        line_count=Count("grants", distinct=True),
    )


def holdings_of_role(role: Role) -> QuerySet[RoleHolder]:
    return role.holders.select_related("user", "given_by").order_by(
        "user__last_name", "user__first_name", "pk"
    )


def holdings_of_user(user: Any) -> QuerySet[RoleHolder]:
    return user.role_holdings.select_related("role", "given_by").order_by("role__order", "role__label")


def user(pk: int) -> Any:
    return User.objects.filter(pk=pk).first()


def find_users(text: str, limit: int = 12) -> list[Any]:
    """Active users whose name or address holds every word of `text`, with their roles."""
    condition = Q(is_active=True)
    for word in text.split():
        condition &= Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
    holdings = RoleHolder.objects.select_related("role")
    found = User.objects.filter(condition).prefetch_related(Prefetch("role_holdings", holdings))
    return list(found[:limit])


def versions() -> QuerySet[MatrixVersion]:
    return MatrixVersion.objects.select_related("made_by").defer("rows")


def version(number: int) -> MatrixVersion | None:
    return MatrixVersion.objects.select_related("made_by").filter(number=number).first()


def version_before(number: int) -> MatrixVersion | None:
    return MatrixVersion.objects.filter(number__lt=number).order_by("-number").first()
