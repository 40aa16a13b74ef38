"""考核总表.xlsx: the whole sum as live formulas, so that an office worker can follow it from a file and line to a grade."""

from __future__ import annotations

from collections.abc import Mapping

from ....assess import Assessment
from ....model.vocabulary import Vocabulary
from .base import write_base
from .book import Book
from .city import write_city
from .standards import write_standards

__all__ = ["workbook"]


def workbook(assessment: Assessment, names: Mapping[str, str], vocabulary: Vocabulary) -> bytes:
    """The .xlsx of an assessment: the city, the rubric, then one sheet for each base in the order of the cards.

    ``names``: base id → short name. ``vocabulary``: what the shapes and statuses are called. Every formula carries the
    value that we computed in ``Decimal``; same arguments, same bytes.
    """
    book = Book(assessment.as_of)
    city, rubric = book.sheet("全市"), book.sheet("标准")
    sheets = [(card, book.sheet(names.get(card.base, card.base))) for card in assessment.cards]
    standards = write_standards(rubric, assessment.rubric, vocabulary)
    bases = [write_base(sheet, card, standards) for card, sheet in sheets]
    write_city(city, assessment, bases, standards)
    return book.close()
