"""Documents become an index: a manifest, shards of postings, facet columns, cards, and what queries may have meant."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .cards import CHUNK, chunks
from .columns import column, values_of
from .document import Document, Facet
from .lexicon import forms, in_order, lexicon
from .pack import script, varints
from .postings import apart, bits, framed, postings, ranked, shards
from .words import body_terms, head_terms, is_han, normal

HEAD, BODY, SPELLED, SLIPPED = 1_300, 1_200, 2_500, 1_500  # bytes in a shard before packing
LARGE = 14_000  # bytes of a list that has a file of its own, and costs a request more: none of fewer documents than these


@dataclass(frozen=True)
class Index:
    """``files``: name → bytes; ``widths``: how many shards of the head, the body, and of the phrases by letters and by syllables, as powers of two.

    ``known``: what a page may know before it has read any of them, as a script: the words of facets, and how characters sound, so
    that it can ask for several files at once. If it is of an older build, a search takes longer, and finds the same.
    """

    files: dict[str, bytes]
    widths: tuple[int, int, int, int]
    known: bytes


def index(documents: Sequence[Document], facets: Sequence[Facet]) -> Index:
    """The whole index. The same documents in any order give the same bytes."""
    values = {facet.id: values_of(facet, documents) for facet in facets}
    order = {id: {value: at for at, value in enumerate(own)} for id, own in values.items()}
    documents = sorted(documents, key=lambda one: _order(one, facets, order))
    head, far_head = apart(_head(documents), LARGE)
    body, far_body = apart({term: framed(numbers) for term, numbers in postings(body_terms(normal(one.body)) for one in documents).items()}, LARGE)
    sounds, spelled, slipped = lexicon(documents)
    near, far = forms(set("".join((*head, *body))))
    widths = bits(_size(head), HEAD), bits(_size(body), BODY), bits(_size(spelled), SPELLED), bits(_size(slipped), SLIPPED)
    parts = {
        **_named("h", shards(head, widths[0], lambda term: term if is_han(term) else term[:1])),
        **_named("b", shards(body, widths[1], lambda term: term)),
        **_named("p", shards(spelled, widths[2], lambda key: key)),
        **_named("s", shards(slipped, widths[3], lambda key: key)),
        **_named("hx", far_head, 1),
        **_named("bx", far_body, 1),
        **_named("c", chunks(documents)),
        **{f"f-{facet.id}": column(facet, values[facet.id], documents) for facet in facets},
        "days": _days(documents),
        "sounds": sounds,
        "forms": far,
    }
    manifest = _manifest(facets, values, parts, count=len(documents), widths=widths, simple=near)
    stamp = _stamp([manifest, *(parts[name] for name in sorted(parts))])
    files = {f"{name}.js": script(name, stamp, content) for name, content in [("manifest", manifest), *parts.items()]}
    told = {"facets": [one for one in json.loads(manifest)["facets"] if one["words"]], "sounds": in_order()}
    return Index(files, widths, f"jidi.known={json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n".encode())


def _order(one: Document, facets: Sequence[Facet], order: dict[str, dict[str, int]]) -> tuple[object, ...]:
    """As on a shelf, so that columns have long runs and what is found together lies together; in one lesson the newest first."""
    places = [tuple(map(order[facet.id].__getitem__, one.facets.get(facet.id, ()))) for facet in facets if facet.shelf]
    rest = [tuple(map(order[facet.id].__getitem__, one.facets.get(facet.id, ()))) for facet in facets if not facet.shelf]
    return (*places, one.phrases, *rest, [-ord(char) for char in one.day], one.title, one.address)


def _head(documents: Sequence[Document]) -> dict[str, bytes]:
    """What stands in titles, and what only stands beside them."""
    titles = [head_terms(normal("\n".join((one.title, *one.phrases[:1])))) for one in documents]
    others = (head_terms(normal("\n".join(one.head))) - title for one, title in zip(documents, titles, strict=True))
    return ranked(postings(titles), postings(others))


def _stamp(contents: Iterable[bytes]) -> str:
    """What tells this index from any other."""
    found = hashlib.sha256()
    for number, content in enumerate(contents):
        found.update(b"\0" if number else b"")
        found.update(content)
    return found.hexdigest()[:12]


def _size(packed: dict[str, bytes]) -> int:
    return sum(map(len, packed)) * 3 + sum(map(len, packed.values()))


def _named(letter: str, parts: Sequence[bytes], first: int = 0) -> dict[str, bytes]:
    return {f"{letter}{number}": part for number, part in enumerate(parts, first)}


def _days(documents: Sequence[Document]) -> bytes:
    """Every document's date as a number such as 20260920; 0 if it has none."""
    return varints(int(one.day.replace("-", "") or 0) for one in documents)


def _manifest(facets: Sequence[Facet], values: dict[str, list[str]], parts: dict[str, bytes], **told: object) -> bytes:
    """What the page must know before anything else, as JSON."""
    columns = [
        {
            "id": facet.id,
            "name": facet.name,
            "lift": facet.lift,
            "size": len(parts[f"f-{facet.id}"]),
            "words": [[value, *facet.aliases.get(value, ())] for value in values[facet.id]] if facet.lift else [],
        }
        for facet in facets
    ]
    return json.dumps({**told, "chunk": CHUNK, "facets": columns}, ensure_ascii=False, separators=(",", ":")).encode()
