"""Drafts of newsletters: what is new since the last issue, gathered from the chosen sources, to be edited.

An item of an issue: {"source", "key", "heading", "title", "excerpt", "url", "kept"}; one written by hand has no
source. Their order is that of the list.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.engines.campaigns.choices import Channel, Kind, Purpose, State
from essaim.engines.campaigns.models import Campaign, Newsletter
from essaim.engines.records.api import create, record_types
from essaim.engines.rights.api import can
from essaim.kit.writing import writing

from .sources import news_sources

Item = dict[str, Any]


def gather(newsletter: Newsletter, user: Any, since: datetime, until: datetime) -> list[Item]:
    """What `user`, who prepares the letter, may see of that time."""
    found: list[Item] = []
    chosen = [source for source in news_sources if source.name in newsletter.sources]
    for source in sorted(chosen, key=lambda item: item.order):
        found += [
            {
                "source": source.name, "key": item.key, "heading": str(source.label), "title": item.title[:200],
                "excerpt": item.excerpt[:400], "url": item.url, "kept": True,
            }
            for item in source.collect(user, since, until)
        ]  # fmt: skip
    return found


def since_last(newsletter: Newsletter) -> datetime:
    last = newsletter.issues.exclude(started_at=None).order_by("-started_at").first()
    return (last.started_at if last else None) or timezone.now() - timedelta(days=7)


def make_issue(newsletter: Newsletter, actor: Any, at: datetime | None = None) -> Campaign:
    """A draft, with the items of since the last issue. `at`: the moment it is for; raises IntegrityError when
    there is one for it already."""
    now = timezone.now()
    owner = newsletter.owner or actor
    items = gather(newsletter, owner, since_last(newsletter), now)
    moment = timezone.localtime(at or now)
    name = f"{newsletter.name} · {date_format(moment, 'j F Y')}"
    with writing(actor, origin=_("lettre d’information")) as work:
        issue = Campaign(
            kind=Kind.ISSUE, newsletter=newsletter, name=name[:160], subject=name[:200], channel=Channel.EMAIL,
            code=f"issue:{newsletter.pk}:{moment:%Y%m%d%H}" if at else None, purpose=Purpose.NEWS,
            topic=newsletter.topic, network=newsletter.network, sender_name=newsletter.sender_name,
            reply_to=newsletter.reply_to, body=newsletter.intro, segment=newsletter.segment, items=items,
            owner=owner, created_by=actor, changed_by=actor, scheduled_at=at,
        )  # fmt: skip
        if at and newsletter.sends_itself and items and newsletter.segment:
            issue.state = State.SCHEDULED
        issue.save()
        issue.networks.set(newsletter.networks.all())
        work.created(issue)
    return issue


def draft_due() -> int:
    """Drafts the issues whose time has come, once each; returns how many."""
    made = 0
    for newsletter in Newsletter.objects.filter(is_active=True).exclude(owner=None).select_related("owner"):
        at = newsletter.next_sending()
        if (
            newsletter.owner is None
            or not newsletter.owner.is_active
            or at - timezone.now() > timedelta(days=newsletter.days_before, hours=1)
        ):
            continue
        code = f"issue:{newsletter.pk}:{timezone.localtime(at):%Y%m%d%H}"
        if Campaign.objects.filter(code=code).exists():
            continue
        try:
            with transaction.atomic():
                issue = make_issue(newsletter, newsletter.owner, at)
                _ask_to_read(issue, newsletter)
        except IntegrityError:
            continue
        made += 1
    return made


def _ask_to_read(issue: Campaign, newsletter: Newsletter) -> None:
    """A task for who prepares the letter, which the agenda shows."""
    owner = newsletter.owner
    if not can(owner, "create", "tasks"):
        return
    said = _("Relire « %s »") if issue.state == State.SCHEDULED else _("Relire et envoyer « %s »")
    values = {"title": (said % issue.name)[:200], "due_date": timezone.localdate(), "assigned_to": owner.pk}  # type: ignore[union-attr]
    create(actor=owner, record_type=record_types.get("tasks"), values=values)
