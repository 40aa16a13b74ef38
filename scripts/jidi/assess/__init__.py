"""The rubric in YAML, the counting in Python: material becomes scorecards that can be defended line by line (plan 六)."""

from .assessment import Assessment, assess, round_of, rubric_of
from .evidence import Count, Evidence, Rejected, Used
from .grade import CategoryScore, Clue, Scorecard
from .score import Score, half_up, number

__all__ = [
    "Assessment", "CategoryScore", "Clue", "Count", "Evidence", "Rejected", "Score", "Scorecard", "Used", "assess", "half_up", "number", "round_of",
    "rubric_of",
]  # fmt: skip
