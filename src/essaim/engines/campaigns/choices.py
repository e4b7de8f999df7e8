"""Closed lists of campaigns."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """The same codes as the directory's consents."""

    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    LETTER = "letter", _("courrier")


class Purpose(models.TextChoices):
    """What a message is for; all but the last need the person's agreement for that channel."""

    NEWS = "news", _("actualités et lettres d’information")
    OFFERS = "offers", _("offres et prospection")
    SURVEYS = "surveys", _("enquêtes et évaluations")
    SERVICE = "service", _("message de service (convocation, rappel, réponse)")


class Kind(models.TextChoices):
    CAMPAIGN = "campaign", _("campagne")
    ISSUE = "issue", _("numéro d’une lettre")
    AUTOMATIC = "automatic", _("message automatique")
    EVENT = "event", _("message d’un module")


class State(models.TextChoices):
    DRAFT = "draft", _("brouillon")
    SCHEDULED = "scheduled", _("programmée")
    PREPARING = "preparing", _("en préparation")
    SENDING = "sending", _("envoi en cours")
    READY = "ready", _("courriers à poster")
    PAUSED = "paused", _("en pause")
    DONE = "done", _("terminée")
    CANCELLED = "cancelled", _("abandonnée")


class Fate(models.TextChoices):
    """What became of one message.

    CLAIMED: a courier has it in hand and has given nothing of it away. HANDED: its last line was about to be given
    to the server, which may have taken it.
    """

    WAITING = "waiting", _("en attente")
    CLAIMED = "claimed", _("en cours")
    HANDED = "handed", _("remis, sans réponse encore")
    SENT = "sent", _("envoyé")
    UNCERTAIN = "uncertain", _("peut-être envoyé")
    FAILED = "failed", _("refusé")
    BOUNCED = "bounced", _("revenu")
    COMPLAINED = "complained", _("signalé indésirable")
    EXCLUDED = "excluded", _("écarté")
    CANCELLED = "cancelled", _("abandonné")


class Why(models.TextChoices):
    """Why somebody of the segment receives nothing."""

    NO_ADDRESS = "no_address", _("pas d’adresse pour ce canal")
    BAD_ADDRESS = "bad_address", _("adresse mal écrite")
    NO_CONSENT = "no_consent", _("n’a pas donné son accord")
    REFUSED = "refused", _("a refusé ce canal")
    TOPIC = "topic", _("s’est désabonné de ce sujet")
    BLOCKED = "blocked", _("adresse qui ne reçoit plus")
    GONE = "gone", _("fiche inactive")
    SAME_ADDRESS = "same_address", _("même adresse qu’un autre destinataire")
    NOTHING = "nothing", _("rien à lui montrer")
    OUT_OF_REACH = "out_of_reach", _("fiche supprimée ou hors de portée")
