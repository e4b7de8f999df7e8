"""Saved views: which ones a user may open, and what an address means once laid over one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.rights.api import RoleHolder, rights_of

from .addresses import ListAddress
from .declarations import RecordType
from .models import DefaultView, SavedView
from .query.errors import QueryError
from .query.schema import Query
from .slots import view_uses


@dataclass(frozen=True)
class Opened:
    """An address with its view laid under it. `modified`: it says something else than the view."""

    address: ListAddress
    view: SavedView | None = None
    views: tuple[SavedView, ...] = ()
    modified: bool = False


def seen_by(user: Any) -> Q:
    """The user's own views and those shared with them."""
    shared = Q(shared_with_all=True)
    roles = RoleHolder.objects.filter(user_id=user.pk).values("role")
    through = SavedView.roles.through.objects.filter(savedview=OuterRef("pk"), role__in=roles)
    shared |= Q(Exists(through))
    if networks := network_ids(user):
        in_network = SavedView.networks.through.objects.filter(
            savedview=OuterRef("pk"), network__in=sorted(networks)
        )
        shared |= Q(Exists(in_network))
    return Q(owner_id=user.pk) | shared


def visible_views(user: Any, record_type: RecordType) -> list[SavedView]:
    """The user's own views and those shared with them, in one query; `is_default` says which opens first."""
    networks = sorted(network_ids(user)) or [0]
    params = [user.pk, record_type.name, user.pk, user.pk, *networks]
    return list(SavedView.objects.raw(_statement(len(networks)), params))


@cache
def _statement(networks: int) -> str:
    """Written once: the ORM would compile it anew for each list, at a quarter of the price of the page."""
    through: dict[str, Any] = {"roles": SavedView.roles.through, "networks": SavedView.networks.through}
    tables = {name: model._meta.db_table for name, model in through.items()}
    marks = ", ".join(["%s"] * networks)
    return (  # noqa: S608  names of our own tables
        "SELECT view.*, EXISTS(SELECT 1 FROM {default} chosen WHERE chosen.user_id = %s "
        "AND chosen.view_id = view.id) "
        "AS is_default FROM {view} view WHERE view.type = %s AND (view.owner_id = %s OR view.shared_with_all "
        "OR EXISTS(SELECT 1 FROM {roles} share JOIN {holder} holder ON holder.role_id = share.role_id "
        "WHERE share.savedview_id = view.id AND holder.user_id = %s) "
        "OR EXISTS(SELECT 1 FROM {networks} share WHERE share.savedview_id = view.id "
        "AND share.network_id IN ({marks}))) "
        "ORDER BY view.name, view.id"
    ).format(
        default=DefaultView._meta.db_table, view=SavedView._meta.db_table, holder=RoleHolder._meta.db_table,
        marks=marks, **tables,
    )  # fmt: skip


def open_view(user: Any, record_type: RecordType, address: ListAddress) -> Opened:
    """The address as it is to be shown: over the view it names, or over the user's default view."""
    views = visible_views(user, record_type)
    if address.view == 0:
        return Opened(address, views=tuple(views))
    if address.view is not None:
        view = next((item for item in views if item.pk == address.view), None)
        if view is None:
            gone = _("Cette vue n’existe plus, ou n’est plus partagée avec vous.")
            return Opened(replace(address, view=None, error=address.error or gone), views=tuple(views))
    else:
        view = next((item for item in views if item.is_default), None) if address.is_bare else None  # type: ignore[attr-defined]
        if view is None:
            return Opened(address, views=tuple(views))
    try:
        query = Query.from_json({**view.query, "type": record_type.name})
    except QueryError as error:
        return Opened(replace(address, view=None, error=str(error)), views=tuple(views))
    laid = replace(address.over(query), view=view.pk)
    return Opened(laid, view, tuple(views), modified=laid.query(record_type.name) != query)


def address_with_view(user: Any, record_type: RecordType, address: ListAddress) -> ListAddress:
    if address.view == 0 or (address.view is None and not address.is_bare):
        return address
    return open_view(user, record_type, address).address


def may_edit(user: Any, view: SavedView) -> bool:
    return bool(view.owner_id == user.pk or rights_of(user).administrator)


def uses_of(view: SavedView) -> list[tuple[str, str]]:
    """Who relies on the view: dashboards, mailings… and the users whose list it opens."""
    found = [use for source in view_uses for use in source.find(view.pk)]
    count = view.default_of.exclude(user_id=view.owner_id).count()
    if count:
        found.append((_("Vue par défaut de %d autre(s) personne(s)") % count, ""))
    return found
