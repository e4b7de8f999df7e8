"""Forms of the lines that hang on people and organisations. `owner` and `user` are given by the page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from essaim.kit.templatetags.kit_ui import combobox_html

from . import emails, normalise, phones
from .models import (
    Address,
    Affiliation,
    Consent,
    ContactPoint,
    Organisation,
    Person,
    Relationship,
    RelationshipKind,
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Chooser(forms.Widget):
    """A box that searches people or organisations as one types."""

    def __init__(self, slug: str, model: Any) -> None:
        super().__init__()
        self.slug = slug
        self.model = model

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        key = getattr(value, "pk", value) or ""
        found = self.model._base_manager.filter(pk=key).first() if str(key).isdigit() else None
        spoken = {
            k: v for k, v in {**self.attrs, **(attrs or {})}.items() if k in {"id", "required", "autofocus"}
        }
        url = reverse("records:choices", kwargs={"slug": self.slug})
        return combobox_html(name, url, key, found or "", **spoken)


class PersonField(forms.ModelChoiceField):
    widget = Chooser("personnes", Person)


class OrganisationField(forms.ModelChoiceField):
    widget = Chooser("organismes", Organisation)


class PartForm(forms.ModelForm):
    """A line of `owner`; `user` sees only what they may in the boxes that search."""

    def __init__(self, *args: Any, owner: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.user = owner, user
        self.of_person = isinstance(owner, Person)
        for name in ("start", "end", "said_on"):
            if name in self.fields:
                self.fields[name].widget = DayInput()
        self.prepare()

    def prepare(self) -> None:
        """What depends on the owner."""

    def validate_constraints(self) -> None:
        """Left to the action, which sets the owner."""


class ContactPointForm(PartForm):
    class Meta:
        model = ContactPoint
        fields = ("kind", "value", "label", "start", "end")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        kind, value = data.get("kind"), data.get("value")
        if kind and value:
            try:
                data["value"] = read_contact(kind, value, self.owner.country)
            except ValidationError as error:
                self.add_error("value", error)
        return data


def read_contact(kind: str, value: str, country: str) -> str:
    """The value as it is kept, by kind of contact point."""
    if kind == ContactPoint.Kind.EMAIL:
        return emails.email(value)
    if kind == ContactPoint.Kind.WEB:
        return str(forms.URLField(assume_scheme="https").clean(value))
    return phones.phone(value, country)


class AddressForm(PartForm):
    class Meta:
        model = Address
        fields = ("kind", "label", "street", "street_extra", "postcode", "city", "country", "start", "end")

    def prepare(self) -> None:
        if not self.instance.pk:
            self.initial.setdefault("country", self.owner.country)
            self.initial.setdefault("kind", Address.Kind.HOME if self.of_person else Address.Kind.SITE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        try:
            data["postcode"] = normalise.postcode(data.get("postcode", ""), data.get("country", ""))
        except ValidationError as error:
            self.add_error("postcode", error)
        if not (data.get("street") or data.get("street_extra") or data.get("city") or data.get("postcode")):
            self.add_error("city", _("Indiquez au moins une ville."))
        return data


class AffiliationForm(PartForm):
    person = PersonField(label=_("Personne"), queryset=None)
    organisation = OrganisationField(label=_("Organisme"), queryset=None)

    class Meta:
        model = Affiliation
        fields = ("person", "organisation", "position", "service", "start", "end", "is_main")

    def prepare(self) -> None:
        del self.fields["person" if self.of_person else "organisation"]
        name, model = ("organisation", Organisation) if self.of_person else ("person", Person)
        self.fields[name].queryset = model.objects.for_user(self.user)  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields[name].queryset |= model.objects.filter(pk=getattr(self.instance, f"{name}_id"))  # type: ignore[attr-defined]
        self.fields["is_main"].label = _("C’est son rattachement principal")


class RelationshipForm(PartForm):
    tie = forms.ChoiceField(label=_("Lien"))

    class Meta:
        model = Relationship
        fields = ("note", "start", "end")

    field_order = ("tie", "other", "note", "start", "end")

    def prepare(self) -> None:
        between = "people" if self.of_person else "organisations"
        kinds = RelationshipKind.objects.filter(between=between)
        choices = []
        for kind in kinds:
            choices.append((f"{kind.pk}:forth", kind.reading))
            if kind.reverse_reading != kind.reading:
                choices.append((f"{kind.pk}:back", kind.reverse_reading))
        self.fields["tie"].choices = choices  # type: ignore[attr-defined]
        field, model = (PersonField, Person) if self.of_person else (OrganisationField, Organisation)
        others = model.objects.for_user(self.user).exclude(pk=self.owner.pk)
        self.fields["other"] = field(label=_("Avec"), queryset=others)
        self.order_fields(self.field_order)
        if self.instance.pk:
            self._show_present()

    def _show_present(self) -> None:
        name = "person" if self.of_person else "organisation"
        back = getattr(self.instance, f"other_{name}_id") == self.owner.pk
        self.initial["tie"] = f"{self.instance.kind_id}:{'back' if back else 'forth'}"
        self.initial["other"] = getattr(self.instance, f"{name if back else f'other_{name}'}_id")

    def read(self) -> tuple[int, Any, bool]:
        """(kind, the other one, whether the owner is at the far end)."""
        key, _colon, way = self.cleaned_data["tie"].partition(":")
        return int(key), self.cleaned_data["other"], way == "back"


class ConsentForm(PartForm):
    channels = forms.MultipleChoiceField(
        label=_("Canaux"), choices=Consent.Channel.choices, widget=forms.CheckboxSelectMultiple
    )
    given = forms.TypedChoiceField(
        label=_("Réponse"),
        choices=(("1", _("Accord")), ("0", _("Refus ou retrait"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Consent
        fields = ("given", "purpose", "said_on", "source", "proof", "document")

    field_order = ("given", "channels", "purpose", "said_on", "source", "proof", "document")

    def prepare(self) -> None:
        self.fields["proof"].help_text = _(
            "Ce qui a été lu et coché, ou qui l’a entendu et dans quelles circonstances."
        )
