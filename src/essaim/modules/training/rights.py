"""What the matrix of a training centre speaks of, in the words of the need: objectives, means, profiles."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Preset, Resource, RolePreset, presets, resources, role_presets

MEANS = (
    (
        _("Pilotage des contrats, des obligations légales"),
        (
            ("worked-hours", _("Suivi horaire équipe et formateurs")),
            ("contracts", _("Suivi contrat prestataire, contrat chantier école, etc.")),
        ),
    ),
    (
        _("Pilotage des apprenants"),
        (
            ("applications", _("Formulaire de candidature/inscription")),
            ("entry-tests", _("Test d’entrée")),
            ("learner-follow-up", _("Suivi apprenants")),
        ),
    ),
    (
        _("Pilotage des formateurs"),
        (
            ("trainer-planning", _("Planning / affectation")),
            ("trainer-follow-up", _("Suivi formateurs")),
        ),
    ),
    (
        _("Pilotage des enseignements"),
        (
            ("curriculum", _("Référentiel / syllabus / fiche cours & TP")),
            ("teaching-follow-up", _("Suivi enseignement")),
            ("training-evaluations", _("Évaluation")),
        ),
    ),
    (
        _("Pilotage des équipements"),
        (
            ("teaching-equipment", _("Inventaire et stocks équipements pédagogiques")),
            (
                "alumni-equipment",
                _("Inventaire et stocks équipements à disposition des apprenants en post formation"),
            ),
        ),
    ),
    (
        _("Pilotage post-formation"),
        (
            ("network-life", _("Suivi animation réseau")),
            ("alumni-follow-up", _("Suivi apprenants post formation")),
        ),
    ),
    (
        _("Pilotage des personnes ressources"),
        (
            ("resource-people", _("Fiche contact")),
            ("resource-exchanges", _("Suivi des échanges")),
        ),
    ),
    (
        _("Pilotage des partenariats opérationnels"),
        (
            ("partnerships", _("Fiche description")),
            ("partnership-exchanges", _("Suivi des échanges")),
        ),
    ),
    (
        _("Pilotage des chantiers école"),
        (("training-worksites", _("Fiche description")),),
    ),
    (
        _("Pilotage des stages et périodes de formation hors centre"),
        (("placements", _("Fiche description")),),
    ),
)
ROLES = (
    ("responsable-fondation-pvsyst", _("Responsable Fond PVSYST"), _("Membre du comité de direction")),
    ("responsable-acced", _("Responsable AccEd"), _("Membre du comité de direction")),
    ("directeur", _("Directeur PROMESS"), _("Membre du comité de direction")),
    ("responsable-administratif", _("Responsable Administrative et Comptable"), _("Équipe de coordination")),
    ("responsable-pedagogique", _("Responsable Pédagogique"), _("Équipe de coordination")),
    (
        "responsable-relations-exterieures",
        _("Responsable Relations Extérieures"),
        _("Équipe de coordination"),
    ),
    ("formateur", _("Formateurs"), _("Enseignent, suivent les apprenants, notent leurs heures")),
    ("apprenant", _("Apprenants"), _("Suivent ou ont suivi une formation")),
    ("candidat", _("Candidats"), _("Déposent une candidature")),
)

resources.declare(
    *(
        Resource(code, label, objective, 100 + 10 * place + rank)
        for place, (objective, means) in enumerate(MEANS)
        for rank, (code, label) in enumerate(means)
    )
)
role_presets.declare(
    *(RolePreset(code, label, text, 10 + place) for place, (code, label, text) in enumerate(ROLES))
)
presets.declare(
    Preset(
        "promess", _("Centre de formation PROMESS"), str(Path(__file__).parent / "presets" / "promess.csv")
    )
)
