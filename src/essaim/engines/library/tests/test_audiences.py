"""Who sees a document: the expression, the database and *qui voit ce fichier ?* always say the same."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.api import Group
from essaim.engines.directory.factories import PersonFactory
from essaim.engines.library.actions.attaching import do_attach, do_detach
from essaim.engines.library.actions.documents import do_set_audience
from essaim.engines.library.audience import normal
from essaim.engines.library.factories import DocumentFactory
from essaim.engines.library.models import Document
from essaim.engines.library.presenting import seers_of
from essaim.engines.rights.api import Refused, can, forget
from tests.samples import people

from .conftest import WRITER, member

pytestmark = pytest.mark.django_db


def sees(user, document):
    forget(user)
    return Document.objects.for_user(user).filter(pk=document.pk).exists()


def test_networks_and_places_count_together(network, other_network, places):
    document = DocumentFactory(audience=[{"networks": [network.pk], "territories": [places["44"].pk]}])
    nantes, vendee, region, elsewhere = (member(network) for _ in range(4))
    nantes.territories.add(places["44"])
    vendee.territories.add(places["85"])
    region.territories.add(places["region"])
    other = member(other_network)
    other.territories.add(places["44"])
    assert [sees(user, document) for user in (nantes, region)] == [True, True]
    assert [sees(user, document) for user in (vendee, elsewhere, other)] == [False] * 3


def test_what_is_for_a_region_reaches_its_departements(network, places):
    document = DocumentFactory(audience=[{"territories": [places["region"].pk]}])
    nantes = member(None)
    nantes.territories.add(places["44"])
    assert sees(nantes, document)
    assert not sees(member(network), document)


def test_lines_are_alternatives_and_everybody_is_everybody(network, other_network, group):
    document = DocumentFactory(audience=[{"networks": [network.pk]}, {"groups": [group.pk]}])
    chosen = member(other_network)
    chosen.groups.add(group)
    assert sees(member(network), document)
    assert sees(chosen, document)
    assert not sees(member(other_network), document)
    assert sees(member(None), DocumentFactory(audience=[{}]))
    assert not sees(member(network), DocumentFactory(audience=[]))


def test_the_matrix_still_says_whether_one_sees_documents_at_all(network):
    document = DocumentFactory(audience=[{}])
    assert not sees(people.user(), document)
    assert sees(people.user("documents:all:v"), DocumentFactory(audience=[]))
    assert not sees(people.user("documents:mine:v"), document)


def test_whoever_answers_for_a_document_always_sees_it(network, other_network):
    editor, owner = member(network, *WRITER), member(network)
    document = DocumentFactory(networks=[network], owner=owner, audience=[{"networks": [other_network.pk]}])
    assert sees(editor, document)
    assert sees(owner, document)
    assert not sees(member(network), document)
    assert can(editor, "change", "documents", document)
    stranger = member(other_network, *WRITER)
    assert sees(stranger, document)
    assert not can(stranger, "change", "documents", document)


def test_what_is_gone_opens_to_nobody(network):
    assert normal([{"networks": [network.pk, 999_999]}]) == [{"networks": [network.pk]}]
    assert normal([{"networks": [999_999]}]) == []
    assert normal([{}, {"networks": [network.pk]}]) == [{}]
    assert normal("nonsense") == []
    assert normal([{"networks": ["x"]}]) == [{}]


KEYS = st.lists(st.integers(0, 2), max_size=2, unique=True)
LINES = st.lists(st.fixed_dictionaries({"networks": KEYS, "territories": KEYS, "groups": KEYS}), max_size=3)
CELLS = st.dictionaries(
    st.sampled_from(["network", "territory", "group", "mine", "all"]),
    st.sampled_from(["v", "mv", "cv"]),
    max_size=2,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=LINES, cells=CELLS, of=st.tuples(KEYS, KEYS, KEYS), published=KEYS, owns=st.booleans())
def test_who_sees_it_is_the_mirror_of_what_one_sees(
    places, network, other_network, lines, cells, of, published, owns
):
    networks = [network, other_network]
    territories = list(places.values())
    groups = list(Group.objects.all()[:2]) or [
        Group.objects.create(name="Un"),
        Group.objects.create(name="Deux"),
    ]
    every = {"networks": networks, "territories": territories, "groups": groups}

    def picked(part, ranks):
        return [every[part][rank] for rank in ranks if rank < len(every[part])]

    user = people.user(*(f"documents:{reach}:{actions}" for reach, actions in cells.items()))
    for part, ranks in zip(every, of, strict=True):
        getattr(user, part).set(picked(part, ranks))
    expression = [
        {part: [item.pk for item in picked(part, ranks)] for part, ranks in line.items()} for line in lines
    ]
    document = DocumentFactory(
        audience=expression, networks=picked("networks", published), owner=user if owns else None
    )
    told = {person.pk for person, _reasons in seers_of(document)}
    assert (user.pk in told) is sees(user, document)


def test_a_document_on_a_record_is_seen_with_it(network, other_network):
    person = PersonFactory(networks=[network])
    author = member(network, *WRITER, "people:network:v")
    document = DocumentFactory(networks=[network], with_record=True, created_by=author)
    colleague = member(network, "documents:network:v", "people:network:v")
    stranger = member(other_network, "documents:network:v", "people:network:v")
    without = member(network)
    assert not sees(colleague, document)
    row = do_attach(actor=author, document=document, record_type="people", record_id=person.pk)
    assert sees(colleague, document)
    assert not sees(stranger, document)
    assert not sees(without, document)
    told = {user.pk for user, _reasons in seers_of(document)}
    assert colleague.pk in told
    assert not told & {stranger.pk, without.pk}
    do_detach(actor=author, attachment=row)
    assert not sees(colleague, document)


def test_one_attaches_only_what_and_where_one_sees(network, other_network):
    mine, theirs = PersonFactory(networks=[network]), PersonFactory(networks=[other_network])
    user = member(network, *WRITER, "people:network:v")
    seen, hidden = DocumentFactory(audience=[{}]), DocumentFactory()
    with pytest.raises(LookupError):
        do_attach(actor=user, document=seen, record_type="people", record_id=theirs.pk)
    with pytest.raises(Refused):
        do_attach(actor=user, document=hidden, record_type="people", record_id=mine.pk)
    with pytest.raises(LookupError):
        do_attach(actor=user, document=seen, record_type="documents", record_id=seen.pk)


def test_attaching_never_widens_what_one_may_not_change(network, other_network):
    """A document seen through one record is not shown to another record's readers by whoever merely sees it."""
    first, second = PersonFactory(networks=[network]), PersonFactory(networks=[network])
    author = member(network, *WRITER, "people:network:v")
    document = DocumentFactory(networks=[other_network], with_record=True, created_by=author)
    do_attach(actor=author, document=document, record_type="people", record_id=first.pk)
    colleague = member(network, "documents:network:v", "people:network:v")
    with pytest.raises(Refused):
        do_attach(actor=colleague, document=document, record_type="people", record_id=second.pk)


