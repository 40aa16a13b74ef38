"""Issue forms: made from the models, filled in a browser, turned into material once."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, TODAY, Examine, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.intake import plan_import
from jidi.intake.web.issue import read_issue
from jidi.intake.web.issueform import form_files
from jidi.load import load
from jidi.model.city import City
from jidi.model.work import Activity

from gate.forge import jidi_here

FORM = ".github/ISSUE_TEMPLATE/activity.yml"
ANSWERS = {
    "材料": "教研活动",
    "基地": "初中数学基地（cz-shuxue）",
    "标题": "《二次函数》同课异构",
    "类型": "同课异构",
    "级别": "市级",
    "形式": "线下",
    "目的": "教研, 交流",
    "研训方式": "同伴互助",
    "日期": "2026年11月20日",
    "地点": "录播教室",
    "主持人": "李文静",
    "参加": "湖滨中学 9人\n闹店中学 3人",
    "状态": "已举办",
    "主题与问题": "怎样引入。\n\n### 类型\n\n不是答案，是我写的小标题",
    "后续行动": "_No response_",
}


@pytest.fixture
def root(city: Path) -> Path:
    """The small city with the real outlines of forms."""
    shutil.copy(ROOT / "content/standards/forms.yml", city / "content/standards")
    return city


def form(root: Path, name: str = FORM) -> dict[str, Any]:
    city, _ = load(root, TODAY)
    loaded: dict[str, Any] = yaml.safe_load(form_files(city)[name])
    return loaded


def issue(root: Path, number: int = 123, title: str = "活动：同课异构", **answers: str) -> Path:
    """An event as the forge writes it, with the answers under the form's own labels."""
    given = {**ANSWERS, **answers}
    labels = [one["attributes"]["label"] for one in form(root)["body"] if one["type"] != "markdown"]
    text = "\n\n".join(f"### {label}\n\n{given.get(label, '_No response_')}" for label in labels if label != "请确认")
    text += "\n\n### 请确认\n\n- [X] 没有学生的姓名"
    event = root / "event.json"
    event.write_text(json.dumps({"issue": {"number": number, "title": title, "body": text.replace("\n", "\r\n"), "user": {"login": "x"}}}), "utf-8")
    return event


def take(root: Path, event: Path, *more: str) -> tuple[int, str, Path]:
    out = root / "out"
    shutil.rmtree(out, ignore_errors=True)
    run = jidi_here(root, "intake-issue", event, "--out", out, *more)
    assert "Traceback" not in run.output, run.output
    return run.exit_code, run.output, out


def test_the_forms_that_ship_are_up_to_date() -> None:
    run = jidi_here(ROOT, "forms")
    assert run.exit_code == 0, run.output


def test_a_form_that_is_out_of_date_is_named(root: Path) -> None:
    assert jidi_here(root, "forms", "--write").exit_code == 0
    assert jidi_here(root, "forms").exit_code == 0
    (root / FORM).write_text((root / FORM).read_text("utf-8").replace("同课异构", "同课"), "utf-8")
    run = jidi_here(root, "forms")
    assert run.exit_code == 1 and f"{FORM}:1:" in run.output and "jidi forms --write" in run.output


def test_the_form_asks_what_the_model_asks(root: Path) -> None:
    questions = {one.get("id"): one for one in form(root)["body"]}
    for name, info in Activity.model_fields.items():
        if info.is_required():
            assert questions[name]["validations"]["required"] and questions[name]["attributes"]["label"] == info.alias
    words = load(root, TODAY)[0].vocabulary.names("activity_type")
    assert questions["type"]["type"] == "dropdown" and questions["type"]["attributes"]["options"] == words
    assert questions["purpose"]["attributes"]["multiple"] is True


@pytest.mark.parametrize("name", ["activity", "resource"])
def test_a_form_has_an_id_and_a_label_of_its_own_for_every_question(root: Path, name: str) -> None:
    asked = [one for one in form(root, f".github/ISSUE_TEMPLATE/{name}.yml")["body"] if one["type"] != "markdown"]
    for of in (lambda one: one["id"], lambda one: one["attributes"]["label"]):
        assert len({of(one) for one in asked}) == len(asked)
    assert all(re.fullmatch(r"[a-z_0-9]+", one["id"]) for one in asked)
    options = [one["attributes"]["options"] for one in asked if one["type"] == "dropdown"]
    assert all(len(set(some)) == len(some) and all(isinstance(word, str) and word not in ("", "None") for word in some) for some in options)


def test_the_workflow_starts_for_what_the_form_writes(root: Path) -> None:
    flow = (ROOT / ".github/workflows/issue.yml").read_text("utf-8")
    first = next(one for one in form(root)["body"] if one["type"] != "markdown")
    assert f"contains(github.event.issue.body, '### {first['attributes']['label']}')" in flow


