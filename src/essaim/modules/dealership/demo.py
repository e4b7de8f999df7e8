"""A small dealership in the invented world: the school's generator, with fewer sheets."""

from __future__ import annotations

from django.utils import timezone

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

SHEETS = 90
NETWORK = "trois-ponts"
STAFF = {"vendeur-automobile": "vendeur", "conseiller-service": "apresvente", "chef-des-ventes": "ventes"}


def build(world: World) -> None:
    from .school.generator import generate
    from .school.loading import Loader
    from .school.places import STAFF as PEOPLE

    network = world.networks.get(NETWORK)
    if network is None:
        return
    roles = {key: role for key, _first, _last, role, _site in PEOPLE}

    def user_of(key: str):  # type: ignore[no-untyped-def]
        return world.users.get(STAFF.get(roles[key], "ventes"))

    school = generate(world.today, sheets=SHEETS)
    loader = Loader(school, [network] * 3, user_of, timezone.now())
    loader.load()
    world.put("customers", *loader.customers)


demo_parts.declare(DemoPart("dealership", build, order=400))
