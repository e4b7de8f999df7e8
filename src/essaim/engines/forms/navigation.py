from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries

entries.declare(
    NavEntry(
        "forms.mine", _("À remplir"), "forms:mine", "writing",
        group=_("Formulaires"), group_order=25, order=1,
    ),
    NavEntry(
        "forms.library", _("Modèles de formulaires"), "forms:library", "template",
        group=_("Formulaires"), group_order=25, order=30, right=("create", "forms"),
    ),
)  # fmt: skip

commands.declare(
    PaletteCommand(
        "forms.mine", _("Formulaires à remplir"), "forms:mine", "writing",
        keywords="questionnaire grille évaluation réponse",
    ),
)  # fmt: skip
