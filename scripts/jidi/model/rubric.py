"""The yearly rubric: every weight, target, ladder, threshold, gate and quota is the city's data (plan 六.1–六.3).

A ``measure`` only names a counting function; how its count becomes points is said here.
"""

import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from .record import Record, key
from .types import Amount, Count, Ids, Line, Lines, MonthDay, Places, Prose, Word, Year, Yes, read_list

Subjects = Annotated[tuple[Annotated[str, Word("subject")], ...], BeforeValidator(read_list)]


class Rung(Record):
    """阶梯的一级：一个词值多少。"""

    word: Line = key("词", "词表里的词", example="市级")
    value: Amount = key("值", "分值、系数或份数", example="1")


class Deadline(Record):
    """一种材料的截止日期；新认定的基地从认定周期开始另给宽限。"""

    word: Line = key("词", "材料的种类", example="学年计划")
    day: MonthDay = key("月日", "截止的月-日", example="09-15")
    second: Yes = key("次年", "是学年的第二个年份吗", False)
    grace: Count = key("新基地宽限天数", "认定周期开始后至少给这么多天", 30)


class Lateness(Record):
    """迟交的一档。"""

    days: Count = key("至多迟几天", "迟交不超过的天数", example="15")
    factor: Amount = key("系数", "得分乘以多少", example="0.5")


class Indicator(Record):
    """一个指标。``计数`` 只负责数和出示佐证，分数由 ``算法`` 和下面的数算出来。"""

    id: Line = key("编号", "如 4.1", example="4.1")
    name: Line = key("名称", "指标名称", example="常态教研")
    max: Amount = key("满分", "满分；0 表示今年不用", example="6")
    measure: Line = key("计数", "用哪个计数；评议的指标由它列出佐证", example="routine_activities")
    shape: Annotated[str, Word("rubric_shape")] = key("算法", "达标、占比、累加、评议", example="达标")
    target: Amount | None = key("目标", "达标的数量", None, example="20")
    scaled: Yes = key("按规模", "目标乘以学科规模系数", False)
    prorated: Yes = key("按月折算", "认定第一年目标按月折算", False)
    words: Lines = key("词", "要数的种类或要素", ())
    people: Lines = key("称号", "算作名师的荣誉称号", ())
    ladder: tuple[Rung, ...] = key("阶梯", "每个词值多少", ())
    factors: tuple[Rung, ...] = key("等次系数", "获奖等次的系数", ())
    deadlines: tuple[Deadline, ...] = key("截止", "按时的截止日期", ())
    each: Amount | None = key("每项", "每一项值多少", None)
    each_most: Amount | None = key("每项合计上限", "这些项合起来最多多少", None)
    least: Amount | None = key("至少", "一项要满足的最少人数、天数或比例", None)
    spread: Count | None = key("满分县区数", "涉及几个县区才得满分", None)
    per_week: Count | None = key("每周上限", "一周最多计几次", None)
    per_person: Amount | None = key("每人上限", "一个人最多计多少", None)
    per_type: Amount | None = key("每类上限", "一类最多占目标的几成", None, example="0.4")
    days: Count | None = key("天数", "几天之内算及时", None)
    proof: Prose = key("佐证", "什么能证明")
    how: Prose = key("怎样得分", "基地要做什么")
    anchors: tuple[Line, ...] = key("锚点", "评议的 A、B、C、D 四档各是什么样子", ())
    source: Line = key("依据", "哪一条规定；没有就写“本市约定”", example="plan 四.3")

    @property
    def judged(self) -> bool:
        """Whether people judge it, with an anchor for each band; everything else is counted."""
        return bool(self.anchors)


class Category(Record):
    """一类指标。"""

    id: Line = key("编号", "C1……", example="C4")
    name: Line = key("名称", "类别名称", example="工作运行过程")
    weight: Amount = key("权重", "各指标满分之和", example="16")
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)] = key("指标", "指标")
    source: Line = key("依据", "哪一条规定", "plan 六.1")


