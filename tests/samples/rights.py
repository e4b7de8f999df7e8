from essaim.engines.rights.api import Resource, resources

resources.declare(
    Resource("samples.dossiers", "Dossiers d’essai", "Essais", 900),
    Resource("samples.visits", "Visites d’essai", "Essais", 901),
    Resource("samples.places", "Lieux d’essai", "Essais", 902),
    Resource("samples.health", "Santé (essais)", "Essais", 903),
)
