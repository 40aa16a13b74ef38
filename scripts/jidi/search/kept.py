"""What is kept of an index besides its files, so that it can be amended when a few documents change; read piece by piece."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from .document import Document, Facet
from .lexicon import Phrase
from .pack import gaps
from .postings import Family, framed

PHRASES = Family("w", 4_000)
KEYS = 64  # documents whose places on the shelf are kept in one piece


def written(value: object) -> bytes:
    """JSON, deflated."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def read(kept: bytes) -> Any:
    """What was :func:`written`."""
    return json.loads(zlib.decompress(kept))


def digest(value: object) -> str:
    """What tells a value from any other."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:12]


def digest_of(facets: Sequence[Facet]) -> str:
    return digest([asdict(one) for one in facets])


def places(documents: Sequence[Document], facets: Sequence[Facet]) -> dict[str, bytes]:
    """Where documents stand: all addresses in order, and what each is placed by."""
    keys = [place(one, facets) for one in documents]
    pieces = {f"k{at // KEYS}": written(keys[at : at + KEYS]) for at in range(0, len(keys), KEYS)}
    return {"addresses": written([one.address for one in documents]), **pieces}


def place(one: Document, facets: Sequence[Facet]) -> list[object]:
    """What places a document on the shelf."""
    return [one.title, one.address, one.phrases, [one.facets.get(facet.id, ()) for facet in facets], one.day]


def placed(kept: Sequence[Any], facets: Sequence[Facet]) -> Document:
    """A document with what :func:`place` says of it."""
    title, address, phrases, own, day = kept
    found = {facet.id: tuple(values) for facet, values in zip(facets, own, strict=True)}
    return Document(str(title), str(address), phrases=tuple(phrases), facets=found, day=str(day))


def packed_phrase(one: Phrase) -> bytes:
    """The documents whose topic it is, and the others."""
    return framed(gaps(one.topics)) + framed(gaps(one.others))


def counted(terms: Iterable[str]) -> Counter[str]:
    """How often every character stands in terms."""
    return Counter("".join(terms))
