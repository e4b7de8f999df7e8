"""Settings common to every way of running. Environment variables: `docs/operator-guide.md`."""

from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import environment as env

PACKAGE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("VAR", "var")).resolve()
DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(VAR_DIR)

SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SECURE = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.items("HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

ENGINES = [
    name
    for name in (
        "accounts", "rights", "journal", "notifications", "records", "search", "directory", "privacy",
        "timeline", "library", "agenda", "forms", "exchange", "duplicates",
        "boards", "campaigns", "sandbox",
    )
    if find_spec(f"essaim.engines.{name}")
]  # fmt: skip
KNOWN_MODULES = ("training", "community", "monitoring", "missions", "dealership", "simulator")
MODULES = [
    name for name in env.items("MODULES", ",".join(KNOWN_MODULES)) if find_spec(f"essaim.modules.{name}")
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "essaim.kit",
    *[f"essaim.engines.{name}" for name in ENGINES],
    *[f"essaim.modules.{name}" for name in MODULES],
    "essaim.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "essaim.config.shell.compressing.CompressPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "essaim.engines.sandbox.middleware.SandboxMiddleware",
    "essaim.engines.accounts.sign_in_required.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "essaim.engines.accounts.middleware.AccountsMiddleware",
    "essaim.engines.rights.middleware.RightsMiddleware",
    "essaim.engines.agenda.clock.ClockMiddleware",
]

ROOT_URLCONF = "essaim.config.urls"
WSGI_APPLICATION = "essaim.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "essaim.config.shell.context.shell",
            ],
            "builtins": ["essaim.kit.templatetags.kit_ui", "django.templatetags.i18n"],
        },
    }
]

DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite://{VAR_DIR / 'essaim.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "essaim_cache",
        # Rate limits stand here: with the usual 300 entries, a flood of addresses would push them out.
        "OPTIONS": {"MAX_ENTRIES": 50_000},
        "KEY_FUNCTION": "essaim.kit.instance.cache_key",
    },
    "local": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
        "KEY_FUNCTION": "essaim.kit.instance.cache_key",
    },
    "answers": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": VAR_DIR / "answers",
                "OPTIONS": {"MAX_ENTRIES": 2000}},
}  # fmt: skip

TASKS = {"default": {"BACKEND": "essaim.engines.sandbox.background.Backend", "QUEUES": ["default"]}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale"]
TIME_ZONE = env.text("TIME_ZONE", "Europe/Paris")
DEFAULT_COUNTRY = env.text("COUNTRY", "FR").upper()
USE_TZ = True
USE_THOUSAND_SEPARATOR = False  # or identifiers written in attributes would hold spaces: see `|number`

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
SANDBOX_DIR = Path(env.text("SANDBOX_DIR", str(VAR_DIR / "sandboxes"))).resolve()
STORAGES = {
    "default": {"BACKEND": "essaim.kit.instance.InstanceStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
JOURNAL_RETENTION_MONTHS = int(env.text("JOURNAL_MONTHS", "0"))
MAX_IMPORT_BYTES = int(env.text("MAX_IMPORT_MB", "50")) * 1024 * 1024
LIBRARY_MAX_BYTES = int(env.text("LIBRARY_MAX_MB", "200")) * 10**6
LIBRARY_CLAMAV = env.text("CLAMAV")
DUPLICATES_BATCH = env.items("DUPLICATES_BATCH")

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
FORM_RENDERER = "essaim.kit.ui.renderer.QuickRenderer"
CSRF_FAILURE_VIEW = "essaim.config.shell.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if env.flag("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

EMAIL_BACKEND = "essaim.kit.instance.MailBackend"
EMAIL_OUTSIDE_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
if not env.text("SMTP_HOST"):
    EMAIL_OUTSIDE_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env.text("SMTP_HOST", "localhost")
EMAIL_PORT = int(env.text("SMTP_PORT", "25"))
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_STARTTLS")
EMAIL_USE_SSL = env.flag("SMTP_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "essaim@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"refusals": {"()": "essaim.config.logs.RefusalsInALine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}

from .libraries import *  # noqa: E402,F403
from .messages import *  # noqa: E402,F403
