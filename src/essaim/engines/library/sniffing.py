"""What a file is by what it holds, and why some are refused: programs, macros, files in disguise."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from pathlib import Path

from django.utils.translation import gettext as _

from .formats import BY_EXTENSION, FORMATS, MACROS, PROGRAMS, Format, extension_of
from .reading.archives import swells

HEAD = 8192
EXECUTABLES = (
    b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe", b"#!", b"dex\n", b"\0asm", b"L\0\0\0\x01\x14\x02\0", b"ITSF", b"FWS", b"CWS",
)  # fmt: skip
SIGNATURES = (
    (b"{\\rtf", "rtf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"),
    (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"BM", "bmp"), (b"OggS", "ogg"), (b"fLaC", "flac"),
    (b"ID3", "mp3"), (b"\xff\xfb", "mp3"), (b"\xff\xf3", "mp3"), (b"\xff\xf2", "mp3"), (b"\x1a\x45\xdf\xa3", "webm"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
)  # fmt: skip
RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
OPAQUE = (b"7z\xbc\xaf\x27\x1c", b"Rar!", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
OLE_KINDS = frozenset({"doc", "xls", "ppt", "msg", "ole"})
WORDS = frozenset({"txt", "md", "csv", "html", "xml", "svg", "eml"})
ODF_TYPES = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version):", re.IGNORECASE | re.MULTILINE
)


class Refusal(Exception):
    """The file is not taken; the message says why and what to do."""


def clean_name(name: str) -> str:
    """The last part of a path, without what could deceive: control and direction marks, trailing dots."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    name = "".join(char for char in name if unicodedata.category(char) not in {"Cc", "Cf", "Co", "Cs"})
    name = re.sub(r'[<>:"|?*\s]+', " ", name).strip(" .") or "fichier"
    if len(name) > 180:
        stem, dot, extension = name.rpartition(".")
        name = f"{stem[: 170 - len(extension)]}.{extension}" if dot and len(extension) < 10 else name[:180]
    return name


def recognise(path: str, name: str) -> Format:
    """The format of the file at `path`; raises `Refusal`."""
    extension = extension_of(name)
    if extension in PROGRAMS:
        raise Refusal(_("« %s » est un programme : la bibliothèque ne prend que des documents.") % name)
    if extension in MACROS:
        raise Refusal(with_macros(name))
    with Path(path).open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refusal(_("« %s » est vide.") % name)
    found = _by_content(path, head, name)
    said = BY_EXTENSION.get(extension)
    if said is None:
        return found
    return _agreed(said, found, name)


def with_macros(name: str) -> str:
    return (
        _("« %s » contient des macros, qui peuvent nuire. Enregistrez-le sans macro, puis déposez-le.") % name
    )


def _by_content(path: str, head: bytes, name: str) -> Format:
    if head.startswith(EXECUTABLES):
        raise Refusal(_("« %s » est un programme, quel que soit son nom : il est refusé.") % name)
    if head.startswith(OPAQUE):
        raise Refusal(_("On ne peut pas vérifier ce que contient « %s ». Déposez un fichier ZIP.") % name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path, name)
    if b"%PDF-" in head[:1024]:
        return FORMATS["pdf"]
    if head.startswith(b"RIFF"):
        return FORMATS[RIFF.get(head[8:12], "other")]
    if head[4:8] == b"ftyp":
        return FORMATS[_media(head[8:12])]
    for signature, code in SIGNATURES:
        if head.startswith(signature):
            return _ole(path, name) if code == "ole" else FORMATS[code]
    return FORMATS[_written(head, extension_of(name))]


def _media(brand: bytes) -> str:
    if brand in (b"heic", b"heix", b"mif1", b"msf1", b"avif"):
        return "heic"
    return "m4a" if brand.startswith(b"M4A") else "mp4"


