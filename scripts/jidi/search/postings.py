"""Which documents hold a term: lists of rising numbers, spread over shards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from .pack import gaps, text, varint

Postings = Mapping[str, bytes]


def postings(texts: Iterable[set[str]]) -> dict[str, bytes]:
    """Term → the documents that hold it, packed."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, terms in enumerate(texts):
        for term in terms:
            found[term].append(number)
    return {term: gaps(numbers) for term, numbers in found.items()}


def bits(size: int, each: int) -> int:
    """How many shards, as a power of two, for about ``each`` bytes in one; never more than 8,192 files."""
    return min(13, max(0, round(size / each).bit_length() - 1))


def hash_of(term: str) -> int:
    """FNV-1a over UTF-16 code units, as the browser sees them."""
    value = 0x811C9DC5
    raw = term.encode("utf-16-le")
    for at in range(0, len(raw), 2):
        value = ((value ^ (raw[at] | raw[at + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
    return value


def shards(packed: Postings, width: int, key: Callable[[str], str]) -> list[bytes]:
    """``2 ** width`` shards; a term lies in the one that the hash of its ``key`` names."""
    parts: list[list[str]] = [[] for _ in range(1 << width)]
    for term in sorted(packed):
        parts[(hash_of(key(term)) * 0x9E3779B1 & 0xFFFFFFFF) >> (32 - width) if width else 0].append(term)
    return [b"".join(text(term) + packed[term] for term in part) for part in parts]


def apart(packed: Postings, above: int) -> tuple[dict[str, bytes], list[bytes]]:
    """The long lists in files of their own, so that no other word of their shard must carry them.

    In a shard, 0 goes before a list and the number of its file, from 1, stands for a long one.
    """
    large = sorted(term for term, content in packed.items() if len(content) > above)
    number = {term: at for at, term in enumerate(large, 1)}
    inline = {term: varint(number[term]) if term in number else b"\0" + content for term, content in packed.items()}
    return inline, [packed[term] for term in large]


def ranked(title: Postings, other: Postings) -> dict[str, bytes]:
    """Term → its documents by title and by what else their head says, each after its length."""
    return {term: framed(title.get(term, b"")) + framed(other.get(term, b"")) for term in {*title, *other}}


def framed(packed: bytes) -> bytes:
    return varint(len(packed)) + packed
