"""What I am told, how and when: /notifications/preferences/"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from essaim.engines.notifications.actions import do_choose, do_save_settings
from essaim.engines.notifications.forms import KindsForm, MomentsForm
from essaim.kit.access import own_account_only, signed_in


@signed_in
@own_account_only
def preferences(request: HttpRequest) -> HttpResponse:
    data = request.POST or None
    form, moments = KindsForm(data, user=request.user), MomentsForm(data, user=request.user)
    if request.method == "POST" and form.is_valid() and moments.is_valid():
        do_choose(actor=request.user, choices=form.choices())
        do_save_settings(actor=request.user, values=moments.cleaned_data)
        messages.success(request, _("Vos choix sont enregistrés."))
        return redirect("notifications:preferences")
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "moments": moments, "groups": list(form.rows()), "blocks": form.block_rows()}
    return render(request, "notifications/preferences.html", context, status=status)
