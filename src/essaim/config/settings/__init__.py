"""Settings from the environment; `essaim.config.settings.test` is for the tests."""

from .base import *  # noqa: F403
