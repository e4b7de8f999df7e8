"""Search's place in the API."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import ApiRoute, api_routes

from .queries import for_api

api_routes.declare(
    ApiRoute(
        "search",
        "search/",
        for_api,
        _("Chercher dans toutes les fiches"),
        {
            "q": _("Ce qu’on cherche."),
            "type": _("Types de fiches, séparés par des virgules (tous si rien n’est dit)."),
            "limit": _("Résultats par type, de 1 à 100 (5 si rien n’est dit)."),
        },
    )
)
