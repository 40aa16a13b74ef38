"""The rubric in YAML, the counting in Python: material becomes scorecards that can be defended line by line (plan 六)."""

from ..model.rounds import round_of, rubric_of
from .assessment import FAULTS, Assessment, assess, draft, faults_of, lives_of, settled
from .evidence import Count, Evidence, Rejected, Used
from .grade import CategoryScore, Clue, Scorecard, bare
from .score import Score, half_up, number

__all__ = [
    "FAULTS", "Assessment", "CategoryScore", "Clue", "Count", "Evidence", "Rejected", "Score", "Scorecard", "Used", "assess", "bare", "draft", "faults_of",
    "half_up", "lives_of", "number", "round_of", "rubric_of", "settled",
]  # fmt: skip
