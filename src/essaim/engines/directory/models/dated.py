from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Dated(models.Model):
    """True from `start` on, and until `end`, the day it stops; None where it is not known or not over."""

    start = models.DateField(gettext_lazy("depuis le"), null=True, blank=True)
    end = models.DateField(gettext_lazy("jusqu’au"), null=True, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("La fin vient avant le début.")})

    def holds_on(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    @property
    def is_current(self) -> bool:
        return self.holds_on(timezone.localdate())
