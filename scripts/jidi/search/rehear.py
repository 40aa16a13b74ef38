"""Phrases that documents lose and gain: what becomes of the lists by which they are found when they are spelled or misspelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from .index import SLIPPED, SPELLED
from .kept import PHRASES, packed_phrase, read, written
from .lexicon import Phrase, begun, hear, keys, listed, phrases_of, read_listed, readings_of, slurred
from .pack import varint
from .postings import Family
from .reader import Reader, steps
from .sheaf import AnewError, Edit, Sheaf, moved, moves

Sounds = dict[str, dict[str, int]]  # character → its syllables in phrases, and how often it has each


def rehear(files: Sheaf, kept: Sheaf, edits: Sequence[Edit], widths: Sequence[int]) -> tuple[int, int, int]:
    """By how much the shards of phrases by letters and by syllables grew, and those that are kept."""
    if not (changed := moves((one for one in edits if one.before.phrases != one.after.phrases), phrases_of)):
        return 0, 0, 0
    heard: Sounds = read(kept["heard"])
    known: dict[str, Phrase] = {}
    come: dict[str, int] = {}

    def become(phrase: str, old: bytes) -> bytes:
        reader = Reader(old or bytes(2))
        topics, others = (moved(steps(reader.framed()), own) for own in changed[phrase])
        known[phrase] = Phrase(topics, others)
        come[phrase] = bool(known[phrase].count) - bool(old)
        return packed_phrase(known[phrase]) if known[phrase].count else b""

    more = kept.put(PHRASES, widths[4], lambda reader: (reader.framed(), reader.framed()), {phrase: partial(become, phrase) for phrase in changed})
    if any(come.values()):
        kept["heard"] = written(_heard(heard, come))
    said = {char: readings_of(char, heard.get(char, ())) for phrase in known for char in phrase}
    spelled = _sounding(files, SPELLED, widths[2], known, {char: begun(own) for char, own in said.items()})
    return spelled, _sounding(files, SLIPPED, widths[3], known, {char: slurred(own) for char, own in said.items()}), more


def _heard(heard: Sounds, come: Mapping[str, int]) -> Sounds:
    """How often characters are said how after phrases came or went; anew if a character is said otherwise than before."""
    now = {char: dict(own) for char, own in heard.items()}
    for phrase, count in come.items():
        for char, sound in hear(phrase) if count else ():
            own = now.setdefault(char, {})
            own[sound] = own.get(sound, 0) + count
    for char in {char for phrase in come for char in phrase}:
        now[char] = {sound: count for sound, count in sorted(now.get(char, {}).items()) if count}
        if readings_of(char, now[char]) != readings_of(char, heard.get(char, ())):
            raise AnewError
    return {char: own for char, own in sorted(now.items()) if own}


def _sounding(files: Sheaf, family: Family, width: int, known: Mapping[str, Phrase], heard: Mapping[str, Iterable[str]]) -> int:
    """Amends the lists of phrases."""
    found: dict[str, list[str]] = defaultdict(list)
    for phrase in known:
        for key in keys(phrase, heard):
            found[key].append(phrase)

    def become(key: str, old: bytes) -> bytes:
        told = read_listed(Reader(old)) if old else {}
        told |= {phrase: (varint(known[phrase].count), known[phrase].first) for phrase in found[key]}
        told = {phrase: own for phrase, own in sorted(told.items()) if phrase not in known or known[phrase].count}
        return listed(told) if told else b""

    return files.put(family, width, read_listed, {key: partial(become, key) for key in found})