def test_a_filled_form_becomes_sound_material(root: Path, examine: Examine) -> None:
    status, _, out = take(root, issue(root), "--write")
    assert status == 0
    assert (out / "branch").read_text() == "issue-123\n"
    [path] = [one for one in (root / "bases/cz-shuxue/activities").iterdir() if "tong-ke" in one.name]
    text = path.read_text("utf-8")
    assert "日期: 2026-11-20" in text and "目的: 教研、交流" in text and "xh-hubin" in text and "bf-minzhu" in text
    assert "怎样引入。" in text and "不是答案，是我写的小标题" in text
    assert [one for one in examine(root) if one.level == "error"] == []
    pull = (out / "pull.md").read_text("utf-8")
    assert "<!-- jidi-issue: 123 -->" in pull and "- [ ] " in pull and f"bases/cz-shuxue/activities/{path.name}" in pull


def test_nothing_is_written_until_told(root: Path) -> None:
    before = sorted(str(one) for one in (root / "bases").rglob("*"))
    take(root, issue(root))
    assert sorted(str(one) for one in (root / "bases").rglob("*")) == before


def test_the_same_form_twice_adds_nothing(root: Path) -> None:
    take(root, issue(root), "--write")
    before = {one: one.read_bytes() for one in (root / "bases").rglob("*.md")}
    status, said, out = take(root, issue(root, 124), "--write")
    assert status == 0 and "已经有了" in said and not (out / "branch").exists()
    assert {one: one.read_bytes() for one in (root / "bases").rglob("*.md")} == before


@pytest.mark.parametrize(
    ("answers", "field", "mend"),
    [
        ({"日期": "11月20日"}, "「日期」", "2026-10-12"),
        ({"类型": "同课易构"}, "「类型」", "同课异构"),
        ({"参加": "某某中学 3人"}, "「参加」", "学校"),
        ({"标题": "_No response_"}, "「标题」", "标题"),
        ({"基地": "别的（../../x）"}, "「基地」", "cz-shuxue"),
        ({"标题": "<script>"}, "「标题」", "全角"),
    ],
)
def test_what_cannot_be_read_is_answered_and_not_written(root: Path, answers: dict[str, str], field: str, mend: str) -> None:
    before = sorted(str(one) for one in (root / "bases").rglob("*"))
    status, _, out = take(root, issue(root, **answers), "--write")
    reply = (out / "reply.md").read_text("utf-8")
    assert status == 0 and field in reply and mend in reply.replace("\\", "") and "编辑" in reply
    assert not (out / "branch").exists() and sorted(str(one) for one in (root / "bases").rglob("*")) == before


def test_what_is_no_form_is_left_alone(root: Path) -> None:
    event = root / "event.json"
    event.write_text(json.dumps({"issue": {"number": 5, "title": "提问", "body": "请问……"}}), "utf-8")
    status, said, out = take(root, event, "--write")
    assert status == 0 and "不用处理" in said and not out.exists()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"issue": []}', b"\xff", b"[" * 100_000])
def test_what_is_no_event_ends_in_a_sentence(root: Path, data: bytes) -> None:
    (root / "event.json").write_bytes(data)
    status, said, _ = take(root, root / "event.json", "--write")
    assert status == 2 and "event.json" in said


def test_nobody_is_called_and_nothing_is_linked_from_a_form(root: Path) -> None:
    event = issue(root, title="@everyone [x](https://evil.example) <img src=x>", 标题="找 @admin 看 #1 https://evil.example")
    _, _, out = take(root, event)
    said = (out / "pull.md").read_text("utf-8") + (out / "reply.md").read_text("utf-8")
    assert "@" not in said and "evil.example)" not in said and "<img" not in said


def test_files_dropped_into_the_form_wait_for_a_person(root: Path) -> None:
    good = "[课件.pptx](https://github.com/user-attachments/files/1/kejian.pptx)"
    _, _, out = take(root, issue(root, 附件=f"{good}\n[x](https://evil.example/x.exe)"))
    pull = (out / "pull.md").read_text("utf-8")
    assert "user-attachments/files/1/kejian.pptx" in pull and "evil" not in pull


_LINES = ["### 材料", "### 基地", "### 标题", "### 类型", "### 日期", "### 参加", "### 附件", "### 主题与问题", "教研活动", "初中数学基地（cz-shuxue）", "同课异构", "2026-10-12", "湖滨中学 9人", "_No response_", "", "[x](https://github.com/user-attachments/files/1/a.pptx)", "\u202e", "---", "```", "<b>"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_LINES), st.text(max_size=12)), max_size=25))
def test_no_words_in_a_form_end_in_anything_but_a_draft_or_findings(filled_city: City, lines: list[str]) -> None:
    filled = read_issue(filled_city, 1, "\n".join(["### 材料", "", "教研活动", "### 基地", "", "初中数学基地（cz-shuxue）", *lines]))
    assert filled is not None
    made = plan_import(filled_city, [filled.draft])
    assert made.findings or made.writes or made.notes
    assert all(path.startswith("bases/cz-shuxue/activities/2") and ".." not in path for path, _ in made.writes)


@pytest.fixture(scope="module")
def filled_city(tmp_path_factory: pytest.TempPathFactory) -> City:
    root = lay_city(tmp_path_factory.mktemp("filled") / "city")
    shutil.copy(ROOT / "content/standards/forms.yml", root / "content/standards")
    return load(root, TODAY)[0]
