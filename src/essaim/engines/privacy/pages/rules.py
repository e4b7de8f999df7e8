"""Retention rules: /donnees-personnelles/conservation/"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.privacy import queries
from essaim.engines.privacy.actions import do_delete_rule, do_save_rule, make_report
from essaim.engines.privacy.clocks import due, may_run, undated
from essaim.engines.privacy.forms import RuleForm
from essaim.engines.privacy.models import RetentionRule
from essaim.engines.records.api import (
    Phrases,
    QueryError,
    RecordType,
    read_address,
    record_type_or_404,
    record_types,
)
from essaim.engines.rights.api import can, require
from essaim.kit.access import requires

from .tabs import tabs


def phrase(request: HttpRequest, rule: RetentionRule) -> str:
    """What the rule is about, in words: its filter, or all."""
    if rule.type not in record_types:
        return _("un type de fiche qui n’existe plus")
    record_type = record_types.get(rule.type)
    tree, text = rule.query.get("filter"), rule.query.get("text", "")
    words = [Phrases(request.user, record_type).node(tree)] if tree else []
    words += [_("contient « %s »") % text] if text else []
    plural = str(record_type.label_plural)
    return f"{plural} : {', '.join(words)}" if words else _("%s : toutes") % plural


def base_label(request: HttpRequest, rule: RetentionRule) -> str:
    if rule.type in record_types:
        for field in queries.date_fields(request.user, record_types.get(rule.type)):
            if field.name == rule.base:
                return str(field.label)
    return rule.base


@requires("view", "retention")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    rows = [(row, phrase(request, row), base_label(request, row), may_run(row)) for row in queries.rules()]
    context = {
        "tabs": tabs("rules"),
        "rows": rows,
        "reports": queries.reports()[:20],
        "may_create": can(request.user, "create", "retention"),
        "types": [item for item in record_types if item.in_menu and queries.date_fields(request.user, item)],
        "has_register": queries.processings().exists(),
    }
    return render(request, "privacy/rules.html", context)


def _or_404(pk: int) -> RetentionRule:
    found = queries.rule(pk)
    if found is None:
        raise Http404
    return found


@requires("create", "retention")
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """The filter comes in the address, as a list gives it: ?f=…"""
    record_type = record_type_or_404(slug)
    address = read_address(request.GET)
    if address.error:
        messages.warning(request, address.error)
    query = address.query(record_type.name)
    kept = {name: value for name, value in query.to_json().items() if name in ("filter", "text")}
    return _edit(request, RetentionRule(type=record_type.name, query=kept), record_type)


@requires("view", "retention")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    rule = _or_404(pk)
    if rule.type not in record_types:
        raise Http404
    return _edit(request, rule, record_types.get(rule.type))


def _edit(request: HttpRequest, rule: RetentionRule, record_type: RecordType) -> HttpResponse:
    form = RuleForm(request.POST or None, instance=rule, user=request.user, record_type=record_type)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do_save_rule(actor=request.user, rule=rule, values=form.cleaned_data)
            except ValidationError as error:
                _tell(form, error)
            else:
                messages.success(request, _("La règle est enregistrée."))
                return redirect("privacy:rule_trial", pk=rule.pk)
    context = {
        "form": form,
        "rule": rule,
        "phrase": phrase(request, rule),
        "list_slug": record_type.slug,
        "may_save": can(request.user, "change" if rule.pk else "create", "retention"),
        "may_delete": bool(rule.pk) and can(request.user, "delete", "retention"),
        "has_register": queries.processings().exists(),
    }
    return render(request, "privacy/rule.html", context, status=status)


def _tell(form: RuleForm, error: ValidationError) -> None:
    for name, texts in error.message_dict.items():
        form.add_error(name if name in form.fields else None, texts)


@requires("view", "retention")
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rule would do today; POST makes the report that somebody confirms."""
    rule = _or_404(pk)
    if request.method == "POST":
        require(request.user, "change", "retention")
        report = make_report(rule)
        if report is not None:
            return redirect("privacy:report", pk=report.pk)
        messages.info(request, _("Rien à faire : aucune fiche n’est au bout, ou un rapport attend déjà."))
    context = {
        "rule": rule,
        "phrase": phrase(request, rule),
        "base": base_label(request, rule),
        "limit": rule.limit(),
        "runs": may_run(rule),
        "may_report": can(request.user, "change", "retention") and rule.active and not rule.obligation,
    }
    try:
        context |= {"count": due(rule).count(), "undated": undated(rule), "broken": False}
    except (QueryError, KeyError):
        context |= {"count": 0, "undated": 0, "broken": True}
    return render(request, "privacy/trial.html", context)


@requires("delete", "retention")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    do_delete_rule(actor=request.user, rule=_or_404(pk))
    messages.success(request, _("La règle est supprimée."))
    return redirect("privacy:rules")
