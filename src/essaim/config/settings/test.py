"""Settings of the tests: ESSAIM_DATABASE_URL chooses the server, everything else is local and thrown away."""

import atexit
import os
import shutil
import tempfile

os.environ["ESSAIM_VAR"] = tempfile.mkdtemp(prefix="essaim-test-")
os.environ["ESSAIM_SECRET_KEY"] = "tests-only"  # noqa: S105
atexit.register(shutil.rmtree, os.environ["ESSAIM_VAR"], ignore_errors=True)

from .base import *  # noqa: E402, F403
from .base import CACHES, INSTALLED_APPS, STATIC_ROOT  # noqa: E402

# Record types for the tests of the lowest engines; the last app closes the registries.
INSTALLED_APPS = [*INSTALLED_APPS[:-1], "tests.samples", "tests.rights_matrix", INSTALLED_APPS[-1]]

CACHES = {
    **CACHES,
    "answers": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "answers"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "essaim.kit.instance.InstanceStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
CUSTOM_FIELDS_CHECK_SECONDS = 0
WEBHOOK_GATHER_SECONDS = 0
