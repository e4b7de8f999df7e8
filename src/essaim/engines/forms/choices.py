"""Codes of the forms and their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = (
    ("fr", "Français"),
    ("en", "English"),
    ("es", "Español"),
    ("pt", "Português"),
    ("ar", "العربية"),
    ("wo", "Wolof"),
    ("ff", "Pulaar"),
    ("uk", "Українська"),
    ("tr", "Türkçe"),
    ("fa", "دری / فارسی"),
)
RIGHT_TO_LEFT = frozenset({"ar", "fa"})


class Access(models.TextChoices):
    PUBLIC = "public", _("toute personne qui a le lien")
    MEMBERS = "members", _("les personnes qui ont un compte")
    INVITED = "invited", _("les seules personnes invitées")


class Status(models.TextChoices):
    DRAFT = "draft", _("en préparation")
    OPEN = "open", _("ouvert")
    CLOSED = "closed", _("fermé")


class Progress(models.TextChoices):
    OPEN = "open", _("en cours")
    DONE = "done", _("complète")


class Spoken(models.TextChoices):
    WAITING = "waiting", _("pas commencée")
    DRAFT = "draft", _("commencée")
    SENT = "sent", _("rendue")


class Feeding(models.TextChoices):
    NONE = "", _("sans objet")
    WAITING = "waiting", _("à décider")
    DONE = "done", _("fiche remplie")
    SET_ASIDE = "aside", _("mise de côté")


class Method(models.TextChoices):
    SUM = "sum", _("somme des points")
    MEAN = "mean", _("moyenne")
    PERCENT = "percent", _("pourcentage")
