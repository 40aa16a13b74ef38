"""What a query may have meant: the phrases of all titles, and how characters sound.

Fetched only when a search finds nothing or is written in Latin letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby, islice, pairwise

from .document import Document
from .pack import rising, text, varint, varints
from .pinyin import spoken, usual
from .reader import Reader
from .words import is_han, normal, runs, simplified

FIRST = 10  # documents of a phrase that are told along with it, so that their cards can be fetched at once
LEVEL_ONE = 3_755  # of the characters of GB 2312 stand in the order of their sounds
_MIXED = ((re.compile("^([zcs])h"), r"\1"), (re.compile("^n"), "l"), (re.compile("^f"), "h"), (re.compile("ng$"), "n"))


@dataclass
class Phrase:
    """The documents whose topic a phrase is, and the others that it stands in."""

    topics: list[int] = field(default_factory=list)
    others: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.topics) + len(self.others)

    @property
    def first(self) -> bytes:
        topics = self.topics[:FIRST]
        return rising(topics) + rising(self.others[: FIRST - len(topics)])


def phrases(documents: Iterable[Document]) -> dict[str, Phrase]:
    """Normal phrase → where it stands; a phrase is a run of Han of two characters or more."""
    found: dict[str, Phrase] = defaultdict(Phrase)
    for number, one in enumerate(documents):
        topics, others = phrases_of(one)
        for run in topics:
            found[run].topics.append(number)
        for run in others:
            found[run].others.append(number)
    return found


def phrases_of(one: Document) -> tuple[frozenset[str], frozenset[str]]:
    """The phrases that are its topic, and its others."""
    topic, *others = [_runs(phrase) for phrase in one.phrases] or [frozenset[str]()]
    return topic, frozenset[str]().union(*others) - topic


@lru_cache(1 << 12)  # documents of one lesson and one unit lie together
def _runs(phrase: str) -> frozenset[str]:
    return frozenset(run for run in runs(normal(phrase)) if is_han(run) and len(run) > 1)


@cache
def common() -> tuple[str, ...]:
    """The characters of GB 2312 in its order: the 3,755 of level 1 by sound, then the others."""
    found = (bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return tuple(filter(None, found))


@cache
def _usual() -> Mapping[str, str]:
    return usual(common())


@cache
def _dictionary() -> Mapping[str, tuple[str, ...]]:
    """Character → its syllables without tones, the usual one first, as a dictionary has them."""
    found: dict[str, dict[str, None]] = {char: {sound: None} for char, sound in _usual().items()}
    for char in common():  # 乾坤 is indexed as 干坤, and said as it was written
        if (simple := simplified().get(ord(char))) and char in _usual():
            found.setdefault(simple, {})[_usual()[char]] = None
    return {char: tuple(sounds) for char, sounds in found.items()}


def hear(phrase: str) -> list[tuple[str, str]]:
    """The characters of a phrase with their syllables in it; without those that have no reading."""
    return [(char, sound) for char, sound in zip(phrase, spoken(phrase), strict=False) if sound.isalpha() and sound.isascii()]


def heard_in(known: Iterable[str]) -> dict[str, dict[str, int]]:
    """Character → its syllables in phrases, and how often it has each."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for phrase in known:
        for char, sound in hear(phrase):
            found[char][sound] += 1
    return {char: dict(sorted(found[char].items())) for char in sorted(found)}


def readings_of(char: str, heard: Iterable[str]) -> tuple[str, ...]:
    """The syllables of a character: those of the dictionary, the usual one first, and then what else was ``heard`` in phrases."""
    known = _dictionary().get(char, ())
    return (*known, *sorted({*heard}.difference(known)))


