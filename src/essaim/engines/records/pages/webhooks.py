"""/administration/webhooks/: addresses told of what happens here, and the log of what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.engines.records.forms.webhook_form import WebhookForm
from essaim.engines.records.models import Webhook
from essaim.engines.records.webhooks import actions, queries
from essaim.engines.records.webhooks.events import labels
from essaim.kit.access import requires

may_see = requires("view", "access")
may_change = requires("change", "access")


def _webhook(pk: int) -> Webhook:
    found = queries.by_key(pk)
    if found is None:
        raise Http404
    return found


@may_see
def webhooks(request: HttpRequest) -> HttpResponse:
    return render(request, "records/webhooks.html", {"webhooks": queries.webhooks()})


@may_see
@never_cache
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    found = _webhook(pk)
    state = request.GET.get("etat", "")
    page = Paginator(queries.deliveries(found, state), 25).get_page(request.GET.get("page"))
    words = labels()
    for delivery in page.object_list:
        delivery.event_label = words.get(delivery.event, delivery.event)  # type: ignore[attr-defined]
    told = [words.get(name, name) for name in found.events]
    context = {"webhook": found, "page": page, "state": state, "told": told}
    return render(request, "records/webhook.html", context)


@requires("create", "access")
def new_webhook(request: HttpRequest) -> HttpResponse:
    form = WebhookForm(request.POST or None, initial={"owner": request.user})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.do_create_webhook(actor=request.user, **form.cleaned_data)
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(
                request, _("Le webhook est en service. Copiez son secret chez celui qui écoute.")
            )
            return redirect("records:webhook", pk=made.pk)
    return _form(request, form, None)


@may_change
def change_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    found = _webhook(pk)
    form = WebhookForm(request.POST or None, webhook=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.do_change_webhook(actor=request.user, webhook=found, **form.cleaned_data)
        except ValidationError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Modifications enregistrées."))
            return redirect("records:webhook", pk=pk)
    return _form(request, form, found)


def _form(request: HttpRequest, form: WebhookForm, found: Webhook | None) -> HttpResponse:
    context = {"form": form, "webhook": found}
    return render(request, "records/webhook_form.html", context, status=422 if form.errors else 200)


def _refuse(form: WebhookForm, error: ValidationError) -> None:
    for name, problems in error.error_dict.items() if hasattr(error, "error_dict") else ():
        form.add_error(name if name in form.fields else None, problems)


@may_change
@require_POST
def try_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    actions.do_send_test(actor=request.user, webhook=_webhook(pk))
    messages.success(
        request, _("Un message d’essai part : son résultat s’affiche dans le journal des envois.")
    )
    return redirect("records:webhook", pk=pk)


@may_change
@require_POST
def renew_secret(request: HttpRequest, pk: int) -> HttpResponse:
    actions.do_renew_secret(actor=request.user, webhook=_webhook(pk))
    messages.success(request, _("Le secret est renouvelé : l’ancien ne vaut plus."))
    return redirect("records:webhook", pk=pk)


@requires("delete", "access")
@require_POST
def delete_webhook(request: HttpRequest, pk: int) -> HttpResponse:
    actions.do_delete_webhook(actor=request.user, webhook=_webhook(pk))
    messages.success(request, _("Le webhook est supprimé."))
    return redirect("records:webhooks")


@may_change
@require_POST
def send_again(request: HttpRequest, pk: int, delivery: int) -> HttpResponse:
    found = queries.delivery(_webhook(pk), delivery)
    if found is None or not found.body:
        raise Http404
    actions.do_send_again(actor=request.user, delivery=found)
    messages.success(request, _("Le même message repart."))
    return redirect("records:webhook", pk=pk)
