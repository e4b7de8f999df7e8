"""Names, streets, trades of the school database. Nobody in particular."""

from __future__ import annotations

# By age group, as they were given in France: until 35, until 60, above.
WOMEN = (
    ("Léa", "Manon", "Camille", "Chloé", "Sarah", "Inès", "Laura", "Marine", "Pauline", "Mathilde", "Lucie", "Clara",
     "Anaïs", "Océane", "Justine", "Yasmine", "Margaux", "Élise", "Awa", "Noémie"),
    ("Sandrine", "Stéphanie", "Céline", "Karine", "Sophie", "Nathalie", "Virginie", "Valérie", "Aurélie", "Delphine",
     "Laurence", "Isabelle", "Séverine", "Fatima", "Émilie", "Christelle", "Hélène", "Nadia", "Florence", "Agnès"),
    ("Monique", "Jacqueline", "Françoise", "Marie-Claude", "Annie", "Michèle", "Danielle", "Christiane", "Nicole",
     "Martine", "Chantal", "Brigitte", "Josette", "Jeannine", "Bernadette", "Colette"),
)  # fmt: skip
MEN = (
    ("Lucas", "Thomas", "Hugo", "Maxime", "Antoine", "Alexandre", "Quentin", "Théo", "Kévin", "Romain", "Mehdi",
     "Florian", "Jordan", "Clément", "Valentin", "Baptiste", "Yanis", "Adrien", "Loïc", "Enzo"),
    ("Christophe", "Stéphane", "Laurent", "Frédéric", "David", "Sébastien", "Nicolas", "Éric", "Olivier", "Jérôme",
     "Karim", "Thierry", "Pascal", "Vincent", "Cédric", "Ludovic", "Franck", "Gaël", "Rachid", "Benoît"),
    ("Michel", "Jean-Pierre", "Gérard", "Bernard", "Alain", "Daniel", "Claude", "Jacques", "André", "René", "Roger",
     "Jean-Claude", "Yves", "Guy", "Joël", "Maurice"),
)  # fmt: skip
FAMILIES = (
    "Martin", "Bernard", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon", "Michel", "Lefebvre",
    "Leroy", "Roux", "Morel", "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau", "Muller",
    "Blanc", "Guérin", "Boyer", "Garnier", "Chevalier", "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin",
    "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval", "Denis",
    "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly",
    "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud", "Martinez", "Gérard", "Roche", "Renard", "Schmitt",
    "Leroux", "Colin", "Vidal", "Caron", "Picard", "Roger", "Fabre", "Aubert", "Lemoine", "Renaud", "Dumas", "Lacroix",
    "Olivier", "Philippe", "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet", "Rolland", "Leclercq",
    "Guillaume", "Lecomte", "Lopez", "Jean", "Dupuy", "Guillot", "Hubert", "Berger", "Carpentier", "Sanchez", "Dupuis",
    "Moulin", "Louis", "Deschamps", "Huet", "Vasseur", "Perez", "Boucher", "Fleury", "Royer", "Klein", "Jacquet",
    "Adam", "Paris", "Poirier", "Marty", "Aubry", "Guyot", "Carré", "Charles", "Renault", "Charpentier", "Ménard",
    "Maillard", "Baron", "Bertin", "Bailly", "Hervé", "Schneider", "Fernandez", "Le Gall", "Collet", "Léger",
    "Bouvier", "Julien", "Prévost", "Millet", "Perrot", "Daniel", "Le Roux", "Cousin", "Germain", "Breton", "Besson",
    "Langlois", "Rémy", "Le Goff", "Pelletier", "Lévêque", "Perrier", "Leblanc", "Barré", "Lebrun", "Marchal", "Weber",
    "Mallet", "Hamon", "Boulanger", "Jacob", "Monnier", "Michaud", "Rodriguez", "Guichard", "Gillet", "Étienne",
    "Grondin", "Poulain", "Tessier", "Chevallier", "Collin", "Chauvin", "Da Silva", "Bouchet", "Gay", "Lemaître",
    "Bénard", "Maréchal", "Humbert", "Reynaud", "Antoine", "Hoarau", "Perret", "Barthélemy", "Cordier", "Pichon",
    "Lejeune", "Gilbert", "Lamy", "Delaunay", "Pasquier", "Carlier", "Laporte", "Diallo", "Benali", "Traoré", "Nguyen",
)  # fmt: skip
STREETS = (
    "rue des Tilleuls", "rue du Stade", "avenue de la Gare", "place du Marché", "rue des Artisans", "boulevard du Lac",
    "rue de la Fontaine", "impasse des Lavandières", "rue du Vieux Pont", "allée des Peupliers", "rue des Écoles",
    "rue Victor Hugo", "rue Jean Jaurès", "avenue du Général de Gaulle", "rue de la Mairie", "chemin des Vignes",
    "rue Pasteur", "rue Pierre Curie", "allée des Cerisiers", "rue du Moulin", "rue des Lilas", "impasse du Verger",
    "rue de l’Église", "boulevard Voltaire", "rue Jules Ferry", "square des Acacias", "route de Lorient", "rue Basse",
    "chemin du Bois", "rue des Hirondelles", "rue de Bretagne", "quai des Mariniers", "rue Émile Zola", "rue Haute",
)  # fmt: skip
EXTRAS = (
    "Bâtiment A",
    "Bâtiment C",
    "Appartement 12",
    "Résidence Les Pins",
    "3e étage",
    "Escalier 2",
    "Lieu-dit Le Bourg",
)
# (woman's word, man's word, youngest age)
TRADES = (
    ("infirmière", "infirmier", 22), ("professeure des écoles", "professeur des écoles", 23),
    ("aide-soignante", "aide-soignant", 20), ("comptable", "comptable", 22), ("commerciale", "commercial", 21),
    ("vendeuse", "vendeur", 19), ("assistante maternelle", "assistant maternel", 25),
    ("cadre bancaire", "cadre bancaire", 27),
    ("ingénieure", "ingénieur", 24), ("technicienne de maintenance", "technicien de maintenance", 21),
    ("conductrice de bus", "conducteur de bus", 24), ("employée de mairie", "employé de mairie", 22),
    ("cuisinière", "cuisinier", 19), ("coiffeuse", "coiffeur", 19), ("électricienne", "électricien", 20),
    ("agent d’accueil", "agent d’accueil", 20), ("pharmacienne", "pharmacien", 26),
    ("kinésithérapeute", "kinésithérapeute", 25),
    ("agricultrice", "agriculteur", 24), ("menuisière", "menuisier", 20), ("informaticienne", "informaticien", 23),
    ("secrétaire médicale", "secrétaire médical", 21), ("boulangère", "boulanger", 19), ("avocate", "avocat", 27),
)  # fmt: skip
INTERESTS = ("randonnée", "football", "jardinage", "voyages", "musique", "cyclisme", "cuisine", "pêche", "lecture",
             "course à pied", "bricolage", "photographie", "camping-car", "équitation", "voile", "cinéma")  # fmt: skip
