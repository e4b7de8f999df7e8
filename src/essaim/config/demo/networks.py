"""The invented networks of the demonstration."""

from __future__ import annotations

from typing import Any

NETWORKS = (
    ("soleil", "École Soleil de Thiès", "Centre de formation aux métiers du solaire, à Thiès."),
    ("horizon", "Fédération Horizon Solidaire", "Associations d’accueil et d’insertion en Pays de la Loire."),
    ("coopsol", "Coopération Solidaire Ouest", "Entreprises et associations intermédiaires de l’Ouest."),
    ("ateliers44", "Ateliers Réunis 44", "Ateliers et chantiers d’insertion de Loire-Atlantique."),
    ("passerelles", "Programme Passerelles", "Emploi des personnes réfugiées, à Paris et à Bordeaux."),
    (
        "appuiloire",
        "Appui Loire-Centre",
        "Missions d’appui aux associations employeuses en Centre-Val de Loire.",
    ),
    ("trois-ponts", "Trois Ponts Automobiles", "Concessions de véhicules neufs et d’occasion, à Rennes."),
)


def make_networks(world: Any) -> None:
    from essaim.engines.accounts.api import Network

    for order, (code, name, text) in enumerate(NETWORKS, 1):
        world.networks[code] = Network.objects.create(code=code, name=name, description=text, order=order)
