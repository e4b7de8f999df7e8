"""Pages around the API and the record types themselves: tokens, webhooks, custom fields."""

from django.urls import path

from .pages import custom_fields, tokens, webhooks

fields, hooks = "administration/champs/<slug:name>/", "administration/webhooks/<int:pk>/"
urlpatterns = [
    path("comptes/jetons/", tokens.tokens, name="tokens"),
    path("comptes/jetons/<int:pk>/revoquer/", tokens.revoke_token, name="revoke_token"),
    path("administration/champs/", custom_fields.custom_types, name="custom_types"),
    path(fields, custom_fields.custom_fields, name="custom_fields"),
    path(f"{fields}nouveau/", custom_fields.new_custom_field, name="new_custom_field"),
    path(f"{fields}<int:pk>/", custom_fields.change_custom_field, name="change_custom_field"),
    path(f"{fields}<int:pk>/retirer/", custom_fields.retire_custom_field, name="retire_custom_field"),
    path(f"{fields}<int:pk>/deplacer/", custom_fields.move_custom_field, name="move_custom_field"),
    path(f"{fields}<int:pk>/supprimer/", custom_fields.delete_custom_field, name="delete_custom_field"),
    path("administration/webhooks/", webhooks.webhooks, name="webhooks"),
    path("administration/webhooks/nouveau/", webhooks.new_webhook, name="new_webhook"),
    path(hooks, webhooks.webhook, name="webhook"),
    path(f"{hooks}modifier/", webhooks.change_webhook, name="change_webhook"),
    path(f"{hooks}essai/", webhooks.try_webhook, name="try_webhook"),
    path(f"{hooks}secret/", webhooks.renew_secret, name="renew_webhook_secret"),
    path(f"{hooks}supprimer/", webhooks.delete_webhook, name="delete_webhook"),
    path(f"{hooks}envois/<int:delivery>/renvoyer/", webhooks.send_again, name="send_again"),
]
