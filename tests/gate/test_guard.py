"""The guard: who may touch what, on real repositories and on a thousand made-up lists of changes."""

from __future__ import annotations

import random
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.check import RULES
from jidi.gate.changes import Change, read_changes
from jidi.gate.guard import base_of, judge
from jidi.gate.rules import GATE_RULES
from jidi.intake import INTAKE_RULES
from jidi.load import READER_RULES
from jidi.model.gate import Owners

from gate.forge import ACTIVITY, REGISTER, RESOURCE, commit, git, jidi_here, lay_forge, swap

OWNERS = Owners.model_validate(
    {
        "办公室": ["office"],
        "维护人": ["keeper"],
        "收表账号": ["robot[bot]"],
        "基地": [{"基地": "cz-shuxue", "账号": ["li"]}, {"基地": "cz-wuli", "账号": ["li", "wang"]}, {"基地": "xx-yuwen", "账号": []}],
    }
)
IDS = ("cz-shuxue", "cz-wuli", "xx-yuwen", "gz-new")
ELSEWHERE = (
    "content/standards/rubric-2026-2027.yml", "content/standards/owners.yml", "content/decisions/a.yml", "content/rounds/2026-2027.yml", "content/policies/a.md",
    "content/guide/a.md", "scripts/jidi/cli.py", ".github/workflows/code.yml", "run.py", "mkdocs.yml", "bases/README.md", "BASES/cz-shuxue/a.md",
    "bases/cz-shuxue", "Bases/cz-shuxue/base.yml", "bases/../content/a.md", ".gitattributes", "requirements.lock", "overrides/jidi/page.html",
)  # fmt: skip

_names = st.text(string.ascii_lowercase + string.digits + "-", min_size=1, max_size=8)
_in_base = st.builds(
    lambda base, folder, name: f"bases/{base}/{folder}{name}.md", st.sampled_from(IDS), st.sampled_from(["", "activities/", "files/2026/"]), _names
)
_paths = st.one_of(_in_base, _in_base, st.sampled_from(ELSEWHERE), st.text(min_size=1, max_size=20))
_changes = st.builds(lambda path, old, status: Change(path, old if status == "R" else "", status), _paths, _paths, st.sampled_from(["A", "M", "D", "R"]))


def passes(changes: list[Change], author: str) -> bool:
    return not [one for one in judge(changes, OWNERS, author) if one.level == "error"]


@pytest.mark.slow
@settings(max_examples=1000, deadline=None)
@given(st.lists(_changes, max_size=6), st.sampled_from(["li", "wang", "LI", "robot[bot]", "stranger", ""]), st.randoms())
def test_no_list_gets_past_the_guard(changes: list[Change], author: str, shuffle: random.Random) -> None:
    """Nobody but the office gets two bases, a base with something else, or anything outside; order and repetition change nothing."""
    said = judge(changes, OWNERS, author)
    again = [*changes, *changes]
    shuffle.shuffle(again)
    assert judge(again, OWNERS, author) == said
    paths = [path for change in changes for path in change.paths]
    bases = {base_of(path) for path in paths}
    allowed = {"li": {"cz-shuxue", "cz-wuli"}, "wang": {"cz-wuli"}, "robot[bot]": set(IDS)}.get(author.lower(), set())
    if paths and (len(bases) > 1 or not bases <= allowed):
        assert not passes(changes, author)


@settings(max_examples=200, deadline=None)
@given(st.lists(_in_base.map(Change), min_size=1, max_size=6), st.sampled_from(["li", "wang", "office"]))
def test_ones_own_base_passes(changes: list[Change], author: str) -> None:
    own = [change for change in changes if base_of(change.path) == base_of(changes[0].path)]
    mine = {"li": ("cz-shuxue", "cz-wuli"), "wang": ("cz-wuli",)}.get(author, IDS)
    assert passes(own, author) == (base_of(own[0].path) in mine)
    assert passes(changes, "office")


@given(st.binary(max_size=200))
def test_a_list_that_cannot_be_read_is_never_taken_for_an_empty_one(raw: bytes) -> None:
    try:
        changes = read_changes(raw)
    except (ValueError, StopIteration, RuntimeError):
        return
    assert changes or not raw.strip(b"\0")


def test_the_rules_of_the_gate_have_codes_of_their_own() -> None:
    codes = [rule.code for rule in (*GATE_RULES, *INTAKE_RULES, *RULES, *READER_RULES)]
    assert len(codes) == len(set(codes)) and all(rule.why.endswith("。") for rule in GATE_RULES)


