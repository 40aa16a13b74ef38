"""How the time of a build grows with what is in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import linear_regression


def exponent(seconds: Mapping[int, float]) -> float:
    """The p of t ≈ c·nᵖ, drawn through the points: 1 is in proportion, 2 the square. At least two sizes."""
    return linear_regression([math.log(size) for size in seconds], [math.log(time) for time in seconds.values()]).slope


def growth(seconds: Mapping[int, float]) -> float:
    """By how much the time per record rises at most, from any size to any larger one; below 1 when it only falls. At least two sizes."""
    each = [seconds[size] / size for size in sorted(seconds)]
    return max(later / earlier for number, earlier in enumerate(each) for later in each[number + 1 :])


def square(seconds: Mapping[int, float]) -> tuple[float, float]:
    """(a, b) of t = a·n + b·n², drawn through the times per record. At least two sizes."""
    line = linear_regression(list(seconds), [time / size for size, time in seconds.items()])
    return line.intercept, line.slope
