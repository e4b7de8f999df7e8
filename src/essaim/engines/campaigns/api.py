"""What modules and the sandbox may use of campaigns."""

from __future__ import annotations

from .actions.content import do_start_campaign
from .audience import Audience, audiences
from .choices import Channel, Fate, Purpose
from .declared import DeclaredMessage, declared_messages, do_send_declared
from .inbox.handling import answered, bounced, complained
from .merging.fields import MergeField, merge_fields
from .models import Campaign, Message, MessageTemplate, Newsletter, Topic
from .news.sources import NewsItem, NewsSource, news_sources, record_source
from .preparing import prepare
from .transports import (
    Outcome,
    Result,
    Transport,
    Way,
    choose_by,
    on_fictive_sending,
    transport_for,
    transports,
)

__all__ = [
    "Audience",
    "Campaign",
    "Channel",
    "DeclaredMessage",
    "Fate",
    "MergeField",
    "Message",
    "MessageTemplate",
    "NewsItem",
    "NewsSource",
    "Newsletter",
    "Outcome",
    "Purpose",
    "Result",
    "Topic",
    "Transport",
    "Way",
    "answered",
    "audiences",
    "bounced",
    "choose_by",
    "complained",
    "declared_messages",
    "do_send_declared",
    "do_start_campaign",
    "merge_fields",
    "news_sources",
    "on_fictive_sending",
    "prepare",
    "record_source",
    "transport_for",
    "transports",
]
