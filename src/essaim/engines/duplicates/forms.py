from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DistinctForm(forms.Form):
    """Why two records are not the same: asked, so that the next reader understands."""

    reason = forms.CharField(
        label=_("Pourquoi ce n’est pas un doublon"),
        max_length=300,
        help_text=_("Par exemple : deux sœurs, le père et le fils, deux établissements."),
    )
