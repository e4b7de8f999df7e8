"""The kinds of entries of the platform itself, as they read."""

from django.utils.translation import gettext_lazy as _

from .describing import declare_kinds

declare_kinds(
    created=_("création"),
    changed=_("modification"),
    deleted=_("suppression"),
    read=_("consultation"),
    exported=_("export"),
    erased=_("effacement"),
    restored=_("rétablissement"),
    role_given=_("profil donné"),
    role_withdrawn=_("profil retiré"),
    view_as_started=_("vu en tant que : début"),
    view_as_ended=_("vu en tant que : fin"),
    view_as_expired=_("vu en tant que : temps écoulé"),
)
