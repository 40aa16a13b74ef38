"""What a change does to the points, through the real command and a real git: days of arrival, comparisons, other rubrics."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from assess.town import (
    BASE,
    LOSS,
    RUBRIC_FILE,
    a_round,
    activity,
    assessed,
    card,
    city_event,
    given,
    plan,
    recognised,
    resource,
    rubric,
    say,
    scored,
)  # fmt: skip
from conftest import lay_city
from jidi.assess.compare import compare, sensitivity
from jidi.load.history import _days, history

ACTIVITY = f"bases/{BASE}/activities/2026-10-12-tongke-yigou.md"
SECOND = f"bases/{BASE}/activities/2026-11-12-jiaoyan.md"
DAY = "2026-11-23T12:00:00+0800"


class Repository:
    """A git repository whose every commit is made at a known time."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self("init", "-q", "-b", "main")
        self.commit("2026-09-20T12:00:00+0800")

    def __call__(self, *args: str, when: str = DAY, author: str | None = None) -> str:
        who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "李文静"), ("EMAIL", "li@example.cn"))}
        clock = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": author or when}
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        run = subprocess.run(["git", "-C", str(self.root), *args], capture_output=True, text=True, check=False, env={**os.environ, **who, **clock, **quiet})
        assert run.returncode == 0, run.stderr
        return run.stdout

    def commit(self, when: str = DAY, author: str | None = None) -> None:
        self("add", "-A")
        self("commit", "-q", "-m", "材料", when=when, author=author)

    def arrived(self, file: str) -> str:
        return str(history(self.root).arrived.get(file))

    def write(self, file: str, text: str) -> None:
        (self.root / file).parent.mkdir(parents=True, exist_ok=True)
        (self.root / file).write_text(text, "utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(lay_city(tmp_path / "city"))


def second(repository: Repository) -> str:
    """Another activity, inside the school, a month later."""
    text = (repository.root / ACTIVITY).read_text("utf-8")
    return text.replace("日期: 2026-10-12", "日期: 2026-11-12").replace("级别: 市级", "级别: 校级").replace("标题: 《一次函数》同课异构", "标题: 校内教研")


def test_compare_says_what_an_activity_adds(repository: Repository) -> None:
    repository.write(SECOND, second(repository))
    run = say(repository.root, "--as-of", "2026-11-23", "--compare", "HEAD")
    assert run.returncode == 0 and "Traceback" not in run.stderr, run.stderr
    assert "初中数学基地 4.1 常态教研：+0.30；新增 “校内教研”" in run.stdout
    assert run.stdout.startswith("2026-2027 学年 · 评价标准 pds-xkjd") and "\n初中数学基地：总分 " in run.stdout
    repository.commit()
    same = say(repository.root, "--as-of", "2026-11-23", "--compare", "HEAD")
    assert same.stdout.strip().endswith("比：\n得分没有变化。")


def test_compare_with_an_unknown_commit_ends_in_a_sentence(repository: Repository) -> None:
    run = say(repository.root, "--compare", "nowhere")
    assert run.returncode == 2 and "git 里没有“nowhere”这个提交" in run.stderr and "Traceback" not in run.stderr


def test_what_if_shows_who_moves(repository: Repository, tmp_path: Path) -> None:
    other = tmp_path / "rubric-2026-2027.yml"
    text = (repository.root / RUBRIC_FILE).read_text("utf-8")
    other.write_text(
        text.replace("计数: routine_activities\n        算法: 达标\n        目标: 20", "计数: routine_activities\n        算法: 达标\n        目标: 10"),
        "utf-8",
    )
    run = say(repository.root, "--as-of", "2026-11-23", "--what-if", other)
    assert run.returncode == 0 and "初中数学基地 4.1 常态教研：+0.30" in run.stdout and "改用 rubric-2026-2027.yml（" in run.stdout


def test_the_sensitivity_table(repository: Repository) -> None:
    run = say(repository.root, "--as-of", "2026-11-23", "--sensitivity")
    assert run.returncode == 0 and "56 种改动（每个指标的分值增减一成）里" in run.stdout


@pytest.mark.parametrize("bad", ["类别: [", "编号: x\n", "计数: 不存在"])
def test_a_broken_other_rubric_ends_in_sentences(repository: Repository, tmp_path: Path, bad: str) -> None:
    other = tmp_path / "rubric-2026-2027.yml"
    text = (repository.root / RUBRIC_FILE).read_text("utf-8")
    other.write_text(text.replace("计数: awards", bad) if bad.startswith("计数") else bad, "utf-8")
    run = say(repository.root, "--as-of", "2026-11-23", "--what-if", other)
    assert "Traceback" not in run.stderr + run.stdout and (run.stdout or run.stderr)


def test_the_day_of_the_merge_counts_not_the_authors(repository: Repository) -> None:
    repository("switch", "-q", "-c", "li")
    repository.write(SECOND, second(repository))
    repository.commit("2026-11-13T09:00:00+0800", author="2026-09-01T09:00:00+0800")
    repository("switch", "-q", "main")
    repository("merge", "-q", "--no-ff", "-m", "合并", "li", when="2026-12-01T23:30:00+0000", author="2026-09-01T09:00:00+0800")
    assert repository.arrived(SECOND) == "2026-12-02"  # 23:30 in London is the next morning here


def test_a_rename_keeps_the_day(repository: Repository) -> None:
    new = ACTIVITY.replace("tongke", "tongke-2")
    repository("mv", ACTIVITY, new)
    repository.commit("2027-01-05T09:00:00+0800")
    assert repository.arrived(new) == "2026-09-20"


def test_an_edit_and_a_return_keep_the_first_day(repository: Repository) -> None:
    text = (repository.root / ACTIVITY).read_text("utf-8")
    repository.write(ACTIVITY, text + "\n补记。\n")
    repository.commit("2026-11-01T09:00:00+0800")
    (repository.root / ACTIVITY).unlink()
    repository.commit("2026-11-02T09:00:00+0800")
    repository.write(ACTIVITY, text)
    repository.commit("2026-11-03T09:00:00+0800")
    assert repository.arrived(ACTIVITY) == "2026-09-20"


@pytest.mark.parametrize("name", ["\x01946684800", "\x01x", "\x01", "A", "R100"])
def test_the_name_of_a_file_cannot_forge_a_day(repository: Repository, name: str) -> None:
    repository.write(f"bases/{BASE}/activities/{name}", "x")
    repository.write(SECOND, second(repository))
    repository.commit("2026-12-01T09:00:00+0800")
    assert repository.arrived(SECOND) == "2026-12-01"


def test_a_log_is_read_word_by_word() -> None:
    log = "\x011795558867\0\nA\0bases/x/a.md\0R090\0bases/x/a.md\0bases/x/b.md\0\x011796558867\0\nM\0bases/x/b.md\0"
    assert {file: str(day) for file, day in _days(log)[0].items()} == {"bases/x/a.md": "2026-11-25", "bases/x/b.md": "2026-11-25"}


def test_the_ledger_speaks_for_what_is_older(repository: Repository) -> None:
    ledger = f"移交截止: 2026-09-30\n依据: 收文登记\n材料:\n  - {{文件: bases/{BASE}/plans/2026-2027.md, 日期: 2026-09-08}}\n"
    repository.write("content/standards/arrivals.yml", ledger)
    run = say(repository.root, "--as-of", "2026-11-23")
    assert "学年计划，2026-09-08 交，按时" in run.stdout  # git has it on the 20th, which is late
    assert "4.3 归档及时　材料不足/2　1 次活动入库日期不详，不算在内" in run.stdout  # the activity is older and not in the ledger


def test_a_shallow_clone_knows_no_days(repository: Repository, tmp_path: Path) -> None:
    repository.write(SECOND, second(repository))
    repository.commit()
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "shallow")], check=True, capture_output=True)
    run = say(tmp_path / "shallow", "--as-of", "2026-11-23")
    assert "入库日期不详" in run.stdout.splitlines()[0]
    assert "4.3 归档及时　材料不足" in run.stdout and "2026-09-05 交（入库日期不详，按写的日期），按时" in run.stdout


