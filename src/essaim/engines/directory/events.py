"""Events of the directory, after commit."""

from essaim.kit import events

events.declare("directory.consent_recorded", "type", "id", "channel", "purpose", "given")
