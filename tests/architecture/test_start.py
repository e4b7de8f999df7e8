"""The product starts in every shape: without each module in turn, as a served organisation would run it."""

import os
import subprocess
import sys
import textwrap

import pytest
from django.conf import settings
from django.core.management import call_command

START = textwrap.dedent(
    """
    import django
    django.setup()
    from django.core.checks import run_checks
    from django.urls import get_resolver
    get_resolver().url_patterns
    get_resolver().reverse_dict
    faults = [str(found) for found in run_checks() if found.level >= 30]
    assert not faults, faults
    """
)


def start(tmp_path, code: str = START, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ESSAIM_")}
    kept |= {"DJANGO_SETTINGS_MODULE": "essaim.config.settings", "ESSAIM_VAR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", code],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("module", settings.MODULES or ["none"])
def test_product_starts_without_a_module(module, tmp_path) -> None:
    others = [name for name in settings.MODULES if name != module]
    done = start(tmp_path, ESSAIM_MODULES=",".join(others) or ",")
    assert done.returncode == 0, done.stderr


def test_production_settings_are_clean(tmp_path) -> None:
    code = textwrap.dedent(
        """
        from django.core.management import execute_from_command_line
        execute_from_command_line(["essaim", "migrate", "--verbosity", "0"])
        execute_from_command_line(["essaim", "check", "--deploy", "--fail-level", "WARNING"])
        """
    )
    done = start(
        tmp_path, code, ESSAIM_SITE_URL="https://essaim.example.org", ESSAIM_HOSTS="essaim.example.org"
    )
    assert done.returncode == 0, done.stderr


def test_an_unreadable_setting_stops_the_start(tmp_path) -> None:
    done = start(tmp_path, ESSAIM_DATABASE_URL="mysql://localhost/essaim")
    assert done.returncode != 0
    assert "ESSAIM_DATABASE_URL" in done.stderr


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
