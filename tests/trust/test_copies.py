"""Copied words and odd days are told to the panel and the reviewer as facts, in neutral words; nothing of it is on the site or in the points."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Run
from gate.forge import ENV, RESOURCE, commit, git, jidi_here, lay_forge, swap
from jidi.assess import assess, rubric_of
from jidi.load import load
from jidi.load.history import backward, vanished
from jidi.publish.assessment.arrivals import arrival_facts
from jidi.publish.assessment.desk import Desk
from jidi.publish.assessment.sheets import dist_pages
from jidi.publish.world import World

pytestmark = pytest.mark.slow

OWN = "bases/cz-shuxue/resources/fangcheng.md"
COPY = "bases/cz-wuli/resources/chaolai.md"
SAID = (
    "学生先独立读图，再说出每一段图象的意义。老师只追问一句“你从哪里看出来的”，不急着评价对错。\n"
    "\n三种说法都写在黑板上，最后由学生自己比较：哪一种把快慢说清楚了，哪一种只说了先后。\n"
)
OTHER = "这个班的学生没有做过测量，所以先到操场上走一遍，用秒表记下每十米的时刻，回来再画。"


@pytest.fixture
def forge(tmp_path: Path) -> Path:
    """On main a base has written something; on the branch another base says half of the same."""
    root = lay_forge(tmp_path / "forge")
    shutil.copy(ROOT / "content/standards/facts.yml", root / "content/standards")
    git(root, "checkout", "-q", "main")
    lay(root, OWN, SAID)
    commit(root, "own")
    git(root, "checkout", "-qB", "change")
    lay(root, COPY, f"{OTHER}\n\n{SAID}")
    commit(root, "copy")
    return root


def lay(root: Path, file: str, body: str) -> None:
    """A resource with another body."""
    head = (root / RESOURCE).read_text("utf-8").split("---\n")[1]
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    (root / file).write_text(f"---\n{head}---\n\n{body}", "utf-8")


def line_of(root: Path, file: str, words: str) -> int:
    return next(number for number, line in enumerate((root / file).read_text("utf-8").split("\n"), 1) if words in line)


def test_the_office_sees_both_passages_with_their_lines(forge: Path) -> None:
    said = jidi_here(forge, "copies").output
    assert "相同的文字：1 对" in said and "供专家参考，不计分" in said
    for file in (OWN, COPY):
        assert f"{file}:{line_of(forge, file, '学生先独立读图')}　学生先独立读图" in said
    assert "占这一份的 100%" in said and "抄袭" not in said
    assert "1 对" in jidi_here(forge, "copies", "cz-wuli").output


def test_a_terminal_shows_how_a_long_passage_begins_and_marks_a_title_within_a_title(forge: Path) -> None:
    numbers = "零一二三四五六七八九"
    long = "## 二、做法\n\n学生先独立读图。" + "".join(f"第{one}组量了{other}次，记在本子上。" for one in numbers for other in numbers)
    for file in (OWN, COPY):
        lay(forge, file, long)
        text = (forge / file).read_text("utf-8")
        (forge / file).write_text(re.sub("标题: .*", "标题: 《方程》的学案", text, count=1), "utf-8")
    said = jidi_here(forge, "copies").output
    begun = [line for line in said.splitlines() if "学生先独立读图" in line]
    assert len(begun) == 2 and all(len(line) < 200 and "用 --out 看全文" in line and "#" not in line for line in begun)
    assert "《〈方程〉的学案》" in said and "《《" not in said


def test_a_page_has_them_side_by_side_and_only_outside_of_what_is_published(forge: Path, tmp_path: Path) -> None:
    page = tmp_path / "out/duizhao.html"
    assert jidi_here(forge, "copies", "--out", page).exit_code == 0
    text = page.read_text("utf-8")
    row = next(part for part in text.split("<tr") if "学生先独立读图" in part)
    assert row.count("学生先独立读图") == 2 and "抄袭" not in text and "供专家参考" in text and "<script" not in text
    refused = jidi_here(forge, "copies", "--out", forge / "content/duizhao.html")
    assert refused.exit_code == 2 and "可能被发布出去" in refused.output and not (forge / "content/duizhao.html").exists()


def test_without_the_citys_thresholds_nothing_is_guessed(forge: Path) -> None:
    (forge / "content/standards/facts.yml").unlink()
    run = jidi_here(forge, "copies")
    assert run.exit_code == 2 and "facts.yml" in run.output and "改法" in run.output


def test_who_was_first_is_told_by_the_day_of_the_merge(forge: Path) -> None:
    commit_on(forge, "2026-11-24", "--amend")
    said = jidi_here(forge, "copies").output
    assert "前一份 2026-11-20，后一份 2026-11-24" in said and said.index(OWN) < said.index(COPY)


def test_the_reviewer_of_a_change_gets_a_neutral_note_with_the_places(forge: Path) -> None:
    said = jidi_here(forge, "review", "--compare", "main").output
    assert "相同的文字" in said and "不影响合并，也不计分" in said and "抄袭" not in said
    mine, theirs = line_of(forge, COPY, "学生先独立读图"), line_of(forge, OWN, "学生先独立读图")
    assert f"第 {mine} 行和那边第 {theirs} 行" in said and "chaolai" in said and "fangcheng" in said


def test_a_change_that_copies_nothing_gets_no_note(forge: Path) -> None:
    lay(forge, COPY, OTHER * 3)
    commit(forge)
    assert "相同的文字" not in jidi_here(forge, "review", "--compare", "main").output


def test_a_quotation_is_no_copy(forge: Path) -> None:
    lay(forge, COPY, f"{OTHER * 3}\n\n" + "".join(f"> {line}\n" for line in SAID.split("\n")))
    commit(forge)
    assert "相同的文字：0 对" in jidi_here(forge, "copies").output


def facts(root: Path, day: datetime.date = TODAY) -> list[str]:
    city, _ = load(root, day)
    rubric = rubric_of(city, "2026-2027")
    assert rubric
    return arrival_facts(Desk(World(city, ()), assess(city, rubric, day, []), "quanbu").setting, "cz-shuxue")


def commit_on(root: Path, day: str, *args: str) -> None:
    """A commit whose committer's clock says this day."""
    git(root, "add", "-A")
    env = {**os.environ, **ENV, "GIT_COMMITTER_DATE": f"{day}T08:00:00+08:00"}
    subprocess.run(["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.cn", "commit", "-qm", "x", *args], check=True, env=env)


