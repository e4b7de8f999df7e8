"""Addresses of accounts. allauth looks its own up by name, so these stand outside our namespace."""

from django.urls import URLPattern, URLResolver, include, path

from .pages import (
    accept_invitation,
    appearance,
    branding,
    charter,
    charters,
    invitations,
    own,
    security,
    sign_in,
    structure,
    users,
)

entrance = [
    path("connexion/", sign_in.sign_in, name="account_login"),
    path("connexion/lien/", sign_in.request_link, name="account_request_login_code"),
    path("connexion/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("connexion/verification/", sign_in.second_factor, name="mfa_authenticate"),
    path("connexion/cle/", sign_in.passkey, name="mfa_login_webauthn"),
    path("connexion/organisme/<slug:provider_id>/", sign_in.provider, name="openid_connect_login"),
    path(
        "connexion/organisme/<slug:provider_id>/retour/",
        sign_in.provider_callback,
        name="openid_connect_callback",
    ),
    path("deconnexion/", sign_in.sign_out, name="account_logout"),
    path("desactive/", sign_in.inactive, name="account_inactive"),
    path("inscription/", sign_in.by_invitation, name="account_signup"),
    path("mot-de-passe/oublie/", sign_in.forgotten, name="account_reset_password"),
    path("mot-de-passe/oublie/envoye/", sign_in.forgotten_sent, name="account_reset_password_done"),
    path(
        "mot-de-passe/nouveau/fait/", sign_in.new_password_done, name="account_reset_password_from_key_done"
    ),
    path(
        "mot-de-passe/nouveau/<str:uidb36>/<path:key>/",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
]

own_ways = [
    path("mot-de-passe/", security.change_password, name="account_change_password"),
    path("mot-de-passe/choisir/", security.set_password, name="account_set_password"),
    path("confirmer/", security.confirm_password, name="account_reauthenticate"),
    path("confirmer/code/", security.confirm_by_code, name="mfa_reauthenticate"),
    path("confirmer/cle/", security.confirm_by_passkey, name="mfa_reauthenticate_webauthn"),
    path("securite/moyens/", security.security_redirect, name="mfa_index"),
    path("securite/cles/", security.security_redirect, name="mfa_list_webauthn"),
    path("securite/cles/ajouter/", security.add_passkey, name="mfa_add_webauthn"),
    path("securite/cles/<int:pk>/renommer/", security.rename_passkey, name="mfa_edit_webauthn"),
    path("securite/cles/<int:pk>/retirer/", security.remove_passkey, name="mfa_remove_webauthn"),
    path("securite/application/activer/", security.activate_application, name="mfa_activate_totp"),
    path("securite/application/desactiver/", security.deactivate_application, name="mfa_deactivate_totp"),
    path("securite/codes/", security.recovery_codes, name="mfa_view_recovery_codes"),
    path("securite/codes/nouveaux/", security.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("securite/codes/fichier/", security.recovery_codes_file, name="mfa_download_recovery_codes"),
]

own_pages = [
    path("connexion/lien/<str:token>/", sign_in.sign_in_link, name="sign_in_link"),
    path("invitation/<str:token>/", accept_invitation.accept_invitation, name="accept_invitation"),
    path("charte/", charter.charter, name="charter"),
    path("profil/", own.profile, name="profile"),
    path("securite/", security.security, name="security"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/autres/fermer/", own.end_other_sessions, name="end_other_sessions"),
    path("sessions/<int:pk>/fermer/", own.end_session, name="end_session"),
]

administration = [
    path("utilisateurs/", users.users, name="users"),
    path("utilisateurs/<int:pk>/", users.edit_user, name="edit_user"),
    path("utilisateurs/<int:pk>/desactiver/", users.close_user, name="close_user"),
    path("utilisateurs/<int:pk>/moyens/retirer/", users.reset_ways, name="reset_ways"),
    path("utilisateurs/<int:pk>/reactiver/", users.reopen_user, name="reopen_user"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/nouvelles/", invitations.new_invitation, name="new_invitation"),
    path("invitations/<int:pk>/renvoyer/", invitations.resend, name="resend_invitation"),
    path("invitations/<int:pk>/annuler/", invitations.revoke, name="revoke_invitation"),
    path("chartes/", charters.charters, name="charters"),
    path("chartes/ecrire/", charters.write_charter, name="write_charter"),
    path("chartes/registre.csv", charters.charter_register, name="charter_register"),
    path("chartes/<int:pk>/", charters.charter_version, name="charter_version"),
    path("chartes/<int:pk>/apercu/", charters.preview_charter, name="preview_charter"),
    path("chartes/<int:pk>/publier/", charters.publish, name="publish_charter"),
    path("chartes/<int:pk>/supprimer/", charters.drop_draft, name="drop_draft"),
    path("chartes/<int:pk>/relancer/", charters.remind_charter, name="remind_charter"),
    path("apparence/", appearance.appearance, name="appearance"),
    path("apparence/nom/", appearance.save_names, name="save_names"),
    path("apparence/origine/", appearance.reset_appearance, name="reset_appearance"),
    path("apparence/reseau/<int:network>/", appearance.appearance, name="network_appearance"),
    path(
        "apparence/reseau/<int:network>/origine/",
        appearance.reset_appearance,
        name="reset_network_appearance",
    ),
    path("structure/<slug:noun>/", structure.places, name="places"),
    path("structure/<slug:noun>/nouveau/", structure.edit_place, name="new_place"),
    path("structure/<slug:noun>/<int:pk>/", structure.edit_place, name="edit_place"),
    path("structure/<slug:noun>/<int:pk>/supprimer/", structure.remove_place, name="remove_place"),
]

worn = [
    path("apparence/<slug:digest>.css", branding.stylesheet, name="stylesheet"),
    path("apparence/logo/<slug:digest>", branding.logo, name="logo"),
]

ours: list[URLPattern | URLResolver] = [path("comptes/", include(own_pages + administration)), *worn]
urlpatterns = [
    path("comptes/", include([*entrance, *own_ways])),
    path("", include((ours, "accounts"))),
]
