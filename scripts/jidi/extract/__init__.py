"""What stands inside a file: its words, and a picture of its first page. Knows no record, no base, no city.

Whatever the bytes are, the answer is plain values or nothing: never an error, never minutes, never more memory than the limits allow.
"""

from .pdf import Pdf, Thumb, read_pdf
from .words import MAX_WORDS, Grid, Words, plain, told

__all__ = ["MAX_WORDS", "Grid", "Pdf", "Thumb", "Words", "plain", "read_pdf", "told"]
