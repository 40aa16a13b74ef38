"""The sharing site's search: documents become small files, which ``overrides/assets/search/`` reads a few of.

Knows nothing of bases or cities: what is searched comes in as :class:`Document`.
"""

from .document import Document, Facet
from .index import Index, index

__all__ = ["Document", "Facet", "Index", "index"]
