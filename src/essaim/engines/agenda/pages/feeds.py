"""Private addresses for calendar programs, and one event as a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from essaim.engines.agenda.actions.feeds import do_make_feed, do_revoke_feed
from essaim.engines.agenda.expanding import horizon
from essaim.engines.agenda.forms import FeedForm
from essaim.engines.agenda.ical import calendar_of, file_name
from essaim.engines.agenda.queries import event_for, feed_by_token, feed_events, feeds_of
from essaim.kit.access import own_account_only, public, requires

KIND = "text/calendar; charset=utf-8"


@require_http_methods(["GET", "HEAD", "POST"])
@own_account_only
@requires("view", "events")
def feeds(request: HttpRequest) -> HttpResponse:
    """Making one answers with the page itself: its address is told this once only."""
    user: Any = request.user
    form = FeedForm(user, request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        _made, token = do_make_feed(actor=user, **form.cleaned_data)
        address = settings.SITE_URL + reverse("agenda:feed", kwargs={"token": token})
        form = FeedForm(user)
    context = {"feeds": feeds_of(user), "form": form, "address": address}
    response = render(request, "agenda/feeds.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@own_account_only
@requires("view", "events")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    feed = next((item for item in feeds_of(request.user) if item.pk == pk), None)
    if feed is None:
        raise Http404
    do_revoke_feed(actor=request.user, feed=feed)
    messages.success(request, _("Cette adresse ne donne plus rien."))
    return redirect("agenda:feeds")


@require_GET
@public("un programme d’agenda lit une adresse secrète, sans pouvoir se connecter")
def read(request: HttpRequest, token: str) -> HttpResponse:
    feed = feed_by_token(token)
    if feed is None:
        raise Http404
    body = calendar_of(feed_events(feed), str(feed), horizon())
    response = HttpResponse(body, content_type=KIND)
    response["Cache-Control"] = "private, max-age=900"
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_GET
@requires("view", "events")
def download(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_for(request.user, pk)
    if event is None:
        raise Http404
    body = calendar_of([event], event.title, timezone.now() + timedelta(days=3 * 366))
    response = HttpResponse(body, content_type=KIND)
    response["Content-Disposition"] = f'attachment; filename="{file_name(event.title)}"'
    return response
