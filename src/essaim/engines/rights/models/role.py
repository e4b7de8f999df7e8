from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.Model):
    """A profile of users ("profil"): what its holders may do is the sum of its grants.

    `is_administrator` opens everything, whatever the matrix holds: somebody must be able to mend it.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    label = models.CharField(_("profil"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)
    is_administrator = models.BooleanField(_("administre la plateforme"), default=False)

    class Meta:
        verbose_name = _("profil")
        verbose_name_plural = _("profils")
        ordering = ["order", "label"]

    def __str__(self) -> str:
        return self.label


class RoleHolder(models.Model):
    """A user holds a role; several roles add up."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="holders", verbose_name=_("profil"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="role_holdings", verbose_name=_("utilisateur")
    )
    since = models.DateField(_("depuis le"), auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("donné par"),
    )

    class Meta:
        verbose_name = _("attribution de profil")
        verbose_name_plural = _("attributions de profil")
        constraints = [models.UniqueConstraint(fields=["role", "user"], name="rights_one_holding_a_role")]

    def __str__(self) -> str:
        return f"{self.user} : {self.role}"
