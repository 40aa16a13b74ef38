"""Terms that documents lose and gain: what becomes of the lists of head and body, and of the characters that stand in them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial

from .document import Document
from .index import BODY, HEAD, LARGE, heads_of, manifest
from .kept import read, written
from .lexicon import forms
from .pack import gaps
from .postings import Family, framed
from .reader import Reader, steps
from .sheaf import AnewError, Edit, Moves, Sheaf, moved, moves
from .words import body_terms, normal


def relist(files: Sheaf, kept: Sheaf, edits: Sequence[Edit], widths: Sequence[int]) -> tuple[int, int]:
    """By how much the shards of head and body grew."""
    heads = moves((one for one in edits if _heads(one.before) != _heads(one.after)), heads_of)
    bodies = moves((one for one in edits if one.before.body != one.after.body), lambda one: [body_terms(normal(one.body))])
    seen: dict[str, int] = {}
    grown = _lists(files, HEAD, widths[0], heads, seen), _lists(files, BODY, widths[1], bodies, seen)
    if seen:
        _count(files, kept, seen)
    return grown


def _heads(one: Document) -> object:
    return one.title, one.phrases[:1], one.head


def _lists(files: Sheaf, family: Family, width: int, moves: Moves, seen: dict[str, int]) -> int:
    """Amends the lists of terms; ``seen`` counts the characters of terms that come and go."""
    count = 2 if family is HEAD else 1

    def skip(reader: Reader) -> None:
        if not reader.number():
            for _ in range(count):
                reader.framed()

    def become(term: str, old: bytes) -> bytes:
        far = Reader(old).number() if old else 0
        name = f"{family.letter}x{far}"
        reader = Reader(files[name] if far else old[1:] or bytes(count))
        lists = [moved(steps(reader.framed()), own) for own in moves[term]]
        content = b"".join(framed(gaps(one)) for one in lists) if any(lists) else b""
        if (len(content) > LARGE) != bool(far):
            raise AnewError
        for char in term if bool(content) != bool(old) else "":
            seen[char] = seen.get(char, 0) + (1 if content else -1)
        if far:
            files[name] = content
            return old
        return content and b"\0" + content

    return files.put(family, width, skip, {term: partial(become, term) for term in moves})


def _count(files: Sheaf, kept: Sheaf, seen: Mapping[str, int]) -> None:
    """Other traditional characters are told if others are used."""
    chars: dict[str, int] = read(kept["chars"])
    now = chars | {char: chars.get(char, 0) + more for char, more in seen.items()}
    now = {char: count for char, count in sorted(now.items()) if count}
    kept["chars"] = written(now)
    if now.keys() != chars.keys():
        told = json.loads(files["manifest"])
        near, far = forms(now)
        if far != files["forms"]:
            files["forms"] = far
        if near != told["simple"]:
            files["manifest"] = manifest(**told | {"simple": near})
