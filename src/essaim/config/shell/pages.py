"""The home page and the palette: what the registries of the kit hold, for whoever is signed in."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.kit import navigation
from essaim.kit.access import public, signed_in
from essaim.kit.text import fold

from . import menu

logger = logging.getLogger(__name__)
SHOWN = 8
MAIN = 6


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    blocks = [
        block
        for block in sorted(navigation.home_blocks, key=lambda block: (block.order, block.name))
        if menu.allowed(request.user, block.right)
    ]
    shown: list[dict[str, Any]] = [{"block": block, "html": _block_html(request, block)} for block in blocks]
    filled = [item for item in shown if item["html"]]
    context = {
        "today": date_format(timezone.localdate(), "l j F Y"),
        "first_name": getattr(request.user, "first_name", ""),
        "blocks": filled,
        "main": [item for item in filled if item["block"].width >= MAIN],
        "side": [item for item in filled if item["block"].width < MAIN],
        "entries": []
        if filled
        else [
            {"label": entry.label, "icon": entry.icon, "url": menu.address(entry.url)}
            for entry in menu.entries_for(request.user)
        ],
    }
    return render(request, "shell/home.html", context)


def _block_html(request: HttpRequest, block: navigation.HomeBlock) -> str:
    """A block that fails says so in its place: the others still stand."""
    try:
        context = block.load(request.user)
        return "" if context is None else render_to_string(block.template, context, request)
    except Exception:
        if settings.DEBUG:
            raise
        logger.exception("home block %s failed", block.name)
        return render_to_string("shell/block_failed.html", {}, request)


@public("La loi veut que chacun puisse lire où en est l’accessibilité, et à qui écrire.")
def accessibility(request: HttpRequest) -> HttpResponse:
    base = "kit/base.html" if request.user.is_authenticated else "kit/base_plain.html"
    return render(request, "shell/accessibility.html", {"base": base})


@signed_in
def palette(request: HttpRequest) -> JsonResponse:
    """{"groups": [{"label", "items": [{"label", "hint", "icon", "url"}]}]} for what was typed (`q`)."""
    text = request.GET.get("q", "").strip()[:100]
    creates, actions = _commands(request.user, text)
    groups = [
        {"label": _("Fiches"), "items": _records(request.user, text)},
        {"label": _("Aller à"), "items": _pages(request.user, text)},
        {"label": _("Créer"), "items": creates},
        {"label": _("Actions"), "items": actions},
    ]
    return JsonResponse({"groups": [group for group in groups if group["items"]]})


def _matches(text: str, *parts: Any) -> bool:
    words = fold(" ".join(str(part) for part in parts)).replace("’", " ").replace("'", " ").split()
    return all(any(word.startswith(typed) for word in words) for typed in fold(text).split())


def _pages(user: Any, text: str) -> list[dict[str, str]]:
    return [
        {
            "label": str(entry.label),
            "hint": str(entry.group),
            "icon": entry.icon,
            "url": menu.address(entry.url),
        }
        for entry in menu.entries_for(user)
        if _matches(text, entry.label, entry.group)
    ][:SHOWN]


def _commands(user: Any, text: str) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    pages = {menu.address(entry.url) for entry in menu.entries_for(user)}
    creates: list[dict[str, str]] = []
    actions: list[dict[str, str]] = []
    for command in menu.commands_for(user):
        if menu.address(command.url) not in pages and _matches(text, command.label, command.keywords):
            line = {"label": str(command.label), "icon": command.icon, "url": menu.address(command.url)}
            (creates if command.create else actions).append(line)
    return creates[:SHOWN], actions[:SHOWN]


def _records(user: Any, text: str) -> list[dict[str, str]]:
    if len(text) < 2:
        return []
    found: list[dict[str, str]] = []
    for source in navigation.palette_sources:
        found.extend(source.find(user, text)[:SHOWN])
    return [{key: str(value) for key, value in item.items()} for item in found]
