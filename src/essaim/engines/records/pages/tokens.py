"""/comptes/jetons/: the tokens one has made, a new one, the end of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.engines.records.forms.token_form import TokenForm
from essaim.engines.records.tokens.actions import do_create_token, do_revoke_token
from essaim.engines.records.tokens.queries import own_token, tokens_of
from essaim.kit.access import signed_in


@signed_in
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The secret of a new token is shown in the answer that made it, and nowhere else ever."""
    form = TokenForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            made, context["secret"] = do_create_token(actor=request.user, user=request.user, **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            context |= {"made": made, "form": TokenForm()}
    context["tokens"] = tokens_of(request.user)  # type: ignore[arg-type]
    context["site"] = request.build_absolute_uri("/").rstrip("/")
    return render(request, "records/tokens.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    token = own_token(request.user, pk)  # type: ignore[arg-type]
    if token is None:
        raise Http404
    do_revoke_token(actor=request.user, token=token)
    messages.success(request, _("Le jeton « %s » ne sert plus.") % token.name)
    return redirect("records:tokens")


for _view in (tokens, revoke_token):
    _view.own_account_only = True  # type: ignore[union-attr]
