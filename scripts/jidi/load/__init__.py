"""Files become words: the only room that reads the material."""

from .city import load, unhurried
from .rules import READER_RULES

__all__ = ["READER_RULES", "load", "unhurried"]
