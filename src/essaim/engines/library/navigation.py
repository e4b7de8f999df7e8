"""The library in the menu and in the palette."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries


def new_address() -> str:
    return f"{reverse('library:shelf')}?vue=nouveaux"


entries.declare(
    NavEntry(
        "library", _("Bibliothèque"), "library:shelf", "books",
        group=_("Bibliothèque"), group_order=30, order=10, right=("view", "documents"), shortcut="b",
    ),
    NavEntry(
        "library.space", _("Place de la bibliothèque"), "library:space", "database",
        group=_("Administration"), group_order=900, order=70, right=("view", "library-space"),
    ),
)  # fmt: skip
commands.declare(
    PaletteCommand(
        "library.new", _("Documents nouveaux"), new_address, "sparkles",
        keywords="nouveautes bibliotheque ressources fichiers", right=("view", "documents"),
    ),
    PaletteCommand(
        "library.deposit", _("Déposer des fichiers"), "library:deposit", "upload",
        keywords="envoyer ajouter document fichier", right=("create", "documents"),
    ),
)  # fmt: skip