class Scale(Record):
    """学科规模：目标乘以系数。"""

    name: Line = key("名称", "大、中、小")
    factor: Amount = key("系数", "目标乘以多少", example="0.8")
    subjects: Subjects = key("学科", "哪些学科")


class Band(Record):
    """评议的一档。"""

    id: Line = key("编号", "A、B、C、D", example="A")
    low: Amount = key("下限", "满分的百分之几起，到上一档之前", example="80")
    meaning: Line = key("说明", "这一档是什么样子", example="完善且执行有效")
    reason: Yes = key("须写理由", "给这一档要写理由", False)


class PanelRules(Record):
    """专家评议的办法。"""

    bands: Annotated[tuple[Band, ...], Field(min_length=1)] = key("档次", "档次")
    trim_from: Count = key("去掉高低分的份数", "不少于几份时去掉一个最高一个最低", example="5")
    least: Count = key("至少份数", "一个指标少于几份有效评分就不汇总，仍是待评；不少于 3，不然推得出个人打分", example="3")
    spread: Amount = key("分歧", "最高与最低相差超过满分的百分之几要复议", example="40")
    source: Line = key("依据", "依据", "本市约定")


class Condition(Record):
    """限定等次的一个条件。"""

    measure: Line = key("计数", "数哪一个", "")
    below: Amount | None = key("低于", "数量低于多少", None)
    category_below: Amount | None = key("任一类别得分率低于", "百分之几", None)


class Gate(Record):
    """限定等次：条件全部满足时，等次最高到哪里。"""

    id: Line = key("编号", "G1……")
    name: Line = key("名称", "一句话说清")
    conditions: tuple[Condition, ...] = key("条件", "全部满足才算")
    ceiling: Annotated[str, Word("assessment_grade")] = key("最高", "等次最高到哪里", example="良好")
    source: Line = key("依据", "依据")


class Restriction(Record):
    """限制性情形：系统只提示线索，由办公室认定、领导小组决定。"""

    id: Line = key("编号", "L1……")
    name: Line = key("情形", "什么情形")
    ceiling: Annotated[str, Word("assessment_grade")] | None = key("最高", "等次最高到哪里", None)
    effect: Prose = key("处理", "怎样处理")
    clues: Ids = key("线索", "检查发现哪些问题时提示", ())
    source: Line = key("依据", "依据")


class BonusItem(Record):
    """加分项；由办公室认定。"""

    name: Line = key("名称", "加分项")
    points: Amount = key("分", "加多少", example="2")
    measure: Line = key("计数", "提示线索的计数", "")
    words: Lines = key("词", "计数要的词", ())


class Bonus(Record):
    """加分。"""

    max: Amount = key("上限", "合计上限", example="3")
    items: tuple[BonusItem, ...] = key("项目", "加分项")
    source: Line = key("依据", "依据")


class GradeLine(Record):
    """一个等次的分数线。"""

    name: Annotated[str, Word("assessment_grade")] = key("等次", "等次")
    low: Amount = key("起", "总分不低于", example="90")


class Quota(Record):
    """名额：满足分数线的超过名额时，按次序取前几名；不公布名次。"""

    grade: Annotated[str, Word("assessment_grade")] = key("等次", "限哪个等次")
    share: Amount = key("比例", "占定等次基地数的比例", example="0.30")
    least: Count = key("至少", "至少几个", example="1")
    order: Lines = key("次序", "总分、评议分、类别编号", ("总分",))
    over: Annotated[str, Word("assessment_grade")] = key("超额", "超出名额的定什么等次")
    source: Line = key("依据", "依据")


class FirstYear(Record):
    """认定第一年。"""

    least_months: Count = key("最少月数", "不足这么多整月不定等次", example="6")
    of_months: Count = key("满年月数", "折算的分母", example="12")
    ungraded: Annotated[str, Word("assessment_grade")] = key("不足定为", "不足时写什么")
    source: Line = key("依据", "依据", "本市约定")


class Term(Record):
    """一个学期。"""

    name: Line = key("名称", "学期")
    start: MonthDay = key("起", "第一天")
    end: MonthDay = key("止", "最后一天")


