"""A town in memory for the assessment: the city's real words, schools and rubric, bases and material as the test tells them."""

from __future__ import annotations

import datetime
import hashlib
import io
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from conftest import ROOT
from jidi.__main__ import run
from jidi.assess import Assessment, Scorecard, assess
from jidi.assess.score import Score
from jidi.load.city import read
from jidi.load.records import known_keys, make
from jidi.load.standards import load_standards
from jidi.load.tree import parse
from jidi.model.city import City, Entry, History
from jidi.model.finding import Finding
from jidi.model.kinds import KINDS
from jidi.model.rubric import Rubric

WORDS, STAGES, _ = load_standards(ROOT)
BASE, YEAR = "cz-shuxue", "2026-2027"
AFTER = datetime.date(2027, 9, 30)  # the round is over
RUBRIC_FILE = f"content/standards/rubric-{YEAR}.yml"
RUBRIC_TEXT = (ROOT / RUBRIC_FILE).read_text("utf-8")
LOSS = {"5.3": "3", "6.4": "3", "7.2": "2"}  # of the full marks: ten points lost, every category above 60 %
JUDGED = ("1.3", "2.3", "3.4", "4.4", "5.3", "6.4", "7.3", "8.4")
Told = dict[str, Any]
Piece = Entry[Any]


def _standard(kind: str) -> Piece:
    entry, findings = read(ROOT, f"content/{KINDS[kind].path}", KINDS[kind], WORDS)
    assert entry and not findings, findings
    return entry


TABLE, SCHOOLS = _standard("lifecycle"), _standard("schools")


def entry(kind: str, fields: Told, file: str, base: str = "", body: str = "") -> Piece:
    """A record as its file would tell it; every top key on a line of its own, the parts of a list on the next ones."""
    record = KINDS[kind].model.model_validate(fields, context={"vocabulary": WORDS})
    lines: dict[tuple[str | int, ...], int] = {}
    for key, value in fields.items():
        lines[key,] = len(lines) + 1
        for number in range(len(value) if isinstance(value, list) else 0):
            lines[key, number] = len(lines) + 1
    id = file.rsplit(".", 1)[0].removeprefix("bases/").removeprefix("content/")
    return Entry(KINDS[kind], base, id, file, record, body, lines=lines)


@cache
def rubric(*swaps: tuple[str, str]) -> Entry[Rubric]:
    """The year's real rubric, with some of its text changed: what an office does, and nothing else."""
    text = RUBRIC_TEXT
    for old, new in swaps:
        assert text.count(old) == 1, (text.count(old), old)
        text = text.replace(old, new)
    tree = parse(text, RUBRIC_FILE, 1, known_keys(Rubric))
    record, findings = make(Rubric, tree, RUBRIC_FILE, WORDS, 1)
    assert record is not None and not findings, findings
    return Entry(KINDS["rubrics"], "", "", RUBRIC_FILE, record, lines=tree.lines, sha256=hashlib.sha256(text.encode()).hexdigest())


def card(base: str = BASE, school: str = "xh-hubin", subject: str = "数学", stage: str = "初中", **more: Any) -> Piece:
    fields = {"全称": base, "简称": base, "学段": stage, "学科": subject, "学校": school, "学科组": "教研组", "教研员": "陈立新", "特色": "课例"}
    return entry("base", {**fields, "校领导小组": {"组长": "王明远", "职务": "校长"}, **more}, f"bases/{base}/base.yml", base)


_STEPS = (
    ("学校提交申报报告", -100, "新华区湖滨中学"), ("县区教研室初核上报", -90, "新华区教研室"), ("专家审核", -70, "市学科基地建设工作指导小组"),
    ("实地调研", -50, "市学科基地建设工作指导小组"), ("报领导小组", -40, "市学科基地建设工作指导小组"),
    ("拟确认", -30, "平顶山市学科基地建设领导小组"), ("确认并授牌", 0, "平顶山市教育体育局"),
)  # fmt: skip


def recognised(day: str = "2026-07-10", base: str = BASE) -> tuple[Piece, ...]:
    """The decisions from the application to the plaque; the cycle begins on ``day``."""
    first = datetime.date.fromisoformat(day)
    return tuple(decision(event, str(first + datetime.timedelta(days)), base, 机关=who) for event, days, who in _STEPS)


def decision(event: str, day: str, base: str = BASE, **more: Any) -> Piece:
    fields = {
        "标题": event,
        "类型": "记录",
        "基地": base,
        "事项": event,
        "日期": day,
        "机关": "领导小组",
        "文号": "平教体〔2026〕1号",
        "理由": "公示无异议",
        **more,
    }
    return entry("decisions", fields, f"content/decisions/{day}-{base}-{event}.yml")


