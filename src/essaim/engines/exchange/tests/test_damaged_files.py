"""Whatever the bytes: rows, or one sentence for whoever sent them; never an error of the machine."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.exchange.reading import Unreadable, open_table

from .making import xlsx_file


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_rows_or_a_sentence(tmp_path, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    try:
        table = open_table(path)
        rows = list(table.rows())
    except Unreadable as refused:
        told = str(refused)
    else:
        told = "rows"
        assert all(len(cells) == len(table.headings) for _line, cells in rows)
    assert told


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 6000), change=st.integers(0, 255))
def test_any_damage_to_a_workbook_is_rows_or_a_sentence(tmp_path, cut, change):
    whole = bytearray(xlsx_file(("Nom", "Ville"), ("Ateliers", "Nantes"), ("Jardins", 12.5)))
    whole[cut % len(whole)] = change
    path = tmp_path / "file"
    path.write_bytes(bytes(whole))
    told = "rows"
    try:
        list(open_table(path).rows())
    except Unreadable as refused:
        told = str(refused)
    assert told