class Prize(Record):
    """一类表彰的个人。"""

    name: Line = key("类别", "表彰类别", example="优秀学科教研组长")
    most: Count | None = key("每基地至多", "每个基地至多几人", None)
    share: Amount | None = key("占成员比例", "不超过成员的几成，至少 1 人", None)


class Commendation(Record):
    """表彰 (plan 六.3)：从优秀的基地里推荐，不排名。"""

    grades: Annotated[tuple[Annotated[str, Word("assessment_grade")], ...], BeforeValidator(read_list)] = key("基地等次", "哪些等次的基地可以推荐")
    prizes: tuple[Prize, ...] = key("个人", "个人类别")
    words: Count = key("事迹字数", "事迹不超过多少字", 300)
    source: Line = key("依据", "依据", "plan 六.3")


class Rubric(Record):
    """评价标准 ``standards/rubric-<学年>.yml``：考核细则页、计分、评分表和总表都由它生成。"""

    id: Line = key("编号", "标准编号", example="pds-xkjd")
    version: Line = key("版本", "版本", example="1.0")
    year: Year = key("学年", "适用的学年")
    source: Line = key("依据", "依据", "plan 六")
    total: Amount = key("总分", "各类别权重之和", example="100")
    places: Places = key("指标小数位", "指标得分保留几位，四舍五入", 2)
    total_places: Places = key("总分小数位", "总分保留几位，四舍五入后定等次", 1)
    cutoff: MonthDay = key("材料截止", "第二个年份的哪一天之后入库的材料不算", example="09-05")
    single_use: Lines = key("单次使用", "同一活动只计一次，按这个次序归到指标", ())
    single_source: Line = key("单次使用依据", "依据", "本市约定")
    privacy: Ids = key("隐私规则", "有这些问题的材料不作佐证", ())
    terms: tuple[Term, ...] = key("学期", "两个学期")
    scales: tuple[Scale, ...] = key("规模", "学科规模")
    scale_source: Line = key("规模依据", "依据", "本市约定")
    first_year: FirstYear = key("第一年", "认定第一年怎样算")
    lateness: Annotated[tuple[Lateness, ...], Field(min_length=1)] = key("迟交", "迟交的各档，天数由少到多")
    categories: Annotated[tuple[Category, ...], Field(min_length=1)] = key("类别", "类别与指标")
    panel: PanelRules = key("评议", "专家评议的办法")
    bonus: Bonus = key("加分", "加分")
    grades: Annotated[tuple[GradeLine, ...], Field(min_length=1)] = key("等次", "分数线，由高到低")
    grade_source: Line = key("等次依据", "依据", "本市约定")
    gates: tuple[Gate, ...] = key("限定", "限定等次", ())
    restrictions: tuple[Restriction, ...] = key("限制性情形", "限制性情形", ())
    quota: Quota | None = key("名额", "不写就不限名额", None)
    commendation: Commendation = key("表彰", "表彰")

    @property
    def title(self) -> str:
        """Number and version, as rounds and panels name it: ``pds-xkjd 1.0``."""
        return f"{self.id} {self.version}"

    @property
    def cutoff_day(self) -> datetime.date:
        """The last day on which material can come in."""
        return datetime.date.fromisoformat(f"{self.year[5:]}-{self.cutoff}")

    def judged_marks(self, band: Band, most: Decimal) -> tuple[Decimal, Decimal]:
        """The marks that a band allows out of ``most``: from, and below which (the top band: up to and including ``most``)."""
        above = [other.low for other in self.panel.bands if other.low > band.low]
        return most * band.low / 100, most * min(above, default=Decimal(100)) / 100

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in order, those switched off (满分 0) included."""
        return tuple(one for category in self.categories for one in category.indicators)

    def find(self, id: str) -> Indicator | None:
        """The indicator with an id."""
        return next((one for one in self.indicators if one.id == id), None)


def rung(ladder: tuple[Rung, ...], word: str) -> Decimal | None:
    """What a word is worth on a ladder; ``None`` if it does not stand there."""
    return next((one.value for one in ladder if one.word == word), None)
