"""Events of records, after commit."""

from essaim.kit import events

for _name in ("records.created", "records.changed", "records.deleted"):
    events.declare(_name, "type", "id", "actor")
