"""Settings of the libraries: sign-in (allauth) and the API (DRF, drf-spectacular)."""

import json

from . import environment as env

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "essaim.engines.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "essaim.engines.accounts.forms.sign_in.SignInForm",
    "request_login_code": "essaim.engines.accounts.forms.sign_in.LinkRequestForm",
    "confirm_login_code": "essaim.engines.accounts.forms.sign_in.CodeForm",
    "reset_password": "essaim.engines.accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "essaim.engines.accounts.forms.sign_in.NewPasswordForm",
    "change_password": "essaim.engines.accounts.forms.sign_in.ChangePasswordForm",
    "set_password": "essaim.engines.accounts.forms.sign_in.SetPasswordForm",
    "reauthenticate": "essaim.engines.accounts.forms.sign_in.ConfirmPasswordForm",
}
# Tries by address, by account ("key") or by user; counted in the shared cache, so for all web processes together.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "request_login_code": "20/m/ip,5/10m/key",
}
ACCOUNTS_RATE_LIMITS = {
    "sign_in_link": "20/m/ip",
    "accept_invitation": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY") else 0
# Last seen is kept by AccountsMiddleware: allauth would write at every request.
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "essaim.engines.accounts.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "essaim.engines.accounts.forms.second_factor.SecondFactorForm",
    "reauthenticate": "essaim.engines.accounts.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "essaim.engines.accounts.forms.second_factor.ActivateForm",
    "add_webauthn": "essaim.engines.accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "essaim.engines.accounts.forms.second_factor.RenamePasskeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = env.text("SITE_URL", "http://127.0.0.1").startswith("http://")

# OpenID Connect: ESSAIM_OIDC is a JSON list of {"provider_id", "name", "client_id", "secret", "server_url"}.
SOCIALACCOUNT_ADAPTER = "essaim.engines.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": app["provider_id"],
                "name": app["name"],
                "client_id": app["client_id"],
                "secret": app["secret"],
                "settings": {"server_url": app["server_url"]},
            }
            for app in json.loads(env.text("OIDC", "[]"))
        ],
    }
}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "essaim.engines.records.api_auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": ["rest_framework.throttling.UserRateThrottle"],
    "DEFAULT_THROTTLE_RATES": {"user": env.text("API_RATE", "600/min")},
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Essaim",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # the schema depends on its reader: there is none at start-up
}
# Webhooks to private networks: for intranets, where whoever administers Essaim may reach them anyway.
WEBHOOK_ALLOW_PRIVATE = env.flag("WEBHOOK_ALLOW_PRIVATE")
AGENDA_ALLOW_PRIVATE = env.flag("AGENDA_ALLOW_PRIVATE")
