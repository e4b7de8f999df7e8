from essaim.kit import events

events.declare("duplicates.merged", "type", "kept", "removed", "actor")
events.declare("duplicates.scanned", "type", "fresh", "actor")
