"""Templates: nothing the strict Content-Security-Policy would refuse, nothing unused, nothing that does not compile."""

import ast
import re

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loaders.app_directories import get_app_template_dirs

from tests.support.markup import faults
from tests.support.sources import SOURCE, product_files, short, strings, template_files, template_name, tree

TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
PAGES = [path for path in template_files() if path.suffix == ".html"]


@pytest.mark.parametrize("path", PAGES, ids=short)
def test_template_holds_no_inline_script_style_or_handler(path) -> None:
    assert faults(TAGS.sub("x", path.read_text())) == []


@pytest.mark.parametrize("path", template_files(), ids=short)
def test_template_compiles(path) -> None:
    try:
        engines["django"].get_template(template_name(path))
    except TemplateDoesNotExist as error:
        pytest.fail(f"{short(path)} names a template that does not exist: {error}")


def third_party_names() -> set[str]:
    """Templates of the libraries: ours of the same name replace them."""
    folders = [folder for folder in get_app_template_dirs("templates") if SOURCE not in folder.parents]
    return {
        str(file.relative_to(folder)) for folder in folders for file in folder.rglob("*") if file.is_file()
    }


WORDS = re.compile(r"""["']([\w./-]+(?:#[\w-]+)?)["']|\{%\s*(\w+)""")


def words() -> set[str]:
    """Every quoted word of the product, and every tag of its templates."""
    found = {text.split("#")[0] for path in product_files() for _, text in strings(path)}
    for path in template_files():
        found |= {(quoted or tag).split("#")[0] for quoted, tag in WORDS.findall(path.read_text())}
    return found


def computed_names() -> list[re.Pattern[str]]:
    """f"accounts/mail/{name}.html" names a template for each `name` that the product mentions."""
    found = []
    for path in product_files():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(v.value)) if isinstance(v, ast.Constant) else "(.+)" for v in node.values
                ]
                if parts[-1].endswith((r"\.html", r"\.txt")):
                    found.append(re.compile("".join(parts)))
    return found


def test_every_template_is_used() -> None:
    known = words()
    certain = known | third_party_names() | {"403.html", "404.html", "500.html"}
    computed = computed_names()

    def is_used(name: str) -> bool:
        groups = [found.groups() for pattern in computed if (found := pattern.fullmatch(name))]
        return name in certain or any(set(group) <= known for group in groups)

    unused = [short(path) for path in template_files() if not is_used(template_name(path))]
    assert not unused, "\n".join(unused)
