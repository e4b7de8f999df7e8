"""Who may sign in to the demonstration: one account per role, each in an invented organisation."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "essaim-demo"
FIRST_VISIT = "candidat"  # the account that has not accepted the charter yet, so that it can be seen


@dataclass(frozen=True)
class Account:
    """`place`: the organisation's key in the world; `networks` and `territories`: keys too."""

    key: str
    first_name: str
    last_name: str
    role: str
    job: str
    networks: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    sex: str = "f"

    @property
    def email(self) -> str:
        return f"{self.key}@essaim.example"


ACCOUNTS = (
    Account("admin", "Claire", "Delaunay", "administrateur", "Administratrice de la plateforme"),
    Account("directrice", "Aïssatou", "Ndiaye", "directeur", "Directrice du centre", ("soleil",), ("SN/TH/",)),
    Account("administrative", "Fatou", "Sarr", "responsable-administratif",
            "Responsable administrative et comptable", ("soleil",), ("SN/TH/",)),
    Account("pedagogique", "Mamadou", "Fall", "responsable-pedagogique", "Responsable pédagogique",
            ("soleil",), ("SN/TH/",), sex="m"),
    Account("relations", "Ndèye", "Diouf", "responsable-relations-exterieures",
            "Responsable des relations extérieures", ("soleil",), ("SN/TH/",)),
    Account("formateur", "Cheikh", "Gueye", "formateur", "Formateur en électricité solaire", ("soleil",), sex="m"),
    Account("apprenant", "Ousmane", "Ba", "apprenant", "Apprenant, promotion en cours", ("soleil",), sex="m"),
    Account("candidat", "Mariama", "Diallo", "candidat", "Candidate à la prochaine promotion"),
    Account("animatrice", "Nolwenn", "Guérin", "animatrice-reseau", "Animatrice de réseau",
            ("horizon", "ateliers44", "coopsol"), ("FR/52/",)),
    Account("conseillere", "Sandrine", "Moreau", "conseillere-insertion", "Conseillère en insertion",
            ("horizon",), ("FR/52/44/",)),
    Account("benevole", "Gérard", "Petiteau", "benevole-tresorier", "Trésorier bénévole", ("ateliers44",),
            ("FR/52/44/",), sex="m"),
    Account("suivi", "Leïla", "Benali", "chargee-suivi", "Chargée de suivi et d’évaluation", ("passerelles",)),
    Account("mission", "Thomas", "Lefèvre", "charge-mission", "Chargé de mission", ("appuiloire",),
            ("FR/24/",), sex="m"),
    Account("consultant", "Isabelle", "Carpentier", "consultant", "Consultante", ("appuiloire",)),
    Account("ventes", "Julien", "Morvan", "chef-des-ventes", "Chef des ventes", ("trois-ponts",), sex="m"),
    Account("vendeur", "Soizic", "Cadiou", "vendeur-automobile", "Conseillère des ventes", ("trois-ponts",)),
    Account("apresvente", "Erwan", "Jégou", "conseiller-service", "Conseiller clientèle après-vente",
            ("trois-ponts",), sex="m"),
)  # fmt: skip

ROLES = {
    "animatrice-reseau": ("Animatrice de réseau", "Anime les réseaux : adhérents, échanges, actualités"),
    "conseillere-insertion": (
        "Conseillère en insertion",
        "Accompagne des personnes dans une structure adhérente",
    ),
    "benevole-tresorier": ("Bénévole trésorier", "Consulte les contacts et les échanges de son réseau"),
    "chargee-suivi": ("Chargée de suivi", "Suit et évalue le programme et ses bénéficiaires"),
    "charge-mission": ("Chargé de mission", "Monte et suit les missions d’appui aux associations"),
    "consultant": ("Consultant", "Voit ce qui lui est confié et rend compte"),
}