def activity(day: str, base: str = BASE, name: str = "", body: str = "## 过程", **more: Any) -> Piece:
    """An ordinary meeting of the group on that day; everything that a complete record has but the follow-up."""
    fields = {
        "标题": f"教研 {day}{name}", "类型": "主题教研", "级别": "校级", "形式": "线下", "目的": "教研", "研训方式": "同伴互助", "日期": day, "地点": "东楼",
        "主持人": "李文静", "参加": [{"学校": "xh-hubin", "人数": 9}], "开始": "14:30", "主讲": [{"姓名": "李文静", "角色": "主讲"}],
        "无产出原因": "讨论为主", **more,
    }  # fmt: skip
    return entry("activities", fields, f"bases/{base}/activities/{day}{name}.md", base, body)


def came(*schools: tuple[str, int]) -> list[Told]:
    """Who took part: school and head count."""
    return [{"学校": school, "人数": count} for school, count in schools]


def city_event(day: str, base: str = BASE, people: int = 20, **more: Any) -> Piece:
    """A workshop for the whole city with teachers of 闹店中学 (宝丰县)."""
    return activity(day, base, **{"级别": "市级", "面向全市": True, "参加": came(("xh-hubin", 9), ("bf-minzhu", people)), **more})


def resource(name: str, day: str = "2026-10-20", base: str = BASE, **more: Any) -> Piece:
    fields = {
        "标题": name, "类型": "教学设计", "日期": day, "年级": "八年级", "册次": "下册", "教材版本": "人教版", "课标代": "2022课标版", "作者": "李文静",
        "许可": "署名-非商业", "状态": "已发布", "审核": "陈立新", **more,
    }  # fmt: skip
    return entry("resources", fields, f"bases/{base}/resources/{name}.md", base)


def members(people: Iterable[Told], groups: Iterable[Told] = (), pairs: Iterable[Told] = (), base: str = BASE) -> Piece:
    return entry("members", {"成员": list(people), "工作组": list(groups), "结对": list(pairs)}, f"bases/{base}/members.yml", base)


def outcomes(base: str = BASE, **more: list[Told]) -> Piece:
    """``课题`` ``成果`` ``获奖``, as ``outcomes.yml`` has them."""
    return entry("outcomes", more, f"bases/{base}/outcomes.yml", base)


def award(id: str, event: str, level: str, grade: str, people: str, day: str = "2027-03-01") -> Told:
    return {"编号": id, "赛事": event, "级别": level, "等次": grade, "获奖人": people, "日期": day}


def paper(folder: str, name: str, base: str = BASE, **fields: Any) -> Piece:
    """A Markdown record of any other kind of a base: ``rules`` ``plans`` ``summaries`` ``surveys`` ``experience`` …"""
    return entry(folder, {"标题": name, **fields}, f"bases/{base}/{folder}/{name}.md", base)


def plan(day: str = "2026-09-05", base: str = BASE, tasks: int = 1, **more: Any) -> Piece:
    each = [{"编号": f"P{number:02d}", "任务": "研讨", "时间": "10 月", "负责": "李文静"} for number in range(1, tasks + 1)]
    return paper("plans", YEAR, base, **{"类型": "学年计划", "日期": day, "学年": YEAR, "任务": each, **more})


def summary(day: str = "2027-07-01", base: str = BASE) -> Piece:
    return paper("summaries", YEAR, base, 学年=YEAR, 日期=day)


def panel(base: str = BASE, of: Entry[Rubric] | None = None, share: str = "1", **marks: str) -> Piece:
    """The panel's means: ``share`` of the most for every judged indicator, unless ``i5_3="4.2"`` says otherwise."""
    judged = [one for one in (of or rubric()).record.indicators if one.judged]
    own = {one.id: marks.get(f"i{one.id.replace('.', '_')}", str(one.max * Decimal(share))) for one in judged}
    told = [{"基地": base, "指标": id, "平均": mean, "份数": 5, "极差": "0.2"} for id, mean in own.items()]
    return entry("panels", {"学年": YEAR, "评价标准": "1.0", "评议": told}, f"content/rounds/{YEAR}-{base}-panel.yml")


def a_round(**more: Any) -> Piece:
    return entry("rounds", {"学年": YEAR, "状态": "进行中", **more}, f"content/rounds/{YEAR}.yml")


def settings(**more: Any) -> Piece:
    return entry("settings", {"城市": "平顶山市", "网站名称": "资源中心", "指导思想": "教研", **more}, "content/standards/city.yml")


