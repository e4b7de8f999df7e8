"""Where people answer: by the public address, by a personal link, by an anonymous invitation, as a member.

Every page works without a script, and is sent compressed. Reading a page writes nothing: mail programs open
links by themselves.
"""

from __future__ import annotations

from typing import Any

from django.core import signing
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from essaim.engines.forms.actions.answering import Sitting
from essaim.engines.forms.answer_page import answer_page, language_of, thanks_page
from essaim.engines.forms.choices import Access
from essaim.engines.forms.doors import ticket_behind, voice_behind
from essaim.engines.forms.models import Form
from essaim.engines.forms.queries import (
    attachment_for,
    form_by_key,
    is_for_member,
    member_voice,
    own_voice,
    used_ticket,
    version_of,
    voice_attachment,
)
from essaim.engines.forms.serving import download
from essaim.kit.access import public, signed_in

ASKED = ["GET", "HEAD", "POST"]


def _new_sitting(request: HttpRequest, form: Form, **more: Any) -> Sitting:
    version = version_of(form, request.POST.get("version", ""))
    if version is None:
        raise Http404
    return Sitting(form, version, language=language_of(request, form), **more)


@gzip_page
@require_http_methods(ASKED)
@public("une personne sans compte répond à un formulaire ouvert à tous, par son lien ou son code QR")
def entrance(request: HttpRequest, key: str) -> HttpResponse:
    form = form_by_key(key)
    if form is None or form.access == Access.INVITED:
        raise Http404
    if form.access == Access.MEMBERS:
        return redirect("forms:member", key=key)
    return answer_page(request, _new_sitting(request, form), guarded=True)


@gzip_page
@require_http_methods(ASKED)
@signed_in
def member(request: HttpRequest, key: str) -> HttpResponse:
    form, user = form_by_key(key), request.user
    if form is None or form.access != Access.MEMBERS or not is_for_member(form, user):
        raise Http404
    sitting = _new_sitting(request, form, user=user)
    if not form.anonymous:
        sitting.voice = member_voice(form, user)
        sitting.once = f"user:{user.pk}" if not form.several else ""
    elif not form.several and used_ticket(form, user):
        return redirect("forms:thanks", key=key)
    if sitting.voice is not None:
        response = sitting.voice.response
        sitting = Sitting(
            form, response.version, sitting.voice, user, language=language_of(request, form, response)
        )
    return answer_page(request, sitting)


@gzip_page
@require_http_methods(ASKED)
@public("une personne invitée répond par son lien personnel, signé, sans mot de passe")
def voice(request: HttpRequest, signed: str) -> HttpResponse:
    try:
        found = voice_behind(signed)
    except signing.BadSignature:
        raise Http404 from None
    response = found.response
    actor = found.user if found.user_id == getattr(request.user, "pk", None) else None
    language = language_of(request, response.form, response)
    return answer_page(request, Sitting(response.form, response.version, found, actor, language=language))


@gzip_page
@require_http_methods(ASKED)
@signed_in
def own(request: HttpRequest, pk: Any) -> HttpResponse:
    """A voice held by the account that asks; anybody else's does not exist here."""
    found = own_voice(request.user, pk)
    if found is None:
        raise Http404
    response = found.response
    language = language_of(request, response.form, response)
    return answer_page(
        request, Sitting(response.form, response.version, found, request.user, language=language)
    )


@gzip_page
@require_http_methods(ASKED)
@public("une personne invitée répond une fois à un formulaire anonyme, par un lien signé")
def ticket(request: HttpRequest, signed: str) -> HttpResponse:
    try:
        found = ticket_behind(signed)
    except signing.BadSignature:
        raise Http404 from None
    return answer_page(request, _new_sitting(request, found.form, ticket=found))


@require_http_methods(["GET", "HEAD"])
@public("remercie qui vient de répondre, sans rien dire de sa réponse")
def thanks(request: HttpRequest, key: str) -> HttpResponse:
    form = form_by_key(key)
    if form is None:
        raise Http404
    return thanks_page(request, form)


@require_http_methods(["GET", "HEAD"])
@public("une personne relit le fichier qu’elle a joint, par son lien personnel")
def voice_file(request: HttpRequest, signed: str, pk: Any) -> FileResponse:
    try:
        found = voice_attachment(voice_behind(signed), pk)
    except signing.BadSignature:
        found = None
    if found is None:
        raise Http404
    return download(found)


@require_http_methods(["GET", "HEAD"])
@signed_in
def file(request: HttpRequest, pk: Any) -> FileResponse:
    found = attachment_for(request.user, pk)
    if found is None:
        raise Http404
    return download(found)
