"""The life of a title as the city wrote it down: states, transitions, guards, bodies, numbers (plan 四.1, 六.2–六.4)."""

from typing import Annotated

from pydantic import BeforeValidator

from .record import Record, key
from .types import Count, Day, Id, Ids, Line, Lines, Word, Yes, read_list

Grades = Annotated[tuple[Annotated[str, Word("assessment_grade")], ...], BeforeValidator(read_list)]
Counts = Annotated[tuple[Count, ...], BeforeValidator(read_list)]


class State(Record):
    """一种状态。"""

    id: Line = key("编号", "永久编号", example="ACTIVE")
    name: Line = key("名称", "给人看的名称", example="已授牌")
    seat: Line = key("席位", "在学段×学科总表里怎样显示：已建、申报中、空缺")
    holds: Yes = key("占席", "是否占着“每学科只设一个”的位置", False, source="plan 四.1")
    terminal: Yes = key("终结", "是否终结；终结以后不能再有决定", False)
    bans: Yes = key("禁报", "这样终止的，学校几年内不能再报同一学科", False)
    substates: Lines = key("子状态", "平时的、最近一次等次不合格的", ())


class Actor(Record):
    """作决定的主体，和从「机关」里认出它的词。"""

    id: Id = key("编号", "永久编号", example="leading")
    name: Line = key("名称", "给人看的名称")
    level: Annotated[str, Word("governance_level")] = key("层级", "市、县区、校")
    words: Lines = key("用语", "机关的名称里有其中一个词就算", ())
    but: Lines = key("除外", "机关的名称里有这些词的不算", ())
    source: Line = key("来源", "依据", "本项目约定")


class Guard(Record):
    """一个条件；由程序里同一个编号的函数判断。"""

    id: Id = key("编号", "永久编号", example="chain")
    name: Line = key("名称", "印在问题里的名称")
    source: Line = key("来源", "依据")


class Transition(Record):
    """一种转移：什么决定把什么状态变成什么状态。"""

    id: Id = key("编号", "T1 到 T23", example="T9")
    event: Annotated[str, Word("event")] = key("事项", "词表里的决定事项", example="确认并授牌")
    sources: Lines = key("自", "从哪些状态")
    target: Line = key("至", "到哪个状态")
    loops: Lines = key("自环", "在这些状态里也可以，状态不变", ())
    substate: Line = key("子状态", "到了以后的子状态；不写就看最近的等次", "")
    actors: Ids = key("主体", "由谁作决定")
    grades: Grades = key("等次", "这个事项可以定的等次", ())
    corrects: Yes = key("更正等次", "是否更正一个等次", False)
    premises: Ids = key("前提", "不成立，转移就不发生", ())
    conditions: Ids = key("条件", "不成立，决定照记，并指出来", ())
    numbered: Yes = key("要文号", "是否要写文号", False)
    starts_cycle: Yes = key("开始周期", "是否开始一个认定周期", False)
    source: Line = key("来源", "依据")


class Number(Record):
    """一个数和它的依据。"""

    n: Count = key("数", "数值")
    source: Line = key("来源", "依据")


class Numbers(Record):
    """几个数和它们的依据。"""

    n: Counts = key("数", "数值，几个")
    source: Line = key("来源", "依据")


class Limits(Record):
    """期限与份数；年、月、天各按名称。"""

    cycle_years: Number = key("认定周期年数", "每几年认定一次", source="plan 六.4")
    notice_months: Numbers = key("届满提醒月数", "届满前几个月提醒")
    renewal_months: Number = key("开启认定月数", "届满前几个月起可以开启重新认定")
    ban_years: Number = key("禁报年数", "取消命名后几年内不能再报")
    publicity_days: Number = key("公示工作日", "公示几个工作日")
    sheets: Number = key("审核表份数", "专家审核表至少几份")
    visitors: Number = key("调研签字人数", "实地调研至少几人签字")
    remedy_days: Number = key("整改计划天数", "不合格以后几天内交整改计划")
    answer_days: Number = key("指导答复天数", "指导意见几天内答复")
    silent_days: Number = key("安静天数", "几天没有活动记录算安静")
    hint_days: Numbers = key("超期提示天数", "超期几天提示")


class Lifecycle(Record):
    """资格的一生 ``standards/lifecycle.yml``：状态、转移、条件、主体、期限。第一个状态是起点。"""

    states: tuple[State, ...] = key("状态", "十五种状态")
    actors: tuple[Actor, ...] = key("主体", "作决定的主体")
    guards: tuple[Guard, ...] = key("条件", "转移的前提与条件")
    transitions: tuple[Transition, ...] = key("转移", "二十三种转移")
    limits: Limits = key("期限", "期限与份数")
    sections: Lines = key("申报章节", "申报报告每一章的标题里要有的词", source="plan 四.1")
    papers_from: Day = key("材料入库起", "这一天以前的申报与审核材料是纸质的，没有录入不算错")
    objection_words: Lines = key("异议用语", "说明异议情况的理由里要有的词")

    def state(self, id: str) -> State | None:
        """The state with this id."""
        return next((one for one in self.states if one.id == id), None)

    def guard(self, id: str) -> Guard | None:
        """The guard with this id."""
        return next((one for one in self.guards if one.id == id), None)

    def from_state(self, id: str) -> tuple[Transition, ...]:
        """The transitions that may leave a state or loop in it, in the order of the table."""
        return tuple(one for one in self.transitions if id in (*one.sources, *one.loops))