def test_a_broken_register_stops_everybody() -> None:
    for author in ("office", "li"):
        [one] = [one for one in judge([Change("bases/cz-shuxue/base.yml")], None, author) if one.code == "TJ08"]
        assert one.level == "error" and one.place.file == REGISTER


def guard(root: Path, author: str, head: str = "HEAD") -> tuple[int, str]:
    run = jidi_here(root, "guard", "--base-ref", "main", "--head-ref", head, "--author", author)
    assert not run.stderr, run.stderr
    return run.exit_code, run.stdout


def test_ones_own_base_comes_in(forge: Path) -> None:
    swap(forge, ACTIVITY, "录播教室", "报告厅")
    commit(forge)
    assert guard(forge, "wenjing-li") == (0, "没有问题。\n")
    assert guard(forge, "Wenjing-LI")[0] == 0


@pytest.mark.parametrize(
    ("author", "spoil", "file", "code", "mend"),
    [
        ("wuli-li", ACTIVITY, ACTIVITY, "TJ02", "请登记的人提交"),
        ("nobody", ACTIVITY, ACTIVITY, "TJ02", "加进 owners.yml"),
        ("wenjing-li", "content/standards/city.yml", "content/standards/city.yml", "TJ03", "撤回对它的改动"),
        ("wenjing-li", "content/decisions/2026-07-10-cz-shuxue.yml", "content/decisions/2026-07-10-cz-shuxue.yml", "TJ03", "向办公室提出来"),
        ("wenjing-li", REGISTER, REGISTER, "TJ03", "撤回对它的改动"),
        ("wenjing-li", "mkdocs.yml", "mkdocs.yml", "TJ03", "撤回对它的改动"),
        ("github-actions[bot]", "mkdocs.yml", "mkdocs.yml", "TJ03", "撤回对它的改动"),
    ],
)  # fmt: skip
def test_each_refusal_names_the_path_and_the_remedy(forge: Path, author: str, spoil: str, file: str, code: str, mend: str) -> None:
    (forge / spoil).write_text((forge / spoil).read_text("utf-8") + "\n# x\n", "utf-8")
    commit(forge)
    status, said = guard(forge, author)
    assert status == 1 and f"{file}:1: {code}" in said and mend in said and f"rules.html#{code.lower()}" in said


def test_two_bases_are_for_the_office(forge: Path) -> None:
    for base in ("cz-shuxue", "cz-wuli"):
        (forge / f"bases/{base}/meetings.yml").write_text("会议: []\n", "utf-8")
    commit(forge)
    status, said = guard(forge, "wenjing-li")
    assert status == 1 and "bases/cz-wuli/meetings.yml:1: TJ01" in said and "只留“cz-shuxue”的" in said and "bases/cz-shuxue/meetings.yml" not in said
    assert guard(forge, "bangongshi")[0] == 0


def test_not_even_the_office_mixes_a_base_with_the_standards(forge: Path) -> None:
    for file in (ACTIVITY, "content/standards/city.yml"):
        (forge / file).write_text((forge / file).read_text("utf-8") + "\n# x\n", "utf-8")
    commit(forge)
    status, said = guard(forge, "bangongshi")
    assert status == 1 and "content/standards/city.yml:1: TJ04" in said and "分成两次提交" in said


def test_the_register_of_the_target_branch_counts_not_the_authors(forge: Path) -> None:
    swap(forge, REGISTER, "wenjing-li", "stranger")
    commit(forge)
    status, said = guard(forge, "stranger")
    assert status == 1 and f"{REGISTER}:1: TJ03" in said


def test_undoing_what_the_target_did_shows_even_where_lines_crossed(forge: Path) -> None:
    """Two common beginnings: a branch that was merged once, and that took main in without main's change to another base."""
    swap(forge, ACTIVITY, "录播教室", "报告厅")
    commit(forge)
    git(forge, "checkout", "-q", "main")
    (forge / "bases/cz-wuli/meetings.yml").write_text("会议: []\n", "utf-8")
    other = commit(forge)
    git(forge, "merge", "-q", "--no-ff", "-m", "take it", "change")
    git(forge, "checkout", "-q", "change")
    git(forge, "merge", "-q", "-s", "ours", "-m", "leave out what they did", other)
    status, said = guard(forge, "wenjing-li")
    assert status == 1 and "bases/cz-wuli/meetings.yml:1: TJ0" in said


