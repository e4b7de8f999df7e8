"""The words of a car dealership that people choose from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CustomerKind(models.TextChoices):
    PRIVATE = "private", _("particulier")
    COMPANY = "company", _("société")


class CustomerStatus(models.TextChoices):
    PROSPECT = "prospect", _("prospect")
    CUSTOMER = "customer", _("client")


class CustomerSource(models.TextChoices):
    WALK_IN = "walk-in", _("passage en concession")
    WORD_OF_MOUTH = "word-of-mouth", _("bouche à oreille")
    WEB = "web", _("site internet")
    WEB_ADVERT = "web-advert", _("publicité sur le web")
    CLASSIFIED = "classified", _("petite annonce")
    PHONE = "phone", _("appel entrant")
    EVENT = "event", _("salon, portes ouvertes")
    WORKSHOP = "workshop", _("atelier")
    SPONSORSHIP = "sponsorship", _("parrainage")
    FLEET = "fleet", _("démarchage sociétés")


class FleetSize(models.TextChoices):
    SMALL = "1-4", _("1 à 4")
    MEDIUM = "5-10", _("5 à 10")
    LARGE = "11-25", _("11 à 25")
    HUGE = "25+", _("plus de 25")


class Channel(models.TextChoices):
    """As `directory.Consent.Channel`, in the words of the sheet."""

    SMS = "sms", _("SMS")
    PHONE = "phone", _("Téléphone")
    EMAIL = "email", _("Mail")
    LETTER = "letter", _("Courrier")


class Energy(models.TextChoices):
    PETROL = "petrol", _("essence")
    DIESEL = "diesel", _("diesel")
    HYBRID = "hybrid", _("hybride")
    PLUG_IN = "plug-in", _("hybride rechargeable")
    ELECTRIC = "electric", _("électrique")
    LPG = "lpg", _("GPL")
    ETHANOL = "ethanol", _("superéthanol E85")


class Condition(models.TextChoices):
    NEW = "new", _("neuf (VN)")
    USED = "used", _("occasion (VO)")


class Usage(models.TextChoices):
    PRIVATE = "private", _("personnel")
    COMMUTING = "commuting", _("trajets domicile-travail")
    MIXED = "mixed", _("mixte")
    BUSINESS = "business", _("professionnel")
    TAXI = "taxi", _("taxi, VTC")
    LEARNER = "learner", _("auto-école")


class Financing(models.TextChoices):
    CASH = "cash", _("comptant")
    LOAN = "loan", _("crédit classique")
    LEASE_OPTION = "lease-option", _("location avec option d’achat (LOA)")
    LONG_LEASE = "long-lease", _("location longue durée (LLD)")
    FINANCE_LEASE = "finance-lease", _("crédit-bail")


class InvoiceKind(models.TextChoices):
    PURCHASE = "purchase", _("achat de véhicule")
    SERVICE = "service", _("après-vente (APV)")
    PARTS = "parts", _("magasin (pièces)")


class Work(models.TextChoices):
    MAINTENANCE = "maintenance", _("entretien")
    REPAIR = "repair", _("réparation")
    TYRES = "tyres", _("pneumatiques")
    BODYWORK = "bodywork", _("carrosserie")
    INSPECTION = "inspection", _("contrôle technique")


class LineKind(models.TextChoices):
    VEHICLE = "vehicle", _("véhicule")
    OPTION = "option", _("option, accessoire")
    FEE = "fee", _("frais")
    TRADE_IN = "trade-in", _("reprise")
    LABOUR = "labour", _("main-d’œuvre")
    PART = "part", _("pièce")
    PACKAGE = "package", _("forfait")


class LeadKind(models.TextChoices):
    TEST_DRIVE = "test-drive", _("demande d’essai")
    WEB_ADVERT = "web-advert", _("retour de publicité web")
    TRADE_IN = "trade-in", _("estimation de reprise")
    QUOTE = "quote", _("demande d’offre")
    BROCHURE = "brochure", _("demande de brochure")
    FINANCING = "financing", _("simulation de financement")
    WORKSHOP = "workshop", _("rendez-vous atelier")
    CLASSIFIED = "classified", _("réponse à une annonce")
    CALL_BACK = "call-back", _("demande de rappel")


class LeadStatus(models.TextChoices):
    NEW = "new", _("à traiter")
    CONTACTED = "contacted", _("contacté")
    QUALIFIED = "qualified", _("qualifié")
    CONVERTED = "converted", _("transformé")
    LOST = "lost", _("sans suite")


class Stage(models.TextChoices):
    DISCOVERY = "1-discovery", _("découverte")
    TEST = "2-test", _("essai")
    OFFER = "3-offer", _("offre")
    NEGOTIATION = "4-negotiation", _("négociation")
    ORDER = "5-order", _("commande")
    DELIVERED = "6-delivered", _("livré")
    LOST = "7-lost", _("perdu")


class RequestKind(models.TextChoices):
    TEST_DRIVE = "test-drive", _("essai")
    TRADE_IN = "trade-in", _("reprise")


class RequestStatus(models.TextChoices):
    OPEN = "open", _("à traiter")
    PLANNED = "planned", _("planifiée")
    DONE = "done", _("faite")
    CANCELLED = "cancelled", _("annulée")
