"""The page on which a form is filled, whoever fills it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import robots
from .actions.answering import Closed, Sitting, Stale, do_keep_draft, do_render, judge, why_closed
from .actions.attaching import Uploads
from .answer_context import fill_context, rehearsal_context, rendered_context
from .choices import RIGHT_TO_LEFT, Access, Spoken
from .doors import voice_path
from .filling.reading import from_page, signature_of
from .mailing import ui_language
from .models import Form, Voice
from .queries import voice_by_once

FLOOD = gettext_lazy("Trop d’envois en peu de temps depuis cette connexion. Réessayez dans dix minutes.")


def language_of(request: HttpRequest, form: Form, response: Any = None) -> str:
    """The one asked by the page, that of the answer begun, that of the browser, that of the form."""
    known = form.shown_languages
    asked = request.POST.get("lang") or request.GET.get("lang") or (response.language if response else "")
    if asked in known:
        return asked
    for accepted in request.headers.get("accept-language", "").split(","):
        code = accepted.strip()[:2].lower()
        if code in known:
            return code
    return form.language


@dataclass
class Sent:
    """What a page sent. `trouble`: said above the form; `errors`: by question."""

    raw: dict[str, Any]
    revision: int
    uploads: Uploads
    signature: Any
    trouble: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    puzzle: robots.Puzzle | None = None


def answer_page(request: HttpRequest, sitting: Sitting, guarded: bool = False) -> HttpResponse:
    with translation.override(ui_language(sitting.language)):
        response = _answer(request, sitting, guarded)
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, sitting: Sitting, guarded: bool) -> HttpResponse:
    if request.method == "POST" and not sitting.preview:
        return _received(request, sitting, guarded)
    refusal = why_closed(sitting) if not sitting.preview else ""
    if refusal:
        return _closed(request, sitting, refusal)
    if request.method == "POST":
        return _rehearsed(request, sitting)
    values = sitting.voice.values if sitting.voice else {}
    errors = _draft_errors(sitting) if request.GET.get("verifier") and sitting.voice else {}
    return _page(request, sitting, values, errors)


def _draft_errors(sitting: Sitting) -> dict[str, str]:
    assert sitting.voice is not None
    errors = judge(sitting, sitting.voice.values)[1]
    errors.pop("signature", None)
    return errors


def _closed(request: HttpRequest, sitting: Sitting, refusal: str, status: int = 200) -> HttpResponse:
    voice = sitting.voice
    if voice is not None and voice.state == Spoken.SENT:
        return render(request, "forms/rendered.html", {**_shell(sitting), **rendered_context(sitting)})
    return render(request, "forms/closed.html", {**_shell(sitting), "refusal": refusal}, status=status)


def _shell(sitting: Sitting) -> dict[str, Any]:
    return {
        "form": sitting.form,
        "language": sitting.language,
        "direction": "rtl" if sitting.language in RIGHT_TO_LEFT else "ltr",
    }


def _page(
    request: HttpRequest, sitting: Sitting, values: dict[str, Any], errors: dict[str, str],
    sent: Sent | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        **_shell(sitting),
        **fill_context(request, sitting, values, errors),
        "trouble": sent.trouble if sent else "",
        "puzzle": sent.puzzle if sent else None,
        "signature": {"name": "", **(sent.signature if sent else {})},
    }
    return render(request, "forms/fill.html", context, status=status)


def _read(request: HttpRequest, sitting: Sitting) -> Sent:
    revision = request.POST.get("revision", "0")
    uploads = Uploads()
    for question in sitting.definition.questions():
        files = request.FILES.getlist(question.key) if question.type == "file" else []
        if files and question.asked_of(sitting.party):
            uploads.by_question[question.key] = list(files)[:10]
    return Sent(
        raw=from_page(sitting.definition, request.POST, sitting.party),
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else 0,
        uploads=uploads,
        signature=signature_of(request.POST, "signing") or {},
    )


def _received(request: HttpRequest, sitting: Sitting, guarded: bool) -> HttpResponse:
    keep = request.POST.get("do") == "keep"
    if sitting.voice is None and not sitting.once:
        sitting.once = robots.read_stamp(sitting.form.pk, request.POST.get("stamp", ""))
    if guarded and sitting.voice is None:
        known = voice_by_once(sitting.form, sitting.once)
        if known is not None:
            return _already(request, sitting, known)
    sent = _read(request, sitting)
    try:
        if guarded and sitting.voice is None:
            _sift(request, sitting, sent)
            if sent.trouble:
                return _again(request, sitting, sent, 422)
        return _keep(request, sitting, sent) if keep else _render(request, sitting, sent)
    except Closed as error:
        return _refused(request, sitting, sent, str(error), 409)
    except Stale as error:
        return _stale(request, sitting, sent, error)
    except ValidationError as error:
        sent.trouble = " ".join(error.messages)
        return _again(request, sitting, sent, 422)


def _already(request: HttpRequest, sitting: Sitting, known: Voice) -> HttpResponse:
    """The same page sent again: the first sending stands."""
    if sitting.form.anonymous:
        return redirect("forms:thanks", key=sitting.form.key)
    if _by_script(request):
        return JsonResponse(
            {"link": voice_path(known), "revision": known.revision, "again": True}, status=409
        )
    return redirect(voice_path(known))


def _sift(request: HttpRequest, sitting: Sitting, sent: Sent) -> None:
    number = robots.count_sending(sitting.form.pk)
    if number > robots.FLOOD:
        sent.trouble = str(FLOOD)
        return
    if not sitting.once:
        sent.trouble = _(
            "Cette page est restée ouverte trop longtemps. Vérifiez vos réponses et envoyez-les à nouveau."
        )
        return
    doubtful = (
        request.POST.get(robots.TRAP)
        or number > robots.CALM
        or (request.POST.get("do") != "keep" and robots.too_quick(request.POST.get("stamp", "")))
    )
    if doubtful and not robots.solved(request.POST.get("puzzle", ""), request.POST.get("solution", "")):
        sent.puzzle = robots.new_puzzle()
        sent.trouble = _("Une dernière question, pour écarter les robots.")


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "fetch"


def _actor(request: HttpRequest, sitting: Sitting) -> Any:
    return request.user if sitting.user is not None else None


def _keep(request: HttpRequest, sitting: Sitting, sent: Sent) -> HttpResponse:
    voice = do_keep_draft(
        actor=_actor(request, sitting),
        sitting=sitting,
        raw=sent.raw,
        revision=sent.revision,
        uploads=sent.uploads,
    )
    if _by_script(request):
        moment = timezone.localtime(voice.changed_at).strftime("%H:%M")
        return JsonResponse({"link": voice_path(voice), "revision": voice.revision, "at": moment})
    return redirect(f"{voice_path(voice)}?garde=1")


def _render(request: HttpRequest, sitting: Sitting, sent: Sent) -> HttpResponse:
    outcome = do_render(
        actor=_actor(request, sitting), sitting=sitting, raw=sent.raw, revision=sent.revision,
        uploads=sent.uploads, signature=sent.signature,
    )  # fmt: skip
    if outcome.voice is None:
        sent.errors = outcome.errors
        return _again(request, sitting, sent, 422)
    if outcome.voice.anonymous:
        return redirect("forms:thanks", key=sitting.form.key)
    return redirect(voice_path(outcome.voice))


def _again(request: HttpRequest, sitting: Sitting, sent: Sent, status: int) -> HttpResponse:
    """The page with what was typed. Files cannot be put back in a page: they are kept in the draft."""
    if _by_script(request):
        return JsonResponse({"text": sent.trouble, "errors": sent.errors}, status=status)
    if sent.uploads.by_question and not sent.trouble and not sitting.form.anonymous:
        try:
            do_keep_draft(
                actor=_actor(request, sitting),
                sitting=sitting,
                raw=sent.raw,
                revision=sent.revision,
                uploads=sent.uploads,
            )
        except ValidationError as error:
            sent.trouble = " ".join(error.messages)
        else:
            assert sitting.voice is not None
            if sitting.user is None:
                return redirect(f"{voice_path(sitting.voice)}?verifier=1")
            sent.raw = sitting.voice.values
    return _page(request, sitting, sent.raw, sent.errors, sent, status)


def _refused(request: HttpRequest, sitting: Sitting, sent: Sent, text: str, status: int) -> HttpResponse:
    """What was typed stays on the page, so that the person can at least copy it."""
    if _by_script(request):
        return JsonResponse({"text": text}, status=status)
    if sitting.voice is not None and sitting.voice.state == Spoken.SENT:
        return redirect(voice_path(sitting.voice))
    sent.trouble = text
    return _page(request, sitting, sent.raw, {}, sent, status)


def _stale(request: HttpRequest, sitting: Sitting, sent: Sent, error: Stale) -> HttpResponse:
    if _by_script(request):
        return JsonResponse({"text": str(error), "stale": True}, status=409)
    sitting.voice = error.voice
    sent.trouble = (
        _("%s Ce que vous venez d’écrire est ci-dessous : vérifiez, puis envoyez à nouveau.") % error
    )
    return _page(request, sitting, sent.raw, {}, sent, 409)


def _rehearsed(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    """In the preview nothing is written: errors and scores are shown as they would be."""
    sent = _read(request, sitting)
    pending = dict(sent.raw)
    sent.uploads.announce(pending)
    values, errors = judge(sitting, pending, sent.signature)
    if errors:
        return _page(request, sitting, sent.raw, errors, sent, 422)
    return render(request, "forms/rehearsed.html", {**_shell(sitting), **rehearsal_context(sitting, values)})


def thanks_page(request: HttpRequest, form: Form) -> HttpResponse:
    language = language_of(request, form)
    with translation.override(ui_language(language)):
        sitting_like = {
            "form": form,
            "language": language,
            "direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
            "again": reverse("forms:entrance", kwargs={"key": form.key})
            if form.access == Access.PUBLIC
            else "",
        }
        return render(request, "forms/thanks.html", sitting_like)