# resource: role: (create, change, delete, view) per reach
HEADER = "objectif;moyen;ressource;profil;creation;modification;suppression;visionnage;portee;note"
GRANTS = """
people;directeur;x;x;x;x;son-reseau
people;responsable-administratif;x;x;;x;son-reseau
people;responsable-pedagogique;x;x;;x;son-reseau
people;responsable-relations-exterieures;x;x;;x;son-reseau
people;formateur;;;;x;son-reseau
people;apprenant;;x;;x;les-siens
people;candidat;;x;;x;les-siens
people;animatrice-reseau;x;x;x;x;son-reseau
people;conseillere-insertion;x;x;;x;son-reseau
people;benevole-tresorier;;;;x;son-reseau
people;chargee-suivi;x;x;;x;son-reseau
people;charge-mission;x;x;;x;son-reseau
people;consultant;;x;;x;confies
people;consultant;;x;;x;les-siens
organisations;directeur;x;x;x;x;son-reseau
organisations;responsable-administratif;x;x;;x;son-reseau
organisations;responsable-pedagogique;;;;x;son-reseau
organisations;responsable-relations-exterieures;x;x;;x;son-reseau
organisations;formateur;;;;x;son-reseau
organisations;animatrice-reseau;x;x;x;x;son-reseau
organisations;conseillere-insertion;x;x;;x;son-reseau
organisations;benevole-tresorier;;;;x;son-reseau
organisations;chargee-suivi;x;x;;x;son-reseau
organisations;charge-mission;x;x;;x;son-territoire
organisations;charge-mission;x;x;;x;son-reseau
organisations;consultant;;;;x;confies
consents;directeur;x;x;;x;son-reseau
privacy;directeur;x;;x;x;son-reseau
privacy;responsable-administratif;x;;;x;son-reseau
privacy;animatrice-reseau;x;;x;x;son-reseau
retention;directeur;x;x;x;x;tout
retention;responsable-administratif;;;;x;tout
consents;responsable-administratif;x;x;;x;son-reseau
consents;responsable-relations-exterieures;x;x;;x;son-reseau
consents;animatrice-reseau;x;x;;x;son-reseau
consents;conseillere-insertion;x;x;;x;son-reseau
consents;chargee-suivi;x;x;;x;son-reseau
consents;charge-mission;x;x;;x;son-reseau
interactions;directeur;x;x;x;x;son-reseau
interactions;responsable-administratif;x;x;;x;son-reseau
interactions;responsable-pedagogique;x;x;;x;son-reseau
interactions;responsable-relations-exterieures;x;x;;x;son-reseau
interactions;formateur;x;x;;x;les-siens
interactions;animatrice-reseau;x;x;x;x;son-reseau
interactions;conseillere-insertion;x;x;;x;son-reseau
interactions;benevole-tresorier;;;;x;son-reseau
interactions;chargee-suivi;x;x;;x;son-reseau
interactions;charge-mission;x;x;;x;son-reseau
interactions;consultant;x;x;;x;les-siens
interactions;consultant;;;;x;confies
tasks;directeur;x;x;x;x;son-reseau
tasks;responsable-administratif;x;x;;x;son-reseau
tasks;responsable-pedagogique;x;x;;x;son-reseau
tasks;responsable-relations-exterieures;x;x;;x;son-reseau
tasks;formateur;x;x;;x;les-siens
tasks;animatrice-reseau;x;x;x;x;son-reseau
tasks;conseillere-insertion;x;x;;x;son-reseau
tasks;conseillere-insertion;x;x;x;x;les-siens
tasks;benevole-tresorier;x;x;;x;les-siens
tasks;chargee-suivi;x;x;;x;son-reseau
tasks;charge-mission;x;x;;x;son-reseau
tasks;consultant;x;x;;x;les-siens
events;directeur;x;x;x;x;son-reseau
events;responsable-administratif;x;x;;x;son-reseau
events;responsable-pedagogique;x;x;;x;son-reseau
events;responsable-relations-exterieures;x;x;;x;son-reseau
events;animatrice-reseau;x;x;x;x;son-reseau
events;conseillere-insertion;x;x;;x;son-reseau
events;chargee-suivi;x;x;;x;son-reseau
events;charge-mission;x;x;;x;son-reseau
events;responsable-administratif;x;x;x;x;les-siens
events;responsable-pedagogique;x;x;x;x;les-siens
events;responsable-relations-exterieures;x;x;x;x;les-siens
events;conseillere-insertion;x;x;x;x;les-siens
events;chargee-suivi;x;x;x;x;les-siens
events;charge-mission;x;x;x;x;les-siens
events;formateur;;;;x;son-reseau
events;apprenant;;;;x;son-reseau
events;benevole-tresorier;;;;x;son-reseau
events;consultant;;;;x;confies
bookables;directeur;x;x;x;x;son-reseau
bookables;responsable-pedagogique;x;x;;x;son-reseau
bookables;animatrice-reseau;x;x;x;x;son-reseau
bookables;directeur;;;;x;tout
bookables;responsable-administratif;;;;x;tout
bookables;responsable-pedagogique;;;;x;tout
bookables;responsable-relations-exterieures;;;;x;tout
bookables;animatrice-reseau;;;;x;tout
bookables;conseillere-insertion;;;;x;tout
bookables;chargee-suivi;;;;x;tout
bookables;charge-mission;;;;x;tout
boards;directeur;x;x;x;x;tout
boards;responsable-administratif;x;x;x;x;tout
boards;responsable-pedagogique;x;x;x;x;tout
boards;responsable-relations-exterieures;x;x;x;x;tout
boards;animatrice-reseau;x;x;x;x;tout
boards;conseillere-insertion;x;x;x;x;tout
boards;chargee-suivi;x;x;x;x;tout
boards;charge-mission;x;x;x;x;tout
boards;formateur;;;;x;tout
boards;benevole-tresorier;;;;x;tout
boards;consultant;;;;x;tout
documents;directeur;x;x;x;x;son-reseau
collections;directeur;x;x;x;x;son-reseau
collections;directeur;;;;x;tout
documents;animatrice-reseau;x;x;x;x;son-reseau
collections;animatrice-reseau;x;x;x;x;son-reseau
collections;animatrice-reseau;;;;x;tout
documents;responsable-administratif;x;x;;x;son-reseau
documents;responsable-administratif;x;x;x;x;les-siens
collections;responsable-administratif;;;;x;tout
documents;responsable-pedagogique;x;x;;x;son-reseau
documents;responsable-pedagogique;x;x;x;x;les-siens
collections;responsable-pedagogique;;;;x;tout
documents;responsable-relations-exterieures;x;x;;x;son-reseau
documents;responsable-relations-exterieures;x;x;x;x;les-siens
collections;responsable-relations-exterieures;;;;x;tout
documents;chargee-suivi;x;x;;x;son-reseau
documents;chargee-suivi;x;x;x;x;les-siens
collections;chargee-suivi;;;;x;tout
documents;charge-mission;x;x;;x;son-reseau
documents;charge-mission;x;x;x;x;les-siens
collections;charge-mission;;;;x;tout
documents;formateur;x;;;x;son-reseau
documents;formateur;x;x;x;x;les-siens
collections;formateur;;;;x;tout
documents;conseillere-insertion;x;;;x;son-reseau
documents;conseillere-insertion;x;x;x;x;les-siens
collections;conseillere-insertion;;;;x;tout
documents;apprenant;;;;x;son-reseau
documents;benevole-tresorier;;;;x;son-reseau
documents;consultant;;;;x;son-reseau
library-space;directeur;;;;x;tout
forms;directeur;x;x;x;x;son-reseau
form_answers;directeur;x;x;x;x;son-reseau
forms;responsable-pedagogique;x;x;x;x;son-reseau
form_answers;responsable-pedagogique;x;x;x;x;son-reseau
forms;responsable-administratif;x;x;x;x;son-reseau
form_answers;responsable-administratif;x;x;x;x;son-reseau
forms;animatrice-reseau;x;x;x;x;son-reseau
form_answers;animatrice-reseau;x;x;x;x;son-reseau
forms;chargee-suivi;x;x;x;x;son-reseau
form_answers;chargee-suivi;x;x;x;x;son-reseau
forms;charge-mission;x;x;x;x;son-reseau
form_answers;charge-mission;x;x;x;x;son-reseau
forms;responsable-relations-exterieures;x;x;;x;son-reseau
form_answers;responsable-relations-exterieures;x;x;;x;son-reseau
forms;conseillere-insertion;;;;x;son-reseau
form_answers;conseillere-insertion;x;x;;x;les-siens
forms;formateur;;;;x;son-reseau
campaigns;directeur;x;x;x;x;son-reseau
campaigns;responsable-administratif;;;;x;son-reseau
campaigns;responsable-relations-exterieures;x;x;;x;son-reseau
campaigns;animatrice-reseau;x;x;x;x;son-reseau
campaigns;chargee-suivi;x;x;;x;son-reseau
campaigns;charge-mission;x;x;;x;son-reseau
message-templates;directeur;x;x;x;x;tout
message-templates;responsable-relations-exterieures;x;x;;x;tout
message-templates;animatrice-reseau;x;x;x;x;tout
message-templates;chargee-suivi;;;;x;tout
message-templates;charge-mission;x;x;;x;tout
newsletters;directeur;x;x;x;x;son-reseau
newsletters;responsable-relations-exterieures;x;x;;x;son-reseau
newsletters;animatrice-reseau;x;x;x;x;son-reseau
newsletters;conseillere-insertion;;;;x;son-reseau
"""


def grants_table() -> str:
    """The lines of the matrix that the demonstration adds, in the shape of `rights load`."""
    lines = []
    for line in GRANTS.strip().splitlines():
        resource, role, create, change, delete, view, reach = line.split(";")
        lines.append(f";;{resource};{role};{create};{change};{delete};{view};{reach};")
    return "\n".join(lines)
