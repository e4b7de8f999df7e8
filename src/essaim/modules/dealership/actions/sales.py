"""Leads, sales and requests: what is particular in writing them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.engines.records.api import create, generic_change, lock, record_types
from essaim.engines.rights.api import require
from essaim.kit.writing import writing
from essaim.modules.dealership.choices import CustomerSource, LeadKind, LeadStatus, RequestKind, Stage
from essaim.modules.dealership.models import Customer, Lead, Opportunity

SOURCES = {LeadKind.WEB_ADVERT: CustomerSource.WEB_ADVERT, LeadKind.CLASSIFIED: CustomerSource.CLASSIFIED,
           LeadKind.CALL_BACK: CustomerSource.PHONE}  # fmt: skip
ENDED = (Stage.DELIVERED, Stage.LOST)


def defaults(actor: Any) -> dict[str, Any]:
    if actor is None:
        return {}
    own = sorted(network_ids(actor))
    return {"dealership": own[0] if own else None, "assigned_to": actor.pk}


def after_opportunity_saved(*, obj: Opportunity, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """A sale delivered or lost has the day it ended; one taken up again has none."""
    ended = obj.stage in ENDED
    if ended != (obj.closed_on is not None):
        obj.closed_on = timezone.localdate() if ended else None
        obj.save(update_fields=["closed_on"])


def do_move(*, actor: Any, opportunity: Opportunity, stage: str) -> Opportunity:
    if stage not in Stage.values:
        raise ValidationError(_("Cette étape n’existe pas."))
    changed: Any = generic_change(
        actor=actor, record_type=record_types.get("opportunities"), obj=opportunity, values={"stage": stage}
    )
    return changed


def customers_like(user: Any, lead: Lead) -> list[Customer]:
    """The customers within reach whom the lead may be: same e-mail, same telephone, or same name and town."""
    same = Q(pk__in=[])
    if lead.email:
        same |= Q(person__email=lead.email) | Q(organisation__email=lead.email)
    if lead.phone:
        same |= Q(person__mobile=lead.phone) | Q(person__phone=lead.phone)
    same |= Q(person__last_name__iexact=lead.last_name, person__first_name__iexact=lead.first_name or "-")
    return list(Customer.objects.for_user(user).filter(same, merged_into=None).order_by("pk")[:5])


def do_take_up(*, actor: Any, lead: Lead, customer: Customer | None = None) -> Customer:
    """The lead becomes a prospect (or joins the sheet of `customer`), with what it asked for."""
    with writing(actor, _("lead")):
        current: Any = lock(record_types.get("leads"), lead.pk)
        require(actor, "change", "leads", current, record_types.get("leads").guard)
        if current.customer_id:
            raise ValidationError(_("Ce lead a déjà sa fiche."))
        made = customer or _make_prospect(actor, current)
        generic_change(
            actor=actor, record_type=record_types.get("leads"), obj=current,
            values={"customer": made.pk, "status": LeadStatus.CONVERTED.value},
        )  # fmt: skip
        _follow_request(actor, current, made)
    return made


def _make_prospect(actor: Any, lead: Lead) -> Customer:
    values = {
        "last_name": lead.last_name, "first_name": lead.first_name, "email": lead.email, "mobile": lead.phone,
        "postcode": lead.postcode, "city": lead.city, "wanted_vehicles": lead.wanted,
        "source": SOURCES.get(LeadKind(lead.kind), CustomerSource.WEB).value,
        "dealership": lead.dealership_id, "assigned_to": lead.assigned_to_id or getattr(actor, "pk", None),
    }  # fmt: skip
    values = {name: value for name, value in values.items() if value not in (None, "")}
    made: Any = create(actor=actor, record_type=record_types.get("customers"), values=values)
    return made


def _follow_request(actor: Any, lead: Lead, customer: Customer) -> None:
    """A trial or a trade-in that was asked for stands among the requests."""
    kinds = {LeadKind.TEST_DRIVE: RequestKind.TEST_DRIVE, LeadKind.TRADE_IN: RequestKind.TRADE_IN}
    kind = kinds.get(LeadKind(lead.kind))
    if kind is None:
        return
    values = {
        "kind": kind.value, "customer": customer.pk, "asked_on": timezone.localdate(lead.issued_at),
        "notes": lead.message, "dealership": lead.dealership_id, "assigned_to": lead.assigned_to_id,
    }  # fmt: skip
    if kind == RequestKind.TEST_DRIVE:
        values["wanted"] = lead.wanted
    create(actor=actor, record_type=record_types.get("vehicle-requests"), values=values)
