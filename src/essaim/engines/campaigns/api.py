"""What modules and the sandbox may use of campaigns."""

from __future__ import annotations

from .actions.content import do_start_campaign
from .audience import Audience, audiences
from .choices import Channel, Fate, Purpose
from .merging.fields import MergeField, merge_fields
from .models import Campaign, Message, MessageTemplate, Newsletter, Topic
from .news.sources import NewsItem, NewsSource, news_sources, record_source
from .transports import Outcome, Result, Transport, Way, choose_by, on_fictive_sending, transports

__all__ = [
    "Audience",
    "Campaign",
    "Channel",
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
    "audiences",
    "choose_by",
    "do_start_campaign",
    "merge_fields",
    "news_sources",
    "on_fictive_sending",
    "record_source",
    "transports",
]
