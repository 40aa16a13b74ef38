"""The sharing site's search: documents become small files, which ``overrides/assets/search/`` reads a few of.

Knows nothing of bases or cities: what is searched comes in as :class:`Document`.
"""

from .amend import Changes, amend
from .document import Document, Facet
from .index import Index, index

__all__ = ["Changes", "Document", "Facet", "Index", "amend", "index"]
