"""Small records written in one cell: ``湖滨中学 12人；闹店中学 3人``, ``李文静 主讲 湖滨中学 《一次函数》``."""

from __future__ import annotations

import re
from typing import Any

from ..model.base import Honour
from ..model.city import City
from ..model.finding import Rule
from ..model.record import Record
from ..model.work import Participants, Person
from . import rules
from .days import Span, whole_day, yearless
from .fields import Field, fields
from .schools import all_schools, meant, remedy

SEPARATOR = re.compile(r"[；;\n]+")
_NAMES = re.compile(r"[；;\n、，,]+")  # for those in which no sentence stands
_TOKEN = re.compile(r"[^\s()（），,：:、]+")
_SAID = {"姓名": "李文静", "负责人": "李文静", "题目": "《一次函数》", "事项": "写出教学设计", "年份": "2024"}


class Unclear(Exception):
    """A part that cannot be told apart: the rule, what is wrong, how to mend it."""

    def __init__(self, rule: Rule, message: str, fix: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.fix = rule, message, fix


def small_records(city: City, base: str, field: Field, text: str, span: Span | None) -> list[dict[str, Any]] | str:
    """The inner records of a cell; bare names stay the text that they are.

    :raises Unclear: if a part cannot be read.
    """
    assert field.inner
    if field.inner is Person and not re.search(r"[\s()（）；;]", text.strip()):
        return text
    parts = (_NAMES if field.inner in (Participants, Honour, Person) else SEPARATOR).split(text)
    return [_small(city, base, field, part.strip(), span) for part in parts if part.strip()]


def _small(city: City, base: str, field: Field, part: str, span: Span | None) -> dict[str, Any]:
    assert field.inner
    part = re.sub(r"^(共计?|合计|总计|一共)\s*(?=\d)", "", part)
    spaced = re.sub(r"(?<=[^\d\s.])(\d+(?:\.0+)?\s*人)", r" \1", re.sub(r"(\d{4}年)(?=[^\d\s])", r"\1 ", part))
    found: dict[str, Any] = {}
    words = _Words(spaced)
    for token in _TOKEN.finditer(spaced):
        known = next((one for one in fields(field.inner) if one.key not in found and _fits(city, base, one, token[0])), None)
        if known:
            found[known.key] = _value(city, base, known, token[0], span)
        elif not words.take(field.inner, token):
            raise _strange(city, base, field, found, token[0])
    found |= words.found
    missing = [one.key for one in fields(field.inner) if one.required and one.key not in found and not (field.inner is Person and one.words)]
    if missing:
        raise Unclear(rules.PART, f"「{field.key}」里的“{part[:40]}”没有写{'、'.join(f'「{key}」' for key in missing)}", f"写成“{example(city, field)}”的样子")
    return found


class _Words:
    """Gathers what nothing tells apart: the first such word is the first plain field, all that follow are the last."""

    def __init__(self, text: str) -> None:
        self.text, self.found, self.end = text, dict[str, str](), -1

    def take(self, model: type[Record], token: re.Match[str]) -> bool:
        free = [one.key for one in fields(model) if one.free]
        empty = [key for key in free if key not in self.found]
        if empty:
            self.found[empty[0]] = token[0]
        elif len(free) > 1:
            self.found[free[-1]] += self.text[self.end : token.start()] + token[0]
        else:
            return False
        self.end = token.end()
        key = empty[0] if empty else free[-1]
        if self.found[key].count("（") > self.found[key].count("）") and self.text[self.end : self.end + 1] == "）":
            self.found[key], self.end = self.found[key] + "）", self.end + 1
        return True


def _strange(city: City, base: str, field: Field, found: dict[str, Any], token: str) -> Unclear:
    assert field.inner
    if any(one.school and one.key not in found for one in fields(field.inner)):
        return Unclear(rules.SCHOOL, *remedy(city, base, token))
    return Unclear(rules.PART, f"「{field.key}」里的“{token[:30]}”读不懂", f"写成“{example(city, field)}”的样子")


def _fits(city: City, base: str, field: Field, token: str) -> bool:
    if field.words:
        return city.vocabulary.find(field.words, token) is not None
    if field.school:
        return len(meant(city, base, token)) == 1
    if field.day:
        return whole_day(token) != token or yearless(token) or re.fullmatch(r"\d{4}-\d\d-\d\d", token) is not None
    return field.count and re.fullmatch(r"\d+(\.0+)?\s*[人次篇]*", token) is not None


def _value(city: City, base: str, field: Field, token: str, span: Span | None) -> str:
    if field.school:
        return meant(city, base, token)[0].id
    if field.day:
        if (day := whole_day(token, span)) == token and yearless(token):
            raise Unclear(rules.WHEN, f"「{field.key}」写的是“{token}”，没有写哪一年", "写成“2026-10-12”的样子（年-月-日）")
        return day
    return re.sub(r"\.0+", "", token) if field.count else token


def example(city: City, field: Field) -> str:
    """What may be written in the cell of a field that holds small records; the city's own schools and words."""
    assert field.inner
    names = sorted((school.name for school in all_schools(city)), key=len)[:2] or ["学校名称"]
    if field.inner is Participants:
        return "；".join(f"{name} {count}人" for name, count in zip(names, (12, 3), strict=False))
    parts = (_example(city, one, names[0]) for one in fields(field.inner) if one.required or one.school or one.key in _SAID)
    return " ".join(part for part in parts if part)


def _example(city: City, field: Field, school: str) -> str:
    if field.words:
        terms = city.vocabulary.of(field.words)
        return field.example or next((term.aliases[0] for term in terms if term.aliases), terms[0].name if terms else "")
    return school if field.school else _SAID.get(field.key) or field.example or ("2026-12-01" if field.day else "")
