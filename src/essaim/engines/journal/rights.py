"""The right to read the whole journal; a record's own history goes with the record."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Resource, resources

resources.declare(Resource("journal", _("Journal des actions"), _("Administration de la plateforme"), 20))
