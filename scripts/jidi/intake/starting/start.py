"""A new file to write in: what must be filled in is, what may be stands ready behind ``#``, the body has its outline (plan 四.3, 四.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...load.rules import MISSING
from ...model import types
from ...model.base import Base, Members
from ...model.city import City, PathKey
from ...model.finding import Finding, Place
from ...model.kinds import BASE_KINDS, KINDS, Kind
from ...model.record import Record
from ...model.work import Activity, Plan, Summary
from ..draft import Draft, read_draft
from ..fields import Field, fields
from ..filing.naming import record_path
from ..filing.placing import natural_key
from ..filing.writing import field_lines, file_text, said, scalar
from ..outline import body_of
from ..schools import all_schools
from ..settle import settle
from ..sheets import headings

SET = "--set"
# What people call the kinds, besides their ids and names.
CALLED = {
    "base": ("基地",),
    "activities": ("activity", "活动"),
    "resources": ("resource", "资源"),
    "plans": ("plan",),
    "summaries": ("summary", "总结"),
    "application": ("申报",),
    "rules": ("rule",),
    "selfs": ("self",),
    "lessons": ("lesson", "课例"),
    "experiments": ("experiment", "实验"),
    "experience": (),
    "surveys": ("survey", "调研"),
    "quality": ("质量",),
    "environment": ("环境",),
    "members": ("member", "成员"),
    "outcomes": ("outcome", "成果", "获奖", "课题"),
    "meetings": ("meeting", "会议"),
    "training": ("外出",),
    "guidance": ("指导",),
    "budget": ("经费",),
}
_LATER = {"base": ("全称", "简称", "学科组"), "plans": ("标题",)}  # their likely answers are made of the others


@dataclass(frozen=True)
class Started:
    """``path`` → ``text`` to be written; ``findings``: why not. ``also``: files that come with it."""

    path: str = ""
    text: str = ""
    findings: tuple[Finding, ...] = ()
    also: tuple[tuple[str, str], ...] = ()


def kind_called(word: str) -> Kind | None:
    """The kind that a word means, Chinese or English."""
    text = word.strip().lower()
    return next((kind for kind in BASE_KINDS if text in (kind.id, kind.name, *CALLED.get(kind.id, ()))), None)


def asked(kind: Kind) -> tuple[tuple[str, Field], ...]:
    """What must be answered: key (``校领导小组.组长`` within a small record) and field; lists of small records are begun empty."""
    found: list[tuple[str, Field]] = []
    for field in fields(kind.model):
        if field.required and field.inner and not field.many:
            found += [(f"{field.key}.{one.key}", one) for one in fields(field.inner) if one.required]
        elif field.required and not (field.inner and field.many and not _named(field)):
            found.append((field.key, field))
    later = _LATER.get(kind.id, ())
    return tuple(sorted(found, key=lambda one: one[0] in later))


def _named(field: Field) -> bool:
    """A list of people or of schools with their numbers can be said in a line."""
    return field.key in ("作者", "参加")


def draft_of(city: City, kind: Kind, base: str, texts: Mapping[str, str]) -> Draft:
    """What was answered, as a draft; an answer's place is its ``--set``."""
    values: dict[str, Any] = {}
    for key, text in texts.items():
        first, _, rest = key.partition(".")
        if rest:
            values.setdefault(first, {})[rest] = text
        else:
            values[key] = text
    for field in fields(kind.model):
        if field.required and field.inner and field.many and not str(values.get(field.key) or "").strip():
            values[field.key] = []
    if kind.model is Activity:
        values["状态"] = _planned(city, values)
    if kind.model is Plan and not values.get("学年") and city.vocabulary.is_term("plan_kind", str(values.get("类型")), "xuenianjihua"):
        values["学年"] = city.school_year(city.today)
    places: dict[PathKey, Place] = {tuple(key.split(".")): Place(f"{SET} {key}", 1, f"“{text[:30]}”") for key, text in texts.items()}
    return Draft(kind, base, values, {(): Place("new", 1, kind.name)} | places)


def _planned(city: City, values: Mapping[str, Any]) -> str:
    """An activity that is yet to come is planned, unless something else is said."""
    later = str(values.get("日期", "")) > city.today.isoformat()
    planned = next((term.name for term in city.vocabulary.of("activity_status") if term.id == "jihua"), "")
    return str(values.get("状态") or (planned if later else ""))


def read_answers(city: City, draft: Draft) -> tuple[Record | None, list[Finding]]:
    """The record, or what is wrong with the answers."""
    settled, wrong = settle(city, draft)
    record, more = read_draft(settled, city.vocabulary)
    return (None if wrong else record), [*wrong, *(one for one in more if one.code != MISSING.code or not wrong)]


def wrong_answer(city: City, kind: Kind, base: str, key: str, text: str) -> str:
    """What is wrong with one answer, and how to mend it; empty if nothing."""
    _, findings = read_answers(city, draft_of(city, kind, base, {key: text}))
    return next((f"{one.message}。{one.fix}" for one in findings if one.place.file == f"{SET} {key}"), "")


