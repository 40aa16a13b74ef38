"""What a query may have meant: the phrases of all titles, and how characters sound.

Fetched only when a search finds nothing or is written in Latin letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from .document import Document
from .pack import text, varint, varints
from .pinyin import spoken, usual
from .words import is_han, normal, runs, simplified


def phrases(documents: Iterable[Document]) -> Counter[str]:
    """Normal phrase → how many documents have it; a phrase is a run of Han of two characters or more."""
    found: Counter[str] = Counter()
    for one in documents:
        found.update({run for phrase in one.phrases for run in runs(normal(phrase)) if is_han(run) and len(run) > 1})
    return found


@cache
def common() -> tuple[str, ...]:
    """The characters of GB 2312, which is what input methods offer first."""
    found = (bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return tuple(sorted(filter(None, found)))


def readings(known: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Character → its syllables without tones, the usual one first: those of a dictionary and those heard in ``known`` phrases."""
    found: dict[str, dict[str, None]] = {char: {sound: None} for char, sound in usual(common()).items()}
    for phrase in known:
        for char, sound in zip(phrase, spoken(phrase), strict=False):
            if sound.isalpha() and sound.isascii():
                found.setdefault(char, {})[sound] = None
    return {char: tuple(sounds) for char, sounds in sorted(found.items())}


def lexicon(documents: Sequence[Document], used: set[str]) -> bytes:
    """Syllables, characters with their syllables, the traditional forms of the ``used`` characters, and the phrases with how often they occur."""
    known = phrases(documents)
    ordered = sorted(known)
    return b"".join([_sounds(readings(known)), _traditional(used), text("\n".join(ordered)), varints(known[one] for one in ordered)])


def _sounds(sounds: Mapping[str, tuple[str, ...]]) -> bytes:
    """The syllables; the characters; the usual syllable of each; then the other ones as (character, syllable)."""
    syllables = sorted({sound for own in sounds.values() for sound in own})
    number = {sound: at for at, sound in enumerate(syllables)}
    others = [(at, number[sound]) for at, own in enumerate(sounds.values()) for sound in own[1:]]
    usual = varints(number[own[0]] for own in sounds.values())
    return text(" ".join(syllables)) + _rising(map(ord, sounds)) + usual + varint(len(others)) + varints(one for pair in others for one in pair)


def _traditional(used: set[str]) -> bytes:
    """Traditional characters, and the simplified one of each."""
    forms = {code: char for code, char in sorted(simplified().items()) if char in used}
    return _rising(forms) + text("".join(forms.values()))


def _rising(codes: Iterable[int]) -> bytes:
    """How many, then the steps between them."""
    numbers = sorted(codes)
    return varint(len(numbers)) + varints(now - before for before, now in zip([0, *numbers], numbers, strict=False))
