"""Settings from the environment; `essaim.config.settings.test` is for the tests.

Importing the latter imports this package first, which must then read nothing.
"""

import os

if os.environ.get("DJANGO_SETTINGS_MODULE", __name__) == __name__:
    from .base import *  # noqa: F403
