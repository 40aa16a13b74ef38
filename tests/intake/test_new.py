"""``jidi new``: a file that is right from the first line, whether asked for or told."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT
from intake.desk import BASE, examined, files_of, lay, run
from jidi.intake.starting.start import asked, kind_called
from jidi.load.city import kind_of
from jidi.load.records import known_keys, make
from jidi.load.standards import load_standards
from jidi.load.text import split
from jidi.load.tree import parse
from jidi.model.kinds import BASE_KINDS

# What must be told without a terminal; the rest has a likely answer. Then the codes of what check honestly misses.
TOLD: dict[str, tuple[dict[str, str], set[str]]] = {
    "活动": ({"标题": "《勾股定理》磨课", "类型": "磨课", "级别": "校级", "地点": "录播教室", "日期": "2026-11-20"}, {"HD02"}),
    "activity": ({"标题": "《勾股定理》磨课", "类型": "磨课", "级别": "校级", "地点": "录播教室", "日期": "2027-03-20"}, set()),
    "资源": ({"标题": "《勾股定理》教案", "类型": "教学设计", "年级": "八年级", "册次": "下册", "日期": "2026-11-20"}, {"ZY01"}),
    "plan": ({"类型": "三年规划", "日期": "2026-09-20"}, {"JH03"}),
    "学年总结": ({"日期": "2026-06-28"}, set()),
    "申报": ({"学科组人数": "12", "日期": "2026-03-01"}, set()),
    "课例": ({"标题": "勾股课例", "执教": "李文静", "年级": "八年级", "课题": "勾股定理", "研究问题": "怎样引入", "日期": "2026-11-20"}, set()),
    "实验": ({"标题": "折纸", "问题": "能不能", "方法": "先折后证", "状态": "进行中", "日期": "2026-11-20"}, set()),
    "经验": ({"标题": "备课", "主题": "备课组建设", "作者": "李文静", "日期": "2026-11-20"}, set()),
    "调研": ({"标题": "空白卷", "目的": "为什么空", "样本": "两所学校", "工具": "作业分析", "建议": "先说后写", "日期": "2026-11-20"}, set()),
    "质量": ({"标题": "作业", "年级": "八年级", "数据来源": "课堂观察", "依据": "调研", "问题": "a", "诊断": "b", "建议": "c", "日期": "2026-11-20"}, set()),
    "制度": ({"标题": "例会", "类型": "例会", "日期": "2026-11-20"}, set()),
    "自评": ({}, set()),
    "环境": ({"日期": "2026-11-20"}, set()),
    "成果": ({}, set()),
    "会议": ({}, set()),
    "外出学习": ({}, set()),
    "指导": ({}, set()),
    "经费": ({}, set()),
}
NEW_BASE = {"学段": "小学", "学科": "语文", "学校": "西市小学", "校领导小组.组长": "张三", "校领导小组.职务": "校长", "教研员": "陈立新", "特色": "读整本书"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "city")


def told(texts: dict[str, str]) -> list[str]:
    return [word for key, text in texts.items() for word in ("--set", f"{key}={text}")]


def made(root: Path, before: dict[str, bytes]) -> list[str]:
    return [path for path in files_of(root) if path not in before]


@pytest.mark.parametrize("word", TOLD)
def test_every_kind_is_begun_without_a_question_and_check_says_only_what_is_missing(word: str, root: Path) -> None:
    before, (texts, missing) = files_of(root), TOLD[word]
    answer = run(root, "new", word, "--base", BASE, *told(texts))
    assert answer.exit_code == 0, answer.output
    (path,) = made(root, before)
    assert path in answer.output and "jidi check cz-shuxue" in answer.output
    found = examined(root)
    assert {one.code for one in found} == missing and all(one.place.file == path for one in found)
    _offers_every_field(root, path)


def test_every_kind_that_people_write_has_a_name_in_chinese_and_in_english() -> None:
    for kind in BASE_KINDS:
        assert kind_called(kind.id) == kind == kind_called(kind.name)
    for word in ("base", "activity", "resource", "plan", "summary", "application", "基地", "活动", "资源", "计划", "总结", "申报"):
        assert kind_called(word)


def test_no_kind_asks_more_than_ten_questions() -> None:
    for kind in BASE_KINDS:
        assert len(asked(kind)) <= 10, kind.id


def _offers_every_field(root: Path, path: str) -> None:
    """With every ``#`` taken away the file says every field of its kind, and all of it can be read."""
    kind = kind_of(path)
    assert kind
    text = (root / path).read_text("utf-8")
    head, body, _ = split(text, path) if kind.body else (text, "", 1)
    assert head.startswith(f"# yaml-language-server: $schema={'../' * path.count('/')}schema/{kind.id}.json\n")
    begun = re.findall(r"^# 有了「(.+?)」", head, re.M)
    used = re.sub(r"^# 有了「(.+?)」.*$", r"\1:", "".join(head.splitlines(True)[1:]), flags=re.M)
    for key in begun:
        used = used.replace(f"{key}: []\n", "")
    used = re.sub(r"^# ?", "", used, flags=re.M)
    record, findings = make(kind.model, parse(used, path, 1, known_keys(kind.model)), path, load_standards(root)[0], 1)
    assert record is not None, [str(one) for one in findings]
    keys = {*re.findall(r"^([^\s:#]+):", used, re.M)}
    assert keys == set(kind.model.keys().values())
    assert not kind.body or re.search(r"^## 一、", body, re.M)


