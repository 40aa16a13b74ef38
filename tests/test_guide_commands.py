"""Every command line that the guide, the readme and the workflows print exists, and click knows its options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from jidi.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
PAGES = (*sorted((ROOT / "content/guide").glob("*.md")), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
_LINE = re.compile(r"(?:py|python3?) run\.py ([^`\n|]+)")
_BARE = re.compile(r"`(?:jidi )?([a-z][a-z-]+(?: [^`\n]*)?)`")
_NOT_JIDI = {"test"}  # run.py's own


def printed(page: Path) -> list[str]:
    """``check cz-shuxue --strict``: what follows ``run.py`` in a text; a comment behind ``#`` and Chinese punctuation end it."""
    text = re.sub(r">-\n +", "", page.read_text("utf-8"))
    return [re.split(r"\s#|[，。；、（）：]", line)[0].strip() for line in _LINE.findall(text)]


def bare(page: Path) -> list[str]:
    """The same where only the command stands between backquotes, as ``assess --write`` does."""
    found = (line.strip() for line in _BARE.findall(page.read_text("utf-8")))
    return [line for line in found if line.split()[0] in COMMANDS and (" --" in line or " " not in line)]


def fault(line: str) -> str:
    """What is wrong with a command line; empty if it can be run. Values are not judged: the files of an example do not exist."""
    words = [word for word in shlex.split(line, posix=False) if word not in {"…", "……"}]
    if words and words[0] in _NOT_JIDI:
        return ""
    command: click.Command = main
    while isinstance(command, click.Group):
        if not words and command is not main:
            return ""  # a group spoken of as a whole
        if command.invoke_without_command and command is not main and words[0].startswith("--"):
            break
        found = command.get_command(click.Context(command), words[0]) if words else None
        if found is None:
            return f"there is no command {' '.join(words[:1])!r}"
        command, words = found, words[1:]
    known = {name for option in command.params for name in option.opts} | {"--help"}
    unknown = [word for word in words if word.startswith("--") and word.partition("=")[0] not in known]
    return f"{command.name} does not know {unknown[0]}" if unknown else ""


@pytest.mark.parametrize("page", (*PAGES, *WORKFLOWS), ids=lambda page: page.name)
def test_what_is_printed_can_be_run(page: Path) -> None:
    wrong = {line: said for line in printed(page) if (said := fault(line))}
    assert not wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_stands_between_backquotes_can_be_run(page: Path) -> None:
    wrong = {line: said for line in bare(page) if (said := fault(line))}
    assert not wrong


def test_a_command_that_is_not_there_would_be_found() -> None:
    assert fault("chek cz-shuxue") and fault("check --strikt") and fault("panel gather x")
    assert not fault("panel collect 评议文件夹 --rescore --write") and not fault("check cz-shuxue")


def test_the_guide_shows_how_to_run_what_people_need() -> None:
    told = {line.split()[0] for page in PAGES for line in printed(page)}
    assert {
        "import",
        "template",
        "new",
        "check",
        "fix",
        "bulletin",
        "certificate",
        "due",
        "guard",
        "owners",
        "forms",
        "review",
        "build",
        "report",
        "archive",
        "quality",
    } <= told


def test_every_picture_is_there_said_in_words_and_small() -> None:
    for page in PAGES:
        for alt, name in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text("utf-8")):
            picture = page.parent / name
            assert len(alt) >= 6 and re.search("[一-鿿]", alt), f"{page.name}: {name} has no words"
            assert picture.is_file() and picture.stat().st_size <= 120 * 1024, f"{page.name}: {name}"


def test_every_picture_is_shown_somewhere() -> None:
    shown = {name for page in PAGES for name in re.findall(r"images/([a-z0-9.-]+)\)", page.read_text("utf-8"))}
    assert {picture.name for picture in (ROOT / "content/guide/images").iterdir()} <= shown
