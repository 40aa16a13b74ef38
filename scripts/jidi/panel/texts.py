"""What the locked cells of a block say: the base's own words, the evidence with links, the bands in numbers."""

from __future__ import annotations

from typing import NamedTuple

from ..assess import Score, Used, number
from ..model.city import City
from ..model.rubric import Indicator, Rubric
from .layout import marks_of

MOST_EVIDENCE = 8


class Line(NamedTuple):
    """One line of evidence: what it says and where it is read; no address, no link."""

    text: str
    address: str = ""


def judged(rubric: Rubric) -> tuple[Indicator, ...]:
    """The indicators that experts score: with anchors, and not switched off."""
    return tuple(one for one in rubric.indicators if one.judged and one.max > 0)


def own(score: Score) -> str:
    """What the base says of itself; weight 0."""
    mark = score.self_mark
    if mark is None:
        return "没有自评"
    return "\n".join(part for part in (f"自评 {number(mark.points)} 分" if mark.points is not None else "", mark.note) if part)


def evidence(city: City, score: Score) -> tuple[Line, ...]:
    """What counts for the indicator, at most :data:`MOST_EVIDENCE` lines and how many there are."""
    used = score.count.used
    site = city.settings.address if city.settings else None
    shown = tuple(Line(_title(one), _address(site, one.evidence.address)) for one in used[:MOST_EVIDENCE])
    more = (Line(f"……共 {len(used)} 份，其余见网站上基地的页面"),) if len(used) > MOST_EVIDENCE else ()
    return (*shown, *more) or (Line(score.count.missing or f"系统里没有查到。要看的是：{score.indicator.proof}"),)


def _title(one: Used) -> str:
    day = f"{one.evidence.day} " if one.evidence.day else ""
    return f"{day}{one.evidence.title}{f'（{one.note}）' if one.note else ''}"


def _address(site: str | None, address: str) -> str:
    """A full address if the city has a site; otherwise a path from the folder that holds both this workbook and ``site/``."""
    if not address:
        return ""
    return f"{site.rstrip('/')}/{address}" if site else f"external:site/{address}"


def anchors(rubric: Rubric, indicator: Indicator) -> str:
    """Each band with its marks in numbers and what it looks like."""
    texts = []
    for band, anchor in zip(rubric.panel.bands, indicator.anchors, strict=False):
        least, most = marks_of(rubric, band, indicator.max)
        texts.append(f"{band.id}（{number(least)}～{number(most)} 分{'，写理由' if band.reason else ''}）{anchor}")
    return "\n".join(texts)
