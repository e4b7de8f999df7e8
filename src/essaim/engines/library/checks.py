"""What `essaim check` says of the library: what reads scanned pages, what looks for viruses, readings that failed."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.kit.checks import Finding, OperatorCheck, operator_checks


def look() -> Iterator[Finding]:
    from . import scanning
    from .choices import Reading
    from .models import Document
    from .reading.scanned import languages

    known = languages()
    if "fra" in known:
        yield Finding("ok", _("Tesseract lit les pages numérisées, en français."))
    else:
        yield Finding(
            "warning",
            _("Les pages numérisées ne sont pas lues : Tesseract ou son français manque."),
            _("Sur Debian : apt install tesseract-ocr tesseract-ocr-fra"),
        )
    if scanning.answers():
        yield Finding("ok", _("ClamAV répond : chaque fichier déposé est vérifié."))
    else:
        yield Finding(
            "warning", _("ClamAV ne répond pas : les fichiers déposés ne passent pas par un antivirus.")
        )
    late = Document.objects.filter(reading=Reading.WAITING).count()
    if late > 50:
        yield Finding(
            "warning", _("%d documents attendent d’être lus.") % late, _("Voyez si essaim worker tourne.")
        )


operator_checks.declare(OperatorCheck("library", gettext_lazy("Bibliothèque"), look))