def _zipped(path: str, name: str) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            if swells(archive):
                raise Refusal(_("« %s » se déploierait en un fichier démesuré : il est refusé.") % name)
            names = archive.namelist()
            kind = archive.read("mimetype")[:120].decode("ascii", "replace") if _odf(archive) else ""
    except (zipfile.BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        raise Refusal(_("« %s » est abîmé : on ne peut pas l’ouvrir.") % name) from error
    if any(item.lower().endswith("vbaproject.bin") or "/macrosheets/" in item.lower() for item in names):
        raise Refusal(with_macros(name))
    if any(item.startswith("Basic/") for item in names if item != "Basic/script-lc.xml") and kind:
        raise Refusal(with_macros(name))
    return FORMATS[_office(names, kind) or _archive(names, name)]


def _odf(archive: zipfile.ZipFile) -> bool:
    return "mimetype" in archive.namelist() and archive.getinfo("mimetype").file_size < 200


def _office(names: list[str], kind: str) -> str:
    if kind.startswith("application/vnd.oasis.opendocument."):
        return ODF_TYPES.get(kind.rsplit(".", 1)[1].removesuffix("-template"), "zip")
    if kind.startswith("application/epub"):
        return "epub"
    if "[Content_Types].xml" in names:
        for begins, code in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(item.startswith(begins) for item in names):
                return code
    return ""


def _archive(names: list[str], name: str) -> str:
    """A plain ZIP; programs may not hide in it."""
    hidden = [item for item in names if extension_of(item) in PROGRAMS | MACROS]
    if hidden or "META-INF/MANIFEST.MF" in names or "AndroidManifest.xml" in names:
        inside = clean_name(hidden[0]) if hidden else name
        raise Refusal(
            _("« %(name)s » contient un programme (%(inside)s) : il est refusé.")
            % {"name": name, "inside": inside}
        )
    return "zip"


def _ole(path: str, name: str) -> Format:
    """Office files of before 2007. A project of macros shows by its name, in UTF-16."""
    mark = "_VBA_PROJECT".encode("utf-16-le")
    with Path(path).open("rb") as file:
        tail = b""
        while block := file.read(2**20):
            if mark in tail + block:
                raise Refusal(with_macros(name))
            tail = block[-64:]
    said = BY_EXTENSION.get(extension_of(name))
    return said if said is not None and said.code in OLE_KINDS else FORMATS["ole"]


def _written(head: bytes, extension: str) -> str:
    """Text, of a sort told by what it holds, then by its extension."""
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "other"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    said = BY_EXTENSION.get(extension)
    if start.startswith(b"<svg") or (start.startswith(b"<?xml") and b"<svg" in start[:2000]):
        return "svg"
    if _MARKUP.search(head[:2048]) and (said is None or said.code not in {"eml", "md", "csv"}):
        return "html"
    if said is not None and said.code in WORDS:
        return said.code
    if start.startswith(b"<?xml"):
        return "xml"
    return "eml" if len(_MAIL.findall(head[:2048])) >= 3 else "txt"


def _agreed(said: Format, found: Format, name: str) -> Format:
    """The extension and the content must tell the same story, give or take what is harmless."""
    if said.code == found.code:
        return found
    pictures = said.kind == found.kind == "image" and "svg" not in (said.code, found.code)
    recordings = {said.kind, found.kind} <= {"sound", "video"}
    written = said.code in WORDS and found.code in WORDS and found.code not in {"html", "svg"}
    ole = said.code in OLE_KINDS and found.code in OLE_KINDS
    if pictures or recordings or ole or (said.code == "zip" and found.kind != "other"):
        return found
    if written:
        return said
    raise Refusal(
        _(
            "Le contenu de « %(name)s » n’est pas celui d’un fichier %(said)s, mais plutôt %(found)s : il est refusé."
        )
        % {"name": name, "said": f".{said.extensions[0]}", "found": _called(found)}
    )


def _called(found: Format) -> str:
    return f".{found.extensions[0]}" if found.extensions else _("d’un format inconnu")