def test_a_new_base_has_its_folder_its_card_and_its_people(root: Path) -> None:
    before = files_of(root)
    answer = run(root, "new", "基地", *told(NEW_BASE))
    assert answer.exit_code == 0, answer.output
    assert {path.rsplit("/", 1)[0] + "/" + path.rsplit("/", 1)[1] for path in made(root, before)} >= {"bases/xx-yuwen/base.yml", "bases/xx-yuwen/members.yml"}
    assert (root / "bases/xx-yuwen/activities").is_dir()
    text = (root / "bases/xx-yuwen/base.yml").read_text("utf-8")
    assert "全称: 平顶山市小学语文学科教研基地\n" in text and "学校: xh-xishi\n" in text
    assert {one.code for one in examined(root)} == {"JD02"}  # nobody has named its teachers yet


def test_a_seat_that_is_taken_is_said(root: Path) -> None:
    before = files_of(root)
    answer = run(root, "new", "base", *told({**NEW_BASE, "学段": "初中", "学科": "数学"}))
    assert answer.exit_code == 2 and "已经有了 cz-shuxue" in answer.output and files_of(root) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["活动动", "--base", BASE], "是不是“活动”"),
        (["活动", "--base", "cz-wuli"], "没有“cz-wuli”这个基地"),
        (["活动", "--set", "题目=a"], "活动没有「题目」这一项"),
        (["活动", "--set", "标题"], "写成 --set 标题=听评课"),
        (["活动", *told({**TOLD["活动"][0], "级别": "市极"})], "改成“市级”"),
        (["活动", *told({**TOLD["活动"][0], "日期": "11月20日"})], "没有写哪一年"),
        (["活动", *told({**TOLD["活动"][0], "参加": "胡宾中学 3人"})], "学校名册里没有“胡宾中学”"),
        (["活动", *told({**TOLD["活动"][0], "标题": "<b>"})], "全角"),
        (["活动", "--set", "标题=a"], "还缺 3 项必填的"),
        (["成员", "--base", BASE], "已经有了 bases/cz-shuxue/members.yml"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_nothing_is_written(arguments: list[str], words: str, root: Path) -> None:
    before = files_of(root)
    answer = run(root, "new", *arguments)
    assert answer.exit_code == 2 and words in answer.output and files_of(root) == before


def test_never_twice_and_never_over_another(root: Path) -> None:
    texts = told(TOLD["活动"][0])
    assert run(root, "new", "活动", *texts).exit_code == 0
    before = files_of(root)
    assert "已经有了 bases/cz-shuxue/activities/2026-11-20-" in run(root, "new", "活动", *texts).output and files_of(root) == before
    other = told({**TOLD["活动"][0], "标题": "《勾骨定理》磨课"})  # sounds the same
    assert run(root, "new", "活动", *other).exit_code == 0
    (path,) = made(root, before)
    assert path == "bases/cz-shuxue/activities/2026-11-20-gou-gu-ding-li-mo-ke-2.md"


def test_the_card_and_the_calendar_answer_what_they_can(root: Path) -> None:
    plans = root / "bases/cz-shuxue/plans"
    (plans / "2026-2027.md").unlink()
    run(root, "new", "计划", "--set", "类型=学年计划")
    text = next(plans.glob("*.md")).read_text("utf-8")
    assert re.search(r"^标题: \d{4}-\d{4} 学年初中数学学科教研基地工作计划$", text, re.M) and re.search(r"^学年: \d{4}-\d{4}$", text, re.M)


@pytest.mark.slow
def test_on_a_terminal_it_asks_and_answers_a_slip(root: Path) -> None:
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "jidi", "--root", str(root), "new", "活动", "--set", "日期=2026-11-20"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONIOENCODING": "utf-8", "LANG": "C.UTF-8"}
    process = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    answers = {"标题": ["《勾股定理》磨课"], "类型": ["磨刻", "5"], "级别": ["校级"], "地点": ["录播教室"]}
    try:
        heard = _talk(master, process, answers)
    finally:
        process.kill()
        os.close(master)
    text = next((root / "bases/cz-shuxue/activities").glob("2026-11-20-*.md")).read_text("utf-8")
    assert "类型: 磨课\n" in text and "地点: 录播教室\n" in text and "主持人: 李文静\n" in text
    assert "改成“磨课”" in heard and "5.磨课" in heard and "谁组织、面向谁" in heard


def _talk(terminal: int, process: subprocess.Popen[bytes], answers: dict[str, list[str]]) -> str:
    """Answer each question that the terminal asks, with nothing but Enter where there is no answer; what it said."""
    heard, answered, end = b"", 0, time.monotonic() + 60
    while process.poll() is None or select.select([terminal], [], [], 0)[0]:
        assert time.monotonic() < end, heard.decode("utf-8", "replace")
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                heard += os.read(terminal, 4096)
            except OSError:  # the other side has gone
                break
            if question := re.search(r"([^\s（]+)（[^\n]*: ?$", heard[answered:].decode("utf-8", "ignore")):
                answered = len(heard)
                waiting = answers.get(question[1], [])
                os.write(terminal, f"{waiting.pop(0) if waiting else ''}\n".encode())
    return heard.decode("utf-8", "ignore")


def test_the_editor_finds_the_schema_that_the_first_line_names(city: Path) -> None:
    given = ["--set", "标题=评课", "--set", "类型=听评课", "--set", "级别=校级", "--set", "形式=线下", "--set", "目的=教研", "--set", "研训方式=同伴互助"]
    assert (
        run(
            city, "new", "活动", "--base", "cz-shuxue", "--yes", *given, "--set", "地点=录播教室", "--set", "主持人=李文静", "--set", "参加=湖滨中学 3人"
        ).exit_code
        == 0
    )
    made = max((city / "bases/cz-shuxue/activities").glob("*.md"), key=lambda path: path.stat().st_mtime)
    named = re.search(r"\$schema=(\S+)", made.read_text("utf-8"))
    assert named and "标题" in json.loads((made.parent / named[1]).read_text("utf-8"))["properties"]


@pytest.mark.parametrize(("word", "more"), [("总结", []), ("计划", ["--set", "类型=学年计划"])])
def test_a_year_has_one_plan_and_one_summary(city: Path, word: str, more: list[str]) -> None:
    given = ["new", word, "--base", BASE, "--yes", "--set", "学年=2027-2028", *more, "--set"]
    first, before = run(city, *given, "标题=第一份"), files_of(city)
    again = run(city, *given, "标题=第二份")
    assert first.exit_code == 0 and again.exit_code == 2 and "已经有了" in again.output
    assert files_of(city) == before
