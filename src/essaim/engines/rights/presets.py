"""The matrices delivered with modules, and the roles they bring."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from essaim.kit.registry import Registry, RegistryError

from . import tables
from .actions.matrix import do_load
from .actions.roles import do_make_preset_roles
from .declarations import Preset, presets, resources, role_presets
from .models import MatrixVersion


def load_preset(code: str, actor: Any = None) -> MatrixVersion | None:
    """Loads the matrix delivered under `code`; None when it is already there. `actor` None: set-up."""
    preset = presets.get(code)
    incoming = tables.parse(tables.read(Path(preset.path).read_bytes()))
    do_make_preset_roles(actor=actor, codes=sorted({line.role for line in incoming}))
    comment = _("Modèle « %s »") % preset.label
    return do_load(
        actor=actor, incoming=incoming, comment=comment, by_role=True, kind=MatrixVersion.Kind.PRESET
    )


def load_table(content: bytes, *, actor: Any, comment: str) -> MatrixVersion | None:
    """Loads a matrix in the shape of `rights load`; the roles it names keep only the lines it gives."""
    incoming = tables.parse(tables.read(content))
    do_make_preset_roles(actor=actor, codes=sorted({line.role for line in incoming}))
    return do_load(actor=actor, incoming=incoming, comment=comment, by_role=True)


@Registry.once_declared
def verify_presets() -> None:
    """A preset that names an unknown resource or role stops the start, its file and line named."""
    errors = [error for preset in presets for error in _unknown_names(preset)]
    if errors:
        raise RegistryError("; ".join(errors))


def _unknown_names(preset: Preset) -> list[str]:
    rows = tables.read(Path(preset.path).read_bytes())
    places = {name: place for place, name in enumerate(rows[0])}
    found = []
    for number, row in enumerate(rows[1:], 2):
        for column, known in (("ressource", resources), ("profil", role_presets)):
            if row and row[places[column]] not in known:
                found.append(f"{preset.path}, line {number}: unknown {column} {row[places[column]]!r}")
    return found
