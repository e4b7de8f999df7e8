"""The leads of the last three weeks."""

from __future__ import annotations

from random import Random

from essaim.modules.dealership.choices import LeadKind

from . import catalogue, names
from .identity import mobile, plain, seller_of
from .places import SITES
from .plan import NewLead, School

DAYS = 20  # the oldest one, in days: always within three weeks
WORDS = {
    LeadKind.TEST_DRIVE: "Bonjour, je souhaite essayer la {} si possible un samedi.",
    LeadKind.WEB_ADVERT: "J’ai vu votre publicité pour la {}. Est-elle disponible ?",
    LeadKind.TRADE_IN: "Combien reprendriez-vous ma voiture contre une {} ?",
    LeadKind.QUOTE: "Merci de me faire une offre pour une {}, livraison rapide.",
    LeadKind.BROCHURE: "Pouvez-vous m’envoyer la brochure de la {} ?",
    LeadKind.FINANCING: "Quelle mensualité pour une {} sur 48 mois, avec 2 000 € d’apport ?",
    LeadKind.WORKSHOP: "Je voudrais un rendez-vous pour la révision de ma {}.",
    LeadKind.CLASSIFIED: "Votre annonce pour la {} est-elle toujours d’actualité ?",
    LeadKind.CALL_BACK: "Rappelez-moi au sujet de la {}, plutôt après 18 h.",
}


def arrive(school: School, random: Random, count: int) -> None:
    """`count` leads, every type among them; one in twelve is somebody the house knows already."""
    known = [sheet for sheet in school.sheets if sheet.kind == "private" and sheet.email]
    kinds = list(LeadKind)
    for rank in range(count):
        kind = kinds[rank % len(kinds)]
        site = random.randrange(len(SITES))
        city, postcode = random.choice(SITES[site].towns)
        offer = random.choice(catalogue.on_sale(school.today.year, school.today.month))
        wanted = f"{offer.make} {offer.model}"
        minutes = 5 + random.randrange(DAYS * 24 * 60 - 5)
        status = (
            "new"
            if minutes < 3 * 24 * 60
            else random.choice(("new", "new", "contacted", "contacted", "qualified", "lost"))
        )
        woman = random.random() < 0.5
        group = random.choice((0, 0, 1, 1, 2))
        first = random.choice((names.WOMEN if woman else names.MEN)[group])
        last = random.choice(names.FAMILIES)
        email, phone = f"{plain(first)}.{plain(last)}.{rank}@courriel.example", mobile(8000 + rank)
        if rank % 12 == 7:
            one = known[random.randrange(len(known))]
            first, last, email, phone = one.first_name, one.last_name, one.email, one.mobile
        school.leads.append(
            NewLead(
                first,
                last,
                email,
                "" if rank % 11 == 3 else phone,
                kind.value,
                minutes,
                wanted,
                WORDS[kind].format(wanted),
                site,
                postcode,
                city,
                status,
                "" if status == "new" and rank % 2 else seller_of(random, site),
            )  # fmt: skip
        )
