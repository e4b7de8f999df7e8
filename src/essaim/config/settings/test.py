"""Settings of the tests: ESSAIM_DATABASE_URL chooses the server, everything else is local."""

import os
import tempfile

os.environ.setdefault("ESSAIM_VAR", tempfile.mkdtemp(prefix="essaim-test-"))
os.environ.setdefault("ESSAIM_SECRET_KEY", "tests-only")

from .base import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
ACCOUNT_RATE_LIMITS: dict[str, str] = {}
