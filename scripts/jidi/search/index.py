"""Documents become an index: a manifest, shards of postings, facet columns, cards, and what queries may have meant."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .cards import CHUNK, chunks
from .columns import column
from .document import Document, Facet
from .kept import PHRASES, counted, digest, digest_of, packed_phrase, places, written
from .lexicon import forms, heard_in, in_order, lexicon, phrases
from .pack import script, varints
from .pinyin import borrowed
from .postings import Family, Packed, apart, postings, ranked
from .shelf import placing, values
from .words import head_terms, is_han, normal

if TYPE_CHECKING:
    from .bodies import Bodies

HEAD = Family("h", 1_300, lambda term: term if is_han(term) else term[:1])
BODY, SPELLED, SLIPPED = Family("b", 1_200), Family("p", 2_500), Family("s", 1_500)
FAMILIES = (HEAD, BODY, SPELLED, SLIPPED, PHRASES)  # no page reads the last
LARGE = 14_000  # bytes of a list that has a file of its own, and costs a request more: none of fewer documents than these
FORM = 1  # of the files: one more whenever a page could not read new ones beside those that it has kept


@dataclass(frozen=True)
class Index:
    """``files``: name → bytes; ``widths``: how many shards of the head, the body, and of the phrases by letters and by syllables, as powers of two.

    ``known``: what a page may know before it has read any of them, as a script: the words of facets, and how characters sound, so
    that it can ask for several files at once. If it is of an older build, a search takes longer, and finds the same.
    ``kept``: name → bytes of what :func:`.amend` needs besides ``files``; no page reads it.
    """

    files: Mapping[str, bytes]
    widths: tuple[int, int, int, int]
    known: bytes
    kept: Mapping[str, bytes] = field(default_factory=dict)


def index(documents: Iterable[Document], facets: Sequence[Facet]) -> Index:
    """The whole index. The same documents in any order give the same bytes."""
    own = values(facets, documents := [*documents])
    documents = sorted(documents, key=placing(facets, own))
    known = phrases(documents)
    with borrowed():
        heard, said = heard_in(known), in_order()
    head, far_head = apart(_head(documents), LARGE)
    body = _bodies(documents)
    sounds, spelled, slipped = lexicon(known, heard)
    chars = counted(head) + body.chars
    near, far = forms(chars)
    told_by = {phrase: packed_phrase(one) for phrase, one in known.items()}
    lists: list[Packed | Bodies] = [Packed(head), body, *map(Packed, (spelled, slipped, told_by))]
    sizes = [one.size for one in lists]
    widths = [family.width(size) for family, size in zip(FAMILIES, sizes, strict=True)]
    *shards, kept = [one.shards(family, width) for family, one, width in zip(FAMILIES, lists, widths, strict=True)]
    parts = {
        **{name: part for family in shards for name, part in family.items()},
        **_named("hx", far_head.values(), 1),
        **_named("bx", body.far.values(), 1),
        **_named("c", chunks(documents)),
        **{f"f-{facet.id}": column(own[facet.id], [one.facets.get(facet.id, ()) for one in documents]) for facet in facets},
        "days": varints(map(day_of, documents)),
        "sounds": sounds,
        "forms": far,
    }
    told = [told_of(facet, own[facet.id], len(parts[f"f-{facet.id}"])) for facet in facets]
    parts["manifest"] = manifest(told, count=len(documents), widths=widths[:4], simple=near)
    stamp = digest([FORM, CHUNK, sorted(parts), [one.address for one in documents], [*far_head], [*body.far]])
    kept |= places(documents, facets) | {"chars": written(dict(sorted(chars.items()))), "heard": written(heard)}
    kept["state"] = written({"facets": digest_of(facets), "stamp": stamp, "sizes": sizes, "widths": widths})
    files = {f"{name}.js": script(name, stamp, parts.pop(name)) for name in [*parts]}
    return Index(files, (widths[0], widths[1], widths[2], widths[3]), known_of(told, widths[:4], said), kept)


def _bodies(documents: list[Document]) -> Bodies:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's own are for matrices; and who has threads cannot be forked
    from .bodies import bodies  # with numpy: only who makes all anew

    return bodies(_texts(documents), LARGE)


def _texts(documents: list[Document]) -> Iterator[str]:
    """What stands in each, which is let go at once: it is most of what documents are, and nobody here asks for it again."""
    for number, one in enumerate(documents):
        yield one.body
        documents[number] = replace(one, body="")


def _head(documents: Sequence[Document]) -> dict[str, bytes]:
    """What stands in titles, and what only stands beside them."""
    return ranked(*postings(map(heads_of, documents), 2))


def heads_of(one: Document) -> tuple[set[str], set[str]]:
    """The terms of its title and topic, and those that only stand beside them."""
    title = head_terms(normal("\n".join((one.title, *one.phrases[:1]))))
    return title, head_terms(normal("\n".join(one.head))) - title


def _named(letter: str, parts: Iterable[bytes], first: int = 0) -> dict[str, bytes]:
    return {f"{letter}{number}": part for number, part in enumerate(parts, first)}


def day_of(one: Document) -> int:
    """Its date as a number such as 20260920; 0 if it has none."""
    return int(one.day.replace("-", "") or 0)


def told_of(facet: Facet, values: Sequence[str], size: int) -> dict[str, object]:
    """What the page must know of a facet whose column has so many bytes."""
    words = [[value, *facet.aliases.get(value, ())] for value in values] if facet.lift else []
    return {"id": facet.id, "name": facet.name, "lift": facet.lift, "size": size, "words": words}


def manifest(facets: Sequence[Mapping[str, object]], count: int, widths: Sequence[int], simple: str, chunk: int = CHUNK) -> bytes:
    """What the page must know before anything else, as JSON."""
    return json.dumps(
        {"count": count, "widths": widths, "simple": simple, "chunk": chunk, "facets": facets}, ensure_ascii=False, separators=(",", ":")
    ).encode()


def known_of(facets: Sequence[Mapping[str, object]], widths: Sequence[int], sounds: str) -> bytes:
    """A script with what a page may know before the manifest."""
    told = {"facets": [one for one in facets if one["words"]], "sounds": sounds, "widths": widths}
    return f"jidi.known={json.dumps(told, ensure_ascii=False, separators=(',', ':'))}\n".encode()
