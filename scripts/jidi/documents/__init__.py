"""Plain values become documents for offices: a :class:`Paper` as docx, pdf, html and xlsx, the same bytes for the same words. Knows no base and no city."""

from .docx import Unusable, docx
from .fonts import WHEEL, Fonts, NoFonts, own_fonts
from .html import fragment, html
from .paper import Attached, Block, Box, Break, Cell, Column, Contents, Cover, Figure, Grid, Heading, Paper, Picture, Sign, Space, Table, Text, Title, qr
from .pdf import Unprintable, headings, pages, pdf, typeset
from .xlsx import workbook

__all__ = [
    "WHEEL", "Attached", "Block", "Box", "Break", "Cell", "Column", "Contents", "Cover", "Figure", "Fonts", "Grid", "Heading", "NoFonts", "Paper", "Picture",
    "Sign", "Space", "Table", "Text", "Title", "Unprintable", "Unusable", "docx", "fragment", "headings", "html", "own_fonts", "pages", "pdf", "qr", "typeset",
    "workbook",
]  # fmt: skip
