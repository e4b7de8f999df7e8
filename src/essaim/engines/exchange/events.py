"""Events of imports and exports, after commit."""

from django.utils.translation import gettext_lazy as _

from essaim.kit import events

events.declare("exchange.imported", "id", "type", "actor", label=_("Import terminé"))
events.declare("exchange.undone", "id", "type", "actor", label=_("Import annulé"))
events.declare("exchange.failed", "id", "type", label=_("Import échoué"))
events.declare("exchange.export_ready", "id", label=_("Export prêt"))
