"""Which texts have words in common: half of one standing in another, and where. Knows neither bases nor the city."""

from .alike import Alike, Measure, Pair, alike
from .passages import Passage
from .text import Plain, Text

__all__ = ["Alike", "Measure", "Pair", "Passage", "Plain", "Text", "alike"]
