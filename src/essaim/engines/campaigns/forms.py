"""Forms of campaigns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import queries
from .choices import Channel, Purpose
from .models import Campaign


class NewCampaignForm(forms.Form):
    """`segment` is told by the list one comes from, or chosen here."""

    name = forms.CharField(
        label=_("Nom"),
        max_length=160,
        help_text=_("Pour vous retrouver : vos destinataires ne le voient pas."),
    )
    channel = forms.ChoiceField(
        label=_("Canal"), choices=Channel.choices, widget=forms.RadioSelect, initial="email"
    )
    purpose = forms.ChoiceField(
        label=_("À quoi sert ce message ?"), choices=Purpose.choices, initial="news",
        help_text=_("Chacun ne reçoit que ce pour quoi il a donné son accord, sauf les messages de service."),
    )  # fmt: skip
    segment = forms.ChoiceField(label=_("À qui ?"))
    template: Any = forms.ModelChoiceField(label=_("Partir d’un modèle"), queryset=None, required=False)

    def __init__(self, user: Any, *args: Any, known_segment: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = queries.templates_for(user)  # type: ignore[attr-defined]
        self.fields["template"].empty_label = str(_("une page blanche"))  # type: ignore[attr-defined]
        if known_segment:
            del self.fields["segment"]
        else:
            self.fields["segment"].choices = queries.segment_choices(user)  # type: ignore[attr-defined]


class SegmentForm(forms.Form):
    segment = forms.ChoiceField(label=_("Liste"))

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["segment"].choices = queries.segment_choices(user)  # type: ignore[attr-defined]


class TextForm(forms.ModelForm):
    """What is sent. `version` says which text was being changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Campaign
        fields = ("subject", "preheader", "body", "sender_name", "reply_to")
        help_texts = {
            "preheader": _("La ligne que beaucoup de messageries montrent après l’objet."),
            "sender_name": _("Vide : le nom du réseau ou de la plateforme."),
            "reply_to": _("Vide : l’adresse d’envoi."),
        }
        widgets = {"body": forms.Textarea(attrs={"rows": 14, "spellcheck": "true"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        channel = self.instance.channel
        if channel == Channel.SMS:
            for name in ("subject", "preheader", "sender_name", "reply_to"):
                del self.fields[name]
            self.fields["body"].max_length = 918  # type: ignore[attr-defined]
            self.fields["body"].help_text = _(
                "160 signes par SMS ; 70 avec des signes particuliers comme « ê » ou un émoji."
            )
        elif channel == Channel.LETTER:
            for name in ("preheader", "sender_name", "reply_to"):
                del self.fields[name]

    def _post_clean(self) -> None:
        """The action writes, not the form: the object shown stays as it is."""


class ScheduleForm(forms.Form):
    when = forms.ChoiceField(
        label=_("Départ"), choices=(("now", _("tout de suite")), ("later", _("plus tard"))),
        widget=forms.RadioSelect, initial="now",
    )  # fmt: skip
    scheduled_at = forms.DateTimeField(
        label=_("Le"), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip
    rate = forms.IntegerField(
        label=_("Messages par minute"), required=False, min_value=0, max_value=10_000,
        help_text=_("Pour ménager votre serveur de courrier. Vide : aussi vite qu’il les prend."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("when") == "later" and not data.get("scheduled_at"):
            self.add_error("scheduled_at", _("Dites quel jour et à quelle heure."))
        if data.get("when") == "now":
            data["scheduled_at"] = None
        return data


class FollowUpForm(forms.Form):
    days = forms.IntegerField(
        label=_("Jours sans réponse"), required=False, min_value=1, max_value=365,
        help_text=_("Une tâche est alors créée pour chaque personne qui n’a pas répondu. Vide : aucune relance."),
    )  # fmt: skip
    to: Any = forms.ModelChoiceField(label=_("Relances confiées à"), queryset=None, required=False)
    track_opens = forms.BooleanField(
        label=_("Compter les ouvertures"), required=False,
        help_text=_("Un chiffre pour toute la campagne. Personne n’est suivi sans l’avoir accepté à part."),
    )  # fmt: skip

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = queries.colleagues(user)  # type: ignore[attr-defined]


class TestForm(forms.Form):
    to = forms.CharField(label=_("Envoyer un essai à"), max_length=254)

    def __init__(self, channel: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if channel == Channel.EMAIL:
            self.fields["to"].widget = forms.EmailInput()


class BulkCampaignForm(forms.Form):
    """Asked before writing to chosen rows."""

    name = forms.CharField(label=_("Nom de la campagne"), max_length=160)
    channel = forms.ChoiceField(label=_("Canal"), choices=Channel.choices)
    purpose = forms.ChoiceField(label=_("À quoi sert ce message ?"), choices=Purpose.choices)


def tomorrow_at(hour: int) -> str:
    moment = timezone.localtime() + timedelta(days=1)
    return moment.replace(hour=hour, minute=0).strftime("%Y-%m-%dT%H:%M")


class MomentForm(forms.Form):
    """When an automatic message leaves: so many days before or after a date of the record."""

    days = forms.IntegerField(label=_("Nombre de jours"), min_value=0, max_value=730, initial=0)
    side = forms.ChoiceField(
        label=_("Par rapport à cette date"),
        choices=(("before", _("jours avant")), ("after", _("jours après"))),
        initial="before",
    )
    date_field = forms.ChoiceField(label=_("Date de la fiche"))
    yearly = forms.BooleanField(
        label=_("Chaque année"),
        required=False,
        help_text=_("Pour un anniversaire : l’année de la date ne compte pas."),
    )
    at_hour = forms.IntegerField(label=_("À partir de (heure)"), min_value=0, max_value=23, initial=9)

    def __init__(self, fields: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_field"].choices = [(item.name, item.label) for item in fields]  # type: ignore[attr-defined]

    @staticmethod
    def told_by(campaign: Campaign) -> dict[str, Any]:
        return {
            "days": abs(campaign.offset_days), "side": "after" if campaign.offset_days > 0 else "before",
            "date_field": campaign.date_field, "yearly": campaign.yearly, "at_hour": campaign.at_hour,
        }  # fmt: skip

    def moment(self) -> dict[str, Any]:
        data = self.cleaned_data
        sign = -1 if data["side"] == "before" else 1
        return {
            "date_field": data["date_field"], "offset_days": sign * data["days"], "at_hour": data["at_hour"],
            "yearly": data["yearly"],
        }  # fmt: skip
