"""Headings as words: what two people call the same column."""

from __future__ import annotations

import re
from functools import lru_cache

from essaim.kit.text import fold

_NOT_WORD = re.compile(r"[^a-z0-9]+")
EMPTY_WORDS = {
    "de", "du", "des", "la", "le", "les", "l", "d", "n", "et", "ou", "a", "au", "the", "of",
    "votre", "vos", "code", "libelle", "lib",
}  # fmt: skip
ABBREVIATIONS = {
    "tel": "telephone", "telephonique": "telephone", "phone": "telephone", "mail": "email", "mel": "email",
    "courriel": "email", "e-mail": "email", "cp": "codepostal", "adr": "adresse", "dept": "departement",
    "dpt": "departement", "dep": "departement", "struct": "structure", "denom": "denomination", "resp": "responsable",
    "org": "organisme", "organisation": "organisme", "dt": "date", "rs": "raisonsociale", "portable": "mobile",
    "gsm": "mobile", "asso": "association", "etablissement": "structure", "zip": "codepostal", "localite": "ville",
    "num": "numero", "no": "numero", "nbr": "nombre",
    "commune": "ville", "city": "ville", "com": "ville", "naiss": "naissance", "post": "postal",
}  # fmt: skip
JOINED = tuple(
    (re.compile(rf"\b{before}\b"), after)
    for before, after in (
        ("code postal", "codepostal"), ("raison sociale", "raisonsociale"), ("e mails?", "email"),
    )
)  # fmt: skip
CONCEPTS: dict[str, tuple[str, ...]] = {
    "name": ("raison sociale", "denomination sociale", "nom structure", "nom organisme", "structure", "organisme",
             "nom etablissement", "nom usuel", "intitule", "designation", "titre", "enseigne", "association"),
    "last_name": ("nom", "nom famille", "nom usage", "patronyme", "surname", "last name", "lastname"),
    "first_name": ("prenom", "first name", "firstname", "given name", "prenom usuel"),
    "birth_date": ("date naissance", "ne le", "nee le", "naissance", "ddn", "birth date", "birthday"),
    "birth_name": ("nom naissance", "nom jeune fille"),
    "sex": ("sexe", "genre", "gender"),
    "civility": ("civilite", "titre civilite", "m mme", "mme m"),
    "email": ("email", "adresse email", "adresse electronique", "courrier electronique", "contact email"),
    "phone": ("telephone", "telephone fixe", "fixe", "standard", "telephone 1", "telephone bureau"),
    "mobile": ("mobile", "telephone mobile", "telephone portable", "cellulaire"),
    "website": ("site web", "site internet", "site", "url", "web"),
    "street": ("adresse", "rue", "voie", "adresse postale", "adresse 1", "nom rue", "nom voie", "adresse ligne 1"),
    "street_extra": ("complement adresse", "adresse 2", "complement", "batiment", "boite postale", "bp"),
    "postcode": ("code postal", "cp", "postal", "zip code"),
    "city": ("ville", "commune", "localite", "bureau distributeur"),
    "country": ("pays", "country"),
    "siret": ("siret", "numero siret", "siret structure", "siret etablissement"),
    "siren": ("siren", "numero siren"),
    "naf": ("naf", "ape", "code ape", "naf ape", "ape naf", "naf2", "code naf2"),
    "legal_form": ("forme juridique", "nature juridique", "statut juridique"),
    "kinds": ("type structure", "type siae", "types", "mesure", "dispositif", "activite", "type activite"),
    "job_title": ("fonction", "poste", "metier", "profession", "qualite", "poste occupe"),
    "description": ("commentaire", "observation", "remarque", "note", "precisions", "divers"),
    "latitude": ("latitude", "lat"), "longitude": ("longitude", "lon", "lng", "long"),
    "@person_name": ("nom prenom", "prenom nom", "nom complet", "identite", "nom et prenom", "prenom et nom"),
    "@street_number": ("num rue", "numero rue", "numero voie", "numero", "numero dans la rue"),
    "@town": ("code postal ville", "cp ville", "code postal et ville"),
    "@address": ("adresse complete", "coordonnees postales"),
}  # fmt: skip


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """ "N° SIRET (structure)" → ("siret", "structure"): folded, abbreviations opened, empty words left out."""
    plain = re.sub(r"([a-z])([A-Z])", r"\1 \2", str(text))
    plain = re.sub(r"\b[Nn][°º]", "numero ", plain)
    plain = " ".join(_NOT_WORD.split(fold(plain))).strip()
    for before, after in JOINED:
        plain = before.sub(after, plain)
    opened = [ABBREVIATIONS.get(word, word) for word in plain.split()]
    opened = [_singular(word) for word in opened]
    joined = " ".join(opened)
    kept = [word for word in joined.split() if word not in EMPTY_WORDS]
    return tuple(kept or joined.split())


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """0 to 1: how surely two headings say the same. 1 is the same words in the same order."""
    first, second = words_of(one), words_of(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if sorted(first) == sorted(second):
        return 0.97
    from rapidfuzz import fuzz

    score = fuzz.token_sort_ratio(" ".join(first), " ".join(second)) / 100
    if score >= 0.85 and abs(len(first) - len(second)) == 0:
        return 0.9 * score
    if set(second) <= set(first):
        return 0.6 + 0.25 * len(second) / len(first)
    if set(first) <= set(second):
        return 0.5 + 0.2 * len(first) / len(second)
    return 0.6 * score if score > 0.7 else 0.0
