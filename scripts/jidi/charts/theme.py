"""The one home of the charts' colours, sizes and variable names.

Marks and edges have a contrast of 3:1 or more to the ground, words of 4.5:1 or more to what they stand on, in both schemes (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# ``1`` to ``3``: series. ``step-1`` to ``step-4``: little to much, ``on-…`` words on it. ``edge``: of cells. ``line``: a grid that only guides the eye.
LIGHT: Mapping[str, str] = {
    "ink": "#1d2726", "soft": "#52605d", "line": "#dfe6e4", "edge": "#6b7a77", "1": "#00695f", "2": "#a8490f", "3": "#5a4fa3",
    "step-1": "#d9ece9", "on-1": "#1d2726", "step-2": "#93cbc2", "on-2": "#1d2726", "step-3": "#1f7f74", "on-3": "#ffffff",
    "step-4": "#073f39", "on-4": "#ffffff",
}  # fmt: skip
DARK: Mapping[str, str] = {
    "ink": "#dce4e2", "soft": "#a2b2ae", "line": "#303c3a", "edge": "#84928f", "1": "#6fcabe", "2": "#f0a96b", "3": "#b9aef5",
    "step-1": "#1f3a37", "on-1": "#dce4e2", "step-2": "#226158", "on-2": "#ffffff", "step-3": "#52aa9e", "on-3": "#0b1615",
    "step-4": "#b4ede5", "on-4": "#0b1615",
}  # fmt: skip
SERIES, STEPS = 3, 4


@dataclass(frozen=True, slots=True)
class Paint:
    """How a chart is drawn. ``width`` and ``size`` (of words) in the drawing's own units; ``live``: colours are variables of the page."""

    width: float
    size: float
    font: str
    live: bool

    def colour(self, name: str) -> str:
        """A colour by its name here; with the light one to fall back on."""
        return f"var(--jd-chart-{name},{LIGHT[name]})" if self.live else LIGHT[name]


# A phone is 360 to 430 wide: at 420 the words stay readable there. On paper 600 are 150 mm, and 13 are 9 points.
WEB = Paint(420, 14, "PingFang SC, HarmonyOS Sans SC, MiSans, Microsoft YaHei, Noto Sans SC, Noto Sans CJK SC, Source Han Sans SC, sans-serif", True)
PRINT = Paint(600, 13, "Noto Sans SC", False)


def variables(scheme: Mapping[str, str]) -> str:
    """The declarations of a scheme, :data:`LIGHT` or :data:`DARK`, for a page's style sheet."""
    return "".join(f"--jd-chart-{name}:{colour};" for name, colour in scheme.items())
