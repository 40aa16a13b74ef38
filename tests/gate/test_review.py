"""The comment: what a change does, told so that nothing a contributor wrote can call, link or mark."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.gate.comment import LONGEST, MARK, Around, comment
from jidi.gate.mends import Mend, mends_of, written_lines
from jidi.gate.quiet import quiet
from jidi.gate.review import Page, PageLine, Pages, Review, Said, Step

from gate.forge import ACTIVITY, RESOURCE, commit, copy_of, git, jidi_here, swap

pytestmark = pytest.mark.slow

MEETINGS = "会议:\n  - {日期: 2026-10-20, 议题: 研究基地计划, 决定: 每周四教研}\n"


def review(root: Path, *args: object) -> str:
    run = jidi_here(root, "review", "--compare", "main", *args)
    assert run.exit_code == 0, run.output
    return run.stdout


def data(root: Path) -> dict[str, Any]:
    review(root, "--pull", "7", "--head", "HEAD", "--write", root / "out/review.json")
    loaded: dict[str, Any] = json.loads((root / "out/review.json").read_text("utf-8"))
    return loaded


def test_pages_findings_and_points_are_told(forge: Path) -> None:
    (forge / "bases/cz-shuxue/resources/xin.md").write_text((forge / RESOURCE).read_text("utf-8").replace("《一次函数的图象》", "《二次函数》"), "utf-8")
    swap(forge, ACTIVITY, "类型: 同课异构", "类型: 同课易构")
    (forge / "bases/cz-shuxue/meetings.yml").write_text(MEETINGS, "utf-8")
    commit(forge)
    said = review(forge)
    assert said.startswith(MARK) and "新增 1 页，改动 0 页，减少 0 页" in said and "新增：《二次函数》教学设计" in said
    assert "1 个问题" in said and "第 3 行" in said and "同课易构" in said and "改成“同课异构”" in said
    assert "| 初中数学基地 | 1\\.2 校领导小组研究基地工作 | \\+" in said and "新计入 研究基地计划" in said
    assert "总分" not in said and "等次" not in said, "totals and grades of a base are not for a public page"


def test_nothing_changed_is_said_too(forge: Path) -> None:
    said = review(forge)
    assert "新增 0 页" in said and "没有问题" in said and "没有变化" in said


def test_findings_of_files_that_the_change_did_not_touch_are_left_to_check(forge: Path) -> None:
    git(forge, "checkout", "-q", "main")
    swap(forge, ACTIVITY, "类型: 同课异构", "类型: 同课易构")
    commit(forge)
    git(forge, "checkout", "-qb", "later")
    swap(forge, RESOURCE, "列表、描点", "列表，描点")
    commit(forge)
    assert "没有问题" in review(forge)


def test_what_a_change_breaks_elsewhere_is_told(forge: Path) -> None:
    (forge / RESOURCE).unlink()
    commit(forge)
    said = review(forge)
    assert "没有“resources/yici\\-hanshu”这份材料" in said and "tongke\\-yigou" in said


def test_a_finding_leads_to_its_page_when_the_city_has_a_site(forge: Path) -> None:
    (forge / "content/standards/city.yml").write_text(
        (forge / "content/standards/city.yml").read_text("utf-8") + "网站地址: https://jidi.example.cn/\n", "utf-8"
    )
    swap(forge, ACTIVITY, "类型: 同课异构", "类型: 同课易构")
    commit(forge)
    assert "[为什么](https://jidi.example.cn/guide/rules.html#zd03)" in review(forge)


def test_a_broken_standard_is_said_and_the_rest_still_told(forge: Path) -> None:
    (forge / "content/standards/rubric-2026-2027.yml").write_text("编号: [x\n", "utf-8")
    commit(forge)
    said = review(forge)
    assert "没有算" in said and "rubric\\-2026\\-2027\\.yml" in said


def test_mends_are_offered_only_on_lines_that_the_change_wrote(forge: Path) -> None:
    git(forge, "checkout", "-q", "main")
    swap(forge, ACTIVITY, "地点: ", "地点：")
    commit(forge)
    git(forge, "checkout", "-qb", "later")
    swap(forge, ACTIVITY, "日期: 2026-10-12", "日期：2026年10月12日")
    commit(forge)
    [mend] = data(forge)["mends"]
    assert mend == {"path": ACTIVITY, "line": 8, "new": "日期: 2026-10-12"}


def test_the_lines_of_a_diff() -> None:
    assert written_lines("@@ -1 +1 @@\n@@ -3,0 +4,2 @@ x\n@@ -9,2 +8,0 @@\n") == {1, 4, 5}


def test_a_suggestion_cannot_leave_its_fence() -> None:
    [one] = mends_of("bases/a/b.md", "x\n", "```` @all\n", {1})
    assert one.body.count("`````suggestion\n```` @all\n`````\n") == 1


# --- nothing that a contributor wrote may call, link or mark

_EVIL = ["@admin", "#1", "GH-1", "https://evil.example", "www.evil.example", "<img src=x onerror=x>", "[a](javascript:x)", "![x](//evil)", "`x`", "|", "\n\n# x", "&lt;", "a@b.cn", "---", "* x", "1. x", "~~x~~", "$x$", "\u202e", "<!-- x -->", "org/repo#1", "```\nx"]  # fmt: skip
_words = st.lists(st.one_of(st.sampled_from(_EVIL), st.text(max_size=10)), max_size=8).map("".join)


@settings(max_examples=200, deadline=None)
@given(_words)
def test_quiet_words_stay_words(words: str) -> None:
    said = quiet(words)
    assert not set("@#<>&\n\r\u202e") & set(said) and "://" not in said and "www." not in said.lower()
    html = markdown.markdown(f"- x {said} y", extensions=["tables", "fenced_code"])
    assert html.startswith("<ul>\n<li>x") and html.count("<") == 4, html


@settings(max_examples=30, deadline=None)
@given(_words.filter(lambda words: "\0" not in words))
def test_a_whole_comment_of_evil_words_only_shows_them(words: str) -> None:
    page = PageLine(title=words, address="bases/a/b.html")
    made = Review(
        added=Pages(shown=(page,) * 20, count=10**6),
        findings=(Said(file=words, line=1, code="ZD01", message=words, fix=words, error=True),) * 40,
        errors=40,
        steps=(Step(base=words, indicator=words, step=words, came=(words,) * 5),) * 40,
        unscored="",
    )
    said = comment(made, Around("https://jidi.example.cn", "", True))
    assert len(said) <= LONGEST + 500 and "@" not in said and said.count("<") == 1 and "](" in said
    assert said.count("](") == said.count("](https://jidi.example.cn/")


def test_a_comment_is_never_too_long() -> None:
    long = "很长" * 150
    made = Review(findings=(Said(file=long, line=1, code="ZD01", message=long, fix=long, error=True),) * 40, steps=(Step(base=long, indicator=long, step=long, came=(long,) * 20),) * 40)  # fmt: skip
    said = comment(made, Around())
    assert len(said) <= 65_536 and said.startswith(MARK)


# --- the job with rights takes only what the forge itself confirms


def papers(root: Path, number: int = 7, head: str = "", association: str = "CONTRIBUTOR") -> list[object]:
    """The forge's own files beside a review."""
    tip = head or git(root, "rev-parse", "HEAD")
    out = root / "out"
    run = {"head_sha": tip, "html_url": "https://github.com/a/b/actions/runs/9"}
    (out / "event.json").write_text(json.dumps({"workflow_run": run}))
    (out / "pulls.json").write_text(json.dumps([{"number": number, "head": {"sha": tip}, "author_association": association}]))
    return ["comment", out / "review.json", "--event", out / "event.json", "--pulls", out / "pulls.json", "--write", out / "c"]