def test_outside_git_nothing_fails(tmp_path: Path) -> None:
    run = say(lay_city(tmp_path / "city"), "--as-of", "2026-11-23")
    assert run.returncode == 0 and "提交 无" in run.stdout


def test_pieces_of_the_same_name_are_told_apart_by_their_day() -> None:
    base = (card(), recognised(), plan())
    before = assessed(*base, activity("2026-10-12", 标题="例会"))
    after = assessed(*base, activity("2026-10-12", 标题="例会"), activity("2026-10-19", 标题="例会"))
    moves, changes = compare(before, after)
    change = next(one for one in changes if one.indicator.id == "4.1")
    assert (change.step, change.came, change.went) == (Decimal("0.30"), ("例会",), ()) and [move.base for move in moves] == [BASE]
    assert compare(after, after) == ((), ())


def test_sensitivity_counts_every_indicator_twice_and_names_who_moves() -> None:
    made = assessed(card(), recognised(), plan(), city_event("2026-10-12"), resource("a"))
    found = sensitivity(made)
    assert len(found) == 56 and {one.factor for one in found} == {Decimal("0.9"), Decimal("1.1")}
    assert all(one.bases in ((), (BASE,)) for one in found)


def test_a_base_on_the_line_is_swayed() -> None:
    exempt = given({**LOSS, "4.1": "5.95"})  # 89.95: just 优秀
    made = assessed(card(), recognised(), plan(), city_event("2026-10-12"), a_round(豁免=exempt))
    swayed = {one.indicator.id: one.factor for one in sensitivity(made) if one.bases}
    assert swayed["5.3"] == Decimal("1.1") and swayed["1.1"] == Decimal("0.9")  # more of what it lacks, less of what it has
    assert made.rubric == rubric().record and made.as_of == datetime.date(2027, 9, 30)


