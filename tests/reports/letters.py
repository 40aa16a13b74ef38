"""The small city with the real wording, and how a letter is read back."""

from __future__ import annotations

import shutil
from dataclasses import fields, is_dataclass
from pathlib import Path

from conftest import ROOT
from jidi.reports import Gap, Report, Year
from jidi.reports.letters import LETTERS
from reports.small import closed_round, graded_fail

WORDING = "content/standards/reports.yml"
SECTIONS = ("学校与学科组基本情况", "建设基础", "优势与特色", "建设目标", "建设内容与创新点", "运行机制", "三年规划与年度任务", "条件保障", "预期成效", "附表")
BODY = "".join(f"## {number}、{name}\n\n{name}的话。\n\n" for number, name in zip("一二三四五六七八九十", SECTIONS, strict=True))
HEAD = "---\n标题: 申报报告\n日期: 2026-03-01\n学科组人数: 7\n近三年: 课题一项\n附件: [{文件: 2026/xuean.txt, 名称: 结题证书}]\n---\n"
FAIL = "反馈: 恢复例会\n等次: 不合格\n"


def worded(root: Path) -> Path:
    """The city with the project's own wording."""
    shutil.copy(ROOT / WORDING, root / WORDING)
    return root


def all_words(value: object) -> str:
    """Every text in a paper, whatever block it is in, a line for each."""
    if isinstance(value, str):
        return value + "\n"
    if isinstance(value, tuple):
        return "".join(map(all_words, value))
    return "".join(all_words(getattr(value, one.name)) for one in fields(value)) if is_dataclass(value) else ""


def made(year: Year, kind: str) -> dict[str, Report]:
    """The papers of a kind by stem; there must be no gap."""
    found = LETTERS[kind](year)
    assert not [one for one in found if isinstance(one, Gap)]
    return {one.stem: one for one in found if isinstance(one, Report)}


def gaps(year: Year, kind: str) -> list[Gap]:
    return [one for one in LETTERS[kind](year) if isinstance(one, Gap)]


def words_of(report: Report) -> str:
    """What stands on the paper."""
    return all_words(report.paper.blocks)


def decide(root: Path, base: str, day: str, event: str, more: str = "", kind: str = "通报", actor: str = "平顶山市学科基地建设领导小组") -> None:
    """A decision; ``more``: further lines."""
    (root / f"content/decisions/{day}-{base}-jueding.yml").write_text(
        f"标题: 关于{event}的决定\n类型: {kind}\n基地: {base}\n事项: {event}\n日期: {day}\n机关: {actor}\n{more}", "utf-8"
    )


def applying(root: Path, body: str = BODY) -> None:
    """The base as it stood after the visit: nothing was decided yet by the leading group."""
    for name in ("2026-06-05-cz-shuxue-baoshen.yml", "2026-06-17-cz-shuxue-nique.yml", "2026-07-10-cz-shuxue.yml"):
        (root / "content/decisions" / name).unlink()
    (root / "bases/cz-shuxue/application.md").write_text(HEAD + body, "utf-8")


def failed_twice(root: Path, others: dict[str, str] | None = None) -> None:
    """Two adjacent fails of 初中数学; ``others``: the grades of other bases in the first of the two years."""
    closed_round(root, {"cz-shuxue": "不合格", **(others or {})})
    graded_fail(root, "cz-shuxue")
    decide(root, "cz-shuxue", "2028-10-20", "又不合格", f"学年: 2027-2028\n文号: 平教体〔2028〕70号\n{FAIL}")
