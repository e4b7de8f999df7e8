"""The source tree as the architecture tests see it: files, their place in the stack, their syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "essaim"
STACK = (
    ("accounts",),
    ("rights",),
    ("journal",),
    ("notifications",),
    ("records",),
    ("search",),
    ("directory",),
    ("privacy",),
    ("timeline", "library", "agenda", "forms", "exchange", "duplicates"),
    ("boards",),
    ("campaigns",),
    ("sandbox",),
)
KIT, MODULES, CONFIG = -1, len(STACK), len(STACK) + 1


@dataclass(frozen=True)
class Place:
    """An app and its height: the kit lowest, then the engines in their order, the modules, config on top."""

    layer: str
    name: str

    @property
    def height(self) -> int:
        if self.layer == "engines":
            return next(rank for rank, names in enumerate(STACK) if self.name in names)
        return {"kit": KIT, "modules": MODULES, "config": CONFIG}[self.layer]

    def may_use(self, other: Place) -> bool:
        return self == other or other.height < self.height


def place_of(dotted: str) -> Place | None:
    """The app to which a dotted path belongs, or None when it is not ours."""
    parts = dotted.split(".")
    if parts[0] != "essaim" or len(parts) < 2:
        return None
    if parts[1] in {"engines", "modules"}:
        return Place(parts[1], parts[2]) if len(parts) > 2 and parts[2] != "__init__" else None
    return Place(parts[1], "") if parts[1] in {"kit", "config"} else None


def dotted(path: Path) -> str:
    parts = list(path.relative_to(SOURCE.parent).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place_of_file(path: Path) -> Place | None:
    relative = path.relative_to(SOURCE.parent)
    return place_of(".".join((*relative.parts[:-1], relative.stem)))


@cache
def python_files() -> tuple[Path, ...]:
    return tuple(sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts))


@cache
def product_files() -> tuple[Path, ...]:
    """Without tests: what runs in the product."""
    return tuple(path for path in python_files() if "tests" not in path.parts)


@cache
def template_files() -> tuple[Path, ...]:
    return tuple(
        sorted(path for path in SOURCE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".xml"})
    )


def template_name(path: Path) -> str:
    parts = path.parts
    last = len(parts) - 1 - parts[::-1].index("templates")
    return "/".join(parts[last + 1 :])


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imported(path: Path) -> list[tuple[int, str]]:
    """(line, dotted path) of everything the file imports, relative imports resolved, names included."""
    package = dotted(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            prefix = ".".join([*base, *([node.module] if node.module else [])])
            found += [(node.lineno, f"{prefix}.{alias.name}") for alias in node.names]
    return found


def strings(path: Path) -> list[tuple[int, str]]:
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
