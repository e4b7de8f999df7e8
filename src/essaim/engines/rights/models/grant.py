from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..declarations import resources

FLAGS = ("can_create", "can_change", "can_delete", "can_view")
ACTION_OF = {"can_create": "create", "can_change": "change", "can_delete": "delete", "can_view": "view"}


class Reach(models.TextChoices):
    """How far a grant goes, widest first."""

    ALL = "all", _("tout")
    NETWORK = "network", _("son réseau")
    TERRITORY = "territory", _("son territoire")
    GROUP = "group", _("son groupe")
    ASSIGNED = "assigned", _("ce qui lui est confié")
    MINE = "mine", _("les siens")


class Grant(models.Model):
    """One line of the matrix: a role × a resource × a reach, with the actions it opens.

    Any of create, change, delete opens view within the same reach. `position` is the line's place
    among those of its resource, `is_lead` marks the role that answers for the resource, `since` is
    the version of the matrix that gave the line its present content.
    """

    role = models.ForeignKey("rights.Role", models.CASCADE, related_name="grants", verbose_name=_("profil"))
    resource = models.CharField(_("ressource"), max_length=60, db_index=True)
    reach = models.CharField(_("portée"), max_length=10, choices=Reach.choices, default=Reach.ALL)
    can_create = models.BooleanField(_("création"), default=False)
    can_change = models.BooleanField(_("modification"), default=False)
    can_delete = models.BooleanField(_("suppression"), default=False)
    can_view = models.BooleanField(_("visionnage"), default=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(_("place"), default=0)
    is_lead = models.BooleanField(_("responsable"), default=False)
    since = models.ForeignKey(
        "rights.MatrixVersion",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("depuis"),
    )

    journal_skips = ("since",)

    class Meta:
        verbose_name = _("droit")
        verbose_name_plural = _("droits")
        ordering = ["resource", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["role", "resource", "reach"], name="rights_one_grant_a_cell")
        ]

    def __str__(self) -> str:
        label = resources.get(self.resource).label if self.resource in resources else self.resource
        return f"{self.role} · {label} · {self.get_reach_display()}"

    def actions(self) -> frozenset[str]:
        """The actions opened, `view` included as soon as another is."""
        return opened(getattr(self, flag) for flag in FLAGS)


def opened(flags: object) -> frozenset[str]:
    """The actions opened by the four flags, in the order of `FLAGS`."""
    actions = {ACTION_OF[name] for name, flag in zip(FLAGS, flags, strict=True) if flag}  # type: ignore[call-overload]
    return frozenset(actions | {"view"} if actions else actions)
