from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

resources.declare(Resource("duplicates", _("Recherche et fusion des doublons"), _("Annuaire"), 90))