def given(points: Mapping[str, str], base: str = BASE, of: Entry[Rubric] | None = None) -> list[Told]:
    """Exemptions that fix every indicator at its full marks, or at what ``points`` says (``""``: does not apply)."""
    full = {one.id: str(one.max) for one in (of or rubric()).record.indicators} | dict(points)
    fixed = {"理由": "测试", "文号": "平教体〔2027〕1号", "基地": base}
    return [{**fixed, "指标": id, **({"得分": value} if value else {})} for id, value in full.items()]


def town(*pieces: Piece | Iterable[Piece], came: Mapping[str, str | None] | None = None, today: datetime.date = AFTER, commit: str = "0123456789ab") -> City:
    """A city of these pieces. Every file came in on its own day, unless ``came`` says otherwise (file → day, ``None``: never committed)."""
    listed = [one for piece in pieces for one in ([piece] if isinstance(piece, Entry) else piece)]
    days: dict[str, Any] = {one.file: getattr(one.record, "day", None) or datetime.date(2026, 9, 1) for one in listed}
    for file, day in (came or {}).items():
        days[file] = datetime.date.fromisoformat(day) if day else None
    arrived = {file: day for file, day in days.items() if day}
    entries = tuple(sorted((TABLE, SCHOOLS, *listed), key=lambda one: one.file))
    return City(WORDS, entries, {}, today=today, stages=STAGES, history=History(commit, arrived=arrived))


def assessed(
    *pieces: Piece | Iterable[Piece], of: Entry[Rubric] | None = None, on: datetime.date = AFTER, findings: Iterable[Finding] = (), **more: Any
) -> Assessment:
    """The round of a town that has only one base unless the test tells of others."""
    return assess(town(*pieces, **more), of or rubric(), on, findings)


def scored(*pieces: Piece | Iterable[Piece], recognised_on: str = "2026-07-10", base: Piece | None = None, **more: Any) -> Scorecard:
    """The scorecard of the one base with these pieces."""
    found = assessed(base or card(), recognised(recognised_on), *pieces, **more).card(BASE)
    assert found is not None
    return found


def points(card: Scorecard, id: str) -> str:
    """An indicator's points as people read them; the status if there are none."""
    score = card.score(id)
    assert score is not None
    return str(score.points) if score.points is not None else score.status


def used(card: Scorecard, id: str) -> list[str]:
    score = card.score(id)
    return [one.evidence.title for one in score.count.used] if score else []


def refused(card: Scorecard, id: str) -> dict[str, str]:
    """Title → why it does not count."""
    score = card.score(id)
    return {one.evidence.title: one.reason for one in score.count.rejected} if score else {}


RUNNING = datetime.date(2026, 11, 1)  # material can still come in
NO = "平教体〔2027〕1号"


def of(made: Scorecard, id: str) -> Score:
    found = made.score(id)
    assert found is not None
    return found


def limit(id: str = "L2", zero: str = "", ceiling: str = "") -> Told:
    """A restriction that was decided on the one base, as the round tells it."""
    more = ({"记零指标": zero} if zero else {}) | ({"最高": ceiling} if ceiling else {})
    return {"基地": BASE, "情形": id, "认定": "经查属实", "文号": NO, **more}


def exempt(id: str, points: str = "", base: str = BASE) -> Told:
    """An exemption from one indicator: with these points, or because it does not apply."""
    return {"基地": base, "指标": id, "理由": "封闭施工", "文号": NO, **({"得分": points} if points else {})}


CELLS = [(s, stage["name"], k, subject["name"]) for s, stage in STAGES.items() for k, subject in stage["subjects"].items()]  # type: ignore[attr-defined, index]


def fourteen(lost: list[dict[str, str]], **more: Any) -> dict[str, Scorecard]:
    """Fourteen bases; the first six lose what is said, the others fall below 90."""
    pieces, exempt = [], []
    for number, (stage_id, stage, key, subject) in enumerate(CELLS[:14]):
        base = f"{stage_id}-{key}"
        pieces += [card(base, subject=subject, stage=stage), *recognised("2026-07-10", base), plan(base=base), city_event("2026-10-12", base)]
        exempt += given(lost[number] if number < len(lost) else {**LOSS, "4.1": "5"}, base)
    made = assessed(pieces, a_round(豁免=exempt), **more)
    return {one.base: one for one in made.cards}


class Said(NamedTuple):
    """What a command answered."""

    returncode: int
    stdout: str
    stderr: str


def say(root: Path, *args: object) -> Said:
    """``jidi assess`` as people run it, without the second that another process takes; nothing but a refusal may end it early."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    command = ["jidi", "--root", str(root), "assess", *map(str, args)]
    with mock.patch.object(sys, "argv", command), redirect_stdout(out), redirect_stderr(err):
        try:
            problem, code = run(), 0
        except SystemExit as stopped:
            problem, code = "", int(stopped.code or 0)
    said, wrong = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return Said(2 if problem else code, said, wrong + problem)
