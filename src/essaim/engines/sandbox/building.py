"""Templates as files: made once a day and once a version of the code, then copied.

`base-<stamp>`: tables, roles, reference data. `<code>-<stamp>-<day>`: that, filled. Processes wait for one
another by a lock, so a template is made once whoever asks first.
"""

from __future__ import annotations

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import Context
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone, translation

import essaim
from essaim.engines.rights.api import Grant, do_make_preset_roles, load_preset, presets, role_presets
from essaim.engines.search.api import rebuild
from essaim.kit.instance import Instance, entered
from essaim.kit.setting_up import setup_steps
from essaim.kit.textindex import ensure_all

from .declarations import Template
from .files import root
from .swapping import swapped

KEPT = timedelta(days=7)


@cache
def stamp() -> str:
    """Changes with the code that makes a template: tables, presets, generators, modules in service."""
    seen = hashlib.sha256(",".join(settings.INSTALLED_APPS).encode())
    package = Path(essaim.__file__).parent
    for pattern in (
        "*/*/migrations/*.py",
        "*/*/presets/*",
        "*/*/rights.py",
        "*/*/sandboxes.py",
        "*/*/school/*.py",
    ):
        for path in sorted(package.glob(pattern)):
            seen.update(path.read_bytes())
    return seen.hexdigest()[:12]


def folder() -> Path:
    return root() / "templates"


def path_of(template: Template, day: date) -> Path:
    return folder() / f"{template.code}-{stamp()}-{day:%Y%m%d}.sqlite3"


def latest(template: Template) -> tuple[Path, date] | None:
    """The newest file of this template made by this code, with its day."""
    found = sorted(folder().glob(f"{template.code}-{stamp()}-*.sqlite3"))
    for path in reversed(found):
        with suppress(ValueError):
            return path, date.fromisoformat(path.stem.rsplit("-", 1)[1])
    return None


def ready(template: Template) -> tuple[Path, date]:
    """A file to copy: today's; else the newest, which entering freshens; none yet: it is made now."""
    today = timezone.localdate()
    path = path_of(template, today)
    if path.exists():
        return path, today
    return latest(template) or (make(template), today)


def make(template: Template) -> Path:
    """Today's file, made if it is not there."""
    day = timezone.localdate()
    target = path_of(template, day)
    with _alone(template.code):
        if not target.exists():
            base = _base()
            _made(target, base, lambda: _fill(template, day))
            _drop_old(template, day)
    return target


def _base() -> Path:
    target = folder() / f"base-{stamp()}.sqlite3"
    with _alone("base"):
        if not target.exists():
            _made(target, None, _prepare)
    return target


def _prepare() -> None:
    _make_tables()
    ensure_all()
    call_command("createcachetable", verbosity=0)
    do_make_preset_roles(actor=None, codes=role_presets.names())
    if not Grant.objects.exists():
        for preset in presets:
            load_preset(preset.code)
    Grant.objects.filter(resource="sandboxes").delete()  # a sandbox holds no other
    for step in sorted(setup_steps, key=lambda item: item.order):
        step.run()


def _make_tables() -> None:
    """Straight from the models, thirty times quicker than by their history: a template has no past."""
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy and not model._meta.swapped:
                editor.create_model(model)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    loader = MigrationLoader(connection)
    recorder.migration_qs.bulk_create(
        recorder.Migration(app=app, name=name) for app, name in loader.disk_migrations
    )


def _fill(template: Template, day: date) -> None:
    with transaction.atomic():
        template.build(day)
    rebuild()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _made(target: Path, start: Path | None, work: Callable[[], None]) -> None:
    """Makes `target` beside its place, from a copy of `start`, and puts it there whole."""
    half = target.with_suffix(".making")
    for leftover in (half, half.with_name(half.name + "-journal")):
        leftover.unlink(missing_ok=True)
    half.write_bytes(start.read_bytes() if start else b"")
    # An empty context: who asks may be writing in the real instance, or act for somebody.
    Context().run(_inside, half, work)
    half.replace(target)


def _inside(path: Path, work: Callable[[], None]) -> None:
    instance = Instance(f"template:{path.stem}", path.with_suffix(".files"))
    with entered(instance), swapped(path), translation.override(settings.LANGUAGE_CODE):
        work()
        connection.cursor().execute("VACUUM")


@contextmanager
def _alone(name: str) -> Iterator[None]:
    folder().mkdir(parents=True, exist_ok=True)
    with open(folder() / f".{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop_old(template: Template, day: date) -> None:
    """Files of earlier days and of earlier code; the last days stay, for who is still copying one."""
    limit: Any = day - KEPT
    for path in folder().glob(f"{template.code}-*.sqlite3"):
        with suppress(ValueError):
            if date.fromisoformat(path.stem.rsplit("-", 1)[1]) < limit:
                path.unlink(missing_ok=True)