def test_annotations_for_a_forge(forge: Path) -> None:
    swap(forge, ACTIVITY, "录播教室", "报告厅")
    commit(forge)
    run = jidi_here(forge, "guard", "--base-ref", "main", "--author", "nobody", "--format", "github")
    assert run.stdout.startswith(f"::error file={ACTIVITY},line=1,title=TJ02::")


def test_a_rename_out_of_another_base_counts_on_both_sides(forge: Path) -> None:
    (forge / "bases/cz-wuli/resources").mkdir()
    git(forge, "mv", RESOURCE, "bases/cz-wuli/resources/yici-hanshu.md")
    commit(forge)
    status, said = guard(forge, "wuli-li")
    assert status == 1 and f"{RESOURCE}:1: TJ01" in said


def test_a_deletion_in_another_base_counts(forge: Path) -> None:
    (forge / "bases/cz-shuxue/members.yml").unlink()
    commit(forge)
    status, said = guard(forge, "wuli-li")
    assert status == 1 and "bases/cz-shuxue/members.yml:1: TJ02" in said


def test_a_fork_is_judged_by_what_it_changes_not_by_what_main_did_since(forge: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "-b", "main", str(forge), "fork")
    fork = tmp_path / "fork"
    swap(fork, ACTIVITY, "录播教室", "报告厅")
    commit(fork)
    git(forge, "checkout", "-q", "main")
    (forge / "bases/cz-wuli/meetings.yml").write_text("会议: []\n", "utf-8")
    commit(forge)
    git(forge, "remote", "add", "fork", str(fork))
    git(forge, "fetch", "-q", "fork")
    assert guard(forge, "wenjing-li", "fork/main") == (0, "没有问题。\n")
    assert guard(forge, "wuli-li", "fork/main")[0] == 1


def test_links_submodules_programs_and_hidden_names_are_refused(forge: Path) -> None:
    files = forge / "bases/cz-shuxue/files"
    (files / "link").symlink_to("/etc/passwd")
    (files / "run.txt").write_text("x")
    (files / "run.txt").chmod(0o755)
    (files / ".gitattributes").write_text("* export-ignore\n")
    (files / "a\nb.txt").write_text("x")
    (files / "a\u202egpj.txt").write_text("x")
    head = git(forge, "rev-parse", "HEAD")
    git(forge, "add", "-A")
    git(forge, "update-index", "--add", "--cacheinfo", f"160000,{head},bases/cz-shuxue/files/sub")
    git(forge, "commit", "-qm", "x")
    for author in ("wenjing-li", "bangongshi"):
        status, said = guard(forge, author)
        assert status == 1 and said.count("TJ05 ") == 3 and said.count("TJ06 ") == 3
        assert all(
            word in said
            for word in ("files/link:1", "符号链接", "files/sub:1", "子模块", "files/run.txt:1", "--chmod=-x", "“.gitattributes”", "a?b.txt", "a?gpj.txt")
        )


def test_what_is_refused_may_be_taken_away(forge: Path) -> None:
    bad = forge / "bases/cz-shuxue/files/.hidden"
    bad.symlink_to("/etc/passwd")
    git(forge, "checkout", "-q", "main")
    commit(forge)
    git(forge, "checkout", "-qb", "mend")
    bad.unlink()
    commit(forge)
    assert guard(forge, "wenjing-li")[0] == 0


def test_without_a_register_the_guard_only_notices(tmp_path: Path) -> None:
    root = lay_forge(tmp_path / "forge", "办公室: []\n")
    swap(root, ACTIVITY, "录播教室", "报告厅")
    commit(root)
    status, said = guard(root, "anybody")
    assert status == 0 and f"{REGISTER}:1: TJ07 还没有登记谁负责" in said


def test_a_register_that_cannot_be_read_lets_nobody_in(tmp_path: Path) -> None:
    root = lay_forge(tmp_path / "forge", "办公室: [bangongshi\n")
    swap(root, ACTIVITY, "录播教室", "报告厅")
    commit(root)
    status, said = guard(root, "wenjing-li")
    assert status == 1 and "TJ08" in said


def test_what_cannot_be_judged_is_not_let_in(forge: Path) -> None:
    for base, head in (("nowhere", "HEAD"), ("main", "nowhere"), ("main", "--output=x")):
        run = jidi_here(forge, "guard", "--base-ref", base, "--head-ref", head, "--author", "bangongshi")
        assert run.exit_code == 2 and run.stderr.strip().endswith(("。", "）。"))
