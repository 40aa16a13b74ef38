"""The life of a title: decisions replayed into states, and the board of what is due (plan 四.1, 五.2, 六)."""

from .board import Board, Row, Vacancy, board
from .due import Todo
from .guards import GUARDS
from .life import Cycle, Graded, Life, Problem, Proposal, Step
from .replay import replay

__all__ = ["GUARDS", "Board", "Cycle", "Graded", "Life", "Problem", "Proposal", "Row", "Step", "Todo", "Vacancy", "board", "replay"]