def readings(heard: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Character → its syllables, of all that a dictionary has and of those ``heard``."""
    return {char: readings_of(char, heard.get(char, ())) for char in (*_dictionary(), *(char for char in heard if char not in _dictionary()))}


def sounds(readings: Mapping[str, tuple[str, ...]]) -> bytes:
    """The syllables; the characters that GB 2312 lacks; the usual syllable of each of GB 2312 and of these, from 1; the other ones as (character, syllable)."""
    rare = sorted({*readings}.difference(common()))
    chars = {char: at for at, char in enumerate((*common(), *rare))}
    syllables = sorted({sound for own in readings.values() for sound in own})
    number = {sound: at for at, sound in enumerate(syllables)}
    first = varints(number[readings[char][0]] + 1 if char in readings else 0 for char in chars)
    others = [(chars[char], number[sound]) for char, own in sorted(readings.items()) for sound in own[1:]]
    return text(" ".join(syllables)) + text("".join(rare)) + first + varint(len(others)) + varints(one for pair in others for one in pair)


@cache
def blurred(sound: str) -> str:
    """A syllable as someone hears it who mixes up z/zh, l/n, h/f, in/ing."""
    for pattern, to in _MIXED:
        sound = pattern.sub(to, sound)
    return sound


def in_order() -> str:
    """What the characters of level 1 sound like to someone who mixes sounds up, as runs: ``a7 ai12 …``; a page can tell that before it has read anything."""
    said = _usual()
    return " ".join(f"{sound}{len(list(own))}" for sound, own in groupby(blurred(said.get(char, "")) for char in islice(common(), LEVEL_ONE)))


def begun(sounds: Iterable[str]) -> frozenset[str]:
    """The first letters of syllables as they may be heard."""
    return frozenset(blurred(sound)[0] for sound in sounds)


def slurred(sounds: Iterable[str]) -> frozenset[str]:
    """Syllables as they may be heard."""
    return frozenset(map(blurred, sounds))


def keys(phrase: str, heard: Mapping[str, Iterable[str]]) -> set[str]:
    """What two characters of a phrase, one after the other, may sound like."""
    return {first + second for one, other in pairwise(phrase) for first in heard.get(one, ()) for second in heard.get(other, ())}


def sounding(known: Mapping[str, Phrase], heard: Mapping[str, Iterable[str]]) -> dict[str, bytes]:
    """What two characters, one after the other, sound like → the phrases in which they do; in how many documents each is, and which come first."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(known):
        for key in keys(phrase, heard):
            found[key].append(phrase)
    told = {phrase: (varint(one.count), one.first) for phrase, one in known.items()}
    return {key: listed({phrase: told[phrase] for phrase in own}) for key, own in found.items()}


def listed(told: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """Phrases, how many documents each is in, and which come first."""
    counts, first = zip(*told.values(), strict=True)
    return text("\n".join(told)) + b"".join(counts) + b"".join(first)


def read_listed(reader: Reader) -> dict[str, tuple[bytes, bytes]]:
    """What :func:`listed` was made of."""
    found = reader.text().split("\n")
    counts = [reader.skip(1) for _ in found]
    return {phrase: (count, reader.rising() + reader.rising()) for phrase, count in zip(found, counts, strict=True)}


def forms(used: Container[str]) -> tuple[str, bytes]:
    """The traditional forms of the ``used`` characters: those within GB 2312, each before its simplified one, and all others, as codes and then characters."""
    known = {chr(code): char for code, char in sorted(simplified().items()) if char in used}
    near = {char: known.pop(char) for char in common() if char in known}
    return "".join(map("".join, near.items())), rising(sorted(map(ord, known))) + text("".join(known.values()))


def lexicon(known: Mapping[str, Phrase], heard: Mapping[str, Iterable[str]]) -> tuple[bytes, dict[str, bytes], dict[str, bytes]]:
    """How characters sound; the phrases by the first letters of two blurred syllables, for what is spelled; by two blurred syllables, for slips."""
    said = readings(heard)
    by_letter, by_sound = ({char: how(own) for char, own in said.items()} for how in (begun, slurred))
    return sounds(said), sounding(known, by_letter), sounding(known, by_sound)
