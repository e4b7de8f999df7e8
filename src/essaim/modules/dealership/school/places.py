"""The three dealerships of the group, and the towns their customers live in (name, postcode)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """One dealership. `landline`: the block of numbers ARCEP keeps for fiction in its region."""

    code: str
    name: str
    landline: str
    towns: tuple[tuple[str, str], ...]


SITES = (
    Site(
        "trois-ponts-rennes", "Trois Ponts Rennes", "+3326191",
        (
            ("Rennes", "35000"), ("Rennes", "35200"), ("Rennes", "35700"), ("Saint-Malo", "35400"),
            ("Fougères", "35300"),
            ("Bruz", "35170"), ("Vitré", "35500"), ("Cesson-Sévigné", "35510"), ("Saint-Jacques-de-la-Lande", "35136"),
            ("Betton", "35830"), ("Pacé", "35740"), ("Châteaugiron", "35410"), ("Chantepie", "35135"),
            ("Saint-Grégoire", "35760"), ("Le Rheu", "35650"), ("Guichen", "35580"), ("Liffré", "35340"),
        ),
    ),
    Site(
        "trois-ponts-versailles", "Trois Ponts Versailles", "+3319900",
        (
            ("Versailles", "78000"), ("Sartrouville", "78500"), ("Saint-Germain-en-Laye", "78100"), ("Poissy", "78300"),
            ("Conflans-Sainte-Honorine", "78700"), ("Trappes", "78190"), ("Houilles", "78800"), ("Plaisir", "78370"),
            ("Montigny-le-Bretonneux", "78180"), ("Chatou", "78400"), ("Guyancourt", "78280"), ("Rambouillet", "78120"),
            ("Élancourt", "78990"), ("Maisons-Laffitte", "78600"), ("Vélizy-Villacoublay", "78140"),
        ),
    ),
    Site(
        "trois-ponts-lyon", "Trois Ponts Lyon Est", "+3346571",
        (
            ("Villeurbanne", "69100"), ("Lyon", "69003"), ("Lyon", "69008"), ("Vénissieux", "69200"), ("Bron", "69500"),
            ("Vaulx-en-Velin", "69120"), ("Saint-Priest", "69800"), ("Meyzieu", "69330"), ("Décines-Charpieu", "69150"),
            ("Rillieux-la-Pape", "69140"), ("Bourg-en-Bresse", "01000"), ("Oyonnax", "01100"), ("Miribel", "01700"),
            ("Ambérieu-en-Bugey", "01500"), ("Meximieux", "01800"), ("Belley", "01300"),
        ),
    ),
)  # fmt: skip
# Who works there: key, first and last name, role, site (None: the whole group).
STAFF = (
    ("direction", "Catherine", "Vallet", "directeur-concession", None),
    ("ventes", "Julien", "Morvan", "chef-des-ventes", None),
    ("relation", "Aïcha", "Belkacem", "charge-relation-client", None),
    ("vn-rennes", "Soizic", "Cadiou", "vendeur-automobile", 0),
    ("vo-rennes", "Mickaël", "Tanguy", "vendeur-automobile", 0),
    ("vn-versailles", "Diane", "Courtois", "vendeur-automobile", 1),
    ("vo-versailles", "Samir", "Haddad", "vendeur-automobile", 1),
    ("vn-lyon", "Bastien", "Gaudin", "vendeur-automobile", 2),
    ("vo-lyon", "Mélanie", "Chazal", "vendeur-automobile", 2),
    ("apv-rennes", "Erwan", "Jégou", "conseiller-service", 0),
    ("apv-versailles", "Corinne", "Lasserre", "conseiller-service", 1),
    ("apv-lyon", "Grégory", "Pommier", "conseiller-service", 2),
    ("magasin", "Patrice", "Lucas", "magasinier", None),
)
