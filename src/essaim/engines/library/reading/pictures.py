"""Images: a copy to show, without what cameras write into them, and their words when Tesseract is there."""

from __future__ import annotations

from pathlib import Path

from . import scanned
from .blocks import Gathered, Unreadable

MAX_PIXELS = 120_000_000
SIDE = 1600


def read_image(path: str, found: Gathered, folder: Path | None, ocr: bool) -> list[str]:
    from PIL import Image, ImageOps, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(path) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Unreadable("too_big")
            opened.draft("RGB", (2 * SIDE, 2 * SIDE))
            turned = ImageOps.exif_transpose(opened)
            image = turned.convert("RGBA" if "A" in turned.getbands() or turned.mode == "P" else "RGB")
    except Image.DecompressionBombError as error:
        raise Unreadable("too_big") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Unreadable("damaged") from error
    found.pages = 1
    if ocr:
        for line in scanned.words_of(_flat(image).convert("L")).splitlines():
            found.add("p", line)
        found.scanned = bool(found.parts)
    if folder is None:
        return []
    small = _flat(image)
    small.thumbnail((SIDE, SIDE))
    small.save(folder / "1.jpg", "JPEG", quality=84)
    return ["1.jpg"]


def _flat(image):  # type: ignore[no-untyped-def]
    """On white: what is see-through would be black."""
    from PIL import Image

    if image.mode == "RGB":
        return image.copy()
    ground = Image.new("RGB", image.size, "white")
    ground.paste(image, mask=image.getchannel("A"))
    return ground
