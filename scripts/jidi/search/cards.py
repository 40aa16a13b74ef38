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
    columns |= {name: [getattr(one, name) for one in documents] for name in ("title", "address", "day")}
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()
