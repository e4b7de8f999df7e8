"""The style sheet and the logos of branding, named after their content: cached for ever, open to all."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from essaim.kit.access import public

from ..logos import TYPES
from ..queries import appearance_by_logo
from ..queries import stylesheet as find_stylesheet

FOREVER = "public, max-age=31536000, immutable"


@public("La page de connexion porte déjà les couleurs de la plateforme.")
@require_safe
def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    css = find_stylesheet(digest)
    if css is None:
        raise Http404
    return HttpResponse(css, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOREVER})


@public("La page de connexion porte déjà le logo de la plateforme.")
@require_safe
def logo(request: HttpRequest, digest: str) -> HttpResponse:
    look = appearance_by_logo(digest)
    if look is None:
        raise Http404
    kind = TYPES[str(look.logo.name).rsplit(".", 1)[-1]]
    with look.logo.open("rb") as file:
        content = file.read()
    headers = {
        "Cache-Control": FOREVER,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Disposition": "inline",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
