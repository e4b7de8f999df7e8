"""Builds the invented world once: a marker in the database says it is there."""

from __future__ import annotations

import time
from typing import Any

from .people import ACCOUNTS, HEADER, PASSWORD, ROLES, grants_table


def build_once() -> bool:
    """True when the world was built now, False when it was there already."""
    from essaim.engines.accounts.api import User

    if User.objects.filter(email=ACCOUNTS[0].email).exists():
        return False
    print("Construction du monde de démonstration…", flush=True)
    begun = time.monotonic()
    build()
    print(f"Monde construit en {time.monotonic() - begun:.0f} s.", flush=True)
    return True


def build() -> Any:
    """The whole world, in one transaction: nothing half-made stays behind."""
    from django.db import transaction

    from essaim.kit.checks import demo_parts
    from essaim.kit.demo import World

    world = World()
    with transaction.atomic():
        make_roles_and_users(world)
        make_directory(world)
        for part in sorted(demo_parts, key=lambda item: item.order):
            part.build(world)
    return world


def make_directory(world: Any) -> None:
    """People, organisations, exchanges and tasks of every place of the world."""
    from essaim.kit.writing import writing

    from . import exchanges, france, house, thies
    from .making import Maker

    with writing(None, origin="démonstration") as work:
        make = Maker(world, work)
        for build_place in (thies.build, france.build_loire, france.build_passerelles, france.build_centre):
            build_place(make)
        exchanges.build(make)
        house.publish(world)
        house.keep_views(make)


def make_roles_and_users(world: Any) -> None:
    from pathlib import Path

    from django.contrib.auth.hashers import make_password

    from essaim.engines.accounts.api import Territory, User
    from essaim.engines.rights.api import Role, do_give_roles, load_table, presets

    from .networks import make_networks

    make_networks(world)
    known = {role.code for role in Role.objects.all()}
    Role.objects.bulk_create(
        Role(code=code, label=label, description=text, order=50 + place)
        for place, (code, (label, text)) in enumerate(ROLES.items())
        if code not in known
    )
    held = {account.role for account in ACCOUNTS}
    lines = [Path(preset.path).read_text("utf-8-sig").split("\n", 1)[1].strip() for preset in presets]
    own = [line for line in grants_table().splitlines() if line.split(";")[3] in held]
    load_table("\n".join([HEADER, *lines, *own]).encode(), actor=None, comment="Démonstration")
    world.territories = {territory.path: territory for territory in Territory.objects.all()}
    hashed = make_password(PASSWORD)
    for account in ACCOUNTS:
        user = User.objects.create(
            email=account.email, password=hashed, first_name=account.first_name, last_name=account.last_name
        )
        user.networks.set([world.networks[key] for key in account.networks])
        user.territories.set(
            [world.territories[path] for path in account.territories if path in world.territories]
        )
        do_give_roles(actor=None, user=user, codes=[account.role])
        world.users[account.key] = user
