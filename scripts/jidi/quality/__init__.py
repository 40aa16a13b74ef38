"""A table of marks becomes a few sums that point at nobody (R-3.3.4, domain g). Pure: gets rows, gives sums; keeps and writes nothing."""

from .analysis import Analysis, analyse
from .draft import Head as DraftHead
from .draft import draft, told
from .heads import Asked, Head, Page, head_of
from .lawful import unlawful
from .layout import Layout, lay_out
from .marks import Marks
from .personal import personal
from .reading import read_marks
from .wrong import Refused, Wrong

__all__ = [
    "Analysis", "Asked", "DraftHead", "Head", "Layout", "Marks", "Page", "Refused", "Wrong",
    "analyse", "draft", "head_of", "lay_out", "personal", "read_marks", "told", "unlawful",
]  # fmt: skip
