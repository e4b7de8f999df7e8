"""Reads of the forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from essaim.engines.accounts.api import User, network_ids

from .choices import Access, Feeding, Progress, Spoken, Status
from .models import Attachment, Form, Response, Ticket, Version, Voice

FEWEST_ANONYMOUS = 3


def form_for(user: Any, pk: int) -> Form | None:
    rows = Form.objects.for_user(user).select_related("published", "owner")
    return rows.filter(pk=pk).first()


def form_by_key(key: str) -> Form | None:
    return Form._base_manager.select_related("published").filter(key=key, published__isnull=False).first()


def templates_for(user: Any) -> list[Form]:
    return list(Form.objects.for_user(user).filter(is_template=True).order_by("title")[:200])


def version_of(form: Form, pk: Any) -> Version | None:
    """A version of this very form: what the page was shown with."""
    if not str(pk).isdecimal() or len(str(pk)) > 17:
        return form.published
    return form.versions.filter(pk=pk).first() or form.published


def is_for_member(form: Form, user: Any) -> bool:
    """A form for people with an account, kept to its networks when it has some."""
    networks = set(form.networks.values_list("pk", flat=True))
    return (
        not networks
        or bool(networks & set(network_ids(user)))
        or Form.objects.for_user(user).filter(pk=form.pk).exists()
    )


def member_voice(form: Form, user: Any) -> Voice | None:
    """What a member already began or rendered, in a form they answer once."""
    rows = Voice.objects.select_related("response__form", "response__version").filter(
        response__form=form, user=user, party=""
    )
    drafts = rows if not form.several else rows.exclude(state=Spoken.SENT)
    return drafts.order_by("-changed_at").first()


def voice_by_once(form: Form, once: str) -> Voice | None:
    if not once:
        return None
    rows = Voice.objects.select_related("response__form", "response__version")
    return rows.filter(response__form=form, response__once=once).first()


def used_ticket(form: Form, user: Any) -> bool:
    return Ticket.objects.filter(form=form, user=user, used=True).exists()


def done_responses(user: Any, form: Form) -> QuerySet[Response]:
    rows = Response.objects.for_user(user).filter(form=form, progress=Progress.DONE)
    return rows.order_by("id") if form.anonymous else rows.order_by("-done_at", "id")


def shown_responses(user: Any, form: Form) -> QuerySet[Response]:
    """For the table of answers: rendered ones, and grids under way."""
    rows = Response.objects.for_user(user).filter(form=form)
    begun = Q(progress=Progress.DONE) | Q(voices__party__gt="") | Q(subject_type__gt="")
    rows = rows.filter(begun).distinct() if not form.anonymous else rows.filter(progress=Progress.DONE)
    order = ("id",) if form.anonymous else ("-created_at", "id")
    return rows.select_related("version").prefetch_related("voices").order_by(*order)


def response_for(user: Any, pk: Any) -> Response | None:
    rows = Response.objects.for_user(user).select_related("form", "version")
    return (
        rows.prefetch_related(Prefetch("voices", Voice.objects.select_related("user"))).filter(pk=pk).first()
    )


def too_few(form: Form, number: int) -> bool:
    """Anonymous answers are shown only when nobody can be guessed behind them."""
    return form.anonymous and number < FEWEST_ANONYMOUS


def invited_voices(user: Any, form: Form) -> list[Voice]:
    rows = Voice.objects.filter(response__in=Response.objects.for_user(user).filter(form=form))
    asked = rows.filter(Q(email__gt="") | Q(party__gt="")).exclude(response__created_by=None)
    return list(asked.select_related("response").order_by("state", "name", "email", "id")[:500])


def invited_tickets(form: Form) -> list[Ticket]:
    return list(form.tickets.order_by("name", "email")[:1000])


def ticket_counts(form: Form) -> tuple[int, int]:
    found = form.tickets.aggregate(used=Count("pk", filter=Q(used=True)), all=Count("pk"))
    return found["used"], found["all"]


def voices_waiting_for(user: Any) -> list[Voice]:
    """What `user` is asked to fill, by name; those whose turn has not come included."""
    rows = Voice.objects.select_related("response__form", "response__version").prefetch_related(
        "response__voices"
    )
    rows = rows.filter(user=user, response__form__status=Status.OPEN).exclude(state=Spoken.SENT)
    return list(rows.order_by("expires_at", "id")[:200])


def voices_rendered_by(user: Any) -> list[Voice]:
    rows = Voice.objects.select_related("response__form").filter(user=user, state=Spoken.SENT)
    return list(rows.order_by("-sent_at")[:50])


def open_to(user: Any) -> list[Form]:
    """Open forms kept for members, those of the user's networks or of none, that they have not answered."""
    now = timezone.now()
    rows = Form._base_manager.filter(status=Status.OPEN, access=Access.MEMBERS, published__isnull=False)
    rows = rows.filter(Q(opens_at=None) | Q(opens_at__lte=now)).filter(
        Q(closes_at=None) | Q(closes_at__gt=now)
    )
    rows = rows.filter(Q(networks=None) | Q(networks__in=network_ids(user))).distinct()
    answered = Voice.objects.filter(user=user).values("response__form")
    rows = rows.exclude(Q(several=False) & Q(pk__in=answered))
    return list(rows.exclude(tickets__user=user, tickets__used=True).order_by("title")[:100])


