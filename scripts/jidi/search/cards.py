"""What the page shows of a document, in chunks; documents that are found together mostly lie together."""

from __future__ import annotations

import json
from collections.abc import Sequence

from .document import Document

CHUNK = 8


def chunks(documents: Sequence[Document]) -> list[bytes]:
    """JSON columns of title, address, day and what the card shows besides, ``CHUNK`` documents each."""
    return [_chunk(documents[at : at + CHUNK]) for at in range(0, len(documents), CHUNK)]


def _chunk(documents: Sequence[Document]) -> bytes:
    columns: dict[str, list[object]] = {key: [one.card[key] for one in documents] for key in documents[0].card}
    return _written(columns | {name: [getattr(one, name) for one in documents] for name in _OWN})


def recarded(chunk: bytes, place: int, one: Document) -> bytes:
    """A chunk with the card of another document in a place; its card has the same keys as the one that was there."""
    columns = json.loads(chunk)
    for key, column in columns.items():
        column[place] = getattr(one, key) if key in _OWN else one.card[key]
    return _written(columns)


def _written(columns: dict[str, list[object]]) -> bytes:
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


_OWN = ("title", "address", "day")
