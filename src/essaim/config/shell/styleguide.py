"""`/style/`, in development only: every part of the interface, to look at and to test."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from essaim.kit.access import public
from essaim.kit.ui.html import TONES, combobox_html

PAGES = {
    "parts": "Éléments",
    "list": "Liste",
    "detail": "Fiche",
    "form": "Formulaire",
    "empty": "Vide",
    "public": "Public",
}
NAMES = (
    "Awa Diop", "Léa Martin", "Moussa Ndiaye", "Fatou Sow", "Gaëlle Le Goff", "Ibrahima Fall", "Zoé Lefèvre",
    "Ousmane Ba", "Inès Moreau", "Khady Gueye", "Théo Bernard", "Mariama Cissé",
)  # fmt: skip
TOWNS = ("Thiès", "Nantes", "Saint-Nazaire", "Angers", "Bordeaux", "Tours")


class PersonForm(forms.Form):
    first_name = forms.CharField(label="Prénom")
    last_name = forms.CharField(label="Nom")
    email = forms.EmailField(label="Adresse électronique", required=False, help_text="Sert à la connexion.")
    birth = forms.DateField(
        label="Date de naissance", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    town = forms.ChoiceField(
        label="Commune", choices=[("", "—"), *((town, town) for town in TOWNS)],
        widget=forms.Select(attrs={"data-combobox": ""}),
    )  # fmt: skip
    skills = forms.MultipleChoiceField(
        label="Compétences", required=False,
        choices=[(name, name) for name in ("Électricité", "Soudure", "Vente", "Accueil")],
        widget=forms.SelectMultiple(attrs={"data-combobox": "", "data-placeholder": "Ajouter…"}),
    )  # fmt: skip
    status = forms.ChoiceField(
        label="Situation",
        choices=[("search", "En recherche d’emploi"), ("job", "En emploi"), ("study", "En formation")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    note = forms.CharField(
        label="Remarque", required=False, max_length=300, widget=forms.Textarea(attrs={"data-count": ""}),
        help_text="Lisible par toute l’équipe.",
    )  # fmt: skip
    photo = forms.FileField(label="Photo", required=False, help_text="JPEG ou PNG, 5 Mo au plus.")
    consent = forms.BooleanField(label="A donné son accord pour recevoir des SMS", required=False)


def people() -> list[dict[str, Any]]:
    states = (
        ("En formation", "info"),
        ("Diplômée", "success"),
        ("À relancer", "warning"),
        ("Abandon", "danger"),
    )
    return [
        {
            "name": NAMES[rank % len(NAMES)],
            "town": TOWNS[rank % len(TOWNS)],
            "state": states[rank % 4],
            "phone": f"07 55 01 {rank:02} {99 - rank:02}",
            "age": 19 + rank * 7 % 30,
            "seen": timezone.now() - timedelta(hours=rank * 17),
        }
        for rank in range(34)
    ]


def _events() -> list[dict[str, Any]]:
    now = timezone.now()
    return [
        {"icon": "phone", "tone": "brand", "title": "Appel", "who": "Léa Martin", "when": now - timedelta(minutes=12),
         "text": "Disponible dès lundi. Rappeler pour confirmer l’horaire."},
        {"icon": "mail", "tone": "info", "title": "Convocation envoyée", "who": "Moussa Ndiaye",
         "when": now - timedelta(days=1)},
        {"icon": "certificate", "tone": "success", "title": "Module « Pompage solaire » validé",
         "when": now - timedelta(days=9)},
        {"icon": "user-plus", "title": "Fiche créée", "who": "Import du 3 mars", "when": now - timedelta(days=80)},
    ]  # fmt: skip


def _context(request: HttpRequest, page: str) -> dict[str, Any]:
    listed = Paginator(people(), 12).get_page(request.GET.get("page"))
    here = [{"label": label, "url": f"?show={name}", "active": name == page} for name, label in PAGES.items()]
    return {
        "pages": here,
        "people": listed,
        "events": _events(),
        "tones": TONES,
        "steps": ["Fichier", "Colonnes", "Vérification", "Import"],
        "tabs": [
            {"label": "Résumé", "url": "?show=detail", "active": True, "icon": "id"},
            {"label": "Échanges", "url": "#", "count": 12, "icon": "message"},
            {"label": "Documents", "url": "#", "count": 3, "icon": "paperclip"},
            {"label": "Historique", "url": "#", "icon": "history"},
        ],
        "facts": [
            ("Téléphone", "+221 77 501 22 33"),
            ("Adresse électronique", "awa.diop@exemple.test"),
            ("Adresse", "12 rue des Manguiers, Thiès"),
            ("Organisme", ""),
        ],
        "diff": [
            {"label": "Téléphone", "left": "07 55 01 22 33", "right": "", "changed": True, "name": "phone"},
            {"label": "Commune", "left": "Thiès", "right": "Thiès", "changed": False},
            {"label": "Situation", "left": "En formation", "right": "", "changed": True, "name": "status"},
        ],
        "combobox": combobox_html(
            "person", "part/?as=people", id="id_person", placeholder="Chercher une personne"
        ),
    }


@public("development only: shows invented data")
def page(request: HttpRequest) -> HttpResponse:
    name = request.GET.get("show", "parts")
    name = name if name in PAGES else "parts"
    form = PersonForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            messages.success(request, "Fiche enregistrée")
        else:
            status = 422
    if "toast" in request.GET:
        messages.warning(
            request, "Deux fiches se ressemblent : vérifiez qu’il ne s’agit pas de la même personne."
        )
    return render(
        request, f"shell/style/{name}.html", {**_context(request, name), "form": form}, status=status
    )


@public("development only: shows invented data")
def part(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("as")
    if kind == "people":
        typed = request.GET.get("q", "").lower()
        found = [name for name in NAMES if typed in name.lower()]
        lines = [{"id": name, "label": name, "hint": TOWNS[len(name) % 6], "icon": "user"} for name in found]
        return JsonResponse({"results": lines})
    if kind == "toast":
        response = HttpResponse(status=204)
        response["HX-Trigger"] = '{"es:toast": {"level": "success", "text": "C\\u2019est enregistr\\u00e9"}}'
        return response
    if kind == "error":
        return HttpResponse(status=500)
    return render(request, "shell/style/part_dialog.html", {"form": PersonForm()})
