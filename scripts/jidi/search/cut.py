"""Many texts are cut into terms at once, in arrays: what :func:`.words.body_terms` says of the :func:`.words.normal` form of each.

A term is a number: two characters of Han, or one and 0, of 18 bits each; or a mark above these, and the number of a word.
A key is a term and, in the lowest bits, a document that holds it: in their order lie the lists of all terms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from .words import ALONE, KINDS, each, normal, runs

Numbers = NDArray[np.uint64]
Words = dict[str, int]  # the words of letters or digits, and the number that each was given when it was first met

CHAR, DOCUMENT = np.uint64(18), np.uint64(27)  # bits
WORD = np.uint64(1 << 36)
_LAST = np.uint64((1 << 18) - 1)
_HAN = 1
_ALL = 0x110000  # characters


@cache
def _kinds() -> NDArray[np.uint8]:
    """Code → which of ``KINDS`` it is, from 1; 0 for what stands in no term."""
    found = np.zeros(_ALL, np.uint8)
    for number, chars in enumerate(KINDS, 1):
        for span in _spans(chars):
            found[span] = number
    return found


@cache
def _forms() -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    """Code → that of its normal form; and which have none that is one character: texts with these are to be made normal as a whole."""
    forms, odd = np.arange(_ALL, dtype=np.uint32), np.ones(_ALL, np.bool_)
    for span in _spans(ALONE):
        odd[span] = False
    for char, form in each()[1].items():
        if len(form) == 1:
            forms[ord(char)] = ord(form)
        elif form and not runs(form):  # … parts terms, and so do the three dots that it becomes
            forms[ord(char)] = 0
        else:
            odd[ord(char)] = True
    return forms, odd


def _spans(chars: str) -> Iterator[slice]:
    """The codes of a class of characters as regular expressions write it."""
    for first, last in re.findall("(.)(?:-(.))?", chars, re.DOTALL):
        yield slice(ord(first), ord(last or first) + 1)


def keys(texts: Sequence[str], words: Words) -> Numbers:
    """The terms of these texts, numbered from 0, in order, each once; ``words`` gains those that it lacks."""
    codes, owner = _normal(texts)
    kind = _kinds()[codes]
    han = np.flatnonzero(kind == _HAN)
    second = np.where(kind[han + 1] == _HAN, codes[han + 1], 0)
    pairs = codes[han].astype(np.uint64) << CHAR | second
    edges = np.flatnonzero(kind[1:] != kind[:-1]) + 1  # the first is a break, and so is the last
    starts = np.flatnonzero(kind[edges] > _HAN)
    line = codes.tobytes().decode("utf-32-le", "surrogatepass")
    found = [line[start:end] for start, end in zip(edges[starts].tolist(), edges[starts + 1].tolist(), strict=True)]
    numbers = np.fromiter((words.setdefault(word, len(words)) for word in found), np.uint64, len(found))
    terms = np.concatenate((pairs, numbers | WORD))
    own = np.sort(terms << DOCUMENT | np.concatenate((owner[han], owner[edges[starts]])))  # np.unique takes six times as long
    return own[np.diff(own, prepend=~np.uint64(0)) > 0]


def _normal(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Numbers]:
    """The characters of all normal texts, a break before each and after the last, and the text to which each belongs."""
    forms, odd = _forms()
    codes, owner = _laid(texts)
    whole = np.unique(owner[odd[codes]])
    apart = np.zeros(len(texts), np.bool_)
    apart[whole] = True
    others, place = _laid([normal(texts[at]) for at in whole.tolist()])
    plain = np.where(apart[owner], 0, forms[codes])
    return np.concatenate((plain, others, np.zeros(1, np.uint32))), np.concatenate((owner, whole[place], np.zeros(1, np.uint64)))


def _laid(texts: Sequence[str]) -> tuple[NDArray[np.uint32], Numbers]:
    """The characters of texts, a break before each, and the text to which each belongs."""
    codes = np.frombuffer("".join(f"\0{text}" for text in texts).encode("utf-32-le", "surrogatepass"), "<u4")
    return codes, np.repeat(np.arange(len(texts), dtype=np.uint64), [len(text) + 1 for text in texts])


def named(terms: Numbers, words: Sequence[str]) -> list[str]:
    """The terms of rising numbers; ``words``: in the order of their numbers."""
    han, others = np.split(terms, [np.searchsorted(terms, WORD)])
    chars = np.stack((han >> CHAR, han & _LAST, np.full_like(han, ord("\n"))), axis=1).astype("<u4").ravel()
    pairs = chars[chars > 0].tobytes().decode("utf-32-le")
    return [*pairs.split("\n")[:-1], *(words[number] for number in (others ^ WORD).tolist())]
