"""The pen: every element of a drawing goes through here, so that words are escaped, colours come from the theme and ids stay apart."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .theme import Paint
from .words import PITCH

Point = tuple[float, float]
_SPOTS = '<circle cx="1.5" cy="1.5" r="1.3" fill="{0}"/><circle cx="4.5" cy="4.5" r="1.3" fill="{0}"/>'
_HATCHES = {2: '<path d="M-1 1L1-1M0 6L6 0M5 7L7 5" stroke="{0}" stroke-width="1.6"/>', 3: _SPOTS}
DASHES = {1: "", 2: "6 3", 3: "2 3"}


class Pen:
    """Collects the elements of one drawing. ``id`` begins all ids in it."""

    def __init__(self, paint: Paint, id: str) -> None:
        self.paint, self.id = paint, id
        self._parts: list[str] = []
        self._hatched: list[int] = []

    @property
    def size(self) -> float:
        return self.paint.size

    @property
    def pitch(self) -> float:
        """From line to line."""
        return self.paint.size * PITCH

    def text(self, x: float, y: float, words: str, anchor: str = "start", colour: str = "ink", size: float = 0) -> None:
        """Words whose base line is at ``y``."""
        if words:
            look = "" if colour == "ink" else f' fill="{self.paint.colour(colour)}"'
            look += "" if anchor == "start" else f' text-anchor="{anchor}"'
            look += f' font-size="{_n(size)}"' if size else ""
            self._parts.append(f'<text x="{_n(x)}" y="{_n(y)}"{look}>{escape(words)}</text>')

    def column(self, x: float, top: float, lines: Iterable[str], anchor: str = "start", colour: str = "ink") -> None:
        """Lines of words, one below the other from ``top``."""
        for at, words in enumerate(lines):
            self.text(x, top + self.size + at * self.pitch, words, anchor, colour)

    def box(self, x: float, y: float, wide: float, high: float, fill: str = "none", edge: str = "edge", dash: str = "", round: float = 0) -> None:
        """A rectangle; ``fill`` is a colour's name or ``none`` or a :meth:`hatch`, ``edge`` a colour's name."""
        inside = fill if fill == "none" or fill.startswith("url") else self.paint.colour(fill)
        look = f' stroke-dasharray="{dash}"' if dash else ""
        look += f' rx="{_n(round)}"' if round else ""
        place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(wide)}" height="{_n(high)}"'
        self._parts.append(f'<rect {place} fill="{inside}" stroke="{self.paint.colour(edge)}"{look}/>')

    def cells(self, corners: Iterable[Point], side: float, fill: str, edge: str) -> None:
        """Squares that look alike, by their upper left corners, as one path: a year of days stays small."""
        way = "".join(f"M{_n(x)} {_n(y)}h{_n(side)}v{_n(side)}h-{_n(side)}z" for x, y in corners)
        if way:
            inside = fill if fill == "none" else self.paint.colour(fill)
            self._parts.append(f'<path d="{way}" fill="{inside}" stroke="{self.paint.colour(edge)}"/>')

    def numbers(self, spots: Iterable[tuple[float, float, str]], colour: str, size: float) -> None:
        """Words that look alike, each in the middle of its spot."""
        said = "".join(f'<text x="{_n(x)}" y="{_n(y)}">{escape(words)}</text>' for x, y, words in spots)
        if said:
            self._parts.append(f'<g text-anchor="middle" font-size="{_n(size)}" fill="{self.paint.colour(colour)}">{said}</g>')

    def path(self, points: Iterable[Point], colour: str, dash: str = "", thick: float = 1, closed: bool = False, wash: float = 0) -> None:
        """A line through points; ``wash``: how much of its colour fills the inside, from 0 to 1."""
        way = "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + ("Z" if closed else "")
        stroke = self.paint.colour(colour)
        look = f' fill="{stroke}" fill-opacity="{wash}"' if wash else ' fill="none"'
        look += f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(f'<path d="M{way}" stroke="{stroke}" stroke-width="{_n(thick)}"{look}/>')

    def dot(self, number: int, x: float, y: float) -> None:
        """The mark of a series: a disc, a square, a triangle."""
        fill, place = f'fill="{self.paint.colour(str(number))}"', f"{_n(x)} {_n(y)}"
        shapes = {
            1: f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3.5" {fill}/>',
            2: f'<path d="M{place}m-3.5-3.5h7v7h-7Z" {fill}/>',
            3: f'<path d="M{place}m0-4.5L{_n(x + 4.5)} {_n(y + 3.5)}h-9Z" {fill}/>',
        }
        self._parts.append(shapes[number])

    def hatch(self, number: int) -> str:
        """What fills a mark of a series: the first is full, the second hatched, the third dotted."""
        if number == 1:
            return "1"
        if number not in self._hatched:
            self._hatched.append(number)
        return f"url(#{self.id}-{number})"

    def svg(self, height: float, title: str, desc: str) -> str:
        """The whole drawing. Its words for who cannot see it are its name and its description: an image has no inside for them."""
        wide, high, id = _n(self.paint.width), _n(height), self.id
        pattern = '<pattern id="{}-{}" width="6" height="6" patternUnits="userSpaceOnUse">{}</pattern>'
        patterns = "".join(pattern.format(id, one, _HATCHES[one].format(self.paint.colour(str(one)))) for one in sorted(self._hatched))
        fit = ' style="max-width:100%;height:auto"' if self.paint.live else ""
        words = f'<title id="{id}-t">{escape(title)}</title><desc id="{id}-d">{escape(desc)}</desc>'
        look = f'font-family="{self.paint.font}" font-size="{_n(self.size)}" fill="{self.paint.colour("ink")}"'
        inside = (f"<defs>{patterns}</defs>" if patterns else "") + f'<g aria-hidden="true">{"".join(self._parts)}</g>'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}"{fit} role="img" '
            f'aria-labelledby="{id}-t" aria-describedby="{id}-d" {look}>{words}{inside}</svg>'
        )


def _n(value: float) -> str:
    """A length to a tenth of a unit, which is finer than any printer."""
    return f"{value:.1f}".removesuffix(".0")
