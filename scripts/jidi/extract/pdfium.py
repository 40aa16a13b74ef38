"""Run by :mod:`.pdf` as a process of its own: a pdf made to take hours or all memory takes only this process with it.

In: one JSON line a file, ``{"file", "most", "width", "height"}``. Out: one JSON line each, ``{"pages", "text", "cut", "image", "width", "height"}``,
or ``{}`` if it cannot be read; ``image`` is WebP in base64.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from typing import Any

import pypdfium2 as pdfium

MAX_PAGES = 200
MEMORY = 2 * 1024**3


def main() -> None:
    _limit()
    for line in sys.stdin:
        asked = json.loads(line)
        try:
            answer = _read(asked)
        except (pdfium.PdfiumError, OSError, ValueError, RuntimeError, MemoryError):
            answer = {}
        print(json.dumps(answer), flush=True)


def _limit() -> None:
    """No more memory than :data:`MEMORY`, where the system can be told so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(asked: dict[str, Any]) -> dict[str, Any]:
    with pdfium.PdfDocument(asked["file"]) as document:
        count, left, texts = len(document), int(asked["most"]), list[str]()
        for number in range(min(count, MAX_PAGES)):
            if left <= 0:
                break
            page = document[number].get_textpage()
            texts.append(page.get_text_range(0, min(left, page.count_chars())))
            left -= len(texts[-1])
        cut = left <= 0 or count > MAX_PAGES
        return {"pages": count, "text": "\n".join(texts), "cut": cut, **(_image(document, asked) if asked["width"] else {})}


def _image(document: pdfium.PdfDocument, asked: dict[str, Any]) -> dict[str, Any]:
    """The first page, no larger than asked for; a page that is a mere line has none."""
    page = document[0]
    width, height = page.get_size()
    scale = min(asked["width"] / width, asked["height"] / height) if width > 0 and height > 0 else 0
    if min(width, height) * scale < 8:
        return {}
    made, image = io.BytesIO(), page.render(scale=scale).to_pil().convert("RGB")
    image.save(made, "WEBP", quality=70, method=4)
    return {"image": base64.b64encode(made.getvalue()).decode(), "width": image.width, "height": image.height}


if __name__ == "__main__":
    main()
