"""A published French benchmark: people, their doubles of many kinds, and hard negatives, with the key.

`build(seed, people)` gives rows (dicts by the headings of `matching.columns`) and the set of true
pairs of ids. Everything is invented. Doubles: accents lost, compound names cut, particles dropped,
fields swapped, short forms, married names, initials, phone formats, day and month inverted, moves,
missing fields, typing errors. Hard negatives: strict homonyms, twins, parent and child of the same
name and phone, couples, shared mailboxes.
"""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

from essaim.kit.text import fold

GIVEN = """Marie Jean-Pierre Nathalie Philippe Isabelle Nicolas Sylvie Christophe Catherine Frédéric Sandrine
Stéphane Valérie Sébastien Élodie Mamadou Fatoumata Awa Ousmane Aïssatou Ibrahima Khady Moussa Mariama
Cheikh Ndèye Abdoulaye Aminata Yacine Karim Samira Mohamed Leïla Rachid Naïma Camille Thomas Julie
Antoine Émilie Julien Pauline Maxime Chloé Alexandre Manon Quentin Léa Hugo Inès Jérôme Céline
Anne-Sophie Jean-Marc Marie-Claude Jean-François Béatrice Thierry Véronique Gérard Monique Bernadette
Joël Françoise Régis Maëlle Gwenaëlle Yann Loïc Erwan Solène Clémence Théo Joseph Matthieu Élisabeth
Emmanuel Dominique Patrick Xavier""".split()
FAMILY = """Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel
Garcia David Bertrand Roux Vincent Fournier Morel Girard André Mercier Dupont Lambert Bonnet François
Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Perrin Morin Mathieu Clément
Gauthier Diop Ndiaye Fall Sow Diallo Ba Faye Sarr Gueye Sy Cissé Traoré Keïta Camara Touré Benali Haddad
Cherif Le-Goff Le-Gall Kermarrec Quéméneur Tanguy Riou Chevalier de-La-Fontaine du-Plessis Boucher Aubry
Charrier Pasquier Bouvet Hamelin Brossard Rabouin Chauvet Leduc Gaudin Rétif Beaulieu Marchand Poirier
Lemoine Renaud Huet Picard Barbier Masson Caron Vasseur Hervé Prévost""".split()
TOWNS = [("Nantes", "44000"), ("Saint-Nazaire", "44600"), ("Angers", "49000"), ("Cholet", "49300"), ("Laval", "53000"),
         ("Le Mans", "72000"), ("La Roche-sur-Yon", "85000"), ("Paris", "75011"), ("Bordeaux", "33000"),
         ("Tours", "37000"), ("Orléans", "45000"), ("Blois", "41000"), ("Château-Gontier", "53200"),
         ("Les Sables-d’Olonne", "85100"), ("Saint-Herblain", "44800"), ("Rezé", "44400")]  # fmt: skip
STREETS = """rue de la Paix;avenue du Général Leclerc;boulevard Victor Hugo;rue des Lilas;
place de la République;chemin des Vignes;rue Jean Jaurès;allée des Tilleuls;impasse du Moulin;
rue du Stade;route de Nantes;rue Saint-Jacques;avenue Pasteur;rue des Écoles;square de l’Europe;
quai de la Fosse;rue du Port;rue Pierre Curie;avenue de la Gare;rue du Four""".replace("\n", " ").split(";")
SHORT = {"Catherine": "Cathy", "Christophe": "Chris", "Frédéric": "Fred", "Nicolas": "Nico", "Philippe": "Phil",
         "Stéphane": "Steph", "Valérie": "Val", "Véronique": "Véro", "Patrick": "Pat", "Emmanuel": "Manu",
         "Élisabeth": "Babeth", "Isabelle": "Isa", "Sébastien": "Seb", "Fatoumata": "Fatou",
"Joseph": "Jo"}  # fmt: skip
SHARED_MAILBOXES = [
    "accueil@asso-horizon.example",
    "contact@insertion-ouest.example",
    "secretariat@chantier.example",
]

Row = dict[str, Any]


class World:
    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.rows: list[Row] = []
        self.entity: dict[int, int] = {}

    def add(self, row: Row, entity: int) -> None:
        row = {**row, "id": len(self.rows) + 1}
        self.rows.append(row)
        self.entity[row["id"]] = entity

    def person(self) -> Row:
        draw = self.draw
        given, family = (
            draw.choice(GIVEN),
            draw.choice(FAMILY).replace("-", " " if draw.random() < 0.5 else "-"),
        )
        town, postcode = draw.choice(TOWNS)
        mail = f"{fold(given)[:12]}.{fold(family)}{draw.choice(['', draw.randint(1, 99)])}@courriel.example"
        return {
            "prenom": given,
            "nom": family,
            "date de naissance": f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{draw.randint(1950, 2006)}",
            "adresse": f"{draw.randint(1, 120)} {draw.choice(STREETS).strip()}",
            "code postal": postcode,
            "ville": town,
            "email": mail.replace(" ", "") if draw.random() < 0.75 else "",
            "mobile": f"0{draw.choice('67')}{draw.randint(10**7, 10**8 - 1)}" if draw.random() < 0.8 else "",
        }


