"""Administrators' forms: users, and the invitations that open their accounts."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ..actions.invitations import Invitee
from ..actions.users import MEMBERSHIPS
from ..models import User
from ..providers import role_choices, roles_held
from ..queries import groups, networks, territories

MAX_LIST = 500
MAX_FILE = 200 * 1024
_ADDRESS = re.compile(r"[^\s,;<>\"'()]+@[^\s,;<>\"'()]+")


class MembershipForm(forms.Form):
    """Roles, networks, territories and groups, as both a user and an invitation carry them."""

    roles = forms.MultipleChoiceField(label=_("Profils"), required=False, widget=forms.CheckboxSelectMultiple)
    networks: Any = forms.ModelMultipleChoiceField(None, label=_("Réseaux"), required=False)
    territories: Any = forms.ModelMultipleChoiceField(
        None,
        label=_("Territoires"),
        required=False,
        help_text=_("Ce qui se trouve à l’intérieur est compris."),
    )
    groups: Any = forms.ModelMultipleChoiceField(None, label=_("Groupes"), required=False)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.role_list = role_choices(actor)
        fields: dict[str, Any] = self.fields
        fields["roles"].choices = [(role.code, role.label) for role in self.role_list]
        if not self.role_list:
            del self.fields["roles"]
        for name, queryset in (
            ("networks", networks()),
            ("territories", territories()),
            ("groups", groups()),
        ):
            fields[name].queryset = queryset
            fields[name].widget.attrs["data-combobox"] = ""

    def memberships(self) -> dict[str, Any]:
        return {name: list(self.cleaned_data[name]) for name in MEMBERSHIPS}

    def role_codes(self) -> list[str]:
        return self.cleaned_data.get("roles", [])


class UserForm(MembershipForm):
    first_name = forms.CharField(label=_("Prénom"), max_length=100)
    last_name = forms.CharField(label=_("Nom"), max_length=100)
    email = forms.EmailField(label=_("Adresse électronique"), max_length=254)
    field_order = ["first_name", "last_name", "email", "roles"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        self.user = user
        initial = {name: getattr(user, name) for name in ("first_name", "last_name", "email")}
        initial |= {name: getattr(user, name).all() for name in MEMBERSHIPS}
        initial["roles"] = roles_held([user])[user.pk]
        super().__init__(*args, initial=initial, **kwargs)

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exclude(pk=self.user.pk).exists():
            raise ValidationError(_("Cette adresse a déjà un compte."))
        return email

    def plain_values(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in ("first_name", "last_name", "email")}


class InviteForm(MembershipForm):
    people = forms.CharField(
        label=_("Adresses électroniques"),
        required=False,
        widget=forms.Textarea({"rows": 5, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=_(
            "Une par ligne ; vous pouvez coller une liste, avec ou sans les noms : « Awa Diop, awa@exemple.org »."
        ),
    )
    file = forms.FileField(
        label=_("Ou un fichier CSV"),
        required=False,
        help_text=_("Une colonne d’adresses ; des colonnes « prénom » et « nom » si vous les avez."),
        widget=forms.FileInput({"accept": ".csv,.txt,text/csv,text/plain"}),
    )
    message = forms.CharField(
        label=_("Un mot de votre part"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Il figurera dans le courriel."),
    )
    field_order = ["people", "file", "roles", "networks", "territories", "groups", "message"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        texts = [values.get("people", ""), read_text(values["file"]) if values.get("file") else ""]
        people = list({person.email: person for text in texts for person in read_people(text)}.values())
        if not people and not self.errors:
            self.add_error("people", _("Écrivez au moins une adresse."))
        if len(people) > MAX_LIST:
            self.add_error("people", _now("%(n)d adresses au plus à la fois.") % {"n": MAX_LIST})
        for person in people:
            try:
                validate_email(person.email)
            except ValidationError:
                self.add_error(
                    "people", _now("Cette adresse n’est pas valable : %(email)s") % {"email": person.email}
                )
        values["invitees"] = people
        return values


def read_text(file: Any) -> str:
    """A list's text, in UTF-8 or as Excel saves it in French; ValidationError when it is too long or not text."""
    if file.size > MAX_FILE:
        raise ValidationError(
            {"file": _("Ce fichier est trop lourd pour une liste d’adresses (200 ko au plus).")}
        )
    content = file.read()
    if b"\x00" in content:
        raise ValidationError(
            {"file": _("Ce fichier n’est pas un CSV. Dans votre tableur : Enregistrer sous, CSV.")}
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_people(text: str) -> list[Invitee]:
    """The people of a pasted list or of a CSV: one per address, with the names found on the same line.

    Names come from the columns that a first line names, else from what stands beside the address:
    "Awa Diop <awa@exemple.org>", "awa@exemple.org;Awa;Diop".
    """
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
    columns = _named_columns(lines[0]) if lines and not _ADDRESS.search(lines[0]) else {}
    found: dict[str, Invitee] = {}
    for line in lines:
        addresses = _ADDRESS.findall(line)
        for address in addresses:
            first, last = ("", "") if len(addresses) > 1 else _names(line, address, columns)
            found.setdefault(address.lower().rstrip("."), Invitee(address.lower().rstrip("."), first, last))
    return list(found.values())


def _cells(line: str) -> list[str]:
    separator = max(";\t,", key=line.count)
    return [cell.strip() for cell in next(csv.reader(io.StringIO(line), delimiter=separator))]


def _named_columns(line: str) -> dict[str, int]:
    columns = {}
    for index, cell in enumerate(_cells(line)):
        name = cell.casefold().replace("é", "e")
        if "prenom" in name:
            columns["first"] = index
        elif name.startswith("nom"):
            columns["last"] = index
    return columns


def _names(line: str, address: str, columns: dict[str, int]) -> tuple[str, str]:
    cells = _cells(line)
    if columns:
        places = (columns.get(name, -1) for name in ("first", "last"))
        first, last = (cells[place] if place in range(len(cells)) else "" for place in places)
        return first[:100], last[:100]
    rest = [cell.replace(f"<{address}>", "").strip(" \"'") for cell in cells if cell and cell != address]
    words = [
        word
        for cell in rest
        if "@" not in cell
        for word in ([cell] if len(rest) > 1 else cell.split(None, 1))
    ]
    first, last = [*words, "", ""][:2]
    return first[:100], last[:100]
