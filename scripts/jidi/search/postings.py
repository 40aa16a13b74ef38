"""Which documents hold a term: lists of rising numbers, spread over shards."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial

from .pack import gaps, text, varint
from .reader import Reader

Postings = Mapping[str, bytes]


def postings(texts: Iterable[Sequence[AbstractSet[str]]], lists: int = 1) -> tuple[dict[str, bytes], ...]:
    """For each of so many sets of terms that a text has: term → the texts that have it there, packed after their length."""
    found: list[dict[str, array[int]]] = [defaultdict(partial(array, "I")) for _ in range(lists)]  # half as large as lists
    for number, own in enumerate(texts):
        for numbers, terms in zip(found, own, strict=True):
            for term in terms:
                numbers[term].append(number)
    return tuple({term: framed(gaps(numbers)) for term, numbers in one.items()} for one in found)


def size(terms: Iterable[str], contents: Iterable[bytes]) -> int:
    """About how many bytes these take in shards; most characters take three."""
    return sum(map(len, terms)) * 3 + sum(map(len, contents))


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


def spread(term: str) -> int:
    """Of 32 bits; the first so many of them number the shard."""
    return hash_of(term) * 0x9E3779B1 & 0xFFFFFFFF


def shard(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """Terms in order, each before what holds it."""
    return b"".join([piece for term, content in entries for piece in (text(term), content)])


def read_shard(content: bytes, skip: Callable[[Reader], object]) -> dict[str, bytes]:
    """What :func:`shard` was made of; ``skip`` reads over what holds a term."""
    reader, found = Reader(content), dict[str, bytes]()
    while reader.more:
        term, start = reader.text(), reader.at
        skip(reader)
        found[term] = content[start : reader.at]
    return found


def apart(packed: Postings, above: int) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What stands in shards, and the long lists, in order, which lie in files of their own, so that no other word of their shard must carry them.

    In a shard, 0 goes before a list and the number of its file, from 1, stands for a long one.
    """
    large = {term: packed[term] for term in sorted(term for term, content in packed.items() if len(content) > above)}
    inline = {term: b"\0" + content for term, content in packed.items()}
    inline.update((term, varint(at)) for at, term in enumerate(large, 1))
    return inline, large


def ranked(title: Postings, other: Postings) -> dict[str, bytes]:
    """Term → its documents by title and by what else their head says, each after its length."""
    return {term: title.get(term, b"\0") + other.get(term, b"\0") for term in {*title, *other}}


def framed(packed: bytes) -> bytes:
    return varint(len(packed)) + packed


def _itself(term: str) -> str:
    return term


@dataclass(frozen=True)
class Family:
    """The shards of one kind of terms: the letter of their names; about how many bytes are in each before packing; a term lies where its ``key`` does."""

    letter: str
    each: int
    key: Callable[[str], str] = _itself

    def width(self, size: int) -> int:
        """How many shards, as a power of two; never more than 8,192 files."""
        return min(13, max(0, round(size / self.each).bit_length() - 1))

    def number(self, term: str, width: int) -> int:
        """The shard that the hash of a term's key names."""
        return spread(self.key(term)) >> (32 - width)


@dataclass(frozen=True)
class Packed:
    """Terms, each with what a shard holds of it."""

    content: Postings

    @property
    def size(self) -> int:
        return size(self.content, self.content.values())

    def shards(self, family: Family, width: int) -> dict[str, bytes]:
        """All ``2 ** width`` of a family, by name."""
        parts: list[list[str]] = [[] for _ in range(1 << width)]
        for term in self.content:
            parts[family.number(term, width)].append(term)
        return {f"{family.letter}{number}": shard((term, self.content[term]) for term in sorted(part)) for number, part in enumerate(parts)}
