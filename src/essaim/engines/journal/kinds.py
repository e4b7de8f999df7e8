"""The kinds of entries of the platform itself, as they read. Higher engines declare theirs."""

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
# Accounts stands below the journal and cannot declare its own.
declare_kinds(
    signed_in=_("connexion"),
    sign_in_refused=_("connexion refusée"),
    sessions_ended=_("appareils déconnectés"),
    invited=_("invitation"),
    accepted=_("invitation acceptée"),
    published=_("publication"),
    reminded=_("relance"),
    deactivated=_("compte fermé"),
    reactivated=_("compte rouvert"),
    password_set=_("mot de passe choisi"),
    password_changed=_("mot de passe changé"),
    password_reset=_("mot de passe réinitialisé"),
    email_changed=_("adresse électronique changée"),
    totp_activated=_("application d’authentification activée"),
    totp_deactivated=_("application d’authentification retirée"),
    recovery_codes_generated=_("codes de secours créés"),
    webauthn_added=_("clé d’accès ajoutée"),
    webauthn_removed=_("clé d’accès retirée"),
)
SIGN_IN_METHODS = {
    "password": _("par mot de passe"),
    "code": _("par lien reçu"),
    "link": _("par lien reçu"),
    "mfa": _("avec double authentification"),
    "socialaccount": _("par un fournisseur d’identité"),
    "invitation": _("par invitation"),
}
