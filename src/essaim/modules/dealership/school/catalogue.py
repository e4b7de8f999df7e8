"""Real car models, as facts: when they were on sale new in France, by energy, at about what price.

Prices are those of 2024 in euros with VAT, for an ordinary finish; they follow the years at two per cent.
A model or an energy without an end is still on sale as far as is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from essaim.modules.dealership.choices import Energy

P, D, H, R, E, G = (
    Energy.PETROL, Energy.DIESEL, Energy.HYBRID, Energy.PLUG_IN, Energy.ELECTRIC, Energy.LPG,
)  # fmt: skip
SINCE = (2005, 1)


@dataclass(frozen=True)
class Offer:
    """One model with one energy. `segment`: town | family | large | van; `wmi`: how its chassis number starts."""

    make: str
    model: str
    energy: Energy
    first: date
    last: date | None
    price: int
    segment: str
    wmi: str

    def on_sale(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def price_on(self, day: date) -> int:
        """To ten euros."""
        return round(self.price * 1.02 ** (day.year - 2024) / 10) * 10


WMI = {"Renault": "VF1", "Dacia": "UU1", "Peugeot": "VF3", "Citroën": "VF7", "Volkswagen": "WVW", "Toyota": "VNK",
       "Ford": "WF0", "Opel": "W0V"}  # fmt: skip
# make, model, segment, {energy: (first month, last month or None, price)}
_MODELS: tuple[tuple[str, str, str, dict[Energy, tuple[tuple[int, int], tuple[int, int] | None, int]]], ...] = (
    ("Renault", "Twingo", "town", {P: (SINCE, (2024, 6), 15_500), E: ((2020, 10), (2024, 6), 25_000)}),
    ("Renault", "Clio", "town", {P: (SINCE, None, 18_500), D: (SINCE, (2023, 6), 21_000),
                                 H: ((2020, 9), None, 23_500)}),
    ("Renault", "Captur", "family", {P: ((2013, 5), None, 23_500), D: ((2013, 5), (2021, 6), 26_000),
                                     H: ((2021, 6), None, 28_500), R: ((2020, 7), (2024, 1), 34_000)}),
    ("Renault", "Mégane", "family", {P: (SINCE, (2023, 6), 26_500), D: (SINCE, (2023, 6), 29_000),
                                     R: ((2020, 8), (2023, 6), 36_500)}),
    ("Renault", "Mégane E-Tech", "family", {E: ((2022, 5), None, 38_000)}),
    ("Renault", "Zoe", "town", {E: ((2013, 3), (2024, 3), 33_500)}),
    ("Renault", "Arkana", "family", {P: ((2021, 4), None, 32_000), H: ((2021, 4), None, 35_500)}),
    ("Renault", "Austral", "large", {P: ((2022, 11), None, 35_500), H: ((2022, 11), None, 41_000)}),
    ("Renault", "Kangoo", "van", {P: (SINCE, None, 25_500), D: (SINCE, None, 27_500)}),
    ("Renault", "Trafic", "van", {D: (SINCE, None, 38_000)}),
    ("Renault", "Scenic E-Tech", "large", {E: ((2024, 3), None, 40_500)}),
    ("Dacia", "Sandero", "town", {P: ((2008, 6), None, 12_800), G: ((2014, 1), None, 13_600)}),
    ("Dacia", "Duster", "family", {P: ((2010, 4), None, 20_500), D: ((2010, 4), (2024, 3), 23_000),
                                   G: ((2020, 2), None, 20_900)}),
    ("Dacia", "Spring", "town", {E: ((2021, 10), None, 18_900)}),
    ("Dacia", "Jogger", "family", {P: ((2022, 3), None, 18_900), H: ((2023, 3), None, 25_500)}),
    ("Peugeot", "108", "town", {P: ((2014, 7), (2021, 12), 14_500)}),
    ("Peugeot", "208", "town", {P: ((2012, 4), None, 20_500), D: ((2012, 4), (2023, 6), 23_500),
                                E: ((2020, 1), None, 34_000)}),
    ("Peugeot", "2008", "family", {P: ((2013, 5), None, 26_500), D: ((2013, 5), (2023, 6), 29_000),
                                   E: ((2020, 2), None, 38_500)}),
    ("Peugeot", "308", "family", {P: ((2007, 10), None, 28_500), D: ((2007, 10), None, 31_000),
                                  R: ((2021, 11), None, 39_500)}),
    ("Peugeot", "3008", "large", {P: ((2009, 5), (2023, 12), 34_000), D: ((2009, 5), (2023, 12), 36_500),
                                  R: ((2020, 2), (2023, 12), 45_000), E: ((2024, 3), None, 45_000)}),
    ("Peugeot", "Rifter", "van", {P: ((2018, 10), (2022, 1), 26_000), D: ((2018, 10), (2022, 1), 28_000),
                                  E: ((2021, 10), None, 36_500)}),
    ("Citroën", "C1", "town", {P: ((2005, 7), (2021, 12), 13_900)}),
    ("Citroën", "C3", "town", {P: (SINCE, None, 17_500), D: (SINCE, (2023, 3), 20_500), E: ((2024, 6), None, 23_300)}),
    ("Citroën", "C4", "family", {P: ((2020, 12), None, 26_500), D: ((2020, 12), (2024, 6), 29_500),
                                 E: ((2020, 12), None, 36_000)}),
    ("Citroën", "C5 Aircross", "large", {P: ((2019, 1), None, 33_000), D: ((2019, 1), None, 35_500),
                                         R: ((2020, 7), None, 42_500)}),
    ("Citroën", "Berlingo", "van", {D: (SINCE, (2022, 1), 27_000), E: ((2021, 10), None, 36_000)}),
    ("Volkswagen", "Polo", "town", {P: (SINCE, None, 22_500), D: (SINCE, (2020, 6), 23_500)}),
    ("Volkswagen", "Golf", "family", {P: (SINCE, None, 31_500), D: (SINCE, None, 35_000)}),
    ("Volkswagen", "T-Roc", "family", {P: ((2018, 1), None, 31_000), D: ((2018, 1), None, 35_000)}),
    ("Volkswagen", "ID.3", "family", {E: ((2020, 10), None, 38_000)}),
    ("Toyota", "Yaris", "town", {P: (SINCE, (2023, 12), 19_500), H: ((2012, 7), None, 24_500)}),
    ("Toyota", "Corolla", "family", {H: ((2019, 3), None, 31_500)}),
    ("Toyota", "C-HR", "family", {H: ((2016, 12), None, 35_000)}),
    ("Ford", "Fiesta", "town", {P: (SINCE, (2023, 6), 20_500), D: (SINCE, (2022, 6), 22_500)}),
    ("Ford", "Puma", "family", {P: ((2020, 3), None, 27_000)}),
    ("Opel", "Corsa", "town", {P: (SINCE, None, 20_500), D: (SINCE, (2023, 6), 23_000), E: ((2020, 4), None, 33_500)}),
    ("Opel", "Mokka", "family", {P: ((2012, 11), None, 26_500), E: ((2021, 4), None, 38_500)}),
)  # fmt: skip
FINISHES = {
    "Renault": (((2005, 1), ("Authentique", "Expression", "Privilège")), ((2012, 1), ("Life", "Zen", "Intens")),
                ((2022, 3), ("Évolution", "Techno", "Esprit Alpine"))),
    "Dacia": (((2005, 1), ("Ambiance", "Lauréate")), ((2018, 1), ("Essentiel", "Confort", "Prestige")),
              ((2022, 7), ("Essential", "Expression", "Extreme"))),
    "Peugeot": (((2005, 1), ("Urban", "Confort", "Premium")), ((2012, 1), ("Access", "Active", "Allure", "GT Line")),
                ((2020, 1), ("Active", "Allure", "GT"))),
    "Citroën": (((2005, 1), ("Attraction", "Confort", "Exclusive")), ((2016, 1), ("Live", "Feel", "Shine")),
                ((2023, 6), ("You", "Plus", "Max"))),
    "Volkswagen": (((2005, 1), ("Trendline", "Confortline")), ((2020, 1), ("Life", "Style", "R-Line"))),
    "Toyota": (((2005, 1), ("Terra", "Sol")), ((2015, 1), ("France", "Dynamic", "Design", "Collection"))),
    "Ford": (((2005, 1), ("Ambiente", "Trend", "Titanium")), ((2020, 1), ("Titanium", "ST-Line"))),
    "Opel": (((2005, 1), ("Enjoy", "Cosmo")), ((2020, 1), ("Edition", "Elegance", "GS"))),
}  # fmt: skip


@lru_cache(maxsize=1)
def offers() -> tuple[Offer, ...]:
    return tuple(
        Offer(
            make, model, energy, date(*first, 1), date(*last, 28) if last else None, price, segment, WMI[make]
        )
        for make, model, segment, energies in _MODELS
        for energy, (first, last, price) in energies.items()
    )


@lru_cache(maxsize=2000)
def on_sale(year: int, month: int, segment: str = "") -> tuple[Offer, ...]:
    """What one could buy new on the first day of that month."""
    day = date(year, month, 1)
    return tuple(
        offer for offer in offers() if offer.on_sale(day) and (not segment or offer.segment == segment)
    )


def finishes(make: str, day: date) -> tuple[str, ...]:
    """The finishes of a make at a day."""
    return next(
        names for since, names in reversed(FINISHES[make]) if date(*since, 1) <= max(day, date(*SINCE, 1))
    )


def used_price(offer: Offer, registered: date, day: date, mileage: int) -> int:
    """About what a used car of this age and counter is sold for, to fifty euros."""
    years = (day - registered).days / 365.25
    worth = (
        offer.price_on(registered) * 0.84**years * max(0.6, 1 - max(0, mileage - 15_000 * years) / 400_000)
    )
    return max(1_500, round(worth / 50) * 50)


_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VALUES = {**{str(digit): digit for digit in range(10)},
           **dict(zip("ABCDEFGH", range(1, 9), strict=True)), **dict(zip("JKLMN", range(1, 6), strict=True)),
           "P": 7, "R": 9, **dict(zip("STUVWXYZ", range(2, 10), strict=True))}  # fmt: skip


def chassis(wmi: str, middle: str, serial: int) -> str:
    """A number of 17 signs with its check digit (ISO 3779, as in 49 CFR 565), even where none is asked."""
    text = f"{wmi}{middle:0>5}0{serial % 100_000_000:08d}"
    total = sum(_VALUES[char] * weight for char, weight in zip(text, _WEIGHTS, strict=True)) % 11
    return f"{text[:8]}{'X' if total == 10 else total}{text[9:]}"
