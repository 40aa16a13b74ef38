"""How Chinese is said, without tones."""

from __future__ import annotations

import gc
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager


def spoken(text: str) -> list[str]:
    """A syllable for each character of a run of Han, as its neighbours have it; what has no reading stays as it is.

    The dictionary is loaded by the first call: most commands spell nothing, and need not wait for it.
    """
    from pypinyin import Style, lazy_pinyin

    return list(lazy_pinyin(text, style=Style.NORMAL))


@contextmanager
def borrowed() -> Iterator[None]:
    """Meanwhile the dictionary is there; it is let go again, for it takes more memory than all else that is found out with it."""
    if "pypinyin" in sys.modules:
        yield
        return
    gc.freeze()  # what was there before need not be looked through for what nobody needs
    try:
        yield
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "pypinyin"]:
            del sys.modules[name]
        gc.collect()
        gc.unfreeze()


def usual(chars: Iterable[str]) -> dict[str, str]:
    """Character → the syllable that it most often has; ``ü`` is written ``v``. Those that the dictionary lacks are left out."""
    from pypinyin.constants import PINYIN_DICT

    first = {char: PINYIN_DICT[ord(char)].split(",")[0] for char in chars if ord(char) in PINYIN_DICT}
    spelled = {char: unicodedata.normalize("NFD", sound).replace("u\u0308", "v") for char, sound in first.items()}
    return {char: "".join(letter for letter in sound if letter.isascii()) for char, sound in spelled.items()}