@pytest.fixture(scope="session")
def looked_at(laid: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_of(laid, tmp_path_factory.mktemp("looked-at") / "forge")
    swap(root, ACTIVITY, "日期: 2026-10-12", "日期：2026年10月12日")
    commit(root)
    data(root)
    return root


@pytest.fixture
def reviewed(looked_at: Path, tmp_path: Path) -> Path:
    return copy_of(looked_at, tmp_path / "forge")


def test_the_comment_and_the_suggestions_are_written(reviewed: Path) -> None:
    run = jidi_here(reviewed, *papers(reviewed))
    assert run.exit_code == 0, run.output
    out = reviewed / "out/c"
    text = (out / "comment.md").read_text("utf-8")
    assert (
        (out / "number").read_text() == "7\n" and text.startswith(MARK) and "https://github.com/a/b/actions/runs/9#artifacts" in text and "第一次" not in text
    )
    asked = json.loads((out / "suggestions.json").read_text("utf-8"))
    assert asked["event"] == "COMMENT" and asked["comments"][0]["path"] == ACTIVITY and "```suggestion\n日期: 2026-10-12\n```" in asked["comments"][0]["body"]


def test_who_comes_for_the_first_time_is_welcomed(reviewed: Path) -> None:
    assert jidi_here(reviewed, *papers(reviewed, association="FIRST_TIME_CONTRIBUTOR")).exit_code == 0
    assert "谢谢你第一次在这里提交材料" in (reviewed / "out/c/comment.md").read_text("utf-8")


def test_a_suggestion_that_lies_there_is_not_made_again(reviewed: Path) -> None:
    jidi_here(reviewed, *papers(reviewed))
    asked = json.loads((reviewed / "out/c/suggestions.json").read_text("utf-8"))["comments"]
    (reviewed / "out/c/suggestions.json").unlink()
    posted = reviewed / "out/posted.json"
    posted.write_text(json.dumps([{**one, "pull_request_url": "https://api.github.com/repos/a/b/pulls/7"} for one in asked]))
    assert jidi_here(reviewed, *papers(reviewed), "--posted", posted).exit_code == 0
    assert not (reviewed / "out/c/suggestions.json").exists()


def test_nothing_is_posted_under_another_pull_request(reviewed: Path) -> None:
    run = jidi_here(reviewed, *papers(reviewed, number=8))
    assert run.exit_code == 0 and "没有贴" in run.output and not (reviewed / "out/c").exists()


def test_a_review_of_another_commit_is_refused(reviewed: Path) -> None:
    run = jidi_here(reviewed, *papers(reviewed, head="0" * 40))
    assert run.exit_code == 2 and not (reviewed / "out/c").exists()


_BAD: list[dict[str, Any]] = [
    {"version": 2}, {"pull": -1}, {"pull": "7; rm"}, {"head": "main"}, {"more": 1},
    {"added": {"shown": [{"title": "x", "address": "https://evil.example/a.html"}], "count": 1}},
    {"added": {"shown": [{"title": "x", "address": "../../a.html"}], "count": 1}},
    {"added": {"shown": [{"title": "x", "address": "a.html)[x](//evil"}], "count": 1}},
    {"findings": [{"file": "a", "line": 1, "code": "x](//evil", "message": "m", "fix": "f", "error": True}]},
    {"mends": [{"path": "../run.py", "line": 1, "new": "x"}]},
    {"mends": [{"path": "run.py", "line": 1, "new": "x"}]},
    {"mends": [{"path": "bases/../run.md", "line": 1, "new": "x"}]},
    {"mends": [{"path": "bases/a/b.md", "line": 1, "new": "x\n```\n@all"}]},
    {"steps": [{"base": "x", "indicator": "y", "step": "z"}] * 41},
]  # fmt: skip


@pytest.mark.parametrize("change", _BAD, ids=lambda one: next(iter(one)))
def test_a_forged_review_is_refused_whole(reviewed: Path, change: dict[str, Any]) -> None:
    path = reviewed / "out/review.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **change}))
    run = jidi_here(reviewed, *papers(reviewed))
    assert run.exit_code == 2 and "可能被改过" in run.output and not (reviewed / "out/c").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[" * 5000, b" " * (1024 * 1024 + 1)], ids=["empty", "half", "bytes", "deep", "big"])
def test_what_is_no_review_is_refused(reviewed: Path, content: bytes) -> None:
    (reviewed / "out/review.json").write_bytes(content)
    run = jidi_here(reviewed, *papers(reviewed))
    assert run.exit_code == 2 and not (reviewed / "out/c").exists()


def test_addresses_of_every_kind_of_page_fit_the_review(forge: Path) -> None:
    assert Page is not None
    for address in ("bases/cz-shuxue/index.html", "books/cz-shuxue-renjiaoban-2022.html", "guide/shou-ye.html"):
        assert PageLine(title="x", address=address).address == address
    assert Mend(path=ACTIVITY, line=1, new="").new == ""
