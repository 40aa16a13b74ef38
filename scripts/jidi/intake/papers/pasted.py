"""Words pasted out of a chat become an activity: what is certain goes to the fields, all of it stays in the body, what is missing is asked for (plan 七.2)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from ...load.text import MAX_BODY, Unreadable, decode
from ...model.base import Members
from ...model.city import City, PathKey
from ...model.finding import Finding, Place
from ...model.kinds import KINDS
from .. import rules
from ..draft import Draft, Note
from ..schools import meant, remedy
from ..taken import Taken, completed
from .docmarkdown import escaped, guarded
from .guess import only_word
from .lesson import line_of, unfit

_DAY = re.compile(r"(?<![\d.])(?:(\d{4})\s*[年.／/-]\s*)?(\d{1,2})\s*[月.／/-]\s*(\d{1,2})\s*[日号]?(?![\d%])")
_CLOCK = r"(凌晨|早上|上午|中午|下午|晚上)?\s*(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*(?:[:：]\s*([0-5]\d)|[点时]\s*(半|[0-5]\d)?\s*分?)"
_TIME = re.compile(rf"{_CLOCK}(?:\s*(?:[-—–~～至到]+)\s*{_CLOCK})?")
_PLACE = re.compile(r"在([^，。；：、,;\s在]{2,24}?)(?=[，。；,;\s]|举行|召开|开展|进行|举办|组织|$)")
_ROOM = re.compile(r"(?:室|楼|厅|馆|校|堂|场|中心|中学|小学|高中|幼儿园|会议)$")
_ONLINE = re.compile("线上|直播|腾讯会议|钉钉|网络|云教研")
_HAN = "[㐀-鿿]"
_PERSON = rf"{_HAN}{{2,4}}?(?:老师|校长|主任|组长|教研员)?"
_HOST = re.compile(rf"(?:^|[，。；,;\s由])({_PERSON})主持|主持(?:人)?[:：]\s*({_HAN}{{2,4}})", re.M)
_SPOKE = re.compile(rf"(?:^|[，。；：,;:\s由])((?:{_PERSON}[、和与及])*{_PERSON})(?:分别|共同|先后)?(执教|主讲|点评|授课|上课|记录)", re.M)
_CALLED = re.compile(r"(?:老师|校长|主任|组长|教研员)$")
_COUNT = re.compile(rf"({_HAN}{{2,20}}?)(?:来了|到了|到场|参加)?\s*(\d{{1,4}})\s*(余|多)?\s*[人名位]")
_LEAD = re.compile(r"^(?:到场|参加|其中|来自|有|和|还有|以及|另有)+(?:的|人员|学校|老师|教师)?[:：]?")
_TOTAL = re.compile(r"^(?:共|一共|总共|共计|合计|总计|全部|大约|约|听课教师|教师|老师|学生|到场|参加)")
_NOBODY = {"大家", "老师", "专家", "教师", "组长", "各校", "同行", "集体", "互相", "相互", "课后", "最后", "然后", "随后", "他们", "我们", "先后", "分别"}
_ROLES = {"授课": "执教", "上课": "执教"}
_NUMERALS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_LABEL = re.compile(r"^\s*(标题|主题|活动主题|活动名称|名称|地点|主持人|记录人|类型|级别|形式|目的|研训方式)\s*[:：]\s*(.+?)\s*$", re.M)
_SAME = {"主题": "标题", "活动主题": "标题", "活动名称": "标题", "名称": "标题"}
_ACTIVITY = "教研|活动|同课|公开|联片|研讨|培训|观摩|送教|集体"  # 市级教研, not 市级名师
_NEAR = datetime.timedelta(days=31)


def read_pasted(city: City, base: str, name: str, data: bytes, given: Mapping[str, str] | None = None) -> Taken:
    """A text file: UTF-8, or GBK as an old Windows saves it."""
    try:
        text = decode(data, name)
    except Unreadable as error:
        try:
            text = data.decode("gb18030") if b"\0" not in data else ""
        except UnicodeDecodeError:
            text = ""
        if not text:
            return Taken(findings=tuple(error.findings))
    return read_text(city, base, name, text, given)


def read_text(city: City, base: str, name: str, text: str, given: Mapping[str, str] | None = None) -> Taken:
    """One activity out of pasted words. ``name``: what the text is called in messages; ``given``: fields that the person said besides."""
    place = Place(name)
    if not text.strip():
        return Taken(findings=(rules.OPEN.at(place, "一个字也没有", "把微信里的那段话复制过来再运行"),))
    if len(text) > MAX_BODY:
        return Taken(findings=tuple(unfit(text, place)))
    return _Text(city, base, name, text.replace("\r\n", "\n").replace("\r", "\n"), given or {}).taken()


class _Text:
    """One text on its way: values with the line on which each stands, what is wrong, what was concluded."""

    def __init__(self, city: City, base: str, name: str, text: str, given: Mapping[str, str]) -> None:
        self.city, self.base, self.name, self.text, self.given = city, base, name, text, given
        self.values: dict[str, object] = {}
        self.places: dict[PathKey, Place] = {(): Place(name)}
        self.findings: list[Finding] = []
        self.wrong: set[str] = set()  # fields about which there is a finding already
        self.notes: list[Note] = []

    def taken(self) -> Taken:
        for find in (self._labels, self._day, self._time, self._place, self._host, self._words, self._mode, self._people, self._attendance, self._title):
            find()
        body = "\n\n".join(guarded(escaped(line.strip())) for line in self.text.split("\n") if line.strip()) + "\n"
        draft = Draft(KINDS["activities"], self.base, self.values, self.places, body)
        findings = (*self.findings, *unfit(body, Place(self.name)))
        asked = completed(draft, self.given, known=self.wrong)
        return Taken(() if findings else asked.drafts, (*findings, *asked.findings), tuple(self.notes))

    def _keep(self, key: str, value: object, at: int) -> None:
        if value and key not in self.values and key not in self.given:
            self.values[key] = value
            self.places[(key,)] = self._at(at)

    def _at(self, at: int) -> Place:
        return Place(self.name, self.text.count("\n", 0, at) + 1)

    def _labels(self) -> None:
        for match in _LABEL.finditer(self.text):
            self._keep(_SAME.get(match[1], match[1]), line_of(match[2]), match.start(2))

    def _day(self) -> None:
        """The one day that is spoken of, or the one that the text begins with; without a year, the one that is near to today."""
        if "日期" in self.given:
            return
        found = [match for match in _DAY.finditer(self.text) if self._days(match)]
        opening = [match for match in found if not self.text[self.text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()]
        if len(opening) > 1 and len({match[0] for match in opening}) > 1:
            second = opening[1]
            self.wrong.add("日期")
            said = f"“{opening[0][0]}”和“{second[0]}”都在一行的开头，像是几次活动"
            self.findings.append(rules.ONE.at(self._at(second.start()), said, "一次活动贴一次，分几次导入"))
            return
        match = opening[0] if opening else found[0] if len({one[0] for one in found}) == 1 else None
        if match is None:
            return
        near = [day for day in self._days(match) if match[1] or abs(day - self.city.today) <= _NEAR]
        if len(near) == 1:
            self._keep("日期", near[0].isoformat(), match.start())
            said = f"“{match[0]}”没有写年份，离今天最近的是 {near[0]}，按这一天记；不对就加 --set 日期=…"
            self.notes += [] if match[1] else [Note(self._at(match.start()), said)]
        else:
            self.wrong.add("日期")
            how = "写上年份，或再运行一次，加上 --set 日期=2026-10-12（换成那一天）"
            self.findings.append(rules.WHEN.at(self._at(match.start()), f"“{match[0]}”没有写哪一年，离今天一个月以上，不敢猜", how))

    def _days(self, match: re.Match[str]) -> list[datetime.date]:
        years = [int(match[1])] if match[1] else [self.city.today.year + one for one in (-1, 0, 1)]
        found: list[datetime.date] = []
        for year in years:
            try:
                found.append(datetime.date(year, int(match[2]), int(match[3])))
            except ValueError:
                continue
        return found if match[1] or "月" in match[0] else []

    def _time(self) -> None:
        found = [match for match in _TIME.finditer(self.text) if _clock(match[1], match[2], match[3], match[4])]
        if len(found) != 1:
            return
        [match] = found
        start = _clock(match[1], match[2], match[3], match[4])
        self._keep("开始", start, match.start())
        if match[6]:
            end = _clock(match[5] or match[1], match[6], match[7], match[8])
            self._keep("结束", end if end > start else "", match.start())

    def _place(self) -> None:
        found = [match for match in _PLACE.finditer(self.text) if _ROOM.search(match[1])]
        if len({match[1] for match in found}) == 1:
            self._keep("地点", line_of(found[0][1]), found[0].start(1))

    def _host(self) -> None:
        found = {_person(match[1] or match[2]): match for match in _HOST.finditer(self.text)}
        found = {name: match for name, match in found.items() if self._is_person(name)}
        if len(found) == 1:
            [(name, match)] = found.items()
            self._keep("主持人", name, match.start())

    def _words(self) -> None:
        """Terms of the vocabulary, where the text has exactly one of a kind and says it of the activity."""
        for key, kind in (("类型", "activity_type"), ("研训方式", "training_mode")):
            if word := only_word(self.city, kind, self.text):
                self._keep(key, word, 0)
        names = self.city.vocabulary.names("activity_level")
        levels = {name for name in names if len(name) > 1 and re.search(f"{name}(?={_ACTIVITY})", self.text)}
        self._keep("级别", levels.pop() if len(levels) == 1 else "", 0)

    def _mode(self) -> None:
        """Who came to a room was there; a mention of the net makes it doubtful."""
        if re.search("到场|现场|签到", self.text) and not _ONLINE.search(self.text) and "地点" in self.values:
            term = next((one for one in self.city.vocabulary.of("mode") if one.id == "xianxia"), None)
            self._keep("形式", term.name if term else "", 0)

    def _people(self) -> None:
        """Who taught, spoke or commented; who wrote it down."""
        titles = set(re.findall("《([^《》]{1,40})》", self.text))
        speakers: list[dict[str, str]] = []
        first = 0
        for match in _SPOKE.finditer(self.text):
            names = [_person(one) for one in re.split("[、和与及]", match[1])]
            if not all(map(self._is_person, names)):
                continue
            if match[2] == "记录":
                self._keep("记录人", names[0] if len(names) == 1 else "", match.start())
                continue
            word = _ROLES.get(match[2], match[2])
            role = self.city.vocabulary.find("participant_role", word)
            topic = {"题目": f"《{next(iter(titles))}》"} if len(titles) == 1 and word in {"执教", "主讲"} else {}
            speakers += [{"姓名": name, "角色": role.name if role else word, **topic} for name in names]
            first = first or match.start()
        self._keep("主讲", speakers, first)

    def _is_person(self, name: str) -> bool:
        return 2 <= len(name) <= 4 and name not in _NOBODY and (name in self._known or not re.search("学校|中学|小学|教师|老师|专家|大家", name))

    @property
    def _known(self) -> set[str]:
        return {member.name for entry in self.city.of(Members) for member in entry.record.members}

    def _attendance(self) -> None:
        """How many came from which school; a school that is not known stops it, for the sum would be wrong."""
        if "参加" in self.given:
            return
        found: list[dict[str, str]] = []
        first = -1
        for match, name in self._counted():
            schools = meant(self.city, self.base, name)
            if match[3] or len(schools) != 1:
                what, how = (f"“{match[0]}”不是准数", "写成准数，如 12人；不知道就删掉") if match[3] else remedy(self.city, self.base, name)
                more = "；或再运行一次，加上 --set 参加=学校 人数；学校 人数"
                self.wrong.add("参加")
                self.findings.append(rules.SCHOOL.at(self._at(match.start(1)), what, how + more))
                continue
            first = match.start() if first < 0 else first
            found.append({"学校": schools[0].id, "人数": match[2]})
        if len({one["学校"] for one in found}) < len(found):
            self.findings.append(rules.PART.at(self._at(first), "同一所学校写了两次人数，不知道要不要相加", "合成一处再贴，或加 --set 参加=…"))
        self._keep("参加", found, max(first, 0))

    def _counted(self) -> Iterator[tuple[re.Match[str], str]]:
        for match in _COUNT.finditer(self.text):
            name = _LEAD.sub("", match[1])
            if len(name) > 1 and not _TOTAL.match(name) and re.search("中学|小学|高中|学校|校|幼儿园|教研室|学院|本校", name):
                yield match, name

    def _title(self) -> None:
        lines = [line.strip() for line in self.text.strip().split("\n") if line.strip()]
        titles = set(re.findall("《[^《》]{1,40}》", self.text))
        if len(lines) > 1 and 4 <= len(lines[0]) <= 40 and not re.search(r"[，。；,;:：]|\d月", lines[0]):
            self._keep("标题", line_of(lines[0].strip("【】#* ")), 0)
        elif len(titles) == 1 and isinstance(kind := self.values.get("类型") or self.given.get("类型"), str):
            self._keep("标题", line_of(titles.pop() + kind), 0)


def _person(text: str) -> str:
    """李文静老师 → 李文静."""
    return _CALLED.sub("", text) if len(text) > 3 else text


def _clock(part: str | None, hour: str, minute: str | None, half: str | None) -> str:
    """``14:30``; empty if it is not certain whether it was before or after noon."""
    number = int(hour) if hour.isdecimal() else _numeral(hour)
    minutes = 30 if half == "半" else int(minute or half or 0)
    if part in {"下午", "晚上"} and number < 12:
        number += 12
    elif part is None and number < 7:
        return ""
    return f"{number:02}:{minutes:02}" if 0 <= number < 24 else ""


def _numeral(text: str) -> int:
    """十一 → 11."""
    tens, ten, ones = text.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + _NUMERALS.get(ones, 0) if text != "十" else 10
