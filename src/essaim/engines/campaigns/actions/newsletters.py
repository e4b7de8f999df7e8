"""Choosing what a letter is made of, and editing an issue."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.campaigns.models import Campaign, Newsletter
from essaim.engines.campaigns.news.drafting import gather, make_issue, since_last
from essaim.engines.campaigns.news.sources import news_sources
from essaim.engines.records.api import lock, record_types
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing

from .content import _checked, editable, touched

MOST_ITEMS = 120


def _letter(actor: Any, newsletter: Newsletter) -> Newsletter:
    record_type = record_types.get("newsletters")
    found: Any = lock(record_type, newsletter.pk)
    require(actor, "change", "newsletters", found, record_type.guard)
    return found


def do_set_sources(
    *, actor: Any, newsletter: Newsletter, names: list[str], segment: dict[str, Any] | None
) -> None:
    """`segment`: the readers; None leaves them as they are."""
    with writing(actor) as work:
        current = _letter(actor, newsletter)
        before = snapshot(current)
        current.sources = [name for name in names if name in news_sources]
        if segment is not None:
            current.segment = _checked(actor, segment)
            if (current.segment or {}).get("type") != "people":
                raise ValidationError(_("Une lettre s’adresse à des personnes."))
        current.version += 1
        current.changed_at, current.changed_by = timezone.now(), actor
        current.save()
        work.changed(current, before)


def do_draft_issue(*, actor: Any, newsletter: Newsletter) -> Campaign:
    """A draft now, beside the weekly one."""
    with writing(actor):
        current = _letter(actor, newsletter)
        require(actor, "create", "newsletters")
        return make_issue(current, actor)


def do_save_items(*, actor: Any, issue: Campaign, items: list[dict[str, Any]]) -> Campaign:
    """`items` in their order. What a source gave keeps its source and key: a title may be rewritten, never whom
    it may be shown to."""
    with writing(actor) as work:
        current = editable(actor, issue.pk)
        known = {(item.get("source", ""), item.get("key", "")): item for item in current.items}
        before = snapshot(current)
        current.items = [_item(known, item) for item in items][:MOST_ITEMS]
        touched(current, actor)
        work.changed(current, before)
    return current


def _item(known: dict[tuple[str, str], dict[str, Any]], item: dict[str, Any]) -> dict[str, Any]:
    title = str(item.get("title", "")).strip()
    if not title:
        raise ValidationError(_("Chaque article a besoin d’un titre."))
    written = {
        "title": title[:200],
        "excerpt": str(item.get("excerpt", "")).strip()[:1000],
        "kept": bool(item.get("kept", True)),
    }
    own = known.get((item.get("source", ""), item.get("key", ""))) if item.get("source") else None
    if own is not None:
        return {**own, **written}
    url = str(item.get("url", "")).strip()
    if url and not url.startswith(("https://", "http://", "/")):
        raise ValidationError(_("Un lien commence par https:// : %s") % url)
    return {"source": "", "key": "", "heading": "", "url": url[:500], **written}


def do_gather_again(*, actor: Any, issue: Campaign) -> int:
    """Adds what came since the draft was made; what was edited or put aside stays as it is."""
    with writing(actor) as work:
        current = editable(actor, issue.pk)
        newsletter = current.newsletter
        if newsletter is None:
            raise ValidationError(_("Ce numéro n’appartient à aucune lettre."))
        before = snapshot(current)
        known = {(item.get("source"), item.get("key")) for item in current.items}
        fresh = [
            item
            for item in gather(newsletter, actor, since_last(newsletter), timezone.now())
            if (item["source"], item["key"]) not in known
        ]
        current.items = [*current.items, *fresh][:MOST_ITEMS]
        touched(current, actor)
        work.changed(current, before)
    return len(fresh)
