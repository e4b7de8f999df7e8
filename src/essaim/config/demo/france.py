"""The French part of the world: three networks, an employment programme, a scheme of consultants."""

from __future__ import annotations

from typing import Any

from . import vocabulary as named
from .making import Maker
from .people import ACCOUNTS

LOIRE = ("horizon", "coopsol", "ateliers44")
LOIRE_JOBS = (
    "Direction",
    "Conseil en insertion",
    "Encadrement technique",
    "Accompagnement social",
    "Comptabilité",
)
HEADS = {
    "horizon": ("Fédération Horizon Solidaire", "44000", "Nantes"),
    "coopsol": ("Coopération Solidaire Ouest", "49000", "Angers"),
    "ateliers44": ("Ateliers Réunis 44", "44200", "Nantes"),
}


def account_person(make: Maker, key: str, at: Any, networks: tuple[str, ...]) -> Any:
    account = next(item for item in ACCOUNTS if item.key == key)
    return make.person(
        account.first_name, account.last_name, account.sex, networks, job=account.job, at=at,
        user=make.world.users[key], email=account.email,
    )  # fmt: skip


def build_loire(make: Maker) -> None:
    heads = {
        key: make.organisation(name, "reseau", city, (key,), postcode)
        for key, (name, postcode, city) in HEADS.items()
    }
    members = [_member(make, rank, *line) for rank, line in enumerate(named.LOIRE_MEMBERS)]
    for name, kind, postcode, city in named.LOIRE_PARTNERS:
        body = make.organisation(
            name, kind, city, LOIRE, postcode, assigned_to=make.world.users["animatrice"]
        )
        make.person(*make.french_name(), LOIRE, job="Chargé de mission", at=body, tags=("partenaire",))
    account_person(make, "animatrice", heads["horizon"], LOIRE)
    account_person(make, "conseillere", members[0], ("horizon", "ateliers44"))
    account_person(make, "benevole", members[2], ("ateliers44",))


def _member(make: Maker, rank: int, name: str, kind: str, postcode: str, city: str) -> Any:
    """In one network or two, as many associations really are."""
    networks = {LOIRE[rank % 2]} | ({"ateliers44"} if postcode.startswith("44") and kind == "aci" else set())
    keys = tuple(sorted(networks))
    follower = make.world.users["conseillere" if "horizon" in networks and rank % 3 == 0 else "animatrice"]
    made = make.organisation(
        name, kind, city, keys, postcode, legal_form="Association déclarée" if kind != "ei" else "SARL coopérative",
        size=("1-9", "10-49", "50-249")[rank % 3], assigned_to=follower,
    )  # fmt: skip
    if rank % 6 == 0:
        made.kinds.add(make.kinds["ei" if kind == "aci" else "aci"])
    for place in range(2 + rank % 2):
        job = LOIRE_JOBS[(rank + place) % len(LOIRE_JOBS)] if place else "Direction"
        make.person(*make.french_name(), keys, job=job, at=made, tags=("adhérent",), assigned_to=follower)
    make.world.put("members", made)
    return made


def build_passerelles(make: Maker) -> None:
    keys = ("passerelles",)
    follower = make.world.users["suivi"]
    programme = make.organisation(
        "Programme Passerelles", "association", "Paris", keys, "75011", size="10-49"
    )
    account_person(make, "suivi", programme, keys)
    for name, kind, postcode, city in (*named.PASSERELLES_EMPLOYERS, *named.PASSERELLES_PARTNERS):
        body = make.organisation(name, kind, city, keys, postcode, assigned_to=follower)
        job = "Responsable des ressources humaines" if kind == "entreprise" else "Coordination"
        make.person(
            *make.french_name(),
            keys,
            job=job,
            at=body,
            tags=("employeur",) if kind == "entreprise" else ("partenaire",),
        )
        make.world.put("employers", body)
    for rank, (first, last, sex, languages) in enumerate(named.REFUGEES):
        city, postcode = (("Paris", "75019"), ("Bordeaux", "33000"), ("Saint-Denis", "93200"))[rank % 3]
        made = make.person(
            first, last, sex, keys, city=city, postcode=postcode, languages=languages, tags=("bénéficiaire",),
            birth_date=make.birth(20, 52), assigned_to=follower,
        )  # fmt: skip
        make.world.put("beneficiaries", made)


def build_centre(make: Maker) -> None:
    keys = ("appuiloire",)
    users = make.world.users
    appui = make.organisation("Appui Loire-Centre", "association", "Orléans", keys, "45000", size="1-9")
    account_person(make, "mission", appui, keys)
    for rank, (name, postcode, city) in enumerate(named.CENTRE_ASSOCIATIONS):
        body = make.organisation(
            name, "association", city, keys, postcode, legal_form="Association déclarée", size="1-9",
            assigned_to=users["consultant"] if rank % 6 == 0 else users["mission"],
        )  # fmt: skip
        job = ("Présidence", "Direction")[rank % 2]
        make.person(*make.french_name(), keys, job=job, at=body, assigned_to=body.assigned_to)
        make.world.put("supported", body)
    for rank, (name, postcode, city) in enumerate(named.CENTRE_FIRMS):
        firm = make.organisation(
            name, "prestataire", city, keys, postcode, size="1-9", assigned_to=users["mission"]
        )
        if rank == 0:
            account_person(make, "consultant", firm, keys)
        make.person(*make.french_name(), keys, job="Consultant", at=firm, tags=("consultant",))
