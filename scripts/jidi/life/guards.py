"""Every guard by the id that ``lifecycle.yml`` calls it."""

from __future__ import annotations

from .case import Guard
from .conditions import CONDITIONS
from .premises import PREMISES
from .rivals import RIVALS

GUARDS: dict[str, Guard] = {**PREMISES, **CONDITIONS, **RIVALS}
