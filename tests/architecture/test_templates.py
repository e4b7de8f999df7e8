"""Templates: nothing the strict Content-Security-Policy would refuse, nothing unused, nothing that does not compile."""

import re

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loaders.app_directories import get_app_template_dirs

from tests.support.markup import faults
from tests.support.sources import SOURCE, product_files, short, strings, template_files, template_name

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


def test_every_template_is_used() -> None:
    named = {text.split("#")[0] for path in product_files() for _, text in strings(path)}
    for path in template_files():
        named |= {
            name.split("#")[0] for name in re.findall(r"""["']([\w./-]+(?:#[\w-]+)?)["']""", path.read_text())
        }
    replaced = third_party_names()
    errors = {"403.html", "404.html", "500.html"}
    unused = [
        short(path) for path in template_files() if template_name(path) not in named | replaced | errors
    ]
    assert unused == []
