"""Makes the people and organisations of the world through the factories, and tells the journal."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from essaim.engines.directory.api import ActivityKind, Tag
from essaim.engines.directory.factories import AffiliationFactory, OrganisationFactory, PersonFactory
from essaim.kit.demo import SEED
from essaim.kit.text import words

from .people import ACCOUNTS
from .vocabulary import SENEGAL_MEN, SENEGAL_NAMES, SENEGAL_WOMEN


class Maker:
    """`work` is the journal's unit; what is made is put on the world's shelf under `people` and `organisations`."""

    def __init__(self, world: Any, work: Any) -> None:
        from faker import Faker

        self.world = world
        self.work = work
        self.random = world.random
        self.fake = Faker("fr_FR")
        self.fake.seed_instance(SEED)
        self.kinds = {kind.code: kind for kind in ActivityKind.objects.all()}
        self.moments = Random(SEED)
        self.tags: dict[str, Tag] = {}
        self.made = 0

    def tag(self, name: str) -> Tag:
        if name not in self.tags:
            self.tags[name] = Tag.objects.get_or_create(name=name)[0]
        return self.tags[name]

    def organisation(
        self,
        name: str,
        kind: str,
        city: str,
        networks: tuple[str, ...],
        postcode: str = "",
        country: str = "FR",
        **more: Any,
    ) -> Any:
        self.made += 1
        host = "-".join(words(name))[:40]
        made = OrganisationFactory(
            name=name, city=city, postcode=postcode, country=country, street=self.street(country),
            email=f"contact@{host}.example", phone=self.phone(country, fixed=True), website=f"https://{host}.example",
            siret=self.siret() if country == "FR" else None,
            ninea=f"00{5_100_000 + self.made * 37}2G3"[:12] if country == "SN" else "",
            networks=[self.world.networks[key] for key in networks], kinds=[self.kinds[kind]],
            **self.entered(networks), **more,
        )  # fmt: skip
        self.work.created(made)
        self.world.put("organisations", made)
        return made

    def person(
        self, first_name: str, last_name: str, sex: str, networks: tuple[str, ...], *, job: str = "", at: Any = None,
        country: str = "FR", city: str = "", postcode: str = "", since: date | None = None, tags: tuple[str, ...] = (),
        **more: Any,
    ) -> Any:  # fmt: skip
        self.made += 1
        host = "-".join(words(at.name))[:40] if at is not None else "courriel"
        made = PersonFactory(
            first_name=first_name, last_name=last_name, sex=sex, civility="mme" if sex == "f" else "m",
            email=more.pop("email", "") or f"{_ascii(first_name)}.{_ascii(last_name)}{self.made}@{host}.example",
            mobile=self.phone(country), country=country, city=city or (at.city if at else ""),
            postcode=postcode or (at.postcode if at else ""), job_title=job, main_organisation=at,
            networks=[self.world.networks[key] for key in networks], tags=[self.tag(name) for name in tags],
            **self.entered(networks), **more,
        )  # fmt: skip
        if at is not None:
            self.affiliate(made, at, job, since or self.past(200, 2500), is_main=True)
        self.work.created(made)
        self.world.put("people", made)
        return made

    def affiliate(
        self, person: Any, organisation: Any, job: str, start: date, end: date | None = None, **more: Any
    ) -> Any:
        return AffiliationFactory(
            person=person, organisation=organisation, position=job, start=start, end=end, **more
        )

    def entered(self, networks: tuple[str, ...]) -> dict[str, Any]:
        """Who put the record there, and when: somebody of its network, in the last two years, often lately."""
        hands = [
            self.world.users[account.key]
            for account in ACCOUNTS
            if set(account.networks) & set(networks) and account.role not in READERS
        ]
        days = self.moments.expovariate(1 / 120)
        at = timezone.now() - timedelta(days=min(days, 700), minutes=self.moments.randint(5, 500))
        by = self.moments.choice(hands) if hands else None
        return {"created_at": at, "changed_at": at, "created_by": by, "changed_by": by}

    def french_name(self) -> tuple[str, str, str]:
        sex = self.random.choice("fm")
        first = self.fake.first_name_female() if sex == "f" else self.fake.first_name_male()
        return first, self.fake.last_name(), sex

    def senegalese_name(self) -> tuple[str, str, str]:
        sex = self.random.choice("fm")
        return (
            self.random.choice(SENEGAL_WOMEN if sex == "f" else SENEGAL_MEN),
            self.random.choice(SENEGAL_NAMES),
            sex,
        )

    def past(self, near: int, far: int) -> date:
        return self.world.today - timedelta(days=self.random.randint(near, far))

    def birth(self, young: int, old: int) -> date:
        return self.past(young * 365, old * 365)

    def street(self, country: str) -> str:
        if country == "SN":
            return self.random.choice(("Quartier {}", "Cité {}", "Villa {}, route de Dakar")).format(
                self.random.randint(2, 240)
            )
        return f"{self.random.randint(1, 140)} {self.random.choice(STREETS)}"

    def phone(self, country: str, fixed: bool = False) -> str:
        """Numbers kept for fiction in France (ARCEP); in Senegal, a block of zeros nobody has."""
        number = 1000 + self.made * 7 % 9000
        if country == "SN":
            return f"+22133990{number:04d}" if fixed else f"+22177000{number:04d}"
        return f"+3326191{number:04d}" if fixed else f"+3363998{number:04d}"

    def siret(self) -> str:
        """A number with its right keys that was never given: SIREN begin at 000 only here."""
        siren = _keyed(f"0009{self.made:04d}")
        return _keyed(f"{siren}0001")


READERS = {"apprenant", "candidat", "consultant", "formateur", "benevole-tresorier"}
STREETS = (
    "rue des Tilleuls", "rue du Stade", "avenue de la Gare", "place du Marché", "rue des Artisans", "boulevard du Lac",
    "rue de la Fontaine", "impasse des Lavandières", "rue du Vieux Pont", "allée des Peupliers", "rue des Écoles",
)  # fmt: skip


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "".join(char if char.isalnum() else "-" for char in plain).strip("-")


def _keyed(digits: str) -> str:
    """The digits and their Luhn key."""
    total = 0
    for place, char in enumerate(reversed(digits)):
        value = int(char) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)
