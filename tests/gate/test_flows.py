"""The few lines of shell in the workflows, run as they stand: real git, and a ``gh`` that writes down what it is asked."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from gate.forge import ACTIVITY, ENV, git

pytestmark = pytest.mark.slow
GH = """#!/bin/sh
echo "$@" >> "$ASKED"
case "$*" in
  *git/ref/heads*) git -C "$REMOTE" rev-parse --verify --quiet "refs/heads/issue-$NUMBER" > /dev/null ;;
  *"issues/7/comments --jq"*) cat "$OPEN" ;;
  *"issue create"*) echo https://github.com/a/b/issues/77 ;;
esac
"""


class Stage:
    """A runner: a folder for its files, a ``gh``, and what that was asked."""

    def __init__(self, folder: Path) -> None:
        self.temp, self.asked, self.open = folder / "temp", folder / "asked", folder / "open"
        (folder / "bin").mkdir(parents=True)
        self.temp.mkdir()
        (folder / "bin/gh").write_text(GH)
        (folder / "bin/gh").chmod(0o755)
        self.open.write_text("")
        self.path = f"{folder / 'bin'}:{os.environ['PATH']}"

    def run(self, workflow: str, where: Path, **more: str) -> list[str]:
        """The last step of a workflow, as its runner would start it."""
        job = next(iter(yaml.safe_load((ROOT / f".github/workflows/{workflow}.yml").read_text("utf-8"))["jobs"].values()))
        own = {"PATH": self.path, "RUNNER_TEMP": str(self.temp), "GITHUB_REPOSITORY": "a/b", "ASKED": str(self.asked), "OPEN": str(self.open)}
        self.asked.write_text("")
        done = subprocess.run(
            ["bash", "-e", "-c", job["steps"][-1]["run"]], cwd=where, env={**os.environ, **ENV, **own, **more}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return self.asked.read_text("utf-8").splitlines()


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Stage(tmp_path / "stage")


def test_a_form_becomes_one_branch_and_one_pull_request_however_often_it_is_saved(forge: Path, stage: Stage, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "clone", "-q", "--bare", str(forge), str(remote))
    git(tmp_path, "clone", "-q", "-b", "main", str(remote), "runner")
    runner, form = tmp_path / "runner", stage.temp / "form"
    form.mkdir()
    for name, words in (("reply.md", "谢谢"), ("branch", "issue-5\n"), ("title", '活动：$(touch /tmp/no) "x" `id`\n'), ("pull.md", "请看")):
        (form / name).write_text(words, "utf-8")
    (runner / ACTIVITY.replace("10-12", "11-20")).write_text("x", "utf-8")
    (runner / "content/left.md").write_text("x", "utf-8")
    asked = stage.run("issue", runner, NUMBER="5", REMOTE=str(remote))
    assert any(line.startswith("issue comment 5 --edit-last --create-if-none") for line in asked)
    assert any(line.startswith('pr create --head issue-5 --title 活动：$(touch /tmp/no) "x" `id` --body-file') for line in asked)
    assert git(remote, "diff", "--name-only", "main", "issue-5").split() == [ACTIVITY.replace("10-12", "11-20")], "only bases/ is taken"
    assert stage.run("issue", runner, NUMBER="5", REMOTE=str(remote)) == ["api --silent repos/a/b/git/ref/heads/issue-5"]


def test_a_form_that_could_not_be_read_is_only_answered(forge: Path, stage: Stage) -> None:
    (stage.temp / "form").mkdir()
    (stage.temp / "form/reply.md").write_text("有几处读不懂", "utf-8")
    asked = stage.run("issue", forge, NUMBER="5", REMOTE=str(forge))
    assert [line.split()[:2] for line in asked] == [["api", "--silent"], ["issue", "comment"]]


def test_one_issue_a_base_is_opened_once_and_then_kept_up_to_date(forge: Path, stage: Stage) -> None:
    due = stage.temp / "due"
    due.mkdir()
    (due / "issues.txt").write_text('cz-shuxue|41|li,wang|初中数学：11 月\ncz-wuli|||初中物理 "$(id)"：11 月\n', "utf-8")
    asked = stage.run("due", forge)
    assert asked == [
        "issue edit 41 --repo a/b --title 初中数学：11 月 --body-file cz-shuxue.md",
        "issue edit 41 --repo a/b --add-assignee li,wang",
        'issue create --repo a/b --title 初中物理 "$(id)"：11 月 --body-file cz-wuli.md',
    ]


def test_the_comment_is_updated_where_it_lies(forge: Path, stage: Stage) -> None:
    assert stage.run("comment", forge) == [], "nothing to post"
    (stage.temp / "comment").mkdir()
    for name, words in (("number", "7\n"), ("comment.md", "x"), ("suggestions.json", "{}")):
        (stage.temp / "comment" / name).write_text(words)
    assert stage.run("comment", forge)[1] == "api --silent repos/a/b/issues/7/comments -F body=@comment.md"
    stage.open.write_text("901\n902\n")
    assert stage.run("comment", forge)[1:] == [
        "api --silent --method PATCH repos/a/b/issues/comments/901 -F body=@comment.md",
        "api --silent repos/a/b/pulls/7/reviews --input suggestions.json",
    ]
