"""Resources of the library."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

OBJECTIVE = _("Bibliothèque")

resources.declare(
    Resource("documents", _("Documents"), OBJECTIVE, 40),
    Resource("collections", _("Collections"), OBJECTIVE, 41),
    Resource("library-space", _("Place de la bibliothèque"), OBJECTIVE, 42),
)
