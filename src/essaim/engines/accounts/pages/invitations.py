"""Administration: invitations."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.kit.access import requires

from .. import invitations as reads
from ..actions.invitations import Invited, invite, resend_invitation, revoke_invitation
from ..forms.users import InviteForm
from ..models import Invitation
from ..providers import role_choices
from ..requests import SignedInRequest


@requires("create", "access")
def invitations(request: SignedInRequest) -> HttpResponse:
    status, text = request.GET.get("status", ""), request.GET.get("q", "")
    page = Paginator(reads.invitations(status, text), 50).get_page(request.GET.get("page"))
    labels = {role.code: role.label for role in role_choices(None)}
    rows = [
        {
            "item": item,
            "roles": [labels.get(code, code) for code in item.role_codes],
            "open": item.status in OPEN,
            "menu_label": _("Actions pour %(email)s") % {"email": item.email},
        }
        for item in page.object_list
    ]
    context = {
        "rows": rows, "page": page, "status": status, "q": text,
        "statuses": Invitation.Status.choices, "filtered": bool(status or text),
    }  # fmt: skip
    return render(request, "accounts/invitation/list.html", context)


OPEN = (Invitation.Status.WAITING, Invitation.Status.EXPIRED, Invitation.Status.REVOKED)


@requires("create", "access")
def new_invitation(request: SignedInRequest) -> HttpResponse:
    form = InviteForm(request.POST or None, request.FILES or None, actor=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            result = invite(
                actor=request.user, people=form.cleaned_data["invitees"], role_codes=form.role_codes(),
                message=form.cleaned_data["message"], **form.memberships(),
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _tell(request, result)
            return redirect("accounts:invitations")
    return render(request, "accounts/invitation/new.html", {"form": form}, status=422 if form.errors else 200)


def _tell(request: SignedInRequest, result: Invited) -> None:
    if result.made:
        text = ngettext("%(n)d invitation envoyée.", "%(n)d invitations envoyées.", len(result.made))
        messages.success(request, text % {"n": len(result.made)})
    if result.have_account:
        who = ", ".join(result.have_account)
        messages.warning(request, _("Ont déjà un compte, et ne sont pas invités : %(who)s") % {"who": who})
    if result.already_invited:
        who = ", ".join(result.already_invited)
        messages.warning(request, _("Ont déjà une invitation en attente : %(who)s") % {"who": who})


def _invitation(pk: int) -> Invitation:
    found = reads.invitation_by_pk(pk)
    if found is None:
        raise Http404
    return found


@requires("create", "access")
@require_POST
def resend(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _invitation(pk)
    try:
        resend_invitation(actor=request.user, invitation=invitation)
        messages.success(request, _("Invitation renvoyée à %(email)s.") % {"email": invitation.email})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:invitations")


@requires("create", "access")
@require_POST
def revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    invitation = _invitation(pk)
    try:
        revoke_invitation(actor=request.user, invitation=invitation)
        messages.success(request, _("L’invitation de %(email)s est annulée.") % {"email": invitation.email})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("accounts:invitations")
