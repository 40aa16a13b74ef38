"""Exact arithmetic: fractions all the way, rounded half up once, when a number is shown (as points are, assess/score)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from ..model.quality import Definition

_DIGITS = 60  # of a root: far more than are shown, and exact wherever a tie could be


def mean(values: Sequence[Fraction]) -> Fraction:
    """The arithmetic mean of at least one value."""
    return sum(values, Fraction(0)) / len(values)


def variance(values: Sequence[Fraction]) -> Fraction:
    """Of the population: the mean of the squares of what each is off the mean."""
    middle = mean(values)
    return mean([(one - middle) ** 2 for one in values])


def root(square: Fraction) -> Fraction:
    """The square root of what is not negative, to sixty digits."""
    with localcontext() as context:
        context.prec = _DIGITS
        return Fraction((Decimal(square.numerator) / Decimal(square.denominator)).sqrt())


def half_up(value: Fraction, places: int) -> str:
    """``0.125`` → ``0.13``, ``-0.125`` → ``-0.13``: halves away from zero, always with so many places."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{Decimal(whole).scaleb(-places):f}"
    return f"-{text}" if value < 0 and whole else text


def shown(value: Fraction, how: Definition) -> str:
    """A value as the city writes this metric: ``0.73``, ``88.1%``."""
    return half_up(value * 100, how.places) + "%" if how.percent else half_up(value, how.places)


def plain(value: Fraction) -> str:
    """A mark as people write it: ``5``, ``2.5``."""
    return half_up(value, 0) if value.denominator == 1 else half_up(value, 6).rstrip("0")
