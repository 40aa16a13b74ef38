"""Plain numbers become small accessible SVG drawings, for pages and for paper, the same bytes for the same numbers. Knows nobody.

A caller turns a :class:`Chart` into a figure of a paper (``svg_print``, ``svg_web``, ``desc`` as its words) or sets ``svg_web`` into a page,
where :func:`variables` gives the colours of either scheme; ``rows`` are the table that stands beside it.
Charts show amounts and coverage, never a ranking: what is drawn keeps the caller's order, which is that of ids or the city's own.
"""

from .bars import Bar, bars
from .calendar import Span, calendar
from .chart import Chart
from .lines import Line, lines
from .matrix import matrix
from .radar import radar
from .theme import variables
from .tiles import tiles

__all__ = ["Bar", "Chart", "Line", "Span", "bars", "calendar", "lines", "matrix", "radar", "tiles", "variables"]
