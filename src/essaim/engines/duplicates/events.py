from django.utils.translation import gettext_lazy as _

from essaim.kit import events

events.declare("duplicates.merged", "type", "kept", "removed", "actor", label=_("Deux fiches fusionnées"))
events.declare("duplicates.scanned", "type", "fresh", "actor", label=_("Doublons cherchés"))
