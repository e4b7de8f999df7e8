from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MatrixVersion(models.Model):
    """The matrix as it stood after a change. `rows`: the list `rights.matrix.rows()` gave.

    Edits that one person makes in a row join one version, which stays open for some minutes:
    `edits` counts them, and `number.edits` names a state of the matrix exactly.
    """

    class Kind(models.TextChoices):
        EDIT = "edit", _("modification à l’écran")
        IMPORT = "import", _("fichier importé")
        PRESET = "preset", _("modèle fourni")
        RESTORE = "restore", _("retour à une version")
        ROLES = "roles", _("profils modifiés")

    number = models.PositiveIntegerField(_("version"), unique=True)
    kind = models.CharField(_("origine"), max_length=10, choices=Kind.choices, default=Kind.EDIT)
    edits = models.PositiveIntegerField(_("modifications"), default=1)
    made_at = models.DateTimeField(_("le"), default=timezone.now)
    changed_at = models.DateTimeField(_("dernière modification"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    comment = models.CharField(_("motif"), max_length=300, blank=True)
    rows = models.JSONField(default=list)

    class Meta:
        verbose_name = _("version de la matrice")
        verbose_name_plural = _("versions de la matrice")
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def token(self) -> str:
        return f"{self.number}.{self.edits}"