def test_marks_follow_the_weight_of_what_they_judge(repository: Repository, tmp_path: Path) -> None:
    """What records are worth goes to what people judge, and nobody who was judged full loses by it."""
    judged = "".join(f'  - {{基地: {BASE}, 指标: "{id}", 平均: {full}, 份数: 5, 极差: 0}}\n' for id, full in (("5.3", 6), ("6.4", 6)))
    repository.write("content/rounds/2026-2027-panel.yml", f"学年: 2026-2027\n评价标准: pds-xkjd 1.0\n评议:\n{judged}")
    text = (repository.root / RUBRIC_FILE).read_text("utf-8")
    for id, old, new in (("4.2", 4, 0), ("4.3", 2, 0), ("5.3", 6, 9), ("6.4", 6, 9)):
        at = text.index(f'编号: "{id}"')
        text = text[:at] + text[at:].replace(f"满分: {old}", f"满分: {new}", 1)
    for id, old, new in (("C4", 16, 10), ("C5", 16, 19), ("C6", 14, 17)):
        at = text.index(f"编号: {id}\n")
        text = text[:at] + text[at:].replace(f"权重: {old}", f"权重: {new}", 1)
    other = tmp_path / "rubric-other.yml"
    other.write_text(text, "utf-8")
    run = say(repository.root, "--as-of", "2026-11-23", "--what-if", other)
    assert run.returncode == 0, run.stderr
    assert "5.3 研讨实效：+3.00" in run.stdout and "6.4 教与学方式变革：+3.00" in run.stdout


def test_a_comparison_as_json_has_both_sides(repository: Repository) -> None:
    repository.write(SECOND, second(repository))
    run = say(repository.root, "--as-of", "2026-11-23", "--compare", "HEAD", "--format", "json")
    found = json.loads(run.stdout)
    [routine] = [one for one in found["changes"] if one["indicator"] == "4.1"]
    assert routine["points"] == ["0.30", "0.60"] and routine["came"] == ["校内教研"] and found["before"]["commit"] == history(repository.root).commit


@pytest.mark.parametrize("options", [("--sensitivity", "--compare", "HEAD"), ("--sensitivity", "--base", BASE), ("--write", "--base", BASE)], ids=" ".join)
def test_what_does_not_go_together_is_refused_in_a_sentence(repository: Repository, options: tuple[str, ...]) -> None:
    run = say(repository.root, *options)
    assert run.returncode == 2 and "改法：" in run.stderr and run.stdout == "" and not (repository.root / "dist").exists()


