"""Name, colours and logo, of the installation and of networks."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.engines.accounts.actions.appearance import save_appearance
from essaim.engines.accounts.api import branding_for
from essaim.engines.accounts.models import Appearance, Network, User
from essaim.kit.colour import palette

pytestmark = pytest.mark.django_db
PAGE = "/comptes/apparence/"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40
COLOURS = {"brand": "#1d4ed8", "accent": "#f2b233"}


@pytest.fixture(autouse=True)
def _media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_readable_colour_is_worn_by_every_page(admin_client) -> None:
    assert admin_client.post(PAGE, COLOURS).status_code == 302
    page = admin_client.get(PAGE).content.decode()
    href = page.split('rel="stylesheet" href="/apparence/')[1].split('"')[0]
    admin_client.post("/comptes/deconnexion/")
    css = admin_client.get(f"/apparence/{href}")
    assert css["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in css["Cache-Control"]
    assert "--es-brand-light:#1d4ed8;" in css.content.decode()
    assert href in admin_client.get("/comptes/connexion/").content.decode()


def test_an_unreadable_colour_is_refused_with_the_nearest_that_can_be_read(admin_client) -> None:
    answer = admin_client.post(PAGE, {**COLOURS, "brand": "#ffcc00"})
    nearest = palette("#ffcc00").light
    assert answer.status_code == 422
    assert f"La plus proche qui convient\u00a0: <strong>{nearest}</strong>" in answer.content.decode()
    assert not Appearance.objects.exists()
    admin_client.post(PAGE, {**COLOURS, "brand": "#ffcc00", "agreed": nearest})
    assert Appearance.objects.get().brand == nearest


@pytest.mark.parametrize("brand", ["red", "#12345", "};body{display:none", ""])
def test_what_is_not_a_colour_is_refused(admin_client, brand) -> None:
    assert admin_client.post(PAGE, {**COLOURS, "brand": brand}).status_code == 422
    assert not Appearance.objects.exists()


def test_a_logo_is_served_as_the_image_it_is(admin_client) -> None:
    admin_client.post(PAGE, {**COLOURS, "logo": SimpleUploadedFile("logo.html", PNG, "text/html")})
    url = branding_for(fresh(User.objects.get())).logo_url
    answer = admin_client.get(url)
    assert answer.content == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    admin_client.post(PAGE, {**COLOURS, "remove_logo": "on"})
    assert admin_client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b"<html><script>alert(1)</script></html>", "n’est pas une image"),
        (b"GIF89a<script>", "n’est pas une image"),
        (PNG + b"0" * 600_000, "trop lourd"),
    ],
)
def test_what_is_not_a_safe_image_is_refused(admin_client, content, words) -> None:
    answer = admin_client.post(
        PAGE, {**COLOURS, "logo": SimpleUploadedFile("logo.png", content, "image/png")}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Appearance.objects.exists()


def test_members_of_one_network_wear_its_colours(administrator, person, other) -> None:
    own, second = (Network.objects.create(code=code, name=code) for code in ("r44", "fnars"))
    save_appearance(actor=administrator, network=None, brand="#74265d")
    save_appearance(actor=administrator, network=own, brand="#1d4ed8")
    common, ours = (look.css_hash for look in Appearance.objects.order_by("pk"))
    person.networks.add(own)
    other.networks.add(own, second)
    assert ours in branding_for(fresh(person)).css_url
    assert ours in branding_for(fresh(other)).css_url, "only one of the two has a look"
    save_appearance(actor=administrator, network=second, brand="#166534")
    assert common in branding_for(fresh(other)).css_url
    assert common in branding_for(fresh(administrator)).css_url


def test_branding_costs_one_query_remembered(administrator, django_assert_num_queries) -> None:
    user = fresh(administrator)
    with django_assert_num_queries(1):
        branding_for(user)
        branding_for(user)


def test_the_name_is_shown_to_everybody(admin_client) -> None:
    admin_client.post(
        "/comptes/apparence/nom/", {"name": "Réseau des Vergers", "contact_email": "aide@example.org"}
    )
    admin_client.post("/comptes/deconnexion/")
    page = admin_client.get("/comptes/connexion/").content.decode()
    assert "Réseau des Vergers" in page
    assert "aide@example.org" in page


def test_one_can_go_back_to_the_first_look(admin_client) -> None:
    admin_client.post(PAGE, COLOURS)
    admin_client.post("/comptes/apparence/origine/")
    assert branding_for(fresh(User.objects.get())).css_url == ""


def test_who_has_no_right_changes_nothing(client, person) -> None:
    client.force_login(person)
    assert client.post(PAGE, COLOURS).status_code == 403
