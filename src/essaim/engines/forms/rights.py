"""Resources of the forms, and who stands within reach of an answer: whoever answers for its form."""

from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import Guard, Resource, guards, resources

OBJECTIVE = _("Formulaires")

resources.declare(
    Resource("forms", _("Formulaires et grilles"), OBJECTIVE, 50),
    Resource("form_answers", _("Réponses aux formulaires"), OBJECTIVE, 51),
)
guards.declare(
    Guard(
        name="form_answers",
        model="forms.response",
        resource="form_answers",
        network=("form__networks",),
        territory=("form__territory",),
        group=("form__groups",),
        assigned=("form__owner",),
        mine=("form__owner", "form__created_by", "created_by"),
    )
)
