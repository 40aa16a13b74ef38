"""How the city reckons teaching quality, and what of it may be told (plan 三.3, 四.3(3); 教基厅〔2025〕3号; 个人信息保护法)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from .record import Record, key
from .types import Amount, Count, Id, Items, Line, Lines, MonthDay, Places, Prose, Word, Yes


class Definition(Record):
    """一个指标：叫什么、怎样算、依据什么。"""

    id: Id = key("编号", "程序认得的编号", example="mean")
    name: Line = key("名称", "写进材料的名字", example="平均分")
    meaning: Prose = key("定义", "怎样算，老师看得懂", example="全部有效得分的平均数")
    places: Places = key("小数", "几位小数", 2)
    percent: Yes = key("百分数", "写成百分数", False)
    source: Line = key("依据", "哪里这样定义", example="教育统计通行定义")


class Cut(Record):
    """一条分数线。"""

    id: Id = key("编号", "对应「指标」里的编号；只用来分等级的写自己的编号", example="excellent")
    line: Amount = key("线", "满分的百分之几", example="85")
    below: Yes = key("算低于", "数线以下的人，如低分率；不写就是数到线的人", False)
    source: Line = key("依据", "哪里这样规定", example="本市约定")


class Reading(Record):
    """一段数值怎样读。"""

    low: Amount = key("起", "从多少起，到上一段之前", example="0.40")
    word: Line = key("说法", "怎样说", example="好")


class Lawful(Record):
    """一种数据来源能不能用逐人的得分来算，什么时候能用。"""

    source: Annotated[str, Word("data_source")] = key("数据来源", "词表里的数据来源", example="毕业年级模拟")
    refused: Prose = key("不算", "为什么不能用逐人的得分来算；能算的不写", "")
    instead: Prose = key("改法", "不能算的，应当怎样做", "")
    reminder: Prose = key("提醒", "算的时候提醒什么", "")
    start: MonthDay | None = key("起", "一年里从哪天起可以，月-日", None)
    end: MonthDay | None = key("止", "到哪天止，月-日", None)
    most: Count | None = key("次数", "一个学年一个年级最多几次", None)
    basis: Line = key("依据", "哪一条规定", example="教基厅〔2025〕3号")


class Group(Record):
    """比较的一类学校。只按类，不按学校和班级。"""

    name: Line = key("名称", "类别", example="城区")
    rural: Yes = key("乡村", "学校名册里「乡村」是什么", False)


class Withholding(Record):
    """怎样才公布。人数不到「最小样本」（全市设置）的，一律不公布。"""

    few: Count = key("小样本", "人数少于这个数时只公布平均分和得分率：再多几个数就能一个一个推出来；大家都一样的也不公布", 30)
    full: Count = key("最少满分", "总分的满分小于这个数时不公布：平均分就说出了几个人对、几个人错", 10)
    schools: Count = key("最少学校", "一类里少于几所学校就不分类公布", 3)
    source: Line = key("依据", "依据", example="本市约定")


class Headings(Record):
    """成绩表里的字怎样认。"""

    total: Lines = key("总分", "总分一列的叫法")
    entry: Lines = key("入口", "入口成绩一列的叫法")
    school: Lines = key("学校", "学校一列的叫法")
    group: Lines = key("类别", "学校类别一列的叫法")
    spare: Lines = key("不用", "可以有、但不用的列", ())
    kinds: Lines = key("题型", "没有题号时，题目一列的叫法", ())
    full: Lines = key("满分", "写着各题满分的一行的叫法")
    absent: Lines = key("缺考", "没有参加的写法；不算 0 分")
    blank: Lines = key("空白", "得分格里等于没有写的写法；不算 0 分")
    closing: Lines = key("合计行", "合计、平均等行的叫法；不算人")
    personal: Lines = key("个人", "列名里有这些字的，是个人信息或名次，先删掉")


class QualityRules(Record):
    """质量分析的算法 ``standards/quality.yml`` (R-3.3.4)。"""

    definitions: Annotated[tuple[Definition, ...], Field(min_length=1)] = key("指标", "每个指标的定义")
    cuts: Annotated[tuple[Cut, ...], Field(min_length=1)] = key("分数线", "分数线，要紧的在前：不能全公布时，先留前面的")
    letters: Lines = key("等级", "各段从高到低的等级，比分数线多一个", example="A、B、C、D、E")
    share: Amount = key("高低分组", "高分组、低分组各占百分之几", example="27")
    share_source: Line = key("分组依据", "分组的依据", example="教育测量通行做法")
    difficulty: tuple[Reading, ...] = key("难度", "难度怎样读，从高到低")
    discrimination: tuple[Reading, ...] = key("区分度", "区分度怎样读，从高到低")
    lawful: tuple[Lawful, ...] = key("数据来源", "每种数据来源能不能算")
    groups: tuple[Group, ...] = key("类别", "学校的类别")
    withholding: Withholding = key("公布", "怎样才公布")
    headings: Headings = key("认列", "成绩表里的字怎样认")
    whole: Line = key("全部", "全部样本的叫法", "全部样本")
    limits: Items = key("限度", "每份分析都要写的限度", ())

    def definition(self, id: str) -> Definition:
        """The definition of a metric; one that the city does not define keeps its id as its name."""
        found = next((one for one in self.definitions if one.id == id), None)
        return found or Definition(id=id, name=id, meaning="", source="")

    def defined(self, id: str) -> bool:
        """Whether the city reckons this metric at all."""
        return any(one.id == id for one in self.definitions)


def word_for(readings: tuple[Reading, ...], value: Decimal) -> str:
    """How a value is read; empty below the lowest."""
    return next((one.word for one in sorted(readings, key=lambda one: one.low, reverse=True) if value >= one.low), "")
