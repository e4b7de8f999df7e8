"""The charter as those it binds see it: what they have to accept, what they accepted."""

from __future__ import annotations

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from essaim.kit.access import signed_in
from essaim.kit.markdown import to_html

from ..actions.charter import accept_charters
from ..charters import pending_for, versions_for
from ..forms.charter import AcceptCharterForm
from ..requests import SignedInRequest


def _next(request: SignedInRequest) -> str:
    url = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if safe else "/"


@signed_in
def charter(request: SignedInRequest) -> HttpResponse:
    """While something is pending this page stands before all others; later it shows what is in force."""
    pending = pending_for(request.user)
    if not pending and request.method != "POST":
        texts = [
            {"version": version, "html": to_html(version.body)} for version in versions_for(request.user)
        ]
        return render(request, "accounts/charter/in_force.html", {"texts": texts})
    shown = ",".join(str(item.version.pk) for item in pending)
    form = AcceptCharterForm(request.POST or None, initial={"versions": shown})
    if request.method == "POST" and form.is_valid():
        address = get_client_ip(request) or ""
        accept_charters(actor=request.user, versions=form.cleaned_data["versions"], address=address)
        return redirect(_next(request))
    items = [
        {
            "version": item.version,
            "accepted": item.accepted,
            "articles": item.articles(),
            "html": to_html(item.version.body),
        }
        for item in pending
    ]
    context = {"items": items, "form": form, "shown": shown, "next": _next(request)}
    return render(request, "accounts/charter/accept.html", context, status=422 if form.is_bound else 200)


charter.before_charter = True  # type: ignore[attr-defined]