def test_what_is_due_stands_beside_what_counts(repository: Repository) -> None:
    run = say(repository.root, "--as-of", "2026-11-23", "--base", BASE)
    assert "截止日期" in run.stdout and "2027-07-05　交学年总结（3.3）" in run.stdout and "学年还没有结束，最多可到优秀" in run.stdout


@pytest.mark.parametrize("file", ["standards/schools.yml", "standards/lifecycle.yml", "standards/rubric-2026-2027.yml", "standards/vocabulary.yml"])
def test_a_shared_file_that_cannot_be_read_stops_the_sums(repository: Repository, file: str) -> None:
    path = repository.root / "content" / file
    path.write_text(path.read_text("utf-8") + "\n乱写: [\n", "utf-8")
    run = say(repository.root, "--as-of", "2026-11-23")
    assert run.returncode == 2 and f"content/{file}:" in run.stderr and "改好以前不能计分" in run.stderr and run.stdout == ""
    assert run.stderr.count("\n") < 80


def test_a_register_that_cannot_be_read_is_unknown_and_not_zero(repository: Repository) -> None:
    repository.write(f"bases/{BASE}/outcomes.yml", "获奖: [\n")
    run = say(repository.root, "--as-of", "2026-11-23", "--base", BASE)
    assert "7.2 教师业绩　材料不足/6" in run.stdout and "有 1 份材料读不懂，没有算进去" in run.stdout


def test_a_commit_that_claims_to_be_older_than_its_parent_gains_nothing(repository: Repository) -> None:
    repository.write("bases/cz-shuxue/resources/late.md", "x")
    repository.commit("2027-09-20T09:00:00+0800")
    repository.write(SECOND, second(repository))
    repository.commit("2027-05-07T09:00:00+0800")
    assert repository.arrived(SECOND) == "2027-09-20"


def test_what_was_changed_after_the_cutoff_is_shown_to_the_office(repository: Repository) -> None:
    text = (repository.root / ACTIVITY).read_text("utf-8")
    repository.write(ACTIVITY, text + "\n补写。\n")
    repository.commit("2027-09-21T09:00:00+0800")
    run = say(repository.root, "--as-of", "2027-09-30", "--year", "2026-2027", "--base", BASE)
    assert "材料截止（2027-09-05）以后改过的材料（1 处）" in run.stdout


def test_the_other_rubric_may_have_any_name(repository: Repository, tmp_path: Path) -> None:
    other = tmp_path / "新标准.yml"
    other.write_bytes((repository.root / RUBRIC_FILE).read_bytes())
    run = say(repository.root, "--as-of", "2026-11-23", "--what-if", other)
    assert run.returncode == 0 and "改用 新标准.yml（" in run.stdout, run.stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [("指标小数位: 2", "指标小数位: 30"), ("满分: 4\n", "满分: 1e30\n"), ("满分: 4\n", "满分: 1e9999999\n"), ("目标: 20", "目标: 1e999999999"),
     ("比例: 0.30", "比例: 1e999999"), ("总分小数位: 1", "总分小数位: 999999999")],
)  # fmt: skip
def test_an_absurd_number_is_named_at_its_line(repository: Repository, old: str, new: str) -> None:
    path = repository.root / RUBRIC_FILE
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    run = say(repository.root, "--as-of", "2026-11-23")
    assert run.returncode == 2 and "ZD07" in run.stderr and f"{RUBRIC_FILE}:" in run.stderr and "Traceback" not in run.stderr


def test_a_copy_to_the_letter_counts_once() -> None:
    same = {"标题": "教研"}
    made = scored(card(), recognised(), plan(), activity("2026-10-12", **same), activity("2026-10-12", name="b", **same), activity("2026-10-13", **same))
    routine = made.score("4.1")
    assert routine and routine.count.n == 2
    assert [one.reason for one in routine.count.rejected if "一字不差" in one.reason] == ["和 bases/cz-shuxue/activities/2026-10-12.md 一字不差，不重复计"]
