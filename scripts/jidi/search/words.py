"""Text becomes the terms that are indexed; ``overrides/assets/search/`` cuts a query in the same way.

Han text has no spaces and every segmenter cuts it differently, so windows of two characters stand for it: they find any
part of two characters or more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from opencc import OpenCC

_HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af"
_RUN = re.compile(f"[{_HAN}]+|[a-z\u00df-\u024f\u0370-\u04ff]+|[0-9]+")
_JOINED = re.compile(r"([a-z]+)([0-9]+)")


@cache
def simplified() -> dict[int, str]:
    """Traditional character → simplified, one for one, for ``str.translate``."""
    convert = OpenCC("t2s").convert
    table = {code: convert(chr(code)) for code in range(0x3400, 0xA000)}
    return {code: to for code, to in table.items() if to != chr(code) and len(to) == 1}


def normal(text: str) -> str:
    """One form for what looks the same: NFKC, small letters, simplified characters."""
    return unicodedata.normalize("NFKC", text).lower().translate(simplified())


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
            found.update(map("".join, pairwise(run)))
            found.add(run[-1])
        else:
            found.add(run)
    return found


def head_terms(text: str) -> set[str]:
    """As :func:`body_terms`; each character of Han is one, too, and ``Unit5`` is also one word."""
    return body_terms(text) | {char for run in runs(text) if is_han(run) for char in run} | {word + number for word, number in _JOINED.findall(text)}
