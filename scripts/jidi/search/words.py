"""Text becomes the terms that are indexed; ``overrides/assets/search/`` cuts a query in the same way.

Han text has no spaces and every segmenter cuts it differently, so windows of two characters stand for it: they find any
part of two characters or more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from operator import add

from opencc import OpenCC

# What terms are made of: Han, letters, digits.
KINDS = ("\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af", "a-z\u00df-\u024f\u0370-\u04ff", "0-9")
_RUN = re.compile("|".join(f"[{kind}]+" for kind in KINDS))
# Scripts in which only marks join what is before them; without those, and without Σ, whose small form depends on its place.
ALONE = (
    "\0-\u02ff\u0370-\u03a2\u03a4-\u03f8\u03fa-\u0482\u2000-\u20cf\u2100-\u2bff\u2e00-\u3029\u3030-\u3098\u309b-\u312f\u3400-\u9fff\uf900-\ufaff"
    "\ufe50-\ufe6f\uff01-\uff5e"
)
_JOINING = re.compile(f"[^{ALONE}]")
_JOINED = re.compile(r"([a-z]+)([0-9]+)")


@cache
def simplified() -> dict[int, str]:
    """Traditional character → simplified, one for one, for ``str.translate``."""
    chars = list(map(chr, range(0x3400, 0xA000)))
    table = zip(chars, OpenCC("t2s").convert("\n".join(chars)).split("\n"), strict=True)  # all at once: a call takes longer than a character
    return {ord(char): to for char, to in table if to != char and len(to) == 1}


def normal(text: str) -> str:
    """One form for what looks the same: NFKC, small letters, simplified characters."""
    if _JOINING.search(text):
        return as_a_whole(text)
    changing, forms = each()
    return changing.sub(lambda found: forms[found[0]], text)


def as_a_whole(text: str) -> str:
    """The form of a text whose characters may change with their neighbours."""
    return unicodedata.normalize("NFKC", text).lower().translate(simplified())


@cache
def each() -> tuple[re.Pattern[str], dict[str, str]]:
    """The characters that have another form, the same wherever they stand, and which; most texts have few of them."""
    chars = map(chr, (*range(0x3400), *range(0xF900, 0x10000)))  # between these are ideographs, which NFKC leaves as they are
    forms = {char: as_a_whole(char) for char in chars if not _JOINING.match(char)} | {chr(code): to for code, to in simplified().items()}
    forms = {char: to for char, to in forms.items() if char != to}
    return re.compile(f"[{re.escape(''.join(forms))}]"), forms


def runs(text: str) -> list[str]:
    """The stretches of one script in a normal text: Han, letters, digits."""
    return _RUN.findall(text)


def is_han(run: str) -> bool:
    return run[0] > "\u3004"


def body_terms(text: str) -> set[str]:
    """The terms of a normal text: two-character windows of Han, whole words of letters and digits."""
    found: set[str] = set()
    for run in runs(text):
        if run[0] > "\u3004":
            found.update(map(add, run, run[1:]))
            found.add(run[-1])
        else:
            found.add(run)
    return found


def head_terms(text: str) -> set[str]:
    """As :func:`body_terms`; each character of Han is one, too, and ``Unit5`` is also one word."""
    return body_terms(text) | {char for run in runs(text) if is_han(run) for char in run} | {word + number for word, number in _JOINED.findall(text)}
