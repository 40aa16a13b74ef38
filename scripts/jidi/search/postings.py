"""Which documents hold a term: lists of rising numbers, spread over shards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from .pack import gaps, text, varint

Postings = Mapping[str, bytes]


def postings(texts: Iterable[set[str]]) -> dict[str, bytes]:
    """Term → the documents that hold it, packed."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(texts):
        for term in terms:
            found[term].append(number)
    packed: dict[str, bytes] = {}
    while found:  # the lists go as they are packed: together they are the most that the index holds
        term, numbers = found.popitem()
        packed[term] = gaps(numbers)
    return packed


def bits(size: int, each: int) -> int:
    """How many shards, as a power of two, for about ``each`` bytes in one; never more than 8,192 files."""
    return min(13, max(0, round(size / each).bit_length() - 1))


def hash_of(term: str) -> int:
    """FNV-1a over UTF-16 code units, as the browser sees them."""
    value = _of_first(term[:1])
    for char in term[1:]:
        value = _with(value, char)
    return value


@cache
def _of_first(char: str) -> int:
    """There are few first characters, and most terms have only one more."""
    return _with(0x811C9DC5, char)


def _with(value: int, char: str) -> int:
    code = ord(char)
    if code > 0xFFFF:  # two units
        value = ((value ^ (code - 0x10000 >> 10 | 0xD800)) * 0x01000193) & 0xFFFFFFFF
        code = code & 0x3FF | 0xDC00
    return ((value ^ code) * 0x01000193) & 0xFFFFFFFF


def shards(packed: Postings, width: int, key: Callable[[str], str]) -> list[bytes]:
    """``2 ** width`` shards; a term lies in the one that the hash of its ``key`` names."""
    parts: list[list[str]] = [[] for _ in range(1 << width)]
    for term in packed:
        parts[(hash_of(key(term)) * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - width) if width else 0].append(term)
    return [b"".join([piece for term in sorted(part) for piece in (text(term), packed[term])]) for part in parts]


def apart(packed: Postings, above: int) -> tuple[dict[str, bytes], list[bytes]]:
    """The long lists in files of their own, so that no other word of their shard must carry them.

    In a shard, 0 goes before a list and the number of its file, from 1, stands for a long one.
    """
    large = sorted(term for term, content in packed.items() if len(content) > above)
    number = {term: at for at, term in enumerate(large, 1)}
    inline = {term: b"\0" + content for term, content in packed.items()}
    return inline | {term: varint(at) for term, at in number.items()}, [packed[term] for term in large]


def ranked(title: Postings, other: Postings) -> dict[str, bytes]:
    """Term → its documents by title and by what else their head says, each after its length."""
    return {term: framed(title.get(term, b"")) + framed(other.get(term, b"")) for term in {*title, *other}}


def framed(packed: bytes) -> bytes:
    return varint(len(packed)) + packed
