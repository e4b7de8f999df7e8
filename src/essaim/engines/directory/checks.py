"""What the directory needs at set-up."""

from django.utils.translation import gettext_lazy as _

from essaim.kit.setting_up import SetupStep, setup_steps

from .reference import make_all

setup_steps.declare(SetupStep("directory", _("Territoires et types d’organisme"), make_all, 10))
