"""Letters on paper: addresses as the French post reads them, one PDF, one document, labels."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from essaim.engines.campaigns.choices import Fate, State
from essaim.engines.campaigns.letters.docx import letters_docx
from essaim.engines.campaigns.letters.envelopes import Head, Letter, address_block, letters_of
from essaim.engines.campaigns.letters.pdf import labels_pdf, letters_pdf
from essaim.engines.campaigns.letters.text import blocks

from .launching import launch

pytestmark = pytest.mark.django_db
HEAD = Head("École Soleil", "22 novembre 2026")


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


@pytest.fixture
def posted(campaign, agreeing):
    where = {"street": "12 rue de l’Été", "postcode": "44800", "city": "Saint-Herblain", "country": "FR"}
    agreeing("letter", first_name="Zoé", last_name="L’Hôtelier", civility="mme", email="", **where)
    agreeing("letter", first_name="Sans", last_name="Adresse", email="")
    campaign.channel = "letter"
    campaign.body = "Bonjour {{ Prénom }},\n\n- un\n- **deux**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> cité"
    campaign.save()
    launch(campaign)
    return campaign


def test_the_address_follows_the_norm(posted):
    posted.refresh_from_db()
    assert posted.state == State.READY
    message = posted.messages.get(fate=Fate.WAITING)
    assert address_block(message) == ["Mme Zoé L’Hôtelier", "12 rue de l’Été", "44800 SAINT HERBLAIN"]
    assert posted.messages.get(label__contains="Adresse").why == "no_address"


def test_pdf_document_and_labels_are_real_files(posted, client, sender):
    client.force_login(sender)
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(reverse("campaigns:letters", kwargs={"pk": posted.pk, "kind": kind}))
        assert answer.content.startswith(start)
    answer = client.get(reverse("campaigns:labels", kwargs={"pk": posted.pk}))
    assert answer.content.startswith(b"%PDF")
    assert (
        client.get(reverse("campaigns:letters", kwargs={"pk": posted.pk, "kind": "exe"})).status_code == 404
    )
    assert (
        "Bonjour Zoé"
        in zipfile.ZipFile(BytesIO(letters_docx(letters_of(posted), HEAD))).read("word/document.xml").decode()
    )


def test_posted_they_count_as_sent(posted, client, sender):
    client.force_login(sender)
    client.post(reverse("campaigns:act", kwargs={"pk": posted.pk}), {"do": "posted"})
    posted.refresh_from_db()
    assert posted.state == State.DONE
    assert posted.messages.filter(fate=Fate.SENT).count() == 1


def test_each_letter_has_its_sheets_and_any_script_is_printed():
    letters = [
        Letter(["Łukasz Żółć", "1 rue", "44000 NANTES"], "<p>Ŋ 😀 " + "mot " * 50 + "</p>" * 1, "")
        for _ in range(3)
    ]
    long = Letter(["A"], "<p>" + "</p><p>".join(["phrase longue " * 30] * 30) + "</p>", "Objet")
    assert pages(letters_pdf(letters, HEAD)) == 3
    assert pages(letters_pdf([long, letters[0]], HEAD)) > 2
    assert pages(labels_pdf(letters * 9)) == 2


def test_the_text_becomes_blocks():
    found = blocks(
        "<h2>T</h2><p>a <strong>b</strong><br>c</p><ol><li>x</li><li>y</li></ol><p><a href='https://a.example'>l</a></p>"
    )
    assert [block.kind for block in found] == ["h2", "p", "li", "li", "p"]
    assert [block.mark for block in found if block.kind == "li"] == ["1.", "2."]
    assert "".join(run.text for run in found[-1].runs) == "l (https://a.example)"
