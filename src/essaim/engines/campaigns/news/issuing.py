"""The messages of an issue: each reader gets the items they may open, and no title of another."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html

from essaim.engines.accounts.api import User
from essaim.engines.campaigns.audience import Recipient
from essaim.engines.campaigns.choices import Why
from essaim.engines.campaigns.composing import Composer
from essaim.engines.campaigns.merging.markup import Merged
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.preparing import prepare

from .sources import news_sources

Item = dict[str, Any]


def kept_items(issue: Campaign) -> list[Item]:
    """The items of an issue that were not put aside, in their order. See `news.drafting` for their shape."""
    return [item for item in issue.items if item.get("kept", True)]


def visible_items(user: Any, items: list[Item]) -> list[Item]:
    """Those `user` may open today; an item written by hand is for everybody."""
    asked: dict[str, set[str]] = defaultdict(set)
    for item in items:
        if item.get("source"):
            asked[item["source"]].add(item["key"])
    seen = {
        (name, key)
        for name, keys in asked.items()
        if name in news_sources
        for key in news_sources.get(name).visible(user, keys)
    }
    return [item for item in items if not item.get("source") or (item["source"], item["key"]) in seen]


def items_html(items: list[Item]) -> str:
    """Items under the heading of their source."""
    parts: list[str] = []
    heading = None
    for item in items:
        if item.get("heading") and item["heading"] != heading:
            heading = item["heading"]
            parts.append(format_html("<h2>{}</h2>", heading))
        title = escape(item["title"])
        if item.get("url"):
            title = format_html('<a href="{}">{}</a>', whole(item["url"]), item["title"])
        parts.append(f"<h3>{title}</h3>")
        if item.get("excerpt"):
            parts.append(format_html("<p>{}</p>", item["excerpt"]))
    return "\n".join(parts)


def items_text(items: list[Item]) -> str:
    parts = []
    heading = None
    for item in items:
        if item.get("heading") and item["heading"] != heading:
            heading = item["heading"]
            parts += [heading, "=" * len(heading), ""]
        parts.append(f"- {item['title']}")
        if item.get("excerpt"):
            parts.append(f"  {item['excerpt']}")
        if item.get("url"):
            parts.append(f"  {whole(item['url'])}")
        parts.append("")
    return "\n".join(parts).strip()


def whole(url: str) -> str:
    return f"{settings.SITE_URL}{url}" if url.startswith("/") else url


class IssueComposer(Composer):
    """The editor's text, then the items that this reader may open."""

    missing = Why.NOTHING

    def merged(self, rows: QuerySet, batch: list[Recipient]) -> dict[int, Merged]:
        texts = super().merged(rows, batch)
        readers, items = readers_of(batch), kept_items(self.campaign)
        found = {}
        for key, text in texts.items():
            shown = visible_items(readers.get(key), items)
            if shown or not items:
                found[key] = Merged(
                    text.subject,
                    f"{text.html}\n{items_html(shown)}",
                    f"{text.text}\n\n{items_text(shown)}".strip(),
                )
        return found


def prepare_issue(issue: Campaign) -> int:
    """Makes the messages that are not made yet; a reader to whom nothing may be shown receives nothing."""
    return prepare(issue, composer=IssueComposer(issue, issue.owner))


def readers_of(batch: list[Recipient]) -> dict[int, Any]:
    """The account through whose rights each recipient reads, where they have an open one."""
    accounts = {
        item.record_id: item.owner.user_id
        for item in batch
        if getattr(item.owner, "user_id", None) is not None
    }
    users = {user.pk: user for user in User.objects.filter(pk__in=accounts.values(), is_active=True)}
    return {key: users[pk] for key, pk in accounts.items() if pk in users}


def issue_title(issue: Campaign) -> str:
    moment = issue.started_at or issue.scheduled_at or issue.created_at
    return f"{issue.newsletter} · {date_format(timezone.localtime(moment), 'j F Y')}"
