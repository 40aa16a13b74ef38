"""Personal data: what it looks like (:mod:`.kinds`), where it is looked for (:mod:`.texts`, :mod:`.inside`), and the rules.

All is said by its ends only: a finding is read by many, and a page of findings is published.
"""

from .account import account
from .grids import RANKS
from .inside import hidden, inside
from .kinds import KINDS, NUMBERS
from .numbers import IDENTITY, MOBILE, PUPIL
from .rules import CHECKS
from .sieves import BOAST, sifted
from .texts import head_texts, words_in
from .tidy import tidy

__all__ = [
    "BOAST", "CHECKS", "IDENTITY", "KINDS", "MOBILE", "NUMBERS", "PUPIL", "RANKS",
    "account", "head_texts", "hidden", "inside", "sifted", "tidy", "words_in",
]  # fmt: skip
