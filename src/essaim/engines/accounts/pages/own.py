"""One's own profile and sessions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.kit.access import own_account_only

from ..access import own_account
from ..actions.sessions import end_sessions
from ..actions.users import change_own_profile
from ..forms.own import ProfileForm
from ..providers import role_choices, roles_held
from ..queries import sessions_of
from ..requests import SignedInRequest
from ..wording import device, device_icon


@own_account
@own_account_only
def profile(request: SignedInRequest) -> HttpResponse:
    user = request.user
    initial = {"first_name": user.first_name, "last_name": user.last_name, "language": user.language or "fr"}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_own_profile(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Votre profil est enregistré."))
        return redirect("accounts:profile")
    labels = {role.code: role.label for role in role_choices(None)}
    roles = [labels.get(code, code) for code in roles_held([user])[user.pk]]
    return render(request, "accounts/own/profile.html", {"form": form, "person": user, "roles": roles})


@own_account
@own_account_only
def sessions(request: SignedInRequest) -> HttpResponse:
    rows = [
        {
            "pk": session.pk,
            "device": device(session.user_agent),
            "icon": device_icon(session.user_agent),
            "address": session.ip,
            "seen": session.last_seen_at,
            "since": session.created_at,
            "current": session.session_key == request.session.session_key,
        }
        for session in sessions_of(request.user)
    ]
    rows.sort(key=lambda row: not row["current"])
    return render(request, "accounts/own/sessions.html", {"rows": rows, "others": len(rows) > 1})


@own_account
@require_POST
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    session = next((session for session in sessions_of(request.user) if session.pk == pk), None)
    if session is None:
        raise Http404
    current = session.session_key == request.session.session_key
    end_sessions(actor=request.user, sessions=[session])
    if current:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("Cette session est fermée."))
    return redirect("accounts:sessions")


@own_account
@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    others = [s for s in sessions_of(request.user) if s.session_key != request.session.session_key]
    end_sessions(actor=request.user, sessions=others)
    text = ngettext("%(n)d autre session fermée.", "%(n)d autres sessions fermées.", len(others))
    messages.success(request, text % {"n": len(others)})
    return redirect("accounts:sessions")
