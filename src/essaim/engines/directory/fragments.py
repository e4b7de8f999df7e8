"""Lines of people and organisations, added and changed in a dialog; the panel comes back whole."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import Refused
from essaim.kit.access import requires, signed_in
from essaim.kit.writing import snapshot

from . import places, queries
from .actions import parts as writes
from .models import Affiliation, Consent, Relationship
from .parts import OWNERS, Part, may_change, owner_or_404, owner_slug, part_or_404, resource_of, type_name


def _resource(owner: str, part: str, **kwargs: Any) -> str:
    found = part_or_404(part)
    if owner not in OWNERS:
        raise Http404
    return found.resource or OWNERS[owner]


def panel_context(user: Any, part: Part, owner: Any) -> dict[str, Any]:
    context = part.load(user, owner)
    base = reverse("directory:add", kwargs={"owner": owner_slug(owner), "pk": owner.pk, "part": part.slug})
    return {
        **context,
        "part": part,
        "owner": owner,
        "owner_type": type_name(owner),
        "base": base,
        "may_change": may_change(user, part, owner),
    }


@requires("change", _resource)
def change_line(request: HttpRequest, owner: str, pk: int, part: str, line: int) -> HttpResponse:
    found = part_or_404(part)
    if found.kept:
        raise Http404
    return _edit(request, found, owner_or_404(request.user, owner, pk), line)


@signed_in
def add_line(request: HttpRequest, owner: str, pk: int, part: str) -> HttpResponse:
    """The right asked depends on the part: to note a consent is to create one."""
    return _edit(request, part_or_404(part), owner_or_404(request.user, owner, pk), None)


def _edit(request: HttpRequest, part: Part, owner: Any, line: int | None) -> HttpResponse:
    if not may_change(request.user, part, owner):
        raise Refused("create" if part.kept else "change", resource_of(part, owner), owner)
    instance = _line(part, owner, line) if line else part.model()
    before = snapshot(instance)
    form = part.form(
        request.POST or None, request.FILES or None, instance=instance, owner=owner, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        try:
            _save(request.user, part, owner, form, before)
        except ValidationError as error:
            _refuse(form, error)
        else:
            return _done(request, part, owner, _("Enregistré."))
    context = {
        "form": form,
        "title": part.changing if line else part.adding,
        "url": request.path,
        "target": part.panel_id,
        "back": address_of(record_types.get(type_name(owner)), owner.pk),
        "places_url": reverse("directory:places"),
    }
    response = render(request, "directory/part_form.html", context, status=422 if form.is_bound else 200)
    if form.is_bound:
        response["HX-Retarget"], response["HX-Reswap"] = "#es-shared [data-dialog-body]", "innerHTML"
    return response


def _save(actor: Any, part: Part, owner: Any, form: Any, before: dict[str, Any]) -> None:
    line = form.instance
    if isinstance(line, Affiliation):
        writes.do_save_affiliation(actor=actor, owner=owner, line=line)
    elif isinstance(line, Relationship):
        kind, other, back = form.read()
        writes.do_save_relationship(actor=actor, owner=owner, line=line, kind_id=kind, other=other, back=back)
    elif isinstance(line, Consent):
        writes.do_record_consents(actor=actor, owner=owner, channels=form.cleaned_data["channels"], said=line)
    elif line.pk:
        writes.do_change_line(actor=actor, part=part, owner=owner, line=line, before=before)
    else:
        writes.do_add_line(actor=actor, part=part, owner=owner, line=line)


def _refuse(form: Any, error: ValidationError) -> None:
    """The action's refusal, put on the form's fields where they bear the same names."""
    for name, messages in getattr(error, "message_dict", {"__all__": error.messages}).items():
        form.add_error(name if name in form.fields else None, messages)


def _line(part: Part, owner: Any, pk: int) -> Any:
    found = queries.line_of(part.model, owner, pk)
    if found is None:
        raise Http404
    return found


@require_POST
@requires("change", _resource)
def end_line(request: HttpRequest, owner: str, pk: int, part: str, line: int) -> HttpResponse:
    found, whose = part_or_404(part), owner_or_404(request.user, owner, pk)
    row = _line(found, whose, line)
    if not hasattr(row, "end"):
        raise Http404
    writes.do_end_line(actor=request.user, part=found, owner=whose, line=row)
    return _done(request, found, whose, _("C’est noté : terminé aujourd’hui."))


@require_POST
@requires("change", _resource)
def remove_line(request: HttpRequest, owner: str, pk: int, part: str, line: int) -> HttpResponse:
    found, whose = part_or_404(part), owner_or_404(request.user, owner, pk)
    if found.kept:
        raise Http404
    writes.do_remove_line(actor=request.user, part=found, owner=whose, line=_line(found, whose, line))
    return _done(request, found, whose, _("Ligne retirée."))


@require_POST
@requires("change", _resource)
def make_main(request: HttpRequest, owner: str, pk: int, part: str, line: int) -> HttpResponse:
    found, whose = part_or_404(part), owner_or_404(request.user, owner, pk)
    if found.slug != "coordonnees":
        raise Http404
    writes.do_make_main(actor=request.user, owner=whose, line=_line(found, whose, line))
    return redirect(address_of(record_types.get(type_name(whose)), whose.pk))


def _done(request: HttpRequest, part: Part, owner: Any, text: str) -> HttpResponse:
    """The panel as it stands now; without htmx, the page of the record."""
    if not getattr(request, "htmx", False):
        return redirect(address_of(record_types.get(type_name(owner)), owner.pk))
    response = render(request, part.template, panel_context(request.user, part, owner))
    response["HX-Trigger"] = json.dumps(
        {"es:dialog-close": True, "es:toast": {"level": "success", "text": text}}
    )
    return response


@require_GET
@signed_in
def find_places(request: HttpRequest) -> JsonResponse:
    """Towns for a postcode or the beginning of a name: ?q=4480&pays=FR"""
    text = request.GET.get("q", "").replace("\x00", "")[:60]
    found = places.suggest(text, request.GET.get("pays", "FR")[:2])
    return JsonResponse(
        {
            "results": [
                {
                    "id": place.commune_code,
                    "label": place.city,
                    "hint": place.postcode or place.department,
                    "postcode": place.postcode,
                    "city": place.city,
                    "icon": "map-pin",
                }
                for place in found
            ]
        }
    )


@require_GET
@requires("view", "consents")
def proof(request: HttpRequest, pk: int) -> FileResponse:
    """The scan kept as proof of a consent, to those who may see its person or organisation."""
    consent = queries.consent_with_document(pk)
    if consent is None:
        raise Http404
    owner = consent.owner
    owner_or_404(request.user, owner_slug(owner), owner.pk)
    return FileResponse(consent.document.open("rb"), as_attachment=True)