def test_the_page_changes_an_audience_and_names_who_sees(
    client, network, other_network, writer, reader, stranger
):
    document = DocumentFactory(networks=[network], audience=[{"networks": [network.pk]}])
    client.force_login(writer)
    address = reverse("library:audience", kwargs={"pk": document.pk})
    assert "Réseau Horizon" in client.get(address).content.decode()
    assert client.post(address, {"who": "some"}).status_code == 422
    grown = client.post(address, {"who": "some", "networks-0": network.pk, "line": "add"})
    assert 'name="networks-1"' in grown.content.decode()
    client.post(address, {"who": "some", "networks-0": network.pk, "networks-1": other_network.pk})
    document.refresh_from_db()
    assert document.audience == [{"networks": [network.pk]}, {"networks": [other_network.pk]}]
    page = client.get(reverse("library:who", kwargs={"pk": document.pk})).content.decode()
    assert "3 personnes le voient" in page
    client.force_login(reader)
    assert client.get(address).status_code == 403
    assert client.get(reverse("library:who", kwargs={"pk": document.pk})).status_code == 403


def test_who_may_not_change_it_cannot_change_its_audience(network, reader):
    document = DocumentFactory(audience=[{"networks": [network.pk]}])
    with pytest.raises(Refused):
        do_set_audience(actor=reader, document=document, expression=[{}])
