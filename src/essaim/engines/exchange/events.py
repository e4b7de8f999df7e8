"""Events of imports and exports, after commit."""

from essaim.kit import events

events.declare("exchange.imported", "id", "type", "actor")
events.declare("exchange.undone", "id", "type", "actor")
events.declare("exchange.failed", "id", "type")
events.declare("exchange.export_ready", "id")
