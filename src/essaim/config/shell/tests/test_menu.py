import pytest
from django.urls import reverse

from essaim.config.shell import menu
from essaim.engines.accounts.api import User
from essaim.engines.rights.api import Grant, Resource, Role, RoleHolder, forget, resources
from essaim.kit import navigation
from essaim.kit.registry import Thawed

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_user(email="claire@essaim.example", password="une phrase assez longue")


@pytest.fixture(autouse=True)
def _registries():
    registries = (
        navigation.entries,
        navigation.commands,
        navigation.home_blocks,
        navigation.palette_sources,
        resources,
    )
    with Thawed(*registries):
        for registry in registries[:-1]:
            registry._items.clear()
        resources.declare(Resource("bees", "les abeilles", "Rucher"))
        navigation.entries.declare(
            navigation.NavEntry("open", "Pour tous", "/ouvert/", "home", group="Divers", shortcut="o"),
            navigation.NavEntry(
                "bees", "Abeilles", "/abeilles/", "hexagon", group="Rucher", right=("view", "bees")
            ),
        )
        navigation.commands.declare(
            navigation.PaletteCommand(
                "new-bee",
                "Nouvelle abeille",
                "/abeilles/nouvelle/",
                "plus",
                create=True,
                right=("create", "bees"),
            ),
            navigation.PaletteCommand(
                "count", "Compter le rucher", "/abeilles/compte/", keywords="recensement"
            ),
        )
        menu.forget()
        yield
    menu.forget()


def give(user, **actions):
    role = Role.objects.create(code="keeper", label="Apicultrice")
    Grant.objects.create(role=role, resource="bees", reach="all", **actions)
    RoleHolder.objects.create(role=role, user=user)
    forget(user)


def test_the_menu_holds_only_what_the_user_may_see(user):
    assert "Abeilles" not in menu.menu_html(user, "/")
    give(user, can_view=True)
    assert "Abeilles" in menu.menu_html(user, "/")


def test_the_entry_of_the_page_is_marked_and_only_it(user):
    give(user, can_view=True)
    markup = menu.menu_html(user, "/abeilles/12/")
    assert markup.count("aria-current") == 1
    assert 'data-nav="bees" aria-current="page"' in markup
    assert 'data-nav="home" aria-current="page"' in menu.menu_html(user, "/")


def test_a_menu_already_built_asks_the_database_only_for_rights(user, django_assert_num_queries):
    menu.menu_html(user, "/")
    forget(user)
    with django_assert_num_queries(1):
        menu.menu_html(user, "/ouvert/")


def test_an_entry_without_a_page_is_left_out_and_the_others_stand(user, caplog):
    navigation.entries.declare(navigation.NavEntry("lost", "Perdue", "nowhere:list", "x"))
    menu.forget()
    markup = menu.menu_html(user, "/")
    assert "Perdue" not in markup
    assert "Pour tous" in markup
    assert "lost" in caplog.text


def test_create_needs_its_right(user):
    assert menu.create_html(user) == ""
    give(user, can_create=True)
    assert "Nouvelle abeille" in menu.create_html(user)


def test_the_palette_finds_pages_actions_and_records_within_rights(client, user):
    navigation.palette_sources.declare(
        navigation.PaletteSource("people", lambda user, text: [{"label": f"Fiche {text}", "url": "/p/1/"}])
    )
    client.force_login(user)
    groups = client.get(reverse("palette"), {"q": "recens"}).json()["groups"]
    assert [group["label"] for group in groups] == ["Fiches", "Actions"]
    assert groups[1]["items"][0]["url"] == "/abeilles/compte/"
    labels = str(client.get(reverse("palette")).json())
    assert "Pour tous" in labels
    assert "Abeilles" not in labels
    assert "Fiche" not in labels


def test_the_palette_ignores_accents_and_case(client, user):
    client.force_login(user)
    assert "Compter" in str(client.get(reverse("palette"), {"q": "RÉCENS"}).json())


def test_the_home_page_shows_blocks_and_survives_one_that_fails(client, user):
    def broken(user):
        raise RuntimeError("no")

    navigation.home_blocks.declare(
        navigation.HomeBlock("broken", "Cassé", "shell/block_failed.html", broken),
        navigation.HomeBlock("hidden", "Caché", "shell/block_failed.html", lambda user: None),
        navigation.HomeBlock(
            "guarded", "Gardé", "shell/block_failed.html", lambda user: {}, right=("view", "bees")
        ),
    )
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "Cassé" in page
    assert "n’a pas pu être chargé" in page
    assert "Caché" not in page
    assert "Gardé" not in page


def test_an_empty_home_page_tells_where_to_begin(client, user):
    client.force_login(user)
    page = client.get("/").content.decode()
    assert "par où commencer" in page
    assert "/ouvert/" in page


def test_each_entry_has_a_letter_of_its_own_the_same_for_all(user):
    navigation.entries.declare(
        navigation.NavEntry("sites", "Sites", "/sites/", "hexagon", group="Rucher"),
        navigation.NavEntry("ship", "Hangar", "/hangar/", "hexagon", group="Rucher", shortcut="o"),
    )
    menu.forget()
    assert menu.letters() == {"open": "o", "bees": "a", "sites": "s", "ship": "n"}
    give(user, can_view=True)
    assert 'data-nav="bees" title="Abeilles" data-go="a"' in menu.menu_html(user, "/")
