"""Plain values become documents for offices: a :class:`Paper` as docx and as pdf, the same bytes for the same words. Knows no base and no city."""

from .docx import docx
from .paper import Grid, Heading, Paper, Picture, Space, Text, Title, qr
from .pdf import Unprintable, pages, pdf, typeset

__all__ = ["Grid", "Heading", "Paper", "Picture", "Space", "Text", "Title", "Unprintable", "docx", "pages", "pdf", "qr", "typeset"]
