"""html of a paper in one file that opens from a USB stick: no script, nothing fetched; or its body alone, for a page of the site."""

from __future__ import annotations

import base64
import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

from .paper import Block, Cover, Figure, Heading, Paper, Picture, Title, seen
from .pdf import Unprintable
from .printing import laid

_PROLOG = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
_DEEPEST = 6


def html(paper: Paper) -> bytes:
    """A paper as one html file, light or dark as the reader has it, readable on a phone and printed on A4.

    :raises Unprintable: if a drawing of it is no well-formed SVG.
    """
    style = Path(__file__).with_name("document.css").read_text("utf-8")
    words = {"title": seen(paper.title), "author": seen(paper.author), "day": paper.day.isoformat()}
    return bytes(_template("document.html").render(words, style=Markup(style), body=Markup(_body(paper, 0))).encode())


def fragment(paper: Paper) -> str:
    """The body of the same file, its headings from h2 on; ``document.css`` says how ``.jd-paper`` looks.

    :raises Unprintable: if a drawing of it is no well-formed SVG.
    """
    return _body(paper, 1)


def _body(paper: Paper, above: int) -> str:
    """``above``: how many levels of headings stand above it on its page. One heading is the highest: the cover's, the only title, or the paper's name."""
    heads = [block for block in paper.blocks if isinstance(block, Cover | Title | Heading)]
    covered = any(isinstance(block, Cover) for block in heads)
    titled = not covered and [isinstance(block, Title) for block in heads[:1]] == [True] and sum(isinstance(block, Title) for block in heads) == 1
    under = above + (0 if titled else 1)
    blocks = [_shown(block, one, under) for block, one in zip(paper.blocks, laid(paper), strict=True)]
    return str(_template("blocks.html").render(title=seen(paper.title), draft=seen(paper.draft), blocks=blocks, top=above + 1, named=covered or titled))


def _shown(block: Block, laid: dict[str, Any], under: int) -> dict[str, Any]:
    """What a browser needs beside what a printer does. ``under``: how many levels of headings stand above the paper's own."""
    match block:
        case Figure(web=web):
            return {**laid, "svg": _drawing(web, laid["caption"])}
        case Picture(png=png):
            return {**laid, "png": base64.b64encode(png).decode()}
        case Title() | Heading():
            return {**laid, "depth": min(laid["depth"] + under, _DEEPEST)}
    return laid


def _drawing(svg: str, caption: str) -> Markup:
    """An SVG of our own charts, as an element of the page."""
    try:
        ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        raise Unprintable("", f"图“{caption}”的 SVG 写得不对（{error}）") from None
    return Markup(_PROLOG.sub("", svg))


@lru_cache(maxsize=2)
def _template(name: str) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    room = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    room.filters["lines"] = lambda text: Markup("<br>").join(escape(one) for one in text.split("\n"))
    return room.get_template(name)
