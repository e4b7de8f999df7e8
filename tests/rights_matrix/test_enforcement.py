"""Every cell of the training centre's matrix, for every profile, wherever a record can be reached.

One profile and one resource at a time; two records, one's own and somebody else's. What the table
opens works by page, fragment, API, export and search; what it does not open is refused everywhere.
"""

from __future__ import annotations

import csv
import io
import re
from hashlib import sha256

import pytest
from django.urls import reverse

from essaim.engines.accounts.api import User
from essaim.engines.records.api import record_types
from essaim.engines.rights.api import Role, RoleHolder, load_preset
from essaim.engines.search.api import reindex

from . import table
from .models import Paper

pytestmark = pytest.mark.django_db
CASES = [(role, resource) for resource in table.resources() for role in table.roles()]
REFUSED = {403, 404}
TAGS = re.compile(r"</?mark[^>]*>")


class Desk:
    """One profile before one resource: `own` and `other` are the two records."""

    def __init__(self, client, role: str, resource: str) -> None:
        self.client, self.role, self.resource = client, role, resource
        load_preset("promess")
        self.user = User.objects.create_user("essai@essaim.example", first_name="Essai")
        RoleHolder.objects.create(user=self.user, role=Role.objects.get(code=role))
        self.own = Paper.objects.create(kind=resource, name="Ficus personnel", created_by=self.user)
        self.other = Paper.objects.create(kind=resource, name="Bambou voisin")
        reindex(record_types.get(f"papers-{resource}"), [self.own.pk, self.other.pk])
        client.force_login(self.user)
        self.page, self.api = f"/pieces-{resource}/", f"/api/v1/papers-{resource}/"

    def allowed(self, action: str, own: bool = False) -> bool:
        return table.allowed(self.role, self.resource, action, own)

    @property
    def records(self):
        return ((self.own, True), (self.other, False))

    @property
    def visible(self) -> set[str]:
        return {paper.name for paper, own in self.records if self.allowed("view", own)}

    def shown_in(self, text: str) -> set[str]:
        """Which of the two records a page names, emphasis of the words found set aside."""
        text = TAGS.sub("", text)
        return {paper.name for paper in (self.own, self.other) if paper.name in text}


@pytest.fixture(params=CASES, ids=[f"{role}-{resource}" for role, resource in CASES])
def desk(request, client):
    return Desk(client, *request.param)


def reading_follows_the_table(desk: Desk) -> None:
    seen = desk.visible
    anything = desk.allowed("view", own=True)

    page = desk.client.get(desk.page)
    assert page.status_code == (200 if anything else 403)
    if anything:
        assert desk.shown_in(page.content.decode()) == seen
    for paper, own in desk.records:
        expected = {200} if desk.allowed("view", own) else REFUSED
        assert desk.client.get(f"{desk.page}{paper.pk}/").status_code in expected
        answer = desk.client.get(f"{desk.api}{paper.pk}/")
        assert answer.status_code in expected
        history = desk.client.get(reverse("journal:history"), {"type": "rights_matrix.paper", "id": paper.pk})
        assert history.status_code in expected

    choices = desk.client.get(f"{desk.page}choix/", {"q": "i"})
    assert choices.status_code == (200 if anything else 403)
    if anything:
        assert {item["label"] for item in choices.json()["results"]} >= seen
        assert desk.shown_in(str(choices.json())) == seen

    listed = desk.client.get(desk.api)
    if anything:
        assert {row["name"] for row in listed.json()["results"]} == seen
    else:
        assert listed.status_code in REFUSED

    found = desk.client.get(reverse("search:results"), {"q": "Ficus"}).content.decode()
    found += desk.client.get(reverse("search:results"), {"q": "Bambou"}).content.decode()
    assert desk.shown_in(found) == seen

    export = desk.client.post(reverse("exchange:export", args=[f"pieces-{desk.resource}"]), {"format": "csv"})
    if anything:
        text = b"".join(export.streaming_content).decode("utf-8-sig")
        assert desk.shown_in(text) == seen
        assert len(list(csv.reader(io.StringIO(text), delimiter=";"))) == 1 + len(seen)
    else:
        assert export.status_code in REFUSED


def creating_follows_the_table(desk: Desk) -> None:
    may = desk.allowed("create", own=True)
    answers = [
        desk.client.get(f"{desk.page}nouveau/"),
        desk.client.get(f"{desk.page}rapide/"),
    ]
    assert {answer.status_code for answer in answers} == ({200} if may else {403})
    posted = desk.client.post(f"{desk.page}nouveau/", {"name": "Fougère"})
    assert (posted.status_code in {302, 303}) == may
    sent = desk.client.post(desk.api, {"name": "Lierre"}, content_type="application/json")
    assert (sent.status_code == 201) == may
    made = set(Paper.objects.filter(name__in=["Fougère", "Lierre"]).values_list("name", flat=True))
    assert made == ({"Fougère", "Lierre"} if may else set())


def changing_follows_the_table(desk: Desk) -> None:
    for paper, own in desk.records:
        may = desk.allowed("change", own)
        expected = {200} if may else REFUSED
        assert desk.client.get(f"{desk.page}{paper.pk}/modifier/").status_code in expected
        assert desk.client.get(f"{desk.page}{paper.pk}/champ/name/").status_code in expected
        sent = desk.client.patch(
            f"{desk.api}{paper.pk}/", {"name": "Changé"}, content_type="application/json"
        )
        assert sent.status_code in expected
        paper.refresh_from_db()
        assert (paper.name == "Changé") == may
        posted = desk.client.post(f"{desk.page}{paper.pk}/champ/name/", {"name": "Encore", "mine": "1"})
        assert posted.status_code in ({200, 302} if may else REFUSED)
        paper.refresh_from_db()
        assert (paper.name == "Encore") == may


def deleting_follows_the_table(desk: Desk) -> None:
    for paper, own in desk.records:
        may = desk.allowed("delete", own)
        expected = {200} if may else REFUSED
        assert desk.client.get(f"{desk.page}{paper.pk}/supprimer/").status_code in expected
        sent = desk.client.delete(f"{desk.api}{paper.pk}/")
        assert sent.status_code in ({204} if may else REFUSED)
        assert Paper.objects.filter(pk=paper.pk).exists() != may
        again = Paper.objects.create(kind=desk.resource, name="Page", created_by=desk.user if own else None)
        posted = desk.client.post(f"{desk.page}{again.pk}/supprimer/")
        assert posted.status_code in ({302} if may else REFUSED)
        assert Paper.objects.filter(pk=again.pk).exists() != may


def test_the_table_is_enforced_everywhere(desk):
    reading_follows_the_table(desk)
    creating_follows_the_table(desk)
    changing_follows_the_table(desk)
    deleting_follows_the_table(desk)


def test_the_table_is_that_of_the_need():
    """The digest of the file the organisation gave: the copy delivered with the module is that file."""
    assert sha256(table.PATH.read_bytes()).hexdigest() == DIGEST
    assert len(table.rows()) == 80
    assert (len(table.resources()), len(table.roles())) == (21, 9)


DIGEST = "7812bf040dfec64dd8b6128ab26b8018db59a30163d0603927b75a31bf0ba2f5"
