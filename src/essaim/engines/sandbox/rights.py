from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

resources.declare(Resource("sandboxes", _("Bacs à sable"), _("Se former"), 80))
