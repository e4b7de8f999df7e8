"""What the tests need of the system: PostgreSQL's server and Chromium. Installed through apt where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tools import postgres

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The path of this machine's Chromium or Chrome."""
    if named := os.environ.get("ESSAIM_CHROMIUM"):
        return named
    return next((path for name in CHROMIUM if (path := shutil.which(name))), None)


def missing() -> list[str]:
    """Debian packages that the tests need and this machine lacks."""
    packages = [] if chromium() else ["chromium"]
    try:
        postgres.programs()
    except postgres.Unavailable:
        packages.append("postgresql")
    return packages


def _may_install() -> list[str] | None:
    """The prefix of an apt command that may run here, or None."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _install(packages: list[str], prefix: list[str]) -> None:
    print(f"Installation par apt : {' '.join(packages)}…", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run([*prefix, *command], env=environment, stdout=subprocess.DEVNULL, check=False)


def ensure() -> bool:
    """True once everything is there; else one line on stderr says what to install."""
    packages = missing()
    prefix = _may_install() if packages else None
    if packages and prefix is not None:
        _install(packages, prefix)
        packages = missing()
    if packages:
        print(f"Pour les tests, installez d’abord : {' '.join(packages)}", file=sys.stderr)
    return not packages
