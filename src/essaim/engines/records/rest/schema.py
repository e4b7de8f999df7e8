"""How the API describes itself (OpenAPI), for whoever asks: only what the reader may see."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from essaim.engines.records.kinds import Kind

LIST_PARAMETERS = [
    OpenApiParameter("text", str, description="Mots cherchés dans les noms, adresses et téléphones."),
    OpenApiParameter("query", str, description="Filtre en JSON, voir /api/v1/query-schema.json."),
    OpenApiParameter(
        "sort", str, description="Champs de tri séparés par des virgules, « - » pour décroissant."
    ),
    OpenApiParameter(
        "columns",
        str,
        description="Champs à rendre, séparés par des virgules ; sans lui, tous sauf les sensibles.",
    ),
    OpenApiParameter("limit", int, description="Fiches par page, de 1 à 1000 (50 si rien n’est dit)."),
    OpenApiParameter("page", int, description="Numéro de page."),
    OpenApiParameter("after", str, description="Repère rendu dans « next » : la suite, sans numéro de page."),
    OpenApiParameter("labels", bool, description="Rend les liens avec leur libellé."),
]
DRY_RUN = OpenApiParameter("dry_run", bool, description="Vérifie et répond, sans rien garder.")
SUMMARIES = {
    "list": "Lister",
    "create": "Créer (une fiche, ou une liste d’au plus 200, toutes ou aucune)",
    "retrieve": "Lire une fiche",
    "partial_update": "Modifier une fiche (avec « version », refusé si elle a changé entre-temps)",
    "destroy": "Supprimer une fiche",
}


class RecordSchema(AutoSchema):
    """The operations of a record type."""

    view: Any

    def get_tags(self) -> list[str]:
        return [str(self.view.record_type.label_plural)]

    def get_operation_id(self) -> str:
        return f"{self.view.record_type.name}_{self.view.action}"

    def get_summary(self) -> str:
        return SUMMARIES.get(self.view.action, "")

    def get_description(self) -> str:  # type: ignore[override]
        return ""

    def get_override_parameters(self) -> list[Any]:
        return LIST_PARAMETERS if self.view.action == "list" else [DRY_RUN] if self.method != "GET" else []

    def _is_list_view(self, serializer: Any = None) -> bool:
        return self.view.action == "list"

    def _get_paginator(self) -> Any:
        return Pages() if self.view.action == "list" else None


class Pages:
    """The shape of a page of records."""

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["count", "results"],
            "properties": {
                "count": {"type": "integer"},
                "next": address,
                "previous": address,
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[Any]:
        return []


SHAPES: dict[str, str] = {
    Kind.INTEGER: "nombre entier",
    Kind.DECIMAL: "nombre, en texte",
    Kind.MONEY: "montant, en texte",
    Kind.DATE: "2026-11-22",
    Kind.DATETIME: "2026-11-22T14:05:00+01:00",
    Kind.BOOLEAN: "true ou false",
    Kind.CHOICE: "un code",
    Kind.CHOICES: "liste de codes",
    Kind.LINK: "clé",
    Kind.TAGS: "liste de clés",
    Kind.REFERENCE: "clé d’une fiche",
    Kind.REFERENCES: "liste de clés de fiches (lecture seule)",
    Kind.PHONE: "+33243000000",
}


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema names our tokens."""

    target_class = "essaim.engines.records.api_auth.TokenAuthentication"
    name = "jeton"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "essaim_…"}
