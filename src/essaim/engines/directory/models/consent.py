from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .owned import Owned


class Consent(Owned):
    """One thing somebody said about being contacted. Never changed: the latest word is the one that counts.

    Per channel and purpose. `proof` is what was read and ticked, or who heard it; `document` a scan.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("e-mail")
        SMS = "sms", _("SMS")
        PHONE = "phone", _("téléphone")
        LETTER = "letter", _("courrier")

    class Purpose(models.TextChoices):
        NEWS = "news", _("actualités et lettres d’information")
        OFFERS = "offers", _("offres et prospection")
        SURVEYS = "surveys", _("enquêtes et évaluations")
        TRACKING = "tracking", _("mesure d’ouverture des messages")

    class Source(models.TextChoices):
        FORM = "form", _("formulaire en ligne")
        PAPER = "paper", _("papier signé")
        ORAL = "oral", _("de vive voix")
        IMPORT = "import", _("fichier importé")
        UNSUBSCRIBE = "unsubscribe", _("lien de désinscription")
        OTHER = "other", _("autre")

    channel = models.CharField(_("canal"), max_length=8, choices=Channel.choices)
    purpose = models.CharField(_("pour"), max_length=10, choices=Purpose.choices, default=Purpose.NEWS)
    given = models.BooleanField(_("accord"))
    said_on = models.DateField(_("le"), default=timezone.localdate)
    source = models.CharField(_("recueilli par"), max_length=12, choices=Source.choices, default=Source.OTHER)
    proof = models.TextField(_("preuve"), blank=True)
    document = models.FileField(_("document"), upload_to="consents/%Y/%m", blank=True)
    recorded_at = models.DateTimeField(_("enregistré le"), default=timezone.now, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("enregistré par"),
    )

    class Meta(Owned.Meta):
        verbose_name = _("consentement")
        verbose_name_plural = _("consentements")
        ordering = ["-said_on", "-id"]
        default_related_name = "consents"
        indexes = [
            models.Index(
                fields=["person", "channel", "purpose", "-said_on"], name="directory_consent_of_person"
            )
        ]

    def __str__(self) -> str:
        word = _("accord") if self.given else _("refus")
        return f"{self.get_channel_display()} : {word} ({self.get_purpose_display()})"