def test_records_that_came_long_after_their_day_are_facts_for_the_office_and_change_no_points(forge: Path) -> None:
    assert not any("相差 39 天" in one for one in facts(forge))
    swap(forge, "content/standards/facts.yml", "补录天数: {数: 60", "补录天数: {数: 30")
    told = facts(forge)
    assert any("写的是 2026-10-12，2026-11-20 第一次入库，相差 39 天" in one for one in told)
    city, findings = load(forge, TODAY)
    rubric = rubric_of(city, "2026-2027")
    assert rubric
    made = assess(city, rubric, TODAY, findings)
    template = (ROOT / "overrides/jidi/scorecard_full.html").read_text("utf-8")
    pages = {one.path: bytes(one.content).decode() for one in dist_pages(made, World(city, tuple(findings)), template) if isinstance(one.content, bytes)}
    assert "相差 39 天" in pages["index.html"] and "供专家参考，不计分" in pages["index.html"]
    assert not any("相差 39 天" in text for path, text in pages.items() if path != "index.html")


def test_much_in_the_last_days_is_a_fact(forge: Path) -> None:
    day = datetime.date(2027, 9, 10)
    for number in range(3):
        lay(forge, f"bases/cz-shuxue/resources/zuihou-{number}.md", OTHER)
    commit_on(forge, "2027-09-03")
    assert not any("材料截止" in one for one in facts(forge, day)), "three are few"
    swap(forge, "content/standards/facts.yml", "集中份数: {数: 20", "集中份数: {数: 3")
    assert any("材料截止（2027-09-05）前 7 天里入库 3 份" in one for one in facts(forge, day))
    swap(forge, "content/standards/facts.yml", "截止前天数: {数: 7", "截止前天数: {数: 2")
    assert not any("材料截止" in one for one in facts(forge, day)), "the third is more than two days before the fifth, counted with it"


def test_a_commit_that_claims_to_be_older_than_what_it_follows_is_told(forge: Path) -> None:
    assert backward(forge) == []
    lay(forge, "bases/cz-wuli/resources/zaoqian.md", OTHER)
    commit_on(forge, "2026-09-01")
    (one,) = backward(forge)
    assert (one.day, one.after, one.files) == (datetime.date(2026, 9, 1), datetime.date(2026, 11, 20), ("bases/cz-wuli/resources/zaoqian.md",))
    assert "写的日期 2026-09-01 比它前面的 2026-11-20 还早" in jidi_here(forge, "copies").output


def test_a_commit_that_was_noted_and_is_gone_is_told(forge: Path) -> None:
    noted = git(forge, "rev-parse", "HEAD")
    assert vanished(forge, [noted, noted[:12]]) == []
    git(forge, "commit", "-q", "--amend", "-m", "another history")
    assert vanished(forge, [noted, "0" * 40, "--output=x"]) == [noted, "0" * 40, "--output=x"]


def test_none_of_it_is_on_the_site(forge: Path, tmp_path: Path, jidi: Run) -> None:
    swap(forge, "content/standards/facts.yml", "补录天数: {数: 60", "补录天数: {数: 30")
    out = tmp_path / "site"
    built = jidi("--root", forge, "build", "--out", out)
    assert built.returncode in (0, 1), built.stderr
    pages = [path for path in out.rglob("*") if path.suffix in {".html", ".json", ".xml", ".csv"}]
    assert pages and not any("相差 39 天" in text or "占这一份的" in text for path in pages for text in [path.read_text("utf-8", "replace")])
