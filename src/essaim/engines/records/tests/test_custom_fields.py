"""Fields added without code behave as declared ones, on both databases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essaim.engines.records import api
from essaim.engines.records.custom_fields import actions, queries, source
from essaim.engines.records.models import CustomField
from tests.samples import people
from tests.samples.models import Dossier

pytestmark = pytest.mark.django_db
TYPE = api.record_types.get("dossiers")


@pytest.fixture
def boss():
    return people.admin()


def add(boss, label, kind, **values):
    return actions.do_add_field(actor=boss, type_name="dossiers", label=label, kind=kind, **values).name


def make(boss, name, **custom):
    return api.create(actor=boss, record_type=TYPE, values={"last_name": name, **custom})


def found(boss, node=None, sort=()):
    query = api.Query("dossiers", node, sort=tuple(sort))
    return [item.last_name for item in api.compile_query(boss, query)]


def leaf(field, op, value=None):
    return {"field": field, "op": op, "value": value}


def test_a_field_is_there_at_once_and_gone_once_retired(boss):
    name = add(boss, "Permis de conduire", "boolean")
    assert name == "x_permis_de_conduire"
    assert api.all_fields(TYPE)[name].editable
    field = CustomField.objects.get(name=name)
    actions.do_retire_field(actor=boss, field=field)
    assert name not in api.all_fields(TYPE)
    actions.do_bring_back_field(actor=boss, field=field)
    assert name in api.all_fields(TYPE)


def test_numbers_compare_and_sort_as_numbers(boss):
    whole, part = add(boss, "Âge", "integer"), add(boss, "Note", "decimal")
    make(boss, "A", **{whole: 9, part: "10,5"})
    make(boss, "B", **{whole: 100, part: "9.25"})
    make(boss, "C")
    assert found(boss, leaf(whole, "gt", 9)) == ["B"]
    assert found(boss, leaf(part, "between", ["10", "11"])) == ["A"]
    assert found(boss, leaf(whole, "empty")) == ["C"]
    assert found(boss, sort=[whole]) == ["A", "B", "C"]
    assert found(boss, sort=[f"-{whole}"]) == ["B", "A", "C"]
    assert found(boss, sort=[part]) == ["B", "A", "C"]


def test_dates_compare_as_dates(boss):
    name = add(boss, "Entré le", "date")
    make(boss, "A", **{name: "2026-01-31"})
    make(boss, "B", **{name: date(2026, 2, 1)})
    assert found(boss, leaf(name, "on", "2026-01-31")) == ["A"]
    assert found(boss, leaf(name, "after", "2026-01-31")) == ["B"]
    assert found(boss, leaf(name, "month", 2)) == ["B"]
    assert found(boss, sort=[f"-{name}"]) == ["B", "A"]


def test_texts_ignore_accents_and_sort_as_in_french(boss):
    name = add(boss, "Métier", "text")
    for last, value in (("A", "zingueur"), ("B", "Éducateur"), ("C", "chaudronnier"), ("D", None)):
        make(boss, last, **{name: value})
    assert found(boss, leaf(name, "contains", "educ")) == ["B"]
    assert found(boss, leaf(name, "not_empty"), sort=[name]) == ["C", "B", "A"]
    assert found(boss, leaf(name, "empty")) == ["D"]
    assert found(boss, sort=[f"-{name}"])[-1] == "D"


def test_booleans_and_lists(boss):
    flag = add(boss, "Véhicule", "boolean")
    one = add(boss, "Accueil", "choice", choices=["Matin", "Après-midi"])
    many = add(boss, "Langues", "choices", choices=["Français", "Wolof", "Peul"])
    make(boss, "A", **{flag: True, one: "matin", many: ["wolof", "peul"]})
    make(boss, "B", **{flag: False, one: "apres_midi", many: ["francais"]})
    make(boss, "C")
    assert found(boss, leaf(flag, "is", True)) == ["A"]
    assert found(boss, leaf(flag, "is", False)) == ["B"]
    assert found(boss, leaf(one, "in", ["apres_midi"])) == ["B"]
    assert found(boss, leaf(many, "any", ["wolof", "francais"])) == ["A", "B"]
    assert found(boss, leaf(many, "all", ["wolof", "peul"])) == ["A"]
    assert found(boss, leaf(many, "empty")) == ["C"]


def test_rows_give_typed_values(boss):
    names = {
        "integer": add(boss, "Nombre", "integer"),
        "money": add(boss, "Dette", "money"),
        "date": add(boss, "Jour", "date"),
        "boolean": add(boss, "Signé", "boolean"),
        "choices": add(boss, "Choix", "choices", choices=["Un", "Deux"]),
        "text": add(boss, "Texte", "text"),
    }
    values = {
        "integer": 3,
        "money": "12.50",
        "date": "2026-05-04",
        "boolean": True,
        "choices": ["un"],
        "text": "é",
    }
    make(boss, "A", **{names[kind]: value for kind, value in values.items()})
    fields = api.columns_of(boss, TYPE, names.values())
    row = api.read_rows(boss, TYPE, fields, api.base_queryset(boss, TYPE))[0]
    assert row.values == [3, Decimal("12.5"), date(2026, 5, 4), True, ["un"], "é"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "trois"), ("integer", 1.5), ("integer", True), ("decimal", "1e400"), ("date", "31/02/2026"),
        ("boolean", "oui"), ("email", "pas une adresse"), ("url", "http://"), ("phone", "12"), ("text", "x" * 501),
    ],
)  # fmt: skip
def test_wrong_values_are_refused_by_field(boss, kind, value):
    name = add(boss, "Champ", kind)
    with pytest.raises(ValidationError) as caught:
        make(boss, "A", **{name: value})
    assert list(caught.value.message_dict) == [name]


def test_a_required_field_may_not_be_emptied(boss):
    name = add(boss, "Référence", "text", required=True)
    obj = make(boss, "A", **{name: "R1"})
    with pytest.raises(ValidationError):
        api.change(actor=boss, record_type=TYPE, obj=obj, values={name: ""})


def test_choices_are_renamed_and_kept_while_a_record_holds_them(boss):
    name = add(boss, "Accueil", "choice", choices=["Matin", "Soir", "Nuit"])
    make(boss, "A", **{name: "soir"})
    field = CustomField.objects.get(name=name)
    field = actions.do_change_field(
        actor=boss, field=field, renamed={"matin": "Matinée", "soir": "", "nuit": ""}, added=["Midi"]
    )
    assert field.choices == [["matin", "Matinée"], ["soir", "Soir", True], ["midi", "Midi"]]
    assert dict(api.all_fields(TYPE)[name].choice_pairs())["soir"].endswith("(retiré)")


def test_deleting_counts_and_destroys_values(boss):
    name, kept = add(boss, "Un", "text"), add(boss, "Deux", "text")
    make(boss, "A", **{name: "1", kept: "2"})
    make(boss, "B", **{name: "1"})
    field = CustomField.objects.get(name=name)
    assert queries.value_count(field) == 2
    assert actions.do_delete_field(actor=boss, field=field) == 2
    assert [item.custom for item in Dossier.objects.order_by("pk")] == [{kept: "2"}, {}]


def test_only_administrators_add_fields():
    with pytest.raises(PermissionDenied):
        add(people.user("samples.dossiers:all:cmsv"), "Champ", "text")


def test_names_never_collide(boss):
    assert [add(boss, "Nom !", "text") for _ in range(3)] == ["x_nom", "x_nom_2", "x_nom_3"]
    assert add(boss, "???", "text") == "x_champ"


def test_a_request_asks_once_whether_fields_changed(boss):
    add(boss, "Champ", "text")
    api.all_fields(TYPE)
    source._request_begins()
    try:
        with CaptureQueriesContext(connection) as asked:
            for _ in range(50):
                api.all_fields(TYPE)
        assert len(asked) == 1
    finally:
        source._request_ends()


def test_five_hundred_fields_cost_no_more_queries(boss):
    CustomField.objects.bulk_create(
        CustomField(type="dossiers", name=f"x_c{number}", label=f"Champ {number}", kind="text", order=number)
        for number in range(500)
    )
    make(boss, "A", x_c7="sept", x_c499="dernier")
    assert len(api.all_fields(TYPE)) > 500
    fields = api.columns_of(boss, TYPE, ["last_name", "x_c7", "x_c499"])
    with CaptureQueriesContext(connection) as asked:
        rows = api.read_rows(boss, TYPE, fields, api.base_queryset(boss, TYPE))
    assert rows[0].values == ["A", "sept", "dernier"]
    assert len(asked) <= 3
