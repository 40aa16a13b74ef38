"""One base: head, a row for each indicator with its live formula, the total, and below them every piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass

from ....assess import Scorecard
from ....assess.grade import grade_of
from .book import Sheet, quoted
from .evidence import COUNTED, TITLE, evidence_rows, write_evidence
from .indicator import write_indicator
from .standards import Standards
from .sums import Block, write_sums

_WIDTHS: dict[str, float] = {"A": 5.5, "B": 30, "C": 11, "D": 7, "E": 10, "F": 10, "G": 6, "H": 8, "I": 9, "J": 33, "K": 36}
_HEADS = (
    "编号", f"指标\n（{TITLE}）", "满分\n（日期）", "算法\n（计入）", f"数量或平均\n（{COUNTED}）", "目标或全部", "系数", "得分", "状态",
    "算式\n（备注、不计的原因）", "怎样提高\n（文件:行）",
)  # fmt: skip
_TOP = 3


@dataclass(frozen=True)
class BaseCells:
    """Where the sums of a base stand: addresses for the sheet of the city."""

    name: str
    card: Scorecard
    months: str
    categories: tuple[str, ...]
    of: str
    bonus: str
    panel: str
    statuses: str


def write_base(sheet: Sheet, card: Scorecard, standards: Standards) -> BaseCells:
    """Write the sheet of a base."""
    first = _TOP + 1
    last = first + len(card.categories) + len(card.scores) - 1
    below = last + len(standards.rubric.bonus.items) + 6  # 合计, bonus items, 加分, 总分, 评议分, a gap, a heading
    evidence = (below, below + max(1, evidence_rows(card)) - 1)
    sheet.head(_TOP, _WIDTHS, _HEADS)
    blocks = _blocks(card)
    for block in blocks:
        _category(sheet, block, standards)
        for row, score in enumerate(block.scores, block.row + 1):
            write_indicator(sheet, row, score, standards, evidence)
    sums = write_sums(sheet, card, standards, last + 1, blocks)
    statuses = sheet.range("I", first, last)
    _facts(sheet, card, standards, sums.total, statuses)
    write_evidence(sheet, below, card)
    sheet.set_up(_TOP + 1, 2)
    months, *outside = (sheet.outside(one) for one in (sheet.at(2, "C"), sums.of, sums.bonus, sums.panel, statuses))
    return BaseCells(sheet.name, card, months, tuple(sheet.outside(sheet.at(block.row, "H")) for block in blocks), *outside)


def _facts(sheet: Sheet, card: Scorecard, standards: Standards, total: str, statuses: str) -> None:
    """Class and months, which the targets use; total and grade."""
    rubric = standards.rubric
    waiting, word = card.open(), standards.status("waiting")
    sheet.text(0, "A", f"{sheet.name}　{rubric.year} 学年", "title")
    sheet.text(1, "B", f"规模系数（{card.scale or '没有归类，按 1'}）")
    if scale := next((one for one in rubric.scales if one.name == card.scale), None):
        sheet.formula(1, "C", standards.scales[scale.name], scale.factor)
    else:
        sheet.number(1, "C", 1)
    sheet.text(2, "B", "本学年整月数")
    sheet.number(2, "C", card.months)
    sheet.wide(1, "D", "G", "总分" + ("（暂估，还有待评）" if waiting else ""), "head")
    sheet.formula(1, "H", total, card.total, "sum words", rubric.total_places)
    sheet.wide(2, "D", "G", "分数线等次", "head")
    grade = standards.grade(total, f"COUNTIF({statuses},{quoted(word)})")
    sheet.formula(2, "H", grade, word if waiting else grade_of(rubric, card.total), "sum word")
    sheet.wide(1, "J", "K", f"最终等次：{card.grade or '还没有定'}" + "".join(f"；{one}" for one in card.reasons))
    sheet.wide(2, "J", "K", "数量＝下面佐证明细里本指标各行“计多少”之和；浅黄格子填评议平均分；待评、材料不足的不计分，也不是零分。", "note")


def _blocks(card: Scorecard) -> list[Block]:
    """The categories below each other, each with a row of its own above its indicators."""
    by_id = {one.indicator.id: one for one in card.scores}
    row, blocks = _TOP + 1, []
    for category in card.categories:
        blocks.append(Block(row, category, tuple(by_id[one.id] for one in category.category.indicators)))
        row += len(blocks[-1].scores) + 1
    return blocks


def _category(sheet: Sheet, block: Block, standards: Standards) -> None:
    """The row of a category: what applies, the points, the share."""
    row, category, scores = block.row, block.category, block.scores
    first, last = row + 1, row + len(scores)
    sheet.text(row, "A", category.category.id, "sum word")
    sheet.text(row, "B", category.category.name, "sum words")
    applies = f"SUMIFS({sheet.range('C', first, last)},{sheet.range('I', first, last)},{quoted('<>' + standards.status('exempt'))})" if scores else "0"
    places = standards.rubric.places
    sheet.formula(row, "C", f"ROUND({applies},10)", category.of, "sum words", 2)
    sheet.blanks(row, "DEFG", "sum words")
    sheet.formula(row, "H", f"ROUND({sheet.total('H', first, last)},{places})", category.points, "sum words", places)
    sheet.formula(row, "I", f"IF({sheet.at(row, 'C')}=0,1,{sheet.at(row, 'H')}/{sheet.at(row, 'C')})", category.ratio / 100, "sum share")
    sheet.blanks(row, "JK", "sum words")
