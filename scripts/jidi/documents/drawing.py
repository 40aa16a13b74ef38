"""A drawing for programs that show no SVG: PNG by Typst, with the fonts of the wheel alone."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .fonts import WHEEL, opened
from .pdf import Unprintable

DOTS = 200  # a dot an inch and more is what office printers show
_SOURCE = b"""#set page(width: float(sys.inputs.width) * 1mm, height: auto, margin: 0mm)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


def png(svg: str, width_mm: float) -> bytes:
    """An SVG as PNG, ``width_mm`` broad at 200 dots an inch, as high as it is then.

    :raises Unprintable: if it is no SVG.
    """
    from typst import TypstError

    try:
        return bytes(_compiler().compile(_SOURCE, format="png", ppi=DOTS, sys_inputs={"svg": svg, "width": f"{width_mm:g}"}))
    except TypstError as error:
        raise Unprintable("", f"图画不出来：{error.message}") from None


@lru_cache(maxsize=1)
def _compiler() -> Any:
    from typst import Compiler

    return Compiler(font_paths=opened(WHEEL))
