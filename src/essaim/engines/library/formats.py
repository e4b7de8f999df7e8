"""The formats of files the library knows, and how they are served."""

from __future__ import annotations

from dataclasses import dataclass

from .choices import Kind


@dataclass(frozen=True)
class Format:
    """`extensions`: the first is the usual one. `mime`: what a download says it is, never a page."""

    code: str
    kind: Kind
    mime: str
    extensions: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """May a browser show the file itself? (A PDF; pictures are shown by a copy of ours.)"""
        return self.code == "pdf"


BINARY = "application/octet-stream"
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
_ALL = (
    Format("pdf", Kind.PDF, "application/pdf", ("pdf",)),
    Format("docx", Kind.TEXT, f"{OOXML}wordprocessingml.document", ("docx", "dotx")),
    Format("xlsx", Kind.SHEET, f"{OOXML}spreadsheetml.sheet", ("xlsx", "xltx")),
    Format("pptx", Kind.SLIDES, f"{OOXML}presentationml.presentation", ("pptx", "ppsx", "potx")),
    Format("odt", Kind.TEXT, f"{ODF}text", ("odt", "ott")),
    Format("ods", Kind.SHEET, f"{ODF}spreadsheet", ("ods", "ots")),
    Format("odp", Kind.SLIDES, f"{ODF}presentation", ("odp", "otp")),
    Format("odg", Kind.OTHER, f"{ODF}graphics", ("odg",)),
    Format("rtf", Kind.TEXT, "application/rtf", ("rtf",)),
    Format("doc", Kind.TEXT, "application/msword", ("doc", "dot")),
    Format("xls", Kind.SHEET, "application/vnd.ms-excel", ("xls", "xlt")),
    Format("ppt", Kind.SLIDES, "application/vnd.ms-powerpoint", ("ppt", "pps")),
    Format("msg", Kind.MAIL, "application/vnd.ms-outlook", ("msg",)),
    Format("ole", Kind.OTHER, BINARY, ("mpp", "vsd", "pub")),
    Format("html", Kind.WEB, BINARY, ("html", "htm", "xhtml", "mht", "mhtml")),
    Format("svg", Kind.IMAGE, BINARY, ("svg",)),
    Format("xml", Kind.OTHER, BINARY, ("xml", "xsd", "kml", "gpx")),
    Format("eml", Kind.MAIL, "message/rfc822", ("eml",)),
    Format("csv", Kind.SHEET, "text/csv", ("csv", "tsv")),
    Format("md", Kind.TEXT, "text/plain", ("md",)),
    Format(
        "txt", Kind.TEXT, "text/plain", ("txt", "log", "ics", "vcf", "srt", "json", "geojson", "bib", "tex")
    ),
    Format("png", Kind.IMAGE, "image/png", ("png",)),
    Format("jpg", Kind.IMAGE, "image/jpeg", ("jpg", "jpeg", "jpe")),
    Format("gif", Kind.IMAGE, "image/gif", ("gif",)),
    Format("webp", Kind.IMAGE, "image/webp", ("webp",)),
    Format("tiff", Kind.IMAGE, "image/tiff", ("tif", "tiff")),
    Format("bmp", Kind.IMAGE, "image/bmp", ("bmp",)),
    Format("heic", Kind.IMAGE, "image/heic", ("heic", "heif", "avif")),
    Format("mp3", Kind.SOUND, "audio/mpeg", ("mp3",)),
    Format("wav", Kind.SOUND, "audio/wav", ("wav",)),
    Format("ogg", Kind.SOUND, "audio/ogg", ("ogg", "oga", "opus", "ogv")),
    Format("flac", Kind.SOUND, "audio/flac", ("flac",)),
    Format("m4a", Kind.SOUND, "audio/mp4", ("m4a",)),
    Format("mp4", Kind.VIDEO, "video/mp4", ("mp4", "m4v", "mov", "3gp")),
    Format("webm", Kind.VIDEO, "video/webm", ("webm", "mkv")),
    Format("avi", Kind.VIDEO, "video/x-msvideo", ("avi",)),
    Format("epub", Kind.TEXT, "application/epub+zip", ("epub",)),
    Format("zip", Kind.ARCHIVE, "application/zip", ("zip",)),
    Format("other", Kind.OTHER, BINARY, ()),
)
FORMATS = {item.code: item for item in _ALL}
BY_EXTENSION = {extension: item for item in _ALL for extension in item.extensions}

# What a computer runs, whatever it holds; and office files that carry programs.
PROGRAMS = frozenset(
    """exe dll com scr pif cpl bat cmd ps1 psm1 psd1 vbs vbe js jse mjs cjs wsf wsh hta msi msp msix appx jar apk
    app deb rpm sh bash zsh csh ksh fish php phtml phar py pyc pyw pl rb cgi lnk url reg inf sys drv ocx gadget
    chm hlp iso img dmg pkg vhd class dex so elf bin run action workflow command desktop scpt xll wasm asp aspx
    jsp swf crx xpi ade mde""".split()
)
MACROS = frozenset(
    "docm dotm xlsm xltm xlsb xlam pptm potm ppam ppsm sldm".split()
)  # fmt: skip


def extension_of(name: str) -> str:
    return name.rsplit(".", 1)[1].lower().strip() if "." in name else ""
