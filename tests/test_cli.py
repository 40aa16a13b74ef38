"""The commands as people run them: what they print, what they return, what they leave behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, Run

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"


def spoil(city: Path, file: str = ACTIVITY) -> None:
    text = (city / file).read_text("utf-8")
    (city / file).write_text(text.replace("类型: ", "类型: 不明", 1), "utf-8")


def git(city: Path, *args: str) -> None:
    subprocess.run(["git", "-C", str(city), "-c", "user.name=a", "-c", "user.email=a@example.cn", *args], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("command", "late"),
    [("build", "icalendar xlsxwriter segno docx typst openpyxl"), ("check", "mkdocs jinja2 jidi.publish jidi.documents icalendar xlsxwriter segno")],
)
def test_what_few_runs_need_is_not_waited_for(command: str, late: str) -> None:
    """Each of them takes longer to import than a small base to check."""
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'scripts')!r}); import jidi.commands.{command}; print(sorted({{*sys.modules}} & {{*{late.split()}}}))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_clean_material_returns_0(city: Path, jidi: Run) -> None:
    run = jidi("--root", city, "check")
    assert (run.returncode, run.stdout) == (0, "没有问题。\n")


def test_findings_return_1_and_say_where_what_and_how(city: Path, jidi: Run) -> None:
    spoil(city)
    run = jidi("--root", city, "check")
    assert run.returncode == 1
    assert f"{ACTIVITY}:3: ZD03" in run.stdout and "不明同课异构" in run.stdout and "改成“同课异构”" in run.stdout and "rules.html#zd03" in run.stdout


def test_github_annotations(city: Path, jidi: Run) -> None:
    spoil(city)
    run = jidi("--root", city, "check", "--format", "github")
    assert run.stdout.startswith(f"::error file={ACTIVITY},line=3,title=ZD03::")


def test_a_file_name_adds_nothing_to_an_annotation(city: Path, jidi: Run) -> None:
    (city / "bases/cz-shuxue/files/2026/a,line=1::error ::b.txt").write_text("x")
    told = jidi("--root", city, "check", "--format", "github").stdout.splitlines()
    place = "file=bases/cz-shuxue/files/2026/a%2Cline=1%3A%3Aerror %3A%3Ab.txt,line=1"
    assert [line.split("::")[1] for line in told] == [f"warning {place},title=FJ04", f"error {place},title=FJ05"]


def test_a_folder_that_cannot_be_written_ends_in_a_sentence(city: Path, jidi: Run) -> None:
    (city / "file").write_text("x")
    run = jidi("--root", city, "build", "--out", city / "file" / "site")
    assert run.returncode == 2 and "Traceback" not in run.stderr and "磁盘空间和文件夹权限" in run.stderr


def test_a_console_without_a_character_shows_something(city: Path, jidi: Run) -> None:
    text = (city / ACTIVITY).read_text("utf-8")
    (city / ACTIVITY).write_text(text.replace("类型: 同课异构", "类型: 𬭎⁺"), "utf-8")
    run = jidi("--root", city, "check", PYTHONIOENCODING="gbk")
    assert run.returncode == 1


def test_json_is_stable(city: Path, jidi: Run) -> None:
    spoil(city)
    report = json.loads(jidi("--root", city, "check", "--format", "json").stdout)
    assert report["version"] == 1
    assert set(report["findings"][0]) == {"code", "level", "file", "line", "message", "fix", "address"}


def test_one_base_alone(city: Path, jidi: Run) -> None:
    spoil(city)
    (city / "content/policies/bad.md").write_text("x", "utf-8")
    run = jidi("--root", city, "check", "cz-shuxue")
    assert ACTIVITY in run.stdout and "policies" not in run.stdout


def test_a_warning_counts_only_when_strict(city: Path, jidi: Run) -> None:
    (city / "bases/cz-shuxue/files/2026/left.txt").write_text("x", "utf-8")
    assert jidi("--root", city, "check").returncode == 0
    assert jidi("--root", city, "check", "--strict").returncode == 1


def test_what_cannot_run_returns_2_with_a_sentence(city: Path, jidi: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for run in (jidi("--root", city, "check", "cz-none"), jidi("--root", tmp_path / "empty", "check"), jidi("--root", city, "check", "--since", "nowhere")):
        assert run.returncode == 2 and "Traceback" not in run.stderr and run.stderr.strip().endswith(("。", "）。"))


def test_a_mistyped_command_ends_in_a_sentence(city: Path, jidi: Run) -> None:
    for args in (("check", "--strickt"), ("chekc",), ("check", "--format", "xml"), ("schema",)):
        run = jidi("--root", city, *args)
        assert run.returncode == 2 and run.stderr.strip().endswith("。") and "--help" in run.stderr, run.stderr


def test_since_names_only_what_changed(city: Path, jidi: Run) -> None:
    spoil(city, RESOURCE)
    git(city, "init", "-q")
    git(city, "add", "-A")
    git(city, "commit", "-qm", "start")
    assert jidi("--root", city, "check", "--since", "HEAD").returncode == 0
    spoil(city)
    (city / "bases/cz-shuxue/plans/new.md").write_text("x", "utf-8")
    run = jidi("--root", city, "check", "--since", "HEAD")
    assert ACTIVITY in run.stdout and "plans/new.md:1: WJ03" in run.stdout and RESOURCE not in run.stdout


def test_fix_shows_first_and_writes_when_told(city: Path, jidi: Run) -> None:
    path = city / ACTIVITY
    path.write_text(path.read_text("utf-8").replace("日期: 2026-10-12", "日期：2026年10月12日  # 周一"), "utf-8")
    before = path.read_bytes()
    run = jidi("--root", city, "fix")
    assert "+日期: 2026-10-12  # 周一" in run.stdout and path.read_bytes() == before
    assert "已改 1 个文件" in jidi("--root", city, "fix", "--write").stdout
    assert "日期: 2026-10-12  # 周一" in path.read_text("utf-8")
    assert "可改 0 个文件" in jidi("--root", city, "fix").stdout


def test_the_root_is_found_from_below(city: Path, jidi: Run, monkeypatch: object) -> None:
    monkeypatch.chdir(city / "bases/cz-shuxue")  # type: ignore[attr-defined]
    assert jidi("check").stdout == "没有问题。\n"


def test_schemas_hold_the_words(city: Path, jidi: Run, tmp_path: Path) -> None:
    assert jidi("--root", city, "schema", tmp_path / "schema").returncode == 0
    schema = json.loads((tmp_path / "schema/activities.json").read_text("utf-8"))
    assert "同课异构" in json.dumps(schema, ensure_ascii=False) and schema["additionalProperties"] is False
