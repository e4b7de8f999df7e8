"""The guards themselves: each catches what it is there for."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import path

from essaim.kit.access import public
from tests.support.client import StrictClient
from tests.support.markup import faults
from tests.support.sources import Place, place_of
from tests.support.undefined import Undefined


@public("a page of the tests")
def bad_page(request):
    return HttpResponse("<p onclick='go()'>x</p>")


@public("a page of the tests")
def writing_page(request):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_content_type WHERE id = -1")
    return HttpResponse("<p>x</p>")


urlpatterns = [path("bad/", bad_page), path("writing/", writing_page)]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p onclick='go()'>x</p>",
        "<p style='color: red'>x</p>",
        "<style>p {}</style>",
        "<a href='javascript:go()'>x</a>",
        "<div hx-on::after-request='go()'>x</div>",
        "<div hx-vals='js:{a: b()}'>x</div>",
        "<script src='https://example.org/x.js'></script>",
        "<link rel='stylesheet' href='//example.org/x.css'>",
    ],
)
def test_markup_refuses(html: str) -> None:
    assert faults(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script src='/static/app.js' defer></script>",
        "<script type='application/json'>{}</script>",
        "<a href='https://example.org/'>ailleurs</a>",
        "<button data-confirm='Vraiment ?'>Supprimer</button>",
    ],
)
def test_markup_accepts(html: str) -> None:
    assert faults(html) == []


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(("address", "said"), [("/bad/", "inline handler"), ("/writing/", "wrote to")])
def test_client_refuses(address: str, said: str) -> None:
    with pytest.raises(pytest.fail.Exception, match=said):
        StrictClient().get(address)


def test_an_undefined_variable_is_noticed() -> None:
    missing = Undefined()
    template = engines["django"].from_string("{{ nothing.here }}")
    assert template.render({}) == "", "a template that is not a file of ours is left alone"
    assert "%s" in missing
    assert missing % "name" == ""


def test_an_undefined_variable_of_ours_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.undefined.OURS", "<unknown")
    with pytest.raises(pytest.fail.Exception, match=r"nothing\.here"):
        engines["django"].from_string("{{ nothing.here }}").render({})


@pytest.mark.parametrize(
    ("user", "used", "allowed"),
    [
        ("essaim.config.urls", "essaim.modules.training", True),
        ("essaim.modules.training.x", "essaim.modules.missions", False),
        ("essaim.modules.training.x", "essaim.engines.agenda", True),
        ("essaim.engines.timeline.x", "essaim.engines.agenda", False),
        ("essaim.engines.rights.x", "essaim.engines.records", False),
        ("essaim.engines.records.x", "essaim.engines.rights", True),
        ("essaim.kit.text", "essaim.engines.accounts", False),
    ],
)
def test_places_know_who_may_use_whom(user: str, used: str, allowed: bool) -> None:
    below, above = place_of(used), place_of(user)
    assert isinstance(below, Place)
    assert isinstance(above, Place)
    assert above.may_use(below) is allowed
