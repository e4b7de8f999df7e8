"""Recovery codes, and the way out for who lost everything."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.kit.writing import writing

from ..models import User
from .users import require_within_ones_own_roles


def count_codes_as_shown(user: User) -> None:
    """allauth would write it when their page is read; their page comes right after they are made."""
    for codes in Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES):
        codes.wrap().mark_as_viewed()


def reset_second_factor(*, actor: User, user: User) -> int:
    """For somebody who lost their phone and their codes: passkeys, application and codes go; how many did.

    The person is told by mail, for it opens the account to whoever holds the password or the mailbox.
    """
    from ..mail import absolute, compose
    from ..tasks import deliver
    from ..wording import NOTICES

    require_within_ones_own_roles(actor, user)
    with writing(actor) as work:
        removed, _details = Authenticator.objects.filter(user=user).delete()
        if removed:
            work.noted(user, "second_factor_reset", {"authenticators": (removed, 0)})
            context = {
                "person": user,
                "what": NOTICES["second_factor_reset"],
                "link": absolute(reverse("accounts:security")),
            }
            deliver.enqueue(
                compose("security_notice", user.email, _("Sécurité de votre compte"), context, user)
            )
    return removed
