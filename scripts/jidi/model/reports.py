"""The wording of letters, notices and drafts: every sentence of them is the city's own (plan 四.1, 六.2–六.4)."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator

from .record import Record, key
from .types import Count, Id, Items, Line, Prose, Word, read_list

Events = Annotated[tuple[Annotated[str, Word("event")], ...], BeforeValidator(read_list)]
ReviewKinds = Annotated[tuple[Annotated[str, Word("review_kind")], ...], BeforeValidator(read_list)]
Roles = Annotated[tuple[Annotated[str, Word("member_role")], ...], BeforeValidator(read_list)]


class Column(Record):
    """名单列成表时的一列。"""

    name: Line = key("列", "表头", example="基地")
    text: Line = key("文", "每一行里印什么", example="{全称}")
    width: Count = key("宽", "毫米；不写就分余下的", 0, example="30")


class Part(Record):
    """正文的一节。"""

    heading: Line = key("题", "小标题，不写序号，程序会编", "", example="主要问题")
    texts: Items = key("段", "一条一段；{花括号} 里的名称印成内容，有一个没有内容，这一段就不印")


class Letter(Record):
    """一种文稿：印什么话。"""

    id: Id = key("编号", "文稿的种类", example="feedback")
    name: Line = key("名称", "文件的名称", example="考核反馈意见书")
    source: Line = key("来源", "依据", example="plan 六.2")
    draft: Line = key("草稿", "还没有定下来时印在页眉的话", "", example="草稿")
    number: Line = key("文号", "标题上面的发文字号", "", example="{文号}")
    title: Prose = key("标题", "标题，可以分几行", "")
    cover: Items = key("封面", "封面标题下面的几行", ())
    to: Line = key("主送", "主送的学校和单位", "", example="各基地学校")
    parts: tuple[Part, ...] = key("正文", "一节一节的正文", ())
    line: Line = key("行", "正文里写 {名单} 的地方，名单的每一行怎样写", "")
    columns: tuple[Column, ...] = key("表", "正文里写 {表} 的地方，表的各列", ())
    empty: Line = key("空", "名单和表一行也没有时印的话", "", example="没有登记。")
    attached: Items = key("附件", "附件的名称", ())
    sign: Line = key("落款", "署名的机关", "", example="{主办单位}")


class Blank(Record):
    """还没有的内容先印什么。"""

    place: Line = key("名称", "花括号里的名称", example="文号")
    text: Prose = key("印成", "没有内容时印的话", example="平教体〔　　〕　　号")


class OpinionBox(Record):
    """申报报告后面的一个意见栏 (plan 四.1)。"""

    name: Line = key("名称", "栏名", example="学校意见")
    events: Events = key("事项", "哪些决定的理由印在这一栏", ())
    reviews: ReviewKinds = key("审核", "哪些审核的意见印在这一栏", ())
    text: Line = key("文", "每一条怎样印", "{意见}（{机关}，{日期}）")


class Letters(Record):
    """文稿的话 ``standards/reports.yml``：反馈意见书、申报报告、聘书、表彰、通知、牌匾怎样写 (R-6.2.3, R-4.1.3, R-4.2.2, R-6.3.2)。"""

    letters: tuple[Letter, ...] = key("文稿", "每种文稿一份")
    blanks: tuple[Blank, ...] = key("待填", "还没有的内容先印什么；没有列出的，整段不印", ())
    boxes: tuple[OpinionBox, ...] = key("意见栏", "申报报告后面的意见栏，按先后", (), source="plan 四.1")
    not_appointed: Roles = key("不发聘书", "这些角色不发聘书", (), example="市教研员")


class Places(NamedTuple):
    """The names that a document knows: anywhere in it, and in a line or a row of its list."""

    text: tuple[str, ...]
    line: tuple[str, ...] = ()


LIST, TABLE = "名单", "表"
CITY_PLACES = ("城市", "主办单位", "联系", "指导思想", "学年", "首年", "次年", "文号")
BASE_PLACES = ("全称", "简称", "学校", "县区", "学科组", "学段", "学科")
ROUND_PLACES = ("部署文号", "清单编号", "评价标准", "计分日期", "决定文号", "公示起", "公示止", "公示工作日", "申诉途径", "反馈主题", "基地数")
_RESULT = ("等次", "原等次", "更正理由", "经验", "问题", "建议", "整改要求", "整改时限")
_CYCLE = ("决定日期", "周期起", "周期止")

PLACES: Mapping[str, Places] = {
    "feedback": Places((*BASE_PLACES, *ROUND_PLACES, *_RESULT, "删节")),
    "scores": Places((*BASE_PLACES, "计分日期", "评价标准"), ("类别", "得分", "分值", "得分率")),
    "application": Places((*BASE_PLACES, "报告标题", "日期", "学科组人数", "近三年")),
    "application-members": Places(BASE_PLACES, ("序号", "姓名", "单位", "角色", "职称", "荣誉")),
    "application-outcomes": Places(BASE_PLACES, ("序号", "类别", "名称", "级别", "人员", "日期")),
    "application-evidence": Places(BASE_PLACES, ("序号", "类别", "名称", "日期", "位置")),
    "application-opinions": Places(BASE_PLACES),
    "appointment": Places((*BASE_PLACES, "姓名", "单位", "角色", "起", "止")),
    "commendation": Places((*ROUND_PLACES, "个人数"), ("序号", *BASE_PLACES)),
    "commendation-people": Places(ROUND_PLACES, ("序号", *BASE_PLACES, "表彰类别", "姓名")),
    "commendation-deeds": Places(ROUND_PLACES, ("序号", *BASE_PLACES, "表彰类别", "姓名", "事迹")),
    "honour-base": Places((*BASE_PLACES, "等次")),
    "honour-person": Places((*BASE_PLACES, "表彰类别", "姓名")),
    "notice-assessment": Places((*ROUND_PLACES, "学年起", "学年止", "材料截止", "总分", "类别与分值", "等次")),
    "notice-assessment-bases": Places(ROUND_PLACES, ("序号", *BASE_PLACES)),
    "notice-publicity": Places(ROUND_PLACES, ("序号", *BASE_PLACES, "等次")),
    "notice-results": Places(ROUND_PLACES, ("序号", *BASE_PLACES, "等次")),
    "notice-candidates": Places(("决定日期", "公示工作日"), ("序号", *BASE_PLACES)),
    "notice-recognition": Places(("决定日期",), ("序号", *BASE_PLACES, "周期起", "周期止")),
    "notice-revocation": Places((*BASE_PLACES, "首次学年", "首次决定", "再次学年", "再次决定", "理由", "陈述", "决定日期")),
    "notice-remedy": Places((*BASE_PLACES, *_RESULT, "决定文号", "决定日期", "申诉途径", "整改计划天数")),
    "notice-renewal": Places(("认定周期年数", "开启认定月数"), ("序号", *BASE_PLACES, "周期起", "周期止")),
    "plaque": Places((), ("序号", *BASE_PLACES, *_CYCLE, "年月", "汉字年月")),
}
BOX_PLACES = ("意见", "结论", "机关", "日期")
PLACE = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"\{[^{}]*\}|[{}]")


def allowed(id: str, line: bool = False) -> tuple[str, ...]:
    """The names that a document's texts may hold, or those of its list's lines."""
    places = PLACES[id]
    lists = (LIST, TABLE) if places.line else ()
    return (*CITY_PLACES, *places.line) if line else (*CITY_PLACES, *places.text, *lists)


def strangers(text: str, names: tuple[str, ...]) -> Iterator[str]:
    """What stands in braces and is none of the names, and braces that are no pair."""
    for found in _BRACE.findall(text):
        if found[1:-1] not in names or len(found) == 1:
            yield found
