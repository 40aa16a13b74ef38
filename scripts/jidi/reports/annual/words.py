"""How figures become short sentences."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

from ...documents import Block, Text
from ..year import Year
from .done import Tally


def day_words(day: datetime.date) -> str:
    """``2026年8月31日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def than_before(now: int, before: int | None, unit: str, then: str) -> str:
    """``上学年 12 次，多 3 次``; empty if the year before (as ``then`` calls it) is not known."""
    if before is None:
        return ""
    if now == before:
        return f"{then}也是 {before} {unit}"
    return f"{then} {before} {unit}，{'多' if now > before else '少'} {abs(now - before)} {unit}"


def counted(what: str, now: int, before: int | None, unit: str, then: str) -> str:
    """``举办活动 15 次（上学年 12 次，多 3 次）``."""
    told = than_before(now, before, unit, then)
    return f"{what} {now} {unit}" + (f"（{told}）" if told else "")


def tally_words(now: Tally, before: Tally | None, then: str) -> tuple[str, str, str]:
    """What was held, who came, what was published, each beside the year before."""
    past = (before.activities, before.attendances, before.resources) if before else (None, None, None)
    return (
        counted("举办活动", now.activities, past[0], "次", then),
        counted("教师参加", now.attendances, past[1], "人次", then),
        counted("发布资源", now.resources, past[2], "份", then),
    )


def listed(names: Iterable[str]) -> str:
    """Names with 、 between them; 无 if there are none."""
    return "、".join(names) or "无"


def missing(what: str, names: Collection[str], unit: str) -> str:
    """``没有参加过的 2 所：……``; ``没有参加过的：无`` if there are none."""
    return f"{what} {len(names)} {unit}：{listed(names)}。" if names else f"{what}：无。"


def share(part: int, whole: int) -> float | None:
    """A share; None of nothing."""
    return part / whole if whole else None


def percent(part: int, whole: int) -> str:
    """``25%``; — of nothing."""
    return f"{100 * part / whole:.0f}%" if whole else "—"


def texts(*lines: str) -> list[Block]:
    """A paragraph for each line that says something."""
    return [Text(line) for line in lines if line]


def draft_words(year: Year) -> str:
    """Printed at the head of each page while the year is not over."""
    return f"阶段稿：数据截至{day_words(year.until)}" if year.until < year.span[1] else ""
