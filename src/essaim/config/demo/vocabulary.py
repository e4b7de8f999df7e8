"""Names of the invented world: people of several countries, organisations, trades."""

from __future__ import annotations

SENEGAL_WOMEN = (
    "Aminata", "Fatoumata", "Khady", "Awa", "Coumba", "Rokhaya", "Sokhna", "Adama", "Bineta", "Dieynaba", "Maïmouna",
    "Oumou", "Penda", "Ramatoulaye", "Yacine", "Astou", "Ndeye Fatou", "Seynabou", "Marième", "Nafissatou",
)  # fmt: skip
SENEGAL_MEN = (
    "Abdoulaye", "Alioune", "Babacar", "Boubacar", "Demba", "El Hadji", "Ibrahima", "Idrissa", "Lamine", "Malick",
    "Moussa", "Modou", "Omar", "Pape", "Saliou", "Serigne", "Souleymane", "Samba", "Assane", "Birame",
)  # fmt: skip
SENEGAL_NAMES = (
    "Diop", "Ndiaye", "Fall", "Sow", "Diallo", "Gueye", "Faye", "Sarr", "Mbaye", "Cissé", "Thiam", "Seck", "Sy", "Kane",
    "Diouf", "Niang", "Ba", "Sène", "Ndour", "Wade", "Toure", "Camara", "Badji", "Mendy", "Dieng", "Lo", "Samb", "Tall",
)  # fmt: skip
REFUGEES = (
    ("Ahmad", "Rahimi", "m", "dari, anglais"), ("Zahra", "Hosseini", "f", "dari"), ("Farid", "Noori", "m", "pachto, dari"),
    ("Samira", "Karimi", "f", "dari, anglais"), ("Yonas", "Tesfay", "m", "tigrigna, arabe"),
    ("Selam", "Haile", "f", "tigrigna"), ("Mehret", "Gebre", "f", "tigrigna, anglais"),
    ("Adam", "Ishaq", "m", "arabe, four"), ("Mustafa", "Bakhit", "m", "arabe"), ("Hawa", "Abdallah", "f", "arabe"),
    ("Omar", "Al-Khatib", "m", "arabe, anglais"), ("Rania", "Haddad", "f", "arabe, français"),
    ("Nour", "Darwish", "f", "arabe"), ("Khaled", "Mansour", "m", "arabe, turc"),
    ("Olena", "Kovalenko", "f", "ukrainien, russe"), ("Andriy", "Melnyk", "m", "ukrainien, anglais"),
    ("Iryna", "Shevchuk", "f", "ukrainien"), ("Patrick", "Kabongo", "m", "français, lingala"),
    ("Espérance", "Mukendi", "f", "français, swahili"), ("Grâce", "Ilunga", "f", "français, tshiluba"),
    ("Tenzin", "Dorjee", "m", "tibétain, hindi"), ("Pema", "Lhamo", "f", "tibétain, anglais"),
    ("Fatmata", "Kamara", "f", "anglais, krio"), ("Mohamed", "Warsame", "m", "somali, arabe"),
    ("Hodan", "Nur", "f", "somali"), ("Sivakumar", "Rajan", "m", "tamoul, anglais"),
)  # fmt: skip
LOIRE_MEMBERS = (
    ("Les Ateliers du Moulin Blanc", "aci", "44000", "Nantes"), ("Potagers de l’Erdrelle", "aci", "44240", "La Chapelle-sur-Erdre"),
    ("Recyclerie des Deux Rives", "aci", "44800", "Saint-Herblain"), ("Main Tendue Services", "ai", "44600", "Saint-Nazaire"),
    ("Bâtir Autrement", "ei", "44400", "Rezé"), ("Interim Solid’Ouest", "etti", "44200", "Nantes"),
    ("La Fabrique du Marais", "aci", "44350", "Guérande"), ("Cap Vélo Presqu’île", "aci", "44600", "Saint-Nazaire"),
    ("Toit et Tremplin", "hebergement", "44100", "Nantes"), ("Maison des Passages", "hebergement", "44300", "Nantes"),
    ("Vignes et Partage", "aci", "44330", "Vallet"), ("Régie du Grand Pré", "ei", "44800", "Saint-Herblain"),
    ("Coup de Pouce Retz", "ai", "44210", "Pornic"), ("Les Tisserands de Clisson", "aci", "44190", "Clisson"),
    ("Loire Éco-Paysage", "ei", "44150", "Ancenis-Saint-Géréon"), ("Ménage et Compagnie", "ai", "44110", "Châteaubriant"),
    ("Atelier du Bois Joli", "aci", "49000", "Angers"), ("Travail Pluriel Anjou", "ai", "49100", "Angers"),
    ("Jardins de la Maine", "aci", "49000", "Angers"), ("Saumur Tri Solidaire", "ei", "49400", "Saumur"),
    ("Cholet Textile Avenir", "ei", "49300", "Cholet"), ("Escale Anjou", "hebergement", "49000", "Angers"),
    ("Mauges Services", "ai", "49600", "Beaupréau-en-Mauges"), ("L’Étape Mayennaise", "hebergement", "53000", "Laval"),
    ("Bocage Emploi", "ai", "53100", "Mayenne"), ("Atelier des Trois Châteaux", "aci", "53200", "Château-Gontier-sur-Mayenne"),
    ("Sarthe Relais", "ai", "72000", "Le Mans"), ("Recyclo’Mans", "aci", "72100", "Le Mans"),
    ("La Flèche Solidaire", "aci", "72200", "La Flèche"), ("Intérim Sarthois d’Insertion", "etti", "72000", "Le Mans"),
    ("Vendée Tremplin", "ai", "85000", "La Roche-sur-Yon"), ("Les Paniers de la Dune", "aci", "85100", "Les Sables-d’Olonne"),
    ("Yon Bâtiment Solidaire", "ei", "85000", "La Roche-sur-Yon"), ("Relais du Bocage Vendéen", "hebergement", "85500", "Les Herbiers"),
    ("Fontenay Services", "ai", "85200", "Fontenay-le-Comte"), ("Presqu’île Emplois", "geiq", "44500", "La Baule-Escoublac"),
)  # fmt: skip
LOIRE_PARTNERS = (
    ("Mission jeunes de l’Estuaire", "emploi", "44600", "Saint-Nazaire"), ("Maison de l’emploi du Vignoble", "emploi", "44190", "Clisson"),
    ("Communauté du Val d’Erdrelle", "collectivite", "44240", "La Chapelle-sur-Erdre"),
    ("Fonds Ligérien pour l’Initiative", "financeur", "44000", "Nantes"), ("Fondation des Quais", "financeur", "44000", "Nantes"),
    ("Centre de formation Arc-en-Loire", "centre-formation", "49000", "Angers"), ("Service de l’emploi Maine-Rives", "emploi", "49000", "Angers"),
    ("Union des bailleurs de l’Ouest", "entreprise", "44000", "Nantes"),
)  # fmt: skip
PASSERELLES_EMPLOYERS = (
    ("Boulangeries du Canal", "entreprise", "75010", "Paris"), ("Hôtels Belleville", "entreprise", "75020", "Paris"),
    ("Atelier Couture Goutte d’Or", "ei", "75018", "Paris"), ("Cuisines Partagées", "entreprise", "75019", "Paris"),
    ("Nettoyage Clair et Net", "entreprise", "93200", "Saint-Denis"), ("Logistique Porte Nord", "entreprise", "93300", "Aubervilliers"),
    ("Bâti Seine", "entreprise", "94200", "Ivry-sur-Seine"), ("Les Jardiniers du Périph", "aci", "75013", "Paris"),
    ("Informatique Rive Gauche", "entreprise", "75014", "Paris"), ("Aide à domicile Entraide XV", "association", "75015", "Paris"),
    ("Chais de Garonne", "entreprise", "33000", "Bordeaux"), ("Restaurants des Quais", "entreprise", "33000", "Bordeaux"),
    ("Menuiserie du Médoc", "entreprise", "33290", "Blanquefort"), ("Vignobles Haut-Coteau", "entreprise", "33500", "Libourne"),
    ("Nettoyage Atlantique", "entreprise", "33700", "Mérignac"), ("Santé à Domicile Gironde", "association", "33600", "Pessac"),
)  # fmt: skip
PASSERELLES_PARTNERS = (
    ("Résidence des Lilas d’Orient", "hebergement", "75019", "Paris"), ("Foyer Le Havre de Paix", "hebergement", "93100", "Montreuil"),
    ("Maison d’accueil Bastide", "hebergement", "33100", "Bordeaux"), ("École de français Passe-Mots", "centre-formation", "75011", "Paris"),
    ("Atelier des langues d’Aquitaine", "centre-formation", "33000", "Bordeaux"), ("Service emploi Seine-Est", "emploi", "75012", "Paris"),
    ("Service emploi Bordeaux-Lac", "emploi", "33300", "Bordeaux"), ("Fondation Horizon Commun", "financeur", "75008", "Paris"),
)  # fmt: skip
CENTRE_ASSOCIATIONS = (
    ("Le Théâtre des Trois Ponts", "45000", "Orléans"), ("Crèche Les P’tits Ligériens", "45100", "Orléans"),
    ("Vivre au Pays de Loire-Sologne", "45600", "Sully-sur-Loire"), ("Club omnisports du Giennois", "45500", "Gien"),
    ("Solidarité Montargoise", "45200", "Montargis"), ("Maison des arts de Touraine", "37000", "Tours"),
    ("Aide et Présence 37", "37200", "Tours"), ("Les Jardins d’Amboisine", "37400", "Amboise"), ("Radio Rivière", "37500", "Chinon"),
    ("Cinéma itinérant du Berry", "18000", "Bourges"), ("Accueil paysan du Cher", "18100", "Vierzon"),
    ("Festival Blésois", "41000", "Blois"), ("Services ruraux du Perche", "41100", "Vendôme"),
    ("Entraide Solognote", "41200", "Romorantin-Lanthenay"), ("Beauce Insertion", "28000", "Chartres"),
    ("Atelier mécanique solidaire", "28100", "Dreux"), ("Boischaut Nature", "36000", "Châteauroux"),
    ("Ludothèque d’Issoudun", "36100", "Issoudun"),
)  # fmt: skip
CENTRE_FIRMS = (
    ("Cabinet Ligne Claire", "45000", "Orléans"), ("Conseil & Territoires", "37000", "Tours"), ("Atelier Gestion Associative", "41000", "Blois"),
    ("Scop Méthodes Douces", "37000", "Tours"), ("RH Val de Loire", "45000", "Orléans"), ("Perspectives Cher", "18000", "Bourges"),
)  # fmt: skip
THIES_FIRMS = (
    "Soleil du Cayor", "Énergie Teranga", "Ndox ak Jant Pompage", "Sahel Watt", "Électro Baol", "Lumière Rurale",
    "Thiès Froid et Énergie", "Jant Services", "Keur Solar", "Installations Mbour", "Solaire Petite-Côte", "Kaolack Énergies",
    "Batteries du Saloum", "Électricité Ndiaye et frères", "Atelier Diop", "Solar Tivaouane", "Casamance Lumière", "Dakar Onduleurs",
    "Saint-Louis Pompage", "Réseaux du Ferlo", "Maintenance Plus Thiès", "GIE And Liggey", "GIE Jokko Énergie", "Baobab Power",
)  # fmt: skip
THIES_FIRM_TOWNS = (
    "Thiès",
    "Dakar",
    "Mbour",
    "Tivaouane",
    "Kaolack",
    "Saint-Louis",
    "Louga",
    "Diourbel",
    "Ziguinchor",
    "Rufisque",
)
THIES_PARTNERS = (
    ("Commune de Thiès-Levant", "collectivite", "Thiès"), ("Service jeunesse de la région", "administration", "Thiès"),
    ("Fondation Lumières du Sud", "financeur", "Dakar"), ("Lycée technique du Rail", "etablissement-scolaire", "Thiès"),
    ("Institut polytechnique du Plateau", "etablissement-scolaire", "Thiès"), ("Agence locale pour l’emploi", "emploi", "Thiès"),
    ("Association Genève Solaire", "financeur", "Dakar"), ("Mutuelle d’épargne Jappo", "financeur", "Thiès"),
    ("Chambre des métiers du Cayor", "administration", "Thiès"), ("Radio Thiès FM", "entreprise", "Thiès"),
)  # fmt: skip
THIES_SUPPLIERS = (
    "Panneaux Atlantique", "Import Solaire Dakar", "Câbles et Cuivre", "Onduleurs du Sahel", "Quincaillerie du Marché", "Batteries Teranga",
    "Outillage Pro Thiès", "Pompes Afrique",
)  # fmt: skip
THIES_CLIENTS = (
    ("Dispensaire de Fandène", "administration", "Fandène"), ("École primaire de Keur Moussa", "etablissement-scolaire", "Keur Moussa"),
    ("Daara de Pout", "association", "Pout"), ("Groupement des maraîchères de Mboro", "association", "Mboro"),
    ("Auberge de la Somone", "entreprise", "Somone"), ("Forage de Pambal", "collectivite", "Pambal"),
    ("Maternité de Khombole", "administration", "Khombole"), ("Poste de santé de Kayar", "administration", "Kayar"),
)  # fmt: skip
