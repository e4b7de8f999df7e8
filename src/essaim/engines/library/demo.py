"""Invented documents of the demonstration, as real files: texts, tables, pictures of a page."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

COLLECTIONS = (
    ("Textes de référence", "Ce qui fait foi : statuts, règlements, chartes.", 10),
    ("Modèles et outils", "À reprendre et à adapter : grilles, courriers, livrets.", 20),
    ("Comptes rendus", "Réunions, assemblées, comités.", 30),
    ("Formation", "Supports de cours, fiches de travaux pratiques.", 40),
)
# file, title, collection, author, networks (none: everybody), territory, days ago, text
DOCUMENTS: tuple[tuple[str, str, int, str, tuple[str, ...], str, int, str], ...] = (
    ("charte.pdf", "Charte de l’insertion par l’activité économique", 0, "animatrice",
     ("horizon", "coopsol", "ateliers44"), "", 60,
     "Accueillir sans condition. Chaque parcours commence par un diagnostic partagé."),
    ("livret-accueil.odt", "Livret d’accueil des salariés en parcours", 1, "animatrice",
     ("horizon", "ateliers44"), "", 25,
     "Vos horaires, vos interlocuteurs, vos droits. Le référent vous reçoit chaque mois."),
    ("grille-competences.xlsx", "Grille d’évaluation des compétences", 1, "conseillere", ("horizon",), "", 12,
     "Ponctualité;Travail en équipe;Autonomie;Respect des consignes;Maîtrise de la soudure"),
    ("ca-loire-atlantique.pdf", "Compte rendu du comité de Loire-Atlantique", 2, "animatrice",
     ("horizon", "ateliers44"), "FR/52/44/", 3,
     "Le bassin de Saint-Nazaire ouvre quatre postes. Mobilité : un minibus sera partagé."),
    ("ag.odt", "Procès-verbal de l’assemblée générale", 2, "animatrice", ("coopsol",), "", 2,
     "Les comptes sont approuvés à l’unanimité. Deux administratrices sont élues."),
    ("installation-toiture.pdf", "Fiche de travaux pratiques : pose en toiture", 3, "pedagogique", ("soleil",), "", 8,
     "Vérifier le harnais. Repérer les chevrons. Serrer au couple prescrit. Mesurer la tension à vide."),
    ("programme.xlsx", "Programme de la session de printemps", 3, "pedagogique", ("soleil",), "", 1,
     "Électricité;Dimensionnement;Sécurité;Pompage solaire;Entretien des batteries"),
    ("reglement.odt", "Règlement intérieur du centre", 0, "directrice", ("soleil",), "", 400,
     "Le port des équipements de protection est obligatoire dans l’atelier."),
    ("suivi-trimestre.xlsx", "Tableau de suivi du trimestre", 1, "suivi", ("passerelles",), "", 5,
     "Entretiens;Sorties en emploi;Cours de français;Stages"),
    ("methode-appui.pdf", "Méthode d’appui aux associations employeuses", 1, "mission", ("appuiloire",), "", 20,
     "Un diagnostic partagé précède toute mission. Le consultant rend un rapport d’étape."),
    ("guide-plateforme.odt", "Bien commencer avec la bibliothèque", 1, "admin", (), "", 10,
     "Déposez vos fichiers, dites pour qui ils sont, retrouvez-les par un mot de leur texte."),
)  # fmt: skip


def build(world: World) -> None:
    from .actions.publishing import do_publish
    from .actions.uploading import receive_whole
    from .extracting import read_now
    from .factories import CollectionFactory
    from .models import Version

    if "admin" not in world.users:
        return
    shelves: list[Any] = [
        CollectionFactory(name=name, description=text, order=order) for name, text, order in COLLECTIONS
    ]
    from django.core.files.base import ContentFile

    made = []
    for name, title, shelf, author, networks, place, days, text in DOCUMENTS:
        actor = world.users[author]
        keys = [world.networks[key].pk for key in networks if key in world.networks]
        line: dict[str, list[int]] = {"networks": keys} if keys else {}
        if place in world.territories:
            line["territories"] = [world.territories[place].pk]
        upload = receive_whole(actor=actor, file=ContentFile(_file(name, title, text), name))
        values: dict[str, Any] = {"title": title, "collection": shelves[shelf].pk, "networks": keys}
        if days > 300:
            values["review_on"] = world.day(-15)
        document = do_publish(actor=actor, upload=upload, values=values, audience=[line])
        _age(document, world.moment(-days, 10))
        made.append(document)
    for version in Version.objects.filter(document__in=[item.pk for item in made]):
        read_now(version.pk, trusted=True)
    _again(world, made[2])


def _age(document: Any, moment: Any) -> None:
    from .models import Document, Version

    Document.objects.filter(pk=document.pk).update(
        content_at=moment, created_at=moment, changed_at=moment + timedelta(minutes=1)
    )
    Version.objects.filter(document=document).update(created_at=moment)


def _again(world: World, document: Any) -> None:
    """A second version, and a favourite, so that both can be seen."""
    from .actions.reading import set_favourite
    from .extracting import read_now
    from .factories import give_file
    from .models import Version

    text = (
        "Ponctualité;Travail en équipe;Autonomie;Respect des consignes;Maîtrise de la soudure;Lecture de plan"
    )
    actor = world.users["conseillere"]
    document.refresh_from_db()
    give_file(
        document, actor, "grille-competences-v2.xlsx", _file("x.xlsx", document.title, text),
        "La lecture de plan est ajoutée.",
    )  # fmt: skip
    read_now(Version.objects.get(document=document, number=2).pk, trusted=True)
    set_favourite(actor=world.users["animatrice"], document=document, on=True)


def _file(name: str, title: str, text: str) -> bytes:
    return {"pdf": _pdf, "odt": _odt, "xlsx": _xlsx}[name.rsplit(".", 1)[1]](title, text)


def _odt(title: str, text: str) -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=title))
    for sentence in text.split(". "):
        document.text.addElement(P(text=sentence))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _xlsx(title: str, text: str) -> bytes:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(title[:28].replace(":", " "))
        sheet.write_row(0, 0, ["Rubrique", "Acquis", "En cours", "Remarque"])
        for row, label in enumerate(text.split(";"), 1):
            sheet.write_row(row, 0, [label, 3 + row % 3, row % 4, ""])
    return out.getvalue()


def _pdf(title: str, text: str) -> bytes:
    """A page of plain words, in one of the fonts every reader has."""
    lines = [title, "", *text.replace(". ", ".\n").splitlines()]
    drawn = "".join(
        f"BT /F1 {18 if rank == 0 else 12} Tf 64 {760 - 22 * rank} Td ({_escaped(line)}) Tj ET\n"
        for rank, line in enumerate(lines)
    ).encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(out)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


demo_parts.declare(DemoPart("library", build, order=320))