def start(city: City, kind: Kind, base: str, texts: Mapping[str, str]) -> Started:
    """The file, ready to write in; or why it cannot be."""
    draft = draft_of(city, kind, base, texts)
    record, findings = read_answers(city, draft)
    if record is None:
        return Started(findings=tuple(findings))
    taken = {*(entry.file for entry in city.entries), *city.broken, *city.files}
    known = {natural_key(entry.kind.id, entry.base, entry.record): entry.file for entry in city.entries}
    path = known.get(natural_key(kind.id, base, record)) or _of_the_year(city, kind, base, record) or record_path(kind, base, record, taken)
    if path in taken:
        return Started(findings=(MISSING.at(draft.at(), f"已经有了 {path}", "没有改动；直接打开那个文件写，或换一个标题"),))
    also = _with_base(city, base, record) if isinstance(record, Base) else ()
    return Started(path, _text(city, kind, base, record, path), also=also)


def _of_the_year(city: City, kind: Kind, base: str, record: Record) -> str:
    """The plan or the summary that the year has already: one is enough, whatever it is called."""
    if not isinstance(record, Plan | Summary) or not record.year:
        return ""
    alike = [one for one in city.of(type(record)) if one.base == base and one.record.year == record.year]
    return next((one.file for one in alike if getattr(one.record, "kind", "") == getattr(record, "kind", "")), "")


def _text(city: City, kind: Kind, base: str, record: Record, path: str) -> str:
    written = said(record)
    lines = [f"# yaml-language-server: $schema={'../' * path.count('/')}schema/{kind.id}.json"]
    lines += [line for key, value in written.items() for line in field_lines(key, value)]
    offered = [field for field in fields(kind.model) if field.key not in written or written[field.key] == ()]
    lines += [line for field in offered for line in _offer(city, base, field, field.key in written)]
    head = "".join(f"{line}\n" for line in lines)
    if not kind.body:
        return head
    body = body_of((title, "") for title in headings(city, kind, str(getattr(record, "kind", ""))))
    return f"---\n{head}---\n\n{body}"


def _offer(city: City, base: str, field: Field, begun: bool) -> Iterator[str]:
    """A field that may be written: take away the ``#`` and write your own. ``begun``: it stands above, empty."""
    meaning = re.sub(r"\s+", " ", field.meaning)
    if field.inner:
        yield f"# 有了「{field.key}」，把上面的 [] 换成这样一行一个：" if begun else f"# {field.key}:  # {meaning}"
        yield f"#   {'- ' if field.many else ''}{_inner(city, base, field.inner)}"
    else:
        yield f"# {field.key}: {_sample(city, base, field)}  # {meaning}"


def _inner(city: City, base: str, model: type[Record]) -> str:
    """A small record as it may be written."""
    shown = [one for one in fields(model) if one.required or (one.example and not one.inner)]
    return "{" + ", ".join(f"{one.key}: {_sample(city, base, one)}" for one in shown) + "}"


def _sample(city: City, base: str, field: Field) -> str:
    """A value that may stand there, as YAML."""
    if field.inner:
        return f"[{_inner(city, base, field.inner)}]" if field.many else _inner(city, base, field.inner)
    if field.school:
        return next((entry.record.school for entry in city.of(Base, base)), next((one.id for one in all_schools(city)), "xuexiao"))
    if field.words:
        return scalar(field.example or field.default or next(iter(city.vocabulary.names(field.words)), ""))
    plain = {types.read_day: city.today.isoformat(), types.read_year: city.school_year(city.today), **_PLAIN}
    text = field.example or field.default or next((plain[read] for read in field.reads if read in plain), "……")
    return f"[{text}]" if field.many and types.read_day in field.reads else scalar(text)


_PLAIN = {
    types.read_count: "1",
    types.read_amount: "1",
    types.read_yes: "是",
    types.read_id: "P01",
    types.read_ref: "resources/yici-hanshu",
    types.read_url: "https://example.cn/1.mp4",
}


def _with_base(city: City, base: str, card: Base) -> tuple[tuple[str, str], ...]:
    """A new base's list of members, with those whom its card names, and folders for what it will do."""
    roles = {term.id: term.name for term in city.vocabulary.of("member_role")}
    office = [school for school in all_schools(city) if city.vocabulary.is_term("school_kind", school.kind, "jiaoyanjigou")]
    people = [{"姓名": card.school_group.leader, "学校": card.school, "角色": roles.get("jidizhuren", "")}]
    if len(office) == 1:
        people.append({"姓名": card.researcher, "学校": office[0].id, "角色": roles.get("shijiaoyanyuan", "")})
    members = Members.model_validate({"成员": people}, context={"vocabulary": city.vocabulary})
    kept = [(f"bases/{base}/{folder}/.gitkeep", "") for folder in ("activities", "plans", "resources")]
    text = file_text(KINDS["members"], members)
    return ((f"bases/{base}/members.yml", text), *kept)


def base_id(city: City, stage: str, subject: str) -> str:
    """``cz-shuxue`` for 初中 and 数学, with ``-2`` if that seat has had one; empty if the city has no such subject in that stage."""
    stage_term, subject_term = city.vocabulary.find("stage", stage), city.vocabulary.find("subject", subject)
    if not stage_term or not subject_term:
        return ""
    subjects = city.stages.get(stage_term.id, {}).get("subjects", {})
    assert isinstance(subjects, Mapping)
    own = next((id for id, one in subjects.items() if one["name"] == subject_term.name), "")
    return f"{stage_term.id}-{own}" if own else ""
