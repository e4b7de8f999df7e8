"""Forms any organisation starts from; modules declare those of their own trade."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .declared import FormTemplate, form_templates
from .definition.writing import Json, choices, question, rows, section


def application() -> Json:
    yes = {"q": "q8", "op": "is", "value": "c1"}
    return {
        "next": 20,
        "parties": [],
        "scores": [],
        "sections": [
            section(
                "s_1",
                _("Vous"),
                question("q1", "text", _("Votre prénom"), required=True),
                question("q2", "text", _("Votre nom"), required=True),
                question("q3", "date", _("Votre date de naissance"), max="today"),
                question(
                    "q4",
                    "phone",
                    _("Votre téléphone"),
                    required=True,
                    help=_("Avec l’indicatif si vous êtes à l’étranger."),
                ),
                question("q5", "email", _("Votre adresse électronique")),
                question("q6", "address", _("Où habitez-vous ?")),
            ),
            section(
                "s_2",
                _("Votre parcours"),
                question(
                    "q7",
                    "choice",
                    _("Votre niveau d’études"),
                    choices=choices(
                        _("sans diplôme"), _("fin de collège"), _("baccalauréat"), _("études supérieures")
                    ),
                ),
                question(
                    "q8",
                    "choice",
                    _("Avez-vous déjà travaillé dans ce domaine ?"),
                    required=True,
                    choices=choices(_("Oui"), _("Non")),
                ),
                question("q9", "long_text", _("Racontez cette expérience"), when=yes, required=True),
                question(
                    "q10",
                    "long_text",
                    _("Pourquoi cette formation ?"),
                    required=True,
                    messages={"required": _("Quelques mots suffisent : dites-nous ce qui vous attire.")},
                ),
                question(
                    "q11",
                    "file",
                    _("Vos diplômes ou attestations"),
                    help=_("Une photo nette prise avec le téléphone convient."),
                ),
            ),
        ],
    }


def satisfaction() -> Json:
    scale = {"min": "1", "max": "5", "low": _("pas du tout"), "high": _("tout à fait"), "weight": "1"}
    return {
        "next": 20,
        "parties": [],
        "scores": [{"key": "n1", "label": _("Satisfaction"), "method": "mean", "questions": [], "bands": []}],
        "sections": [
            section(
                "s_1",
                "",
                question(
                    "q1", "scale", _("Les objectifs annoncés ont-ils été atteints ?"), required=True, **scale
                ),
                question("q2", "scale", _("Le rythme vous a-t-il convenu ?"), **scale),
                question(
                    "q3",
                    "matrix",
                    _("Que pensez-vous de…"),
                    rows=rows(_("l’animation"), _("les documents"), _("la salle")),
                    choices=choices(_("mauvais"), _("moyen"), _("bon"), _("très bon")),
                ),
                question(
                    "q4",
                    "choice",
                    _("Recommanderiez-vous cette formation ?"),
                    choices=choices(_("Oui"), _("Non")),
                ),
                question(
                    "q5",
                    "long_text",
                    _("Qu’aurait-il fallu faire autrement ?"),
                    when={
                        "any": [
                            {"q": "q4", "op": "is", "value": "c2"},
                            {"q": "q1", "op": "lte", "value": "2"},
                        ]
                    },
                ),
                question("q6", "long_text", _("Autre chose à nous dire ?")),
            )
        ],
    }


def entry_test() -> Json:
    return {
        "next": 20,
        "parties": [],
        "scores": [
            {
                "key": "n1",
                "label": _("Note du test"),
                "method": "percent",
                "questions": [],
                "bands": [
                    {"min": "0", "label": _("à revoir")},
                    {"min": "50", "label": _("entretien")},
                    {"min": "75", "label": _("admissible")},
                ],
            }
        ],
        "sections": [
            section(
                "s_1",
                _("Calcul"),
                question(
                    "q1",
                    "choice",
                    _("Combien font 12 × 8 ?"),
                    choices=choices("86", "96", "108", points=(0, 2, 0)),
                ),
                question(
                    "q2",
                    "choice",
                    _("Une ampoule de 10 W allumée 5 heures consomme…"),
                    choices=choices("2 Wh", "15 Wh", "50 Wh", points=(0, 0, 3)),
                ),
            ),
            section(
                "s_2",
                _("Sécurité"),
                question(
                    "q3",
                    "choices",
                    _("Avant de travailler sur une installation, on…"),
                    choices=choices(
                        _("coupe le courant"),
                        _("vérifie l’absence de tension"),
                        _("retire ses gants"),
                        points=(2, 2, -2),
                    ),
                ),
            ),
        ],
    }


def two_voices() -> Json:
    yes_no = choices(_("Oui"), _("Non"), points=(1, 0))
    return {
        "next": 40,
        "parties": [
            {"key": "p1", "label": _("Structure"), "turn": 1, "sees": [], "signs": True},
            {"key": "p2", "label": _("Chargé(e) de mission"), "turn": 1, "sees": ["p1"], "signs": False},
            {"key": "p3", "label": _("Prestataire"), "turn": 2, "sees": ["p1", "p2"], "signs": True},
        ],
        "scores": [],
        "sections": [
            section(
                "s_1",
                _("Conditions de réalisation"),
                question(
                    "q1",
                    "choice",
                    _("Délais et échéances prévus respectés"),
                    choices=yes_no,
                    voices=["p2"],
                    comments=["p2", "p3"],
                ),
                question(
                    "q2",
                    "choice",
                    _("Contenu conforme au cahier des charges"),
                    choices=yes_no,
                    voices=["p2"],
                    comments=["p2", "p3"],
                ),
                question(
                    "q3",
                    "long_text",
                    _("Sinon, quelle transformation a été validée ?"),
                    voices=["p2"],
                    when={"q": "q2", "op": "is", "value": "c2"},
                ),
            ),
            section(
                "s_2",
                _("Méthode et relation de travail"),
                question(
                    "q4",
                    "choice",
                    _("Méthode d’accompagnement adaptée"),
                    required=True,
                    choices=yes_no,
                    voices=["p1"],
                    comments=["p1", "p3"],
                ),
                question(
                    "q5",
                    "choice",
                    _("Qualité des échanges"),
                    required=True,
                    choices=yes_no,
                    voices=["p1"],
                    comments=["p1", "p3"],
                ),
                question(
                    "q6",
                    "scale",
                    _("Disponibilité du prestataire"),
                    min="1",
                    max="5",
                    weight="1",
                    voices=["p1"],
                    comments=["p1", "p3"],
                ),
            ),
            section("s_3", _("Pour finir"), question("q7", "long_text", _("Remarques libres"))),
        ],
    }


form_templates.declare(
    FormTemplate(
        "forms.application",
        gettext_lazy("Candidature"),
        application,
        gettext_lazy(
            "Recueillir des candidatures depuis un téléphone ; chacune peut faire la fiche de la personne."
        ),
        "user-plus",
    ),
    FormTemplate(
        "forms.satisfaction",
        gettext_lazy("Satisfaction, anonyme"),
        satisfaction,
        gettext_lazy("Une évaluation courte et anonyme après une formation ou une réunion."),
        "mood-smile",
        {"anonymous": True},
    ),
    FormTemplate(
        "forms.entry_test",
        gettext_lazy("Test noté"),
        entry_test,
        gettext_lazy("Des questions à points, une note sur cent et des paliers."),
        "calculator",
    ),
    FormTemplate(
        "forms.two_voices",
        gettext_lazy("Évaluation à plusieurs voix"),
        two_voices,
        gettext_lazy(
            "Chaque partie remplit sa colonne à son tour, puis signe : bilan d’une mission, d’un stage."
        ),
        "users",
        {"access": "invited", "reminder_days": 7},
    ),
)
