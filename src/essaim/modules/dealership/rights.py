"""What the matrix of a dealership speaks of, and the trades that work there."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Preset, Resource, RolePreset, presets, resources, role_presets

OBJECTIVE = _("Concession automobile")
RESOURCES = (
    ("customers", _("Clients et prospects")),
    ("vehicles", _("Véhicules et kilométrages")),
    ("invoices", _("Factures")),
    ("leads", _("Leads")),
    ("sales", _("Affaires, essais et reprises")),
)
ROLES = (
    ("directeur-concession", _("Directeur de concession"), _("Répond de la concession et du groupe")),
    ("chef-des-ventes", _("Chef des ventes VN/VO"), _("Anime l’équipe de vente, répartit les leads")),
    ("vendeur-automobile", _("Conseiller des ventes VN/VO"), _("Prospecte, vend, livre et fidélise")),
    (
        "conseiller-service",
        _("Conseiller clientèle après-vente"),
        _("Reçoit à l’atelier et relance les entretiens"),
    ),
    ("magasinier", _("Magasinier pièces de rechange"), _("Vend les pièces au comptoir")),
    (
        "charge-relation-client",
        _("Chargé de relation client"),
        _("Tient la base propre, monte les campagnes"),
    ),
)

resources.declare(
    *(Resource(code, label, OBJECTIVE, 300 + 10 * place) for place, (code, label) in enumerate(RESOURCES))
)
role_presets.declare(
    *(RolePreset(code, label, text, 70 + place) for place, (code, label, text) in enumerate(ROLES))
)
presets.declare(
    Preset(
        "concession", _("Concession automobile"), str(Path(__file__).parent / "presets" / "concession.csv")
    )
)
