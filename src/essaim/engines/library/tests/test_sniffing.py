"""What a file is, told by what it holds; what is refused, and how names are cleaned."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.library.formats import FORMATS
from essaim.engines.library.sniffing import Refusal, clean_name, recognise

from . import making


def told(tmp_path, name, content):
    path = tmp_path / "file"
    path.write_bytes(content)
    return recognise(str(path), name)


def zipped(**members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED = {
    "programme.exe": b"MZ\x90\0",
    "facture.pdf.exe": making.pdf(),
    "facture.pdf": b"MZ\x90\0",
    "photo.jpg": b"\x7fELF....",
    "script.txt": b"#!/bin/sh\nrm -rf /",
    "page.pdf": b"<html><script>alert(1)</script></html>",
    "image.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "outil.xlsm": b"PK\x03\x04",
    "macro.docx": zipped(
        **{"[Content_Types]_DOT_xml": "<x/>", "word__document_DOT_xml": "<x/>", "word__vbaProject_DOT_bin": "x"}
    ),
    "vieux.doc": OLE + "_VBA_PROJECT".encode("utf-16-le"),
    "paquet.zip": zipped(dedans__virus_DOT_exe="x"),
    "app.zip": zipped(**{"META-INF__MANIFEST_DOT_MF": "x"}),
    "rapport.docx": zipped(a_DOT_txt="x"),
    "coffre.7z": b"7z\xbc\xaf\x27\x1c",
    "vide.pdf": b"",
    "texte.docx": b"bonjour",
    "bombe.zip": zipped(a_DOT_txt=b"0" * (40 * 2**20)),
    "raccourci.lnk": b"L\0\0\0",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_programs_and_files_in_disguise_are_refused(tmp_path, name):
    with pytest.raises(Refusal):
        told(tmp_path, name, REFUSED[name])


ACCEPTED = {
    **{name: (make, name.rsplit(".", 1)[1]) for name, make in making.MAKERS.items()},
    "photo.png": (making.png, "png"),
    "photo.jpg": (making.png, "png"),
    "ancien.doc": (lambda: OLE, "doc"),
    "liste.csv": ("nom;ville\nAwa;Thiès".encode, "csv"),
    "notes.txt": ("Été à Thiès".encode, "txt"),
    "sans extension": (making.pdf, "pdf"),
    "dossier.zip": (lambda: zipped(a_DOT_pdf="x"), "zip"),
    "plan.dwg": (lambda: b"AC1032\0\0\1\2", "other"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_honest_files_are_known_for_what_they_are(tmp_path, name):
    make, code = ACCEPTED[name]
    assert told(tmp_path, name, make()) is FORMATS[code]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    content=st.binary(min_size=1, max_size=200),
    begins=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"RIFF", b"<html"]),
    extension=st.sampled_from([*FORMATS, "", "exe", "inconnu"]),
)
def test_whatever_comes_is_taken_or_refused_with_a_reason(tmp_path, content, begins, extension):
    try:
        found = told(tmp_path, f"a.{extension}", begins + content)
    except Refusal as refusal:
        found = None
        reason = str(refusal)
    assert len(reason) > 10 if found is None else found.code in FORMATS


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("fac\u202eture\u202cfdp.exe", "facturefdp.exe"),
        ("a\r\nb\0.pdf", "ab.pdf"),
        ("", "fichier"),
        ("é" * 300 + ".pdf", "é" * 167 + ".pdf"),
    ],
)
def test_names_cannot_deceive(name, clean):
    assert clean_name(name) == clean