PROJECTS = ("remplacer le véhicule familial", "passer à l’électrique d’ici deux ans", "acheter une deuxième voiture",
            "un véhicule pour un enfant jeune conducteur", "réduire le budget carburant", "un coffre plus grand",
            "changer à la fin de la location", "une caravane à tracter")  # fmt: skip
EXPECTATIONS = ("être prévenu avant chaque entretien", "un véhicule de prêt pendant l’atelier", "des prix clairs",
                "être rappelé en fin de journée", "ne pas être appelé au travail", "une reprise correcte",
                "un interlocuteur unique", "des créneaux le samedi")  # fmt: skip
# (name with {} for a family, kind of company, NAF, legal form)
FIRMS = (
    ("Maçonnerie {}", "4399C", "SARL"), ("Taxis {}", "4932Z", "EURL"), ("Boulangerie {}", "1071C", "SARL"),
    ("Cabinet {} et associés", "6920Z", "SAS"), ("Transports {}", "4941A", "SAS"), ("{} Électricité", "4321A", "SARL"),
    ("Plomberie {}", "4322A", "EURL"), ("Ambulances {}", "8690A", "SARL"), ("Auto-école {}", "8553Z", "EURL"),
    ("{} Paysage", "8130Z", "SARL"), ("Menuiserie {}", "4332A", "SARL"), ("Pharmacie {}", "4773Z", "SELARL"),
    ("{} Immobilier", "6831Z", "SAS"), ("Nettoyage {}", "8121Z", "SAS"), ("Cidrerie {}", "1103Z", "SARL"),
    ("Garage {} et fils", "4520A", "SARL"), ("Traiteur {}", "5621Z", "SARL"), ("Imprimerie {}", "1812Z", "SAS"),
    ("Soins à domicile {}", "8810A", "association"), ("{} Conseil", "7022Z", "SASU"), ("Peinture {}", "4334Z", "EURL"),
    ("Logistique {}", "5229B", "SAS"), ("Ferronnerie {}", "2512Z", "SARL"), ("Informatique {}", "6202A", "SAS"),
)  # fmt: skip
JOBS = ("gérant", "responsable du parc", "assistante de direction", "directeur administratif", "comptable",
        "responsable logistique", "présidente", "directrice")  # fmt: skip
# short form by first name: one of the eight kinds of double
NICKNAMES = {
    "Jean-Pierre": "J.-Pierre", "Jean-Claude": "J.-Claude", "Marie-Claude": "M.-Claude", "Christophe": "Chris",
    "Frédéric": "Fred", "Sébastien": "Seb", "Nicolas": "Nico", "Alexandre": "Alex", "Thomas": "Tom", "Maxime": "Max",
    "Stéphanie": "Steph", "Virginie": "Nini", "Isabelle": "Isa", "Mathilde": "Math", "Antoine": "Tonio",
    "Benoît": "Ben", "Valérie": "Val", "Delphine": "Del", "Ludovic": "Ludo", "Clément": "Clem", "Valentin": "Val",
    "Quentin": "Q.", "Michèle": "M.", "Catherine": "Cathy", "Françoise": "F.", "Gérard": "G.", "Bernard": "B.",
}  # fmt: skip
