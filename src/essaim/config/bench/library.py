"""Documents: words sought among many, and pages of PDF read a second.

python -m essaim.config.bench.library fill N | ask | pages: fills the library and keeps questions to ask of it,
asks them, reads a long PDF; one line of JSON each.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

DOCUMENTS, LENGTH = 100_000, 2_000
QUESTIONS = 240
MODULE = "essaim.config.bench.library"
PAGES = 400
SYLLABLES = (
    "ba be bi bo bu ca ce co cra da de di dou fa fi for ga ge gran la le li lou ma me mi mon na ne no pa pe pi "
    "por ra re ri ron sa se si sol ta te ti ton tra va ve vi vou"
).split()


def vocabulary(random: Random, size: int = 50_000) -> list[str]:
    return list({"".join(random.choices(SYLLABLES, k=random.randint(2, 4))) for _ in range(size)})


def text(random: Random, words: list[str]) -> str:
    """About `LENGTH` bytes, few words said often and many seldom."""
    count = len(words)
    picked = (words[int(count ** random.random()) - 1] for _ in range(LENGTH // 6))
    return " ".join(picked)[:LENGTH]


def fill(count: int) -> list[str]:
    """Documents of two networks, half of them for each; the questions to ask."""
    from django.apps import apps

    model = apps.get_model
    random = Random(7)
    words = vocabulary(random)
    network = model("accounts.Network").objects.get(code="bench")
    other = model("accounts.Network").objects.create(code="bench-2", name="Autre réseau")
    questions: list[str] = []
    for start in range(0, count, 2_000):
        made = model("library.Document").objects.bulk_create(
            model("library.Document")(
                title=f"Document {start + rank} {random.choice(words)}", kind="text", number=1
            )
            for rank in range(min(2_000, count - start))
        )
        versions = model("library.Version").objects.bulk_create(
            model("library.Version")(
                document=item, number=1, file_name="a.docx", kind="text", format="docx", sha256="0"
            )
            for item in made
        )
        for item, version in zip(made, versions, strict=True):
            item.current = version
        model("library.Document").objects.bulk_update(made, ["current"])
        bodies = [text(random, words) for _item in made]
        model("library.Content").objects.bulk_create(
            model("library.Content")(version=version, text=body)
            for version, body in zip(versions, bodies, strict=True)
        )
        model("library.AudienceLine").objects.bulk_create(
            model("library.AudienceLine")(document=item, network=(network, other)[rank % 2])
            for rank, item in enumerate(made)
        )
        for body in islice(bodies, 0, None, max(1, 3 * count // QUESTIONS)):
            found = body.split()
            questions += [" ".join(random.sample(found, k)) for k in (1, 2, 3)]
    return questions[:QUESTIONS]


def kept_questions() -> Path:
    from django.conf import settings

    return Path(settings.VAR_DIR) / "questions.json"


def ask() -> dict[str, Any]:
    """One to three words, for somebody who sees half of the documents; milliseconds, excerpts made."""
    from django.apps import apps

    from essaim.engines.rights.api import Grant, Role, RoleHolder
    from essaim.engines.search.api import search, sections

    questions = json.loads(kept_questions().read_text())
    user = apps.get_model("accounts.User").objects.create_user("lecture@essaim.example")
    role = Role.objects.create(code="bench-reader", label="Lecture")
    Grant.objects.create(role=role, resource="documents", reach="network", can_view=True)
    RoleHolder.objects.create(role=role, user=user)
    user.networks.set(apps.get_model("accounts.Network").objects.filter(code="bench"))
    times, hits = [], 0
    for question in questions[:20] + questions:
        begun = time.perf_counter()
        shown = sections(user, search(user, question, limit=20, types=("documents",)))
        times.append((time.perf_counter() - begun) * 1000)
        hits += sum(len(section.hits) for section in shown)
    times = sorted(times[20:])
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    return {"median_ms": round(p50, 1), "p95_ms": round(p95, 1), "hits": hits, "questions": len(questions)}


def pdf(pages: int) -> bytes:
    """A long plain PDF: forty lines of words a page."""
    random = Random(3)
    words = vocabulary(random, 5_000)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = 3 + 2 * pages
    for rank in range(pages):
        lines = "".join(
            f"BT /F1 10 Tf 50 {800 - 18 * line} Td ({' '.join(random.choices(words, k=12))}) Tj ET\n"
            for line in range(40)
        ).encode("ascii")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (4 + 2 * rank, font)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(lines), lines))
    kids = b" ".join(b"%d 0 R" % (3 + 2 * rank) for rank in range(pages))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def read_pages() -> dict[str, Any]:
    """A whole PDF read as the worker reads it: its own process, and pictures of its first pages."""
    from essaim.engines.library.api import read_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.pdf"
        path.write_bytes(pdf(PAGES))
        begun = time.perf_counter()
        found = read_file(str(path), "pdf", folder)
        seconds = time.perf_counter() - begun
    return {
        "pages": found["pages"],
        "characters": len(found["text"]),
        "pictures": len(found["pictures"]),
        "seconds": round(seconds, 2),
        "pages_s": round(PAGES / seconds, 1),
    }


def measure(bench: Any, count: int = DOCUMENTS) -> None:
    """Called by `Bench`: a library filled beside the people, then searched; and a PDF read."""
    started = time.perf_counter()
    bench.place.python("-m", MODULE, "fill", str(count))
    filled = time.perf_counter() - started
    indexed = bench.place.essaim("search", "rebuild", "--type", "documents").seconds
    found = json.loads(bench.place.python("-m", MODULE, "ask").output.splitlines()[-1])
    facts = {"documents": count, "fill_seconds": round(filled, 1), "index_seconds": indexed, **found}
    bench._tell("documents", {"p95_ms": (found["p95_ms"], 30)}, **facts)


def measure_reading(bench: Any) -> None:
    found = json.loads(bench.place.python("-m", MODULE, "pages").output.splitlines()[-1])
    bench._tell("reading", {"s_page": (1 / found["pages_s"], 1 / 20)}, **found)


def main(mode: str, *rest: str) -> None:
    import django

    django.setup()
    if mode == "fill":
        kept_questions().write_text(json.dumps(fill(int(rest[0]))))
        print(json.dumps({"filled": int(rest[0])}))
    else:
        print(json.dumps({"ask": ask, "pages": read_pages}[mode]()))


if __name__ == "__main__":
    main(*sys.argv[1:])
