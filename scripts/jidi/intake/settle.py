"""Text as it was written becomes values that the reader takes: schools by name, days without a year, cells that hold several records."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from typing import Any

from ..load.rules import MISSING
from ..model.city import City, PathKey
from ..model.finding import Finding
from ..model.record import Record
from ..model.types import half_width, read_list
from ..model.work import HELD, Activity, Attachment
from . import rules
from .days import Span, count_days, whole_day, yearless
from .draft import Draft
from .fields import Field, fields
from .schools import meant, remedy
from .small import SEPARATOR, Unclear, example, small_records

_TICKS = {"√": "是", "✓": "是", "✔": "是", "☑": "是", "×": "否", "✗": "否", "✘": "否", "☐": "否"}


def settle(city: City, draft: Draft) -> tuple[Draft, list[Finding]]:
    """The draft with its texts made into values, and what could not be told apart. Empty texts are left out."""
    settler = _Settler(city, draft)
    values = settler.record(draft.model, draft.values, ())
    if draft.model is Activity and not values.get("参加") and not _held(city, values):
        values["参加"] = []  # nobody has come yet
    missing = [field for field in fields(draft.model) if field.required and field.inner and field.many and field.key not in values]
    for field in missing:
        if not str(draft.values.get(field.key) or "").strip():
            settler.findings.append(MISSING.at(draft.at(field.key), f"缺少必填的「{field.key}」", f"填上「{field.key}」，如“{example(city, field)}”"))
    return dataclasses.replace(draft, values=values), settler.findings


def _held(city: City, values: Mapping[str, Any]) -> bool:
    """An activity took place unless it says that it did not."""
    return city.vocabulary.is_term("activity_status", str(values.get("状态") or ""), *HELD) or not values.get("状态")


class _Settler:
    """One draft on its way; gathers findings."""

    def __init__(self, city: City, draft: Draft) -> None:
        self.city, self.draft = city, draft
        self.span: Span | None = city.year_span(draft.year) if draft.year else None
        self.findings: list[Finding] = []

    def record(self, model: type[Record], values: Mapping[str, Any], path: PathKey) -> dict[str, Any]:
        known = {field.key: field for field in fields(model)}
        settled = {key: self.value(known[key], value, (*path, key)) if key in known else value for key, value in values.items()}
        return {key: value for key, value in settled.items() if value is not None and value != ""}

    def value(self, field: Field, value: Any, path: PathKey) -> Any:
        if field.inner and isinstance(value, Mapping):
            return self.record(field.inner, value, path)
        if isinstance(value, list | tuple):
            return [self.value(field, one, (*path, number)) for number, one in enumerate(value)]
        if not isinstance(value, str):
            return value
        try:
            return self.text(field, value.strip(), path)
        except Unclear as unclear:
            self.findings.append(unclear.rule.at(self.draft.at(*path), unclear.message, unclear.fix))
            return None

    def text(self, field: Field, text: str, path: PathKey) -> Any:
        if not text:
            return None
        if field.inner is Attachment:
            return self.attachments(text, path)
        if field.inner:
            return small_records(self.city, self.draft.base, field, text, self.span)
        if field.many and (field.school or field.words):
            return [self.single(field, one, path) for one in read_list(text)]
        return self.single(field, text, path)

    def single(self, field: Field, text: str, path: PathKey) -> Any:
        if field.words:
            return self.word(field, text)
        if field.school:
            return self.school(text, path)
        if field.day:
            return self.day(field, text, path)
        if field.yes:
            return _TICKS.get(text, text)
        return re.sub(r"^(\d+)\.0+$", r"\1", half_width(text)) if field.count else text

    def word(self, field: Field, text: str) -> str:
        """Blanks inside a word are slips; a word that is right with them stays."""
        return text if self.city.vocabulary.find(field.words, text) else re.sub(r"\s", "", text)

    def school(self, text: str, path: PathKey) -> str | None:
        schools = meant(self.city, self.draft.base, text)
        if len(schools) == 1:
            return schools[0].id
        self.findings.append(rules.SCHOOL.at(self.draft.at(*path), *remedy(self.city, self.draft.base, text)))
        return None

    def day(self, field: Field, text: str, path: PathKey) -> str | None:
        day, place = whole_day(text, self.span), self.draft.at(*path)
        if (several := count_days(text)) > 1:
            self.findings.append(rules.ONE.at(place, f"「{field.key}」写了 {several} 个日期：“{text[:40]}”", "一次一行；连着几天的写第一天，其余写进正文"))
            return None
        if not yearless(day):
            return day
        self.findings.append(rules.WHEN.at(place, f"「{field.key}」写的是“{text[:20]}”，没有写哪一年", "写成“2026-10-12”的样子（年-月-日）"))
        return None

    def attachments(self, text: str, path: PathKey) -> list[dict[str, str]]:
        """Files by name (those that came along are added later), by their path below ``files/``, or by address."""
        folder = f"bases/{self.draft.base}/files/"
        along = {one.name.casefold() for one in self.draft.files}
        found: list[dict[str, str]] = []
        for part in (part.strip() for part in SEPARATOR.split(text) if part.strip()):
            if match := re.search(r"https?://\S+", part):
                found.append({"网址": match[0], "名称": part.replace(match[0], "").strip(" ：:") or match[0]})
            elif folder + part in self.city.files:
                found.append({"文件": part, "名称": part.rsplit("/", 1)[-1]})
            elif re.split(r"[\\/]", part)[-1].casefold() not in along:
                self.findings.append(
                    rules.FILE.at(self.draft.at(*path), f"没有找到附件“{part[:60]}”", "把它和交来的文件放在同一个文件夹，名字写全（连 .pptx 这样的后缀）")
                )
        return found
