"""What a lesson says of itself without being asked: in its name, in lines such as “授课人：”, in the file. Only what is certain; never invented."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ...model.base import Base
from ...model.city import City
from ...model.textbooks import Textbooks
from ...model.types import half_width
from ...model.vocabulary import Term
from ...model.work import Resource
from ..days import whole_day

_CALLED = {
    "作者": "作者 授课人 授课教师 授课老师 执教 执教人 执教者 执教教师 教师 任课教师 主备人 主备教师 设计者 设计人 设计教师 编写 编写人 "
    "撰写人 主讲 主讲人 主讲教师",
    "课题": "课题 课题名称 课名 教学内容",
    "单元": "单元",
    "年级": "年级 授课年级 适用年级",
    "册次": "册次",
    "教材版本": "教材 教材版本 版本",
    "课型": "课型",
    "课时": "课时",
    "日期": "日期 时间 授课时间 授课日期 完成日期",
    "审核": "审核 审核人 审核教师",
}
_LABELS = {label: key for key, labels in _CALLED.items() for label in labels.split()}
_LABEL = re.compile(rf"(?:^|[\s　；;，,|])({'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:：]\s*")
_NAME = re.compile(r"[㐀-鿿]{2,4}(?:·[㐀-鿿]{1,6})?")
_SHORT = re.compile(r"([一二三四五六七八九])(上|下)(?![面边课学午节月半周期])")
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>(\d{4}-\d\d-\d\d)")
_FIRST_DAY = datetime.date(2015, 1, 1)  # before it a clock was not set, or a template's date was kept


@dataclass
class Guess:
    """Values by key, as text, and where each was seen, in words."""

    values: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)

    def offer(self, key: str, text: str, where: str) -> None:
        """The first answer stays."""
        if text and key not in self.values:
            self.values[key], self.seen[key] = text, where


def guessed(city: City, base: str, names: Iterable[str], pairs: Iterable[tuple[str, str]], written: datetime.date | None = None) -> Guess:
    """What can be known of a resource: ``names`` are its title and file name, ``pairs`` its lines (label, answer), ``written`` its last change."""
    guess, names = Guess(), list(names)
    for label, answer in pairs:
        key = _LABELS.get(label, "")
        guess.offer(key, _answer(city, key, answer), f"“{label}：{answer[:20]}”") if key else None
    text = " ".join([*names, guess.values.get("课题", "")])
    for key, kind in (("类型", "resource_type"), ("年级", "grade"), ("册次", "volume"), ("教材版本", "edition")):
        guess.offer(key, only_word(city, kind, half_width(text)), "名称")
    for match in list(_SHORT.finditer(text))[:1]:
        guess.offer("年级", _term(city, "grade", f"{match[1]}年级"), f"名称里的“{match[0]}”")
        guess.offer("册次", _term(city, "volume", f"{match[2]}册"), f"名称里的“{match[0]}”")
    if written and _FIRST_DAY <= written <= city.today:
        guess.offer("日期", written.isoformat(), "文件最后一次修改的日期")
    _from_neighbours(city, base, guess)
    return guess


def labelled(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """``授课人：李文静  年级：八年级`` → (授课人, 李文静), (年级, 八年级)."""
    for line in lines:
        found = list(_LABEL.finditer(line))
        for match, following in pairwise([*found, None]):
            assert match
            answer = line[match.end() : following.start() if following else None]
            yield match[1], re.split(r"\s{2,}|　|\||；|;", answer.strip())[0].strip()


def is_label(text: str) -> bool:
    """Whether a cell only asks for something that is known."""
    return bare(text) in _LABELS


def bare(text: str) -> str:
    """A label without blanks, stars and colons."""
    return re.sub(r"[\s　*＊:：]", "", half_width(text))


def written_on(data: bytes) -> datetime.date | None:
    """The day of the last change that an office file tells of itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            info = package.getinfo("docProps/core.xml")
            match = _MODIFIED.search(package.read(info)) if info.file_size < 100_000 else None
            return datetime.date.fromisoformat(match[1].decode()) if match else None
    except (KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.BadZipFile):
        return None


def _answer(city: City, key: str, answer: str) -> str:
    """What an answer means for a field; empty if it is not certain."""
    text = half_width(answer)
    kind = {"年级": "grade", "册次": "volume", "教材版本": "edition", "课型": "lesson_type"}.get(key)
    if kind:
        return _term(city, kind, text) or only_word(city, kind, text)
    if key == "日期":
        day = whole_day(answer)
        return day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
    if key == "课时":
        return match[0] if (match := re.search(r"\d{1,2}", text)) and "第" not in text else ""
    if key in {"作者", "审核"}:
        people = [one for one in re.split(r"[、，,；;\s]+", answer) if one]
        return "、".join(people) if people and all(_NAME.fullmatch(one) for one in people) else ""
    return answer[:60]


def _term(city: City, kind: str, text: str) -> str:
    found = city.vocabulary.find(kind, text)
    return found.name if found else ""


def only_word(city: City, kind: str, text: str) -> str:
    """The one term that a text names, the longest if one holds another; empty if it names several or none."""
    named = {word: term for term in city.vocabulary.of(kind) for word in _words(term) if word in text}
    longest = {term.name for word, term in named.items() if not any(word != other and word in other for other in named)}
    return longest.pop() if len(longest) == 1 else ""


def _words(term: Term) -> list[str]:
    return [word for word in (term.name, *term.aliases) if len(word) > 1]


def _from_neighbours(city: City, base: str, guess: Guess) -> None:
    """The edition that all of the base's resources have; the generation of the only book that fits."""
    records = [entry.record for entry in city.of(Resource, base)]
    editions = {one.edition for one in records} - set(_any(city))
    if len(editions) == 1:
        guess.offer("教材版本", editions.pop(), "本基地别的资源都是这个版本")
    shelves = [entry.record for entry in city.of(Textbooks)]
    stage, subject = next(((entry.record.stage, entry.record.subject) for entry in city.of(Base, base)), ("", ""))
    wanted = [guess.values.get(key, "") for key in ("教材版本", "年级", "册次")]
    fitting = {one.generation for one in shelves if one.fits(stage, subject, wanted[0], one.generation) and one.holds(wanted[1], wanted[2])}
    if len(fitting) == 1 and all(wanted):
        guess.offer("课标代", str(fitting.pop() or ""), "教材目录里只有这一代")


def _any(city: City) -> list[str]:
    """Editions that are none."""
    return [term.name for term in city.vocabulary.of("edition") if term.id in {"buxian", "qita"}]
