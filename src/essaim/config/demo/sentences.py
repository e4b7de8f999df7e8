"""What people say to each other in the invented world: (kind, subject, body, outcome)."""

from __future__ import annotations

EXCHANGES = (
    ("call", "Premier contact", "Se présente et demande comment fonctionne l’accompagnement.", "reached"),
    (
        "call",
        "Demande de rendez-vous",
        "Disponible plutôt le matin. Préfère être rappelée sur son mobile.",
        "reached",
    ),
    ("call", "Rappel pour le dossier", "", "no_answer"),
    ("call", "Message laissé au sujet de la convention", "", "message"),
    ("call", "Point d’étape", "Tout avance ; reste à fixer la date du bilan.", "reached"),
    ("call", "Confirmation de présence", "Sera là avec une collègue.", "reached"),
    (
        "call",
        "Question sur le financement",
        "Veut savoir si les frais de déplacement sont pris en charge.",
        "follow_up",
    ),
    ("mail", "Envoi de la plaquette", "Plaquette et bulletin d’inscription joints.", ""),
    (
        "mail",
        "Demande de pièces manquantes",
        "Il manque l’attestation d’assurance et un relevé bancaire.",
        "follow_up",
    ),
    (
        "mail",
        "Compte rendu de la réunion",
        "Envoyé aux participants, corrections attendues avant vendredi.",
        "",
    ),
    ("mail", "Remerciements", "Très satisfaite de l’accueil ; propose de témoigner.", ""),
    ("mail", "Proposition de dates", "Trois dates proposées, réponse attendue.", "follow_up"),
    ("meeting", "Entretien de découverte", "Parcours, projet, freins. Un second rendez-vous est prévu.", ""),
    ("meeting", "Réunion de suivi", "Les engagements ont été tenus ; nouvelle étape dans deux mois.", ""),
    ("meeting", "Comité de pilotage", "Budget validé, calendrier décalé d’une semaine.", ""),
    ("visit", "Visite sur place", "Équipe accueillante, locaux adaptés, matériel à compléter.", ""),
    ("visit", "Passage au chantier", "Sécurité respectée ; câblage à reprendre sur un coffret.", "follow_up"),
    ("letter", "Convention envoyée pour signature", "", ""),
    ("letter", "Attestation remise", "", ""),
    ("sms", "Rappel du rendez-vous de demain", "", ""),
    ("note", "Préfère être contactée par écrit", "", ""),
    ("note", "Peut accueillir un stagiaire", "Deux places en mai et juin, avec logement possible.", ""),
    ("note", "Changement de direction prévu", "La relève est annoncée pour la rentrée.", ""),
)
TASKS = (
    "Rappeler pour fixer le rendez-vous", "Envoyer la convention", "Relancer pour les pièces manquantes",
    "Préparer le bilan", "Vérifier l’attestation d’assurance", "Confirmer la date de la visite",
    "Envoyer le compte rendu", "Demander un relevé bancaire", "Inviter à l’assemblée générale",
    "Préparer la réunion de suivi", "Mettre à jour les coordonnées", "Proposer un stage",
    "Répondre à la question sur le financement", "Transmettre le dossier", "Prendre des nouvelles",
)  # fmt: skip