def _typo(draw: random.Random, text: str) -> str:
    if len(text) < 4:
        return text
    at = draw.randrange(1, len(text) - 1)
    kind = draw.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    letter = draw.choice("aeinrst")
    return text[:at] + letter + text[at + (kind == 2) :]


def _accents(draw: random.Random, row: Row) -> None:
    row["prenom"], row["nom"] = fold(row["prenom"]).upper(), fold(row["nom"]).upper()


def _compound(draw: random.Random, row: Row) -> None:
    row["prenom"] = row["prenom"].split("-")[0]


def _short(draw: random.Random, row: Row) -> None:
    row["prenom"] = SHORT.get(row["prenom"], row["prenom"])


def _particle(draw: random.Random, row: Row) -> None:
    row["nom"] = row["nom"].replace("de-La-", "").replace("du-", "").replace("de La ", "").replace("du ", "")


def _swapped(draw: random.Random, row: Row) -> None:
    row["prenom"], row["nom"] = row["nom"], row["prenom"]


def _married(draw: random.Random, row: Row) -> None:
    row["nom de naissance"], row["nom"] = row["nom"], draw.choice(FAMILY)


def _joined(draw: random.Random, row: Row) -> None:
    row["nom"] = f"{row['nom']}-{draw.choice(FAMILY)}"


def _name_typo(draw: random.Random, row: Row) -> None:
    name = draw.choice(["prenom", "nom"])
    row[name] = _typo(draw, row[name])


def _birth_inverted(draw: random.Random, row: Row) -> None:
    if not row["date de naissance"]:
        return
    day, month, year = row["date de naissance"].split("/")
    if int(day) <= 12:
        row["date de naissance"] = f"{month}/{day}/{year}"


def _birth_missing(draw: random.Random, row: Row) -> None:
    row["date de naissance"] = ""


def _phone_format(draw: random.Random, row: Row) -> None:
    if row["mobile"]:
        digits = row["mobile"][1:]
        row["mobile"] = draw.choice(
            [f"+33 {digits}", f"0033{digits}", ".".join(["0" + digits[0], digits[1:5], digits[5:]])]
        )


def _moved(draw: random.Random, row: Row) -> None:
    row["ville"], row["code postal"] = draw.choice(TOWNS)
    row["adresse"] = f"{draw.randint(1, 120)} {draw.choice(STREETS).strip()}"


def _no_contact(draw: random.Random, row: Row) -> None:
    row[draw.choice(["email", "mobile"])] = ""


def _street_short(draw: random.Random, row: Row) -> None:
    row["adresse"] = row["adresse"].replace("avenue", "av.").replace("boulevard", "bd").replace("rue", "r.")


SLIPS = (_accents, _compound, _short, _particle, _swapped, _married, _joined, _name_typo, _birth_inverted,
         _birth_missing, _phone_format, _moved, _no_contact, _street_short)  # fmt: skip


def _double(world: World, row: Row) -> Row:
    copy = dict(row)
    for slip in world.draw.sample(SLIPS, world.draw.choice([1, 2, 2, 3])):
        slip(world.draw, copy)
    return copy


def _hard_negative(world: World, row: Row) -> Row:
    """Somebody else who looks alike."""
    draw = world.draw
    kind = draw.randrange(5)
    other = world.person()
    if kind == 0:
        return {**other, "prenom": row["prenom"], "nom": row["nom"]}
    while other["prenom"] == row["prenom"]:
        other = world.person()
    home = {name: row[name] for name in ("nom", "adresse", "code postal", "ville")}
    if kind == 1:
        return {
            **other,
            **home,
            "date de naissance": row["date de naissance"],
            "mobile": row["mobile"],
            "email": "",
        }
    if kind == 2:
        year = row["date de naissance"].split("/")[2]
        birth = f"{draw.randint(1, 28):02}/{draw.randint(1, 12):02}/{int(year) - draw.randint(18, 40)}"
        return {**other, **home, "prenom": row["prenom"], "mobile": row["mobile"], "date de naissance": birth}
    if kind == 3:
        return {**other, **home}
    return {**other, "email": draw.choice(SHARED_MAILBOXES)}


def build(seed: int = 1, people: int = 3000) -> tuple[list[Row], set[tuple[int, int]]]:
    """Rows in random order and the pairs of ids (lower first) that are one person."""
    world = World(seed)
    entities = 0
    for _ in range(people):
        entities += 1
        row = world.person()
        if world.draw.random() < 0.05:
            row["email"] = world.draw.choice(SHARED_MAILBOXES)
        world.add(row, entities)
        if world.draw.random() < 0.30:
            for _copy in range(world.draw.choice([1, 1, 1, 2])):
                world.add(_double(world, row), entities)
        if world.draw.random() < 0.12:
            entities += 1
            world.add(_hard_negative(world, row), entities)
    groups: dict[int, list[int]] = {}
    for identifier, entity in world.entity.items():
        groups.setdefault(entity, []).append(identifier)
    truth = {pair for group in groups.values() for pair in combinations(sorted(group), 2)}
    world.draw.shuffle(world.rows)
    return world.rows, truth
