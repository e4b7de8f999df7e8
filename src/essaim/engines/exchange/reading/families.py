"""What a file is, from its first bytes and never from its name."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from .errors import Unreadable
from .limits import MAX_UNPACKED_BYTES

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FOREIGN = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7Z"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
)
BLOCK = 1024 * 1024
FORMULAS = (b"<f>", b"<f ")
UNCOMPUTED = (b"</f></c>", b"</f><v></v>", b"</f><v/>", b"</f><v />")


@dataclass(frozen=True)
class Family:
    """`name`: "csv", "xlsx", "xlsb", "xls" or "ods"; `formulas` and `macros` as found in the archive.

    `uncomputed`: formulas whose result is not in the file; whoever wrote it did not compute them.
    """

    name: str
    formulas: int = 0
    macros: bool = False
    uncomputed: int = 0


def family_of(path: Path) -> Family:
    """The family of the file, or `Unreadable`: empty, locked, too big once unpacked, not a table."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\x00\t\r\n "):
        raise Unreadable(_("Ce fichier est vide."))
    if head.startswith(b"PK"):
        return _archive(path)
    if head.startswith(OLE):
        return _ole(path)
    for magic, label in FOREIGN:
        if head.startswith(magic):
            raise Unreadable(not_a_table(label))
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise Unreadable(
            _(
                "Ce fichier est une page web ou du XML, même si son nom dit autre chose. Ouvrez-le dans votre "
                "tableur et enregistrez-le au format XLSX, puis importez ce nouveau fichier."
            )
        )
    return Family("csv")


def not_a_table(label: str) -> str:
    return (
        _(
            "Ce fichier n’est pas un tableau (%s). Essaim importe les fichiers XLSX, ODS et CSV : ouvrez votre liste "
            "dans un tableur et enregistrez-la dans l’un de ces formats."
        )
        % label
    )


def locked() -> str:
    return _(
        "Ce classeur est protégé par un mot de passe : Essaim ne peut pas le lire. Ouvrez-le, retirez le mot de "
        "passe, enregistrez-le, puis importez-le de nouveau."
    )


def damaged() -> str:
    return _(
        "Ce classeur est abîmé ou incomplet : l’envoi a peut-être été coupé. Envoyez-le de nouveau, ou "
        "rouvrez-le dans votre tableur et enregistrez-le sous un autre nom."
    )


def _ole(path: Path) -> Family:
    """Old binary workbooks; a locked modern workbook is wrapped the same way."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(locked())
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return Family("xls", macros="_VBA_PROJECT".encode("utf-16-le") in data)
    raise Unreadable(not_a_table("Microsoft Office"))


def _archive(path: Path) -> Family:
    try:
        with zipfile.ZipFile(path) as archive:
            return _look_inside(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Unreadable(damaged()) from error
    except RuntimeError as error:
        raise Unreadable(locked()) from error


def _look_inside(archive: zipfile.ZipFile) -> Family:
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(locked())
    if sum(member.file_size for member in members) > MAX_UNPACKED_BYTES or len(members) > 5000:
        raise Unreadable(
            _(
                "Ce classeur, une fois ouvert, est démesurément gros : Essaim refuse de le lire. Gardez seulement "
                "la feuille utile et enregistrez-la dans un nouveau fichier."
            )
        )
    if "xl/workbook.xml" in names:
        macros = any(name.endswith("vbaProject.bin") for name in names)
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        formulas, uncomputed = _verify(archive, members, sheets, FORMULAS, UNCOMPUTED)
        return Family("xlsx", formulas, macros, uncomputed)
    if "xl/workbook.bin" in names:
        _verify(archive, members, [])
        return Family("xlsb", macros=any(name.endswith("vbaProject.bin") for name in names))
    if "content.xml" in names:
        return _open_document(archive, members)
    raise Unreadable(not_a_table("ZIP"))


def _open_document(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Family:
    kind = archive.read("mimetype")[:80] if "mimetype" in archive.namelist() else b""
    if kind and b"spreadsheet" not in kind:
        raise Unreadable(not_a_table("OpenDocument"))
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
        raise Unreadable(locked())
    [formulas] = _verify(archive, members, ["content.xml"], (b"table:formula=",))
    return Family("ods", formulas)


def _verify(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], counted: list[str], *kinds: tuple[bytes, ...]
) -> list[int]:
    """Unpacks every member once, by blocks: sizes and checksums are true, and marks of each kind are counted."""
    found = [0] * len(kinds)
    for member in members:
        with archive.open(member) as file:
            while block := file.read(BLOCK):
                if member.filename in counted:
                    for rank, marks in enumerate(kinds):
                        found[rank] += sum(block.count(mark) for mark in marks)
    return found
