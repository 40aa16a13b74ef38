"""What was worked out before need not be worked out again."""

from .memo import Memo
from .store import Store

__all__ = ["Memo", "Store"]
