from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

resources.declare(Resource("boards", _("Tableaux de bord"), _("Pilotage"), 60))
