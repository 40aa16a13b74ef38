"""Nobody's personal data, in the material and in what is attached to it; no markup in texts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.city import City
from ...model.finding import Place
from ..rule import Slip, rule
from .grids import PUPILS, RANKS, asks_for_marks
from .inside import inside, named
from .kinds import BY_CODE, MARKS_TABLE
from .met import met
from .texts import texts

# A tag of HTML with nothing but attributes in it: “<a b^c, 即…>” in a lesson is a pair of signs.
TAG = re.compile(
    r"<!--|</?(?:a|abbr|audio|b|base|blockquote|body|br|button|center|code|details|div|em|embed|fieldset|font|form|frame|frameset|h[1-6]|head|hr|html|i|iframe"
    r"|img|input|link|li|main|marquee|math|meta|noscript|object|ol|option|p|pre|s|script|section|select|span|strike|strong|style|sub|summary|sup|svg|table"
    r"|tbody|td|textarea|template|th|title|tr|u|ul|video)(?:\s+[a-zA-Z:-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+))?)*\s*/?>",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`\n]*`")


def told(city: City, code: str) -> Iterator[Slip]:
    """Where something of a kind stands in the texts and the attachments; only its ends are repeated."""
    kind = BY_CODE[code]
    for one in city.once(met):
        if one.code == code:
            yield one.entry.at()._replace(line=one.line), f"这里有{kind.what} {one.shown}", one.instead
    yield from _attached(city, code, kind.what, kind.instead(0))


def _attached(city: City, code: str, what: str, instead: str) -> Iterator[Slip]:
    for file in (one for one in city.files if one.startswith("bases/")):
        for trace in inside(city, file).traces:
            if trace.code == code:
                where = f"附件“{file.split('/files/', 1)[-1]}”" + (f"的“{trace.part}”" if trace.part else "")
                more = f" 等 {trace.count} 处" if trace.count > 1 else ""
                yield city.once(named).get(file, Place(file)), f"{where}里有{what} {trace.shown}{more}".rstrip(), f"打开附件，{instead}；换上改好的文件"


@rule("YS01", "不写身份证号", "个人信息保护法")
def no_identity_numbers(city: City) -> Iterator[Slip]:
    """身份证号一旦进了公开的网页和历史记录就收不回来。"""
    return told(city, "YS01")


@rule("YS02", "不写手机号", "个人信息保护法")
def no_mobile_numbers(city: City) -> Iterator[Slip]:
    """公开手机号会招来骚扰和诈骗。要联系就写科室和办公电话。"""
    return told(city, "YS02")


@rule("YS03", "不写学籍号", "未成年人学校保护规定")
def no_pupil_numbers(city: City) -> Iterator[Slip]:
    """学籍号能查到一个孩子的全部信息。"""
    return told(city, "YS03")


@rule("YS04", "不放带姓名的成绩表和名次表", "未成年人学校保护规定")
def no_lists_with_marks(city: City) -> Iterator[Slip]:
    """公布学生成绩和排名是法律禁止的；教师和学校也不排名。"""
    for entry in (one for one in city.own if "|" in (body := one.body) and any(word in body for word in sorted(PUPILS | RANKS))):
        for line, text in texts(entry):
            if text.count("|") > 1 and asks_for_marks([cell.strip() for cell in text.split("|")]):
                yield entry.at()._replace(line=line), f"表头是“{text.strip()[:40]}”，像是成绩或名次表", "删掉姓名列和名次列，只留汇总"
    yield from _attached(city, MARKS_TABLE, "带姓名的成绩表", "删掉姓名列和名次列，只留汇总")


@rule("YS05", "不宣传升学率、高分和状元", "未成年人学校保护规定")
def no_exam_boasting(city: City) -> Iterator[Slip]:
    """教育部三令五申不许宣传升学情况。写教学上的做法和改进。"""
    for one in city.once(met):
        if one.code == "YS05" and one.entry.base:
            yield one.entry.at()._replace(line=one.line), f"这里写了“{one.shown}”", one.instead


@rule("YS08", "不写银行卡号", "个人信息保护法")
def no_bank_cards(city: City) -> Iterator[Slip]:
    """课酬、报销的表里常有银行卡号，放到网上就能被人冒用。"""
    return told(city, "YS08")


@rule("YS09", "不写家庭住址", "个人信息保护法", level="warning")
def no_home_addresses(city: City) -> Iterator[Slip]:
    """写到门牌的住址能找到一个人的家。学校和办公室的地址可以写。"""
    return told(city, "YS09")


@rule("YS12", "姓名旁边不写分数", "未成年人学校保护规定")
def no_marks_beside_names(city: City) -> Iterator[Slip]:
    """一句“某某考了多少分”，就公布了一个学生的成绩。"""
    return told(city, "YS12")


@rule("YS11", "姓名旁边不写生日", "个人信息保护法", level="warning")
def no_birthdays_beside_names(city: City) -> Iterator[Slip]:
    """姓名加生日就能认准一个人，能冒名查别的信息。"""
    return told(city, "YS11")


@rule("AQ02", "正文不写 HTML", "本项目约定：安全")
def no_raw_html(city: City) -> Iterator[Slip]:
    """HTML 标签会原样显示成文字，不会起作用；能藏程序，所以一律不用。"""
    for entry in (one for one in city.own if "<" in one.body):
        fenced = False
        for line, text in texts(entry):
            fenced ^= text.lstrip().startswith(("```", "~~~"))
            if not fenced and (tag := TAG.search(CODE.sub("", text))):
                yield entry.at()._replace(line=line), f"正文里有 HTML 标签“{tag[0][:30]}”", "改用 Markdown 的写法；要写小于号请用“＜”或放进反引号"


CHECKS = (
    no_identity_numbers, no_mobile_numbers, no_pupil_numbers, no_lists_with_marks, no_exam_boasting,
    no_bank_cards, no_home_addresses, no_marks_beside_names, no_birthdays_beside_names, no_raw_html,
)  # fmt: skip
