"""What accounts tells after commit."""

from django.utils.translation import gettext_lazy as _

from essaim.kit.events import declare

# An invited person has opened an account. Roles were already given in the same transaction through
# `providers`; `role_codes` says which, `actor` is the User who invited (None: the product itself).
declare("accounts.invitation_accepted", "user", "role_codes", "actor", label=_("Invitation acceptée"))
declare("accounts.user_created", "user", "actor", label=_("Compte ouvert"))
declare("accounts.user_deactivated", "user", "actor", label=_("Compte désactivé"))
# The user's networks, territories or groups are no longer what they were.
declare(
    "accounts.memberships_changed",
    "user",
    "actor",
    label=_("Réseaux, territoires ou groupes d’un compte modifiés"),
)
