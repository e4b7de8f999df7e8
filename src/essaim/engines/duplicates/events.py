from essaim.kit import events

events.declare("duplicates.merged", "type", "kept", "removed", "actor")
