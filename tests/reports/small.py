"""The small city with what a year of reports needs: a second base, activities, a closed round; and how a paper is read back."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable
from pathlib import Path

from jidi.documents import Block, Grid, Paper, Table, Text
from jidi.load import load
from jidi.reports import Report, Year, year_of

YEAR = "2026-2027"
AFTER = datetime.date(2027, 11, 1)
GRADES = {"cz-shuxue": "优秀", "gz-wuli": "良好"}


def year(root: Path, today: datetime.date = AFTER, of: str = YEAR) -> Year:
    city, findings = load(root, today)
    return year_of(city, findings, of)


def second_base(root: Path) -> None:
    """普通高中物理 at a school of another county, with what 初中数学 has, word for word."""
    shutil.copytree(root / "bases/cz-shuxue", root / "bases/gz-wuli")
    card = root / "bases/gz-wuli/base.yml"
    text = card.read_text("utf-8").replace("初中数学", "普通高中物理").replace("学段: 初中", "学段: 普通高中").replace("学科: 数学", "学科: 物理")
    card.write_text(text.replace("学校: xh-hubin", "学校: bf-longshan"), "utf-8")
    for file in (root / "content/decisions").glob("*cz-shuxue*"):
        file.with_name(file.name.replace("cz-shuxue", "gz-wuli")).write_text(file.read_text("utf-8").replace("cz-shuxue", "gz-wuli"), "utf-8")


def activity(root: Path, base: str, day: str, came: dict[str, int], more: str = "") -> None:
    """A held activity; ``more``: further lines of its head."""
    text = (root / "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md").read_text("utf-8")
    head, _, rest = text.partition("参加:\n")
    lines = "".join(f"  - {{学校: {school}, 人数: {count}}}\n" for school, count in came.items())
    body = head.replace("2026-10-12", day) + (f"参加:\n{lines}" if lines else "参加: []\n") + more + "---\n" + rest.split("---\n", 1)[1]
    (root / f"bases/{base}/activities/{day}-yici.md").write_text(body, "utf-8")


def summary(root: Path, base: str, body: str) -> None:
    file = root / f"bases/{base}/summaries/{YEAR}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"---\n标题: {YEAR} 学年工作总结\n学年: {YEAR}\n日期: 2027-07-01\n---\n\n{body}", "utf-8")


def closed_round(root: Path, grades: dict[str, str] | None = None) -> None:
    """A round with nothing lacking, its publicity over on :data:`AFTER`."""
    results = "".join(
        f"  - {{基地: {base}, 等次: {grade}, 总分: 87.6, 经验: 前测先行, 问题: 反馈偏少, 建议: [多收反馈], 整改要求: 每月例会, 整改时限: 2027-12-01}}\n"
        for base, grade in (GRADES if grades is None else grades).items()
    )
    (root / "content/rounds").mkdir(exist_ok=True)
    (root / f"content/rounds/{YEAR}.yml").write_text(
        f"学年: {YEAR}\n部署文号: 平教体〔2027〕63号\n状态: 已公布\n计分日期: 2027-09-30\n公示起: 2027-10-08\n公示止: 2027-10-14\n"
        f"决定文号: 平教体〔2027〕83号\n反馈主题: [送教时当场写反馈]\n结果:\n{results}",
        "utf-8",
    )


def graded_fail(root: Path, base: str) -> None:
    """The decision that makes a fail public."""
    (root / f"content/decisions/2027-10-20-{base}-kaohe.yml").write_text(
        f"标题: 年度考核的决定\n类型: 通报\n基地: {base}\n事项: 首次不合格\n日期: 2027-10-20\n机关: 平顶山市学科基地建设领导小组\n"
        f"文号: 平教体〔2027〕83号\n学年: {YEAR}\n等次: 不合格\n反馈: 反馈偏少\n",
        "utf-8",
    )


def reports(made: Iterable[object]) -> list[Report]:
    return [one for one in made if isinstance(one, Report)]


def said(paper: Paper) -> str:
    """Every word of a paper, a line for each paragraph and row."""
    return "\n".join(line for block in paper.blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    match block:
        case Table(columns=columns, rows=rows, caption=caption, note=note):
            return [caption, "|".join(one.name for one in columns), *("|".join("—" if cell is None else str(cell) for cell in row) for row in rows), note]
        case Grid(rows=rows):
            return ["|".join(row) for row in rows]
        case _:
            return [getattr(block, "text", "") or getattr(block, "alt", "") or getattr(block, "title", "")]


def table(paper: Paper, name: str) -> Table:
    return next(one for one in paper.blocks if isinstance(one, Table) and one.name == name)


def rows(paper: Paper, name: str) -> dict[object, tuple[object, ...]]:
    """First cell → the others."""
    return {row[0]: row[1:] for row in table(paper, name).rows}


def sums(one: Table) -> dict[str, int]:
    """The sum of each column that is to have one; nothing for those with something unknown in them."""
    found = {}
    for at, column in enumerate(one.columns):
        cells = [row[at] for row in one.rows]
        if column.total and None not in cells:
            found[column.name] = sum(cells)  # type: ignore[arg-type]
    return found


def sentences(paper: Paper) -> list[str]:
    return [one.text for one in paper.blocks if isinstance(one, Text)]
