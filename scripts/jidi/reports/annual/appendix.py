"""The appendix of the city's report: what each figure means, what it was computed from, whom it speaks of (domain e.6)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import Block, Column, Heading, Table
from .facts import Facts
from .words import day_words, texts

DEFINITIONS = (
    ("基地", "本学年有一天以上持有基地名称的，都算；申报中的不算"),
    ("活动", "状态是已举办或已归档、日期在本学年的活动记录；计划的、取消的不算"),
    ("参加（人次）", "活动记录里各学校到场人数之和；同一个人来两次算两次；没有登记人数的活动按没有登记处理，不估计"),
    ("资源", "已发布（或标为需修订）、日期在本学年、现在可以公开看的资源；草稿、没到公开日期的不算"),
    ("已建、申报中、空缺", "按决定推出的状态，算到本学年最后一天；阶段稿算到当天"),
    ("县区", "参加情况按参加的学校所在的县区；活动、资源按承办学校所在的县区；市直学校单列"),
    ("参加过的学校", "名册里、本学年至少有一位教师参加过一次活动的学校；教研机构不算"),
    ("后续行动没有办结", "期限在本学年统计截止日以前，没有写完成日期，或完成在截止日以后"),
    ("任务有活动或资源对应", "学年计划的任务号写在至少一次已举办的活动或一份公开的资源上"),
    ("上学年、上学年同期", "同样的算法用于上一个学年，阶段稿只算到上一个学年的同一天；上一个学年还没有基地的，写作 —"),
)


def appendix(facts: Facts) -> Iterator[Block]:
    """附录."""
    yield Heading("附录1　数据口径")
    yield Table("数据口径", (Column("名称", width=40), Column("怎样算")), DEFINITIONS, size=9)
    yield Heading("附录2　数据快照和评价标准")
    yield from texts(*_snapshot(facts))
    yield Heading("附录3　基地名单")
    yield Table("基地名单", _COLUMNS, tuple(_line(facts, base) for base in facts.bases), caption="本学年持有名称的基地", size=9)
    if facts.unread:
        yield Heading("附录4　没有读出来的材料")
        yield from texts(
            "下面的文件格式有错，里面的内容没有计入。改法：运行检查，照提示改好，再写一次报告。",
            *(f"{facts.name(base)}：{file}" for base, file in facts.unread),
        )


_COLUMNS = (Column("编号", width=26), Column("基地"), Column("承办学校", width=44), Column("县区", width=20), Column("现在的状态", width=26))


def _line(facts: Facts, base: str) -> tuple[str | None, ...]:
    card = facts.cards.get(base)
    school = facts.world.schools.get(card.school, card.school) if card else None
    return base, card.full_name if card else "卡片读不出来", school, facts.county(base) if card else None, facts.world.state(base)


def _snapshot(facts: Facts) -> Iterator[str]:
    year, history = facts.year, facts.world.city.history
    snapshot = f"提交号 {history.commit[:12]}" + ("（另有没有提交的改动）" if history.dirty else "") if history.commit else "不在版本库里，没有提交号"
    yield f"数据统计到{day_words(year.until)}，材料快照：{snapshot}。"
    made = year.assessment
    if made is None:
        yield f"没有 {year.year} 学年的评价标准，本报告没有用到。"
    else:
        yield f"评价标准：{made.rubric.id} {made.rubric.version}，文件校验值（sha256）前 12 位 {made.rubric_sha256[:12]}。"