def own_voice(user: Any, pk: Any) -> Voice | None:
    """A voice the user holds; nobody else's can be reached this way, whatever their rights."""
    rows = Voice.objects.select_related("response__form", "response__version", "user")
    return rows.filter(pk=pk, user=user, user__isnull=False).first()


def attachment_for(user: Any, pk: Any) -> Attachment | None:
    """A file of an answer within reach, or of one's own voice."""
    from .definition.parts import read
    from .hearing import readable

    found = Attachment.objects.select_related("voice__response__version").filter(pk=pk).first()
    if found is None:
        return None
    if found.voice.user_id == user.pk:
        return found
    response = response_for(user, found.voice.response_id)
    if response is None:
        return None
    seen = readable(user, read(response.version.definition), list(response.voices.all()))
    return found if found.voice_id in {voice.pk for voice in seen} else None


def voice_attachment(voice: Voice, pk: Any) -> Attachment | None:
    return voice.attachments.filter(pk=pk).first()


def files_of(voices: Iterable[Voice]) -> dict[str, Attachment]:
    rows = Attachment.objects.filter(voice__in=[voice.pk for voice in voices])
    return {str(item.pk): item for item in rows}


def responses_about(user: Any, type_name: str, pk: int) -> list[Response]:
    rows = Response.objects.for_user(user).filter(
        Q(subject_type=type_name, subject_id=pk) | Q(fed_type=type_name, fed_id=pk)
    )
    return list(rows.select_related("form").prefetch_related("voices").order_by("-created_at")[:50])


def openable_forms(user: Any) -> list[Form]:
    rows = Form.objects.for_user(user).filter(status=Status.OPEN, published__isnull=False, anonymous=False)
    return list(rows.select_related("published").order_by("title")[:200])


def waiting_feeds(user: Any, form: Form) -> list[Response]:
    rows = Response.objects.for_user(user).filter(form=form, feeding=Feeding.WAITING)
    return list(rows.select_related("version").prefetch_related("voices").order_by("done_at")[:200])


def counts_of(user: Any, form: Form) -> dict[str, int]:
    rows = Response.objects.for_user(user).filter(form=form)
    return rows.aggregate(
        done=Count("pk", filter=Q(progress=Progress.DONE)),
        waiting=Count("pk", filter=Q(feeding=Feeding.WAITING)),
    )


def known_user(email: str) -> Any:
    return User.objects.filter(email__iexact=email, is_active=True).first() if email else None
