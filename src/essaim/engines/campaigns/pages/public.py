"""What a recipient reaches from a message, without an account: the key in the address says whose message it is.

Reading a page changes nothing (mail programs and their guards open every link); only buttons do, and the one-click
request of RFC 8058, which is a POST.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from essaim.engines.accounts.api import look_of
from essaim.engines.campaigns import openings, queries
from essaim.engines.campaigns.actions import preferences as actions
from essaim.engines.campaigns.choices import Channel, Purpose
from essaim.engines.campaigns.mailing.writing import Envelope
from essaim.engines.campaigns.models import Message
from essaim.engines.directory.api import Consent
from essaim.kit.access import public

from .writing import SANDBOX

WHY = "le lien d’un message mène son destinataire à ses préférences, sans qu’il ait de compte"
GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
PURPOSES = (Purpose.NEWS, Purpose.OFFERS, Purpose.SURVEYS)


def message_or_404(key: str) -> Message:
    message = queries.message_by_key(key)
    if message is None or message.recipient is None:
        raise Http404
    return message


def private(response: HttpResponse) -> HttpResponse:
    """Neither kept on the way nor told to the next site: the address is a key."""
    response["Referrer-Policy"] = "same-origin"  # without one, browsers send forms as from nowhere
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY)
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """One click from the mail program (RFC 8058), or a button on the page. The key itself is the proof that the
    request comes from the message, so no cookie is asked for."""
    message = message_or_404(key)
    done = request.method == "POST"
    if done:
        actions.do_unsubscribe(actor=None, message=message)
    context = {
        "message": message,
        "done": done,
        "look": look_of(message.campaign.network),
        "what": _what(message),
    }
    return private(render(request, "campaigns/unsubscribe.html", context))


def _what(message: Message) -> str:
    campaign = message.campaign
    return str(campaign.topic or campaign.get_purpose_display())


@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY)
def preferences(request: HttpRequest, key: str) -> HttpResponse:
    message = message_or_404(key)
    if request.method == "POST":
        if "tout" in request.POST:
            actions.do_refuse_everything(actor=None, message=message)
        else:
            _save(request, message)
        return private(redirect(f"{request.path}?enregistre=1"))
    owner = message.recipient
    now = actions.current_choices(owner)
    refused = queries.refused_topics(owner)
    context = {
        "message": message,
        "look": look_of(message.campaign.network),
        "saved": "enregistre" in request.GET,
        "purposes": [
            (
                purpose.value,
                purpose.label,
                [(c.value, c.label, now.get((c.value, purpose.value), False)) for c in Channel],
            )
            for purpose in PURPOSES
        ],
        "topics": [
            (topic, [(c.value, c.label, (topic.pk, c.value) not in refused) for c in Channel])
            for topic in queries.offered_topics()
        ],
        "tracking": now.get((Channel.EMAIL.value, Consent.Purpose.TRACKING.value), False),
        "channels": [channel.label for channel in Channel],
        "is_person": message.person_id is not None,
    }
    return private(render(request, "campaigns/preferences.html", context))


def _save(request: HttpRequest, message: Message) -> None:
    posted = set(request.POST.getlist("oui"))
    agreed: dict[tuple[str, str], bool] = {
        (channel, purpose.value): f"{channel}:{purpose.value}" in posted
        for channel in Channel.values
        for purpose in PURPOSES
    }
    if message.person_id is not None:
        agreed[Channel.EMAIL.value, Consent.Purpose.TRACKING.value] = "mesure" in posted
    topics = {
        (topic.pk, channel): f"sujet:{topic.pk}:{channel}" in posted
        for topic in queries.offered_topics()
        for channel in Channel.values
    }
    actions.do_save_preferences(actor=None, message=message, agreed=agreed, topics=topics)


@require_safe
@public("l’image d’un message compte une lecture, si son lecteur l’accepte")
def seen(request: HttpRequest, key: str) -> HttpResponse:
    message = queries.message_by_key(key)
    if message is not None and request.method == "GET":
        openings.note_seen(message)
    return _gif()


@require_safe
@public("l’image d’une campagne compte les lectures sans reconnaître personne")
def shown(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = queries.campaign_by_pk(pk)
    if campaign is not None and campaign.track_opens and request.method == "GET":
        openings.count_shown(campaign)
    return _gif()


def _gif() -> HttpResponse:
    return private(HttpResponse(GIF, content_type="image/gif"))


@require_safe
@public("un numéro se lit en ligne depuis le lien du message reçu")
def online(request: HttpRequest, key: str) -> HttpResponse:
    """The issue as it was sent to this reader."""
    message = message_or_404(key)
    response = HttpResponse(
        Envelope(message.campaign).html(message), headers={"Content-Security-Policy": SANDBOX}
    )
    return private(response)
