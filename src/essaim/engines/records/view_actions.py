"""Writing saved views."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.rights.api import RoleHolder, require, rights_of
from essaim.kit.writing import snapshot, writing

from .declarations import RecordType
from .models import DefaultView, SavedView
from .query.schema import Query
from .views import may_edit


def do_save_view(
    *, actor: Any, record_type: RecordType, name: str, query: Query, sharing: dict[str, Any] | None = None
) -> SavedView:
    """A new view of the actor's. `sharing`: {"all": bool, "roles": [pk], "networks": [pk]}."""
    require(actor, "view", record_type.resource)
    with writing(actor) as work:
        view = SavedView(type=record_type.name, name=_checked(name), query=_stored(query), owner=actor)
        view.save()
        _share(actor, view, sharing or {})
        work.created(view)
    return view


def do_change_view(
    *, actor: Any, view: SavedView, name: str | None = None, query: Query | None = None,
    sharing: dict[str, Any] | None = None,
) -> SavedView:  # fmt: skip
    with writing(actor) as work:
        view = SavedView.objects.select_for_update().get(pk=view.pk)
        _own(actor, view)
        before = snapshot(view)
        if name is not None:
            view.name = _checked(name)
        if query is not None:
            view.query = _stored(query)
        view.changed_at = timezone.now()
        if sharing is not None:
            _share(actor, view, sharing)
        view.save()
        work.changed(view, before)
    return view


def do_delete_view(*, actor: Any, view: SavedView) -> None:
    with writing(actor) as work:
        _own(actor, view)
        work.deleted(view)
        view.delete()


def do_set_default(*, actor: Any, record_type: RecordType, view: SavedView | None) -> None:
    """The view with which the actor's list opens; None for the whole list. One's own comfort: not journalled."""
    with transaction.atomic():
        DefaultView.objects.filter(user=actor, type=record_type.name).delete()
        if view is not None:
            DefaultView.objects.create(user=actor, type=record_type.name, view=view)


def may_share_with(actor: Any) -> dict[str, Any]:
    """With whom the actor may share: {"all": bool, "roles": [pk] or None for any, "networks": …}."""
    if rights_of(actor).administrator:
        return {"all": True, "roles": None, "networks": None}
    return {
        "all": False,
        "roles": list(RoleHolder.objects.filter(user=actor).values_list("role", flat=True)),
        "networks": sorted(network_ids(actor)),
    }


def _share(actor: Any, view: SavedView, sharing: dict[str, Any]) -> None:
    """Adds and removes what the actor may; what others shared with stays."""
    allowed = may_share_with(actor)
    if allowed["all"]:
        view.shared_with_all = bool(sharing.get("all"))
        view.save(update_fields=["shared_with_all"])
    for name in ("roles", "networks"):
        wanted = {int(pk) for pk in sharing.get(name, ())}
        present = set(getattr(view, name).values_list("pk", flat=True))
        limits = allowed[name]
        if limits is not None:
            wanted = (wanted & set(limits)) | (present - set(limits))
        getattr(view, name).set(wanted)


def _own(actor: Any, view: SavedView) -> None:
    if not may_edit(actor, view):
        raise PermissionDenied(_("Cette vue appartient à une autre personne : enregistrez-en une copie."))


def _checked(name: str) -> str:
    if not name.strip():
        raise ValidationError({"name": _("Donnez un nom à cette vue.")})
    return name.strip()[:80]


def _stored(query: Query) -> dict[str, Any]:
    return {key: value for key, value in query.to_json().items() if key != "type"}
