"""Results: charts with their table, files, one answer; within rights, in a bounded number of queries."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from essaim.engines.forms.actions.answering import Sitting, do_render
from essaim.engines.forms.factories import published, question
from essaim.engines.forms.models import Response

YES = [{"key": "c1", "label": "Oui", "points": "2"}, {"key": "c2", "label": "Non", "points": "0"}]


@pytest.fixture
def form(network):
    return published(
        question("q1", label="Nom"),
        question("q2", "choice", label="Permis", choices=YES),
        question("q3", "number", label="Âge"),
        question("q4", "matrix", label="Avis", choices=YES, rows=[{"key": "r1", "label": "Accueil"}]),
        question("q5", "text", label="Détail", when={"q": "q2", "op": "is", "value": "c1"}),
        networks=[network],
        more={
            "scores": [
                {
                    "key": "n1",
                    "label": "Note",
                    "method": "percent",
                    "bands": [{"min": "50", "label": "Admis"}],
                }
            ]
        },
    )


def answer(form, **values):
    outcome = do_render(actor=None, sitting=Sitting(form, form.published), raw=values, revision=0)
    assert outcome.errors == {}
    return outcome.voice


def url(name, form):
    return reverse(f"forms:{name}", kwargs={"pk": form.pk})


def test_charts_count_what_was_asked(client, form, author):
    answer(form, q1="Awa", q2="c1", q3="30", q4={"r1": "c1"})
    answer(form, q1="Modou", q2="c2", q3="20")
    client.force_login(author)
    context = client.get(url("results", form)).context
    told = {summary.question.key: summary for summary in context["summaries"]}
    assert [(bar.label, bar.count, str(bar.share)) for bar in told["q2"].bars] == [
        ("Oui", 1, "50.0"),
        ("Non", 1, "50.0"),
    ]
    assert (told["q5"].asked, told["q3"].numbers.mean) == (1, 25)
    assert sorted(told["q1"].texts) == ["Awa", "Modou"]
    assert context["spreads"][0].bands[0].count == 1
    assert sorted(line["title"] for line in context["lines"]) == ["Awa", "Modou"]


def test_files_hold_every_answer_and_no_formula(client, form, author):
    answer(form, q1='=HYPERLINK("http://mal")', q2="c1", q3="12.5", q4={"r1": "c2"})
    client.force_login(author)
    text = b"".join(client.get(url("export_csv", form)).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    line = dict(zip(*rows, strict=True))
    assert (line["Permis"], line["Âge"], line["Avis / Accueil"], line["Note"]) == ("Oui", "12,5", "Non", "50")
    assert not any(cell.startswith("=") for cell in rows[1])
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(url("export_xlsx", form)).content))
    cells = book.get_sheet_by_index(0).to_python()[1]
    assert 12.5 in cells


def test_the_table_reads_in_as_many_queries_whatever_it_holds(client, form, author):
    client.force_login(author)
    client.get(url("results", form))
    counts = []
    for size in (2, 6):
        while Response._base_manager.count() < size:
            answer(form, q1="Awa", q2="c1", q3="1")
        with CaptureQueriesContext(connection) as queries:
            client.get(url("results", form))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_one_answer_on_paper(client, form, author):
    voice = answer(form, q1="Awa 🦄 ŋ", q2="c1", q3="30")
    client.force_login(author)
    pdf = client.get(reverse("forms:response_pdf", kwargs={"pk": voice.response_id}))
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")


def test_results_stay_in_their_network(client, form, stranger, member):
    voice = answer(form, q1="Awa")
    one = reverse("forms:response", kwargs={"pk": voice.response_id})
    client.force_login(stranger)
    assert client.get(one).status_code == 404
    assert client.get(one + "reponse.pdf").status_code == 404
    assert client.get(f"/api/v1/form-answers/?form={form.pk}").status_code == 400
    assert client.post(one + "supprimer/").status_code == 404
    client.force_login(member)
    assert client.get(one).status_code == 403


def test_answers_come_by_the_api_within_rights(client, form, author):
    answer(form, q1="Awa", q2="c1")
    client.force_login(author)
    told = client.get("/api/v1/form-answers/", {"form": form.pk}).json()
    assert (told["total"], told["answers"][0]["voices"][0]["values"]["q1"]) == (1, "Awa")


def test_deleting_an_answer_is_confirmed_by_a_post_and_journalled(client, form, author):
    from essaim.engines.journal.api import history

    voice = answer(form, q1="Awa")
    client.force_login(author)
    client.post(reverse("forms:delete_response", kwargs={"pk": voice.response_id}))
    assert not Response._base_manager.exists()
    assert history("forms.response", str(voice.response_id)).filter(kind="deleted").exists()
