"""A file that would take the program's time or memory is stopped: named with its line, and the rest is built."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, Run
from jidi.load import bounded, load, records
from jidi.load.bounded import Beyond
from jidi.load.limits import too_much
from jidi.publish import Output, Page
from jidi.site.render import render

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
SLOW = "**甲**乙 _丙_ " * 470  # as much as one part may hold
LONG = f"{SLOW}\n\n" * 7


def put(root: Path, old: str, new: str) -> None:
    path = root / RESOURCE
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """So little time that a text within the limits takes longer, and the texts of the small city do not."""
    monkeypatch.setattr(bounded, "SECONDS", 0.05)


def spin(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


@pytest.mark.slow
def test_what_takes_too_long_is_stopped(hurried: None) -> None:
    begun = time.process_time()
    with pytest.raises(Beyond, match="秒"), bounded.bounded():
        spin(30)
    assert time.process_time() - begun < 10


def test_a_regular_expression_is_stopped_too(hurried: None) -> None:
    begun = time.process_time()
    with pytest.raises(Beyond), bounded.bounded():
        re.fullmatch(r"(a*)*b", "a" * 40)  # for hours
    assert time.process_time() - begun < 10


@pytest.mark.slow
def test_what_comes_after_is_not_stopped(hurried: None) -> None:
    for _ in range(3):
        with bounded.bounded():
            pass
    spin(0.2)
    with pytest.raises(Beyond), bounded.bounded():
        spin(1)
    spin(0.2)


def test_what_takes_too_much_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "ROOM", 64 << 20)
    with pytest.raises(Beyond, match="内存超过 64 MB"), bounded.bounded():
        bytearray(300 << 20)
    assert len(bytearray(300 << 20))  # afterwards there is as much as before


@pytest.mark.slow
def test_it_is_said_again_where_an_exception_is_swallowed(hurried: None) -> None:
    """As in what is called back by the collector of garbage: the first test of a body ran into that."""
    begun = time.process_time()
    with pytest.raises(Beyond), bounded.bounded():
        with suppress(Beyond):
            spin(30)
        spin(30)
    assert time.process_time() - begun < 10


@pytest.mark.slow
def test_another_thread_reads_without_bounds(hurried: None) -> None:
    """It cannot be sent a signal: a worker of Dask may run there."""
    done: list[bool] = []

    def work() -> None:
        with bounded.bounded():
            spin(0.2)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]


@pytest.mark.slow
def test_a_body_that_takes_too_long_is_named_with_its_line_and_the_rest_is_built(city: Path, jidi: Run, hurried: None) -> None:
    put(city, "## 教学过程", LONG)
    assert too_much(LONG, "a.md", 1) == []
    run = jidi("--root", city, "build")
    assert run.returncode == 0
    assert f"{RESOURCE}:17: 正文无法显示（用了 0.05 秒还没有读完）。改法：" in run.stderr
    pages = city / "site/bases/cz-shuxue"
    assert "这份材料的正文无法显示" in (pages / "resources/yici-hanshu.html").read_text("utf-8")
    assert "无法显示" not in (pages / "activities/2026-10-12-tongke-yigou.html").read_text("utf-8")


def test_a_text_after_one_that_was_stopped_is_read_as_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = {"before": "- 甲\n\n    - 乙[^1]\n\n[^1]: 丙", "slow": LONG, "after": "- 甲\n\n    - 乙[^1]\n\n[^1]: 丙"}
    outputs = [Output(f"people/{name}.html", Page("题", "text", {"source": ""}, body)) for name, body in bodies.items()]
    monkeypatch.setattr(bounded, "SECONDS", 0.05)
    assert [page for page, _ in render(ROOT, outputs, tmp_path)] == ["people/slow.html"]
    before, after = ((tmp_path / f"people/{name}.html").read_text("utf-8").replace(name, "") for name in ("before", "after"))
    assert before == after and "丙" in after


def test_a_head_that_takes_too_long_is_a_finding(city: Path, hurried: None) -> None:
    put(city, "核心素养: 几何直观、模型观念", f"核心素养: [{', '.join(f'词{number}' for number in range(1_900))}]")
    loaded, findings = load(city, TODAY)
    assert [(one.code, one.place.file) for one in findings] == [("WJ06", RESOURCE)]
    assert "表头用了 0.05 秒还没有读完" in findings[0].message
    assert RESOURCE in loaded.broken and len(loaded.entries) > 3


EXCESSES: dict[str, tuple[str, int, str]] = {
    "a rule": ("** **\n" * 401, 401, "分隔线"),
    "a heading in a quotation": ("> # 甲\n" * 401, 401, "标题"),
    "a heading in a list": ("- # 甲\n" * 401, 401, "标题"),
    "an empty line": ("甲\n\n" * 5_001, 10_002, "段"),
    "a star": ("*甲 " * 4_001, 1, "星号"),
    "a star of several lines": ("*甲\n" * 4_001, 4_001, "这一段的星号"),
    "a star of several parts": ("*甲\n\n" * 4_000 + "*甲*甲*甲*甲*甲\n\n" * 3_300, 14_401, "正文的星号"),
    "an open bracket": ("甲[乙\n\n" * 101, 201, "配对"),
    "a sign between brackets": ("[" * 500 + "甲" * 4_500 + "]" * 500, 1, "隔得太远"),
    "a sign of one part": (("甲" * 4_000 + "\n") * 16, 16, "这一段超过"),
    "a backtick": ("`\n" * 4_001, 4_001, "反引号"),
    "a backslash": ("\\a" * 4_001, 1, "等符号"),
    "a meaning": ("甲\n: 乙\n" * 61, 122, "冒号"),
    "a note": ("甲[^1]\n\n" * 501, 1_001, "脚注"),
    "a level of lists": ("- " * 61 + "甲", 1, "行首"),
    "a level of lists and quotations": ("> - " * 31 + "甲", 1, "行首"),
}


@pytest.mark.parametrize("name", EXCESSES)
def test_one_more_than_there_may_be_is_named_with_its_line(name: str) -> None:
    body, line, word = EXCESSES[name]
    found = [(one.place.line, word in one.message) for one in too_much(body, "a.md", 1)]
    assert (line, True) in found


# The worst that was found of each construct, just within the limits; without them some of these take minutes, or end in an error.
WORST: dict[str, Callable[[], str]] = {
    "stars": lambda: ("*a **b " * 1_300 + "\n\n") * 5,
    "stars in a note": lambda: "甲[^1]\n\n[^1]: " + "**甲**乙\n" * 990,
    "backticks": lambda: ("`\n" * 3_990 + "\n") * 5,
    "angles": lambda: ("<a@" * 3_990 + "\n\n") * 5,
    "rules": lambda: "** **\n" * 400,
    "headings": lambda: "> # 甲\n" * 400,
    "parts": lambda: "*\n\n" * 4_900,
    "meanings": lambda: ("甲\n: *\n" * 60 + "\n") * 60,
    "notes": lambda: "甲[^1]\n\n" * 499 + "[^1]: 乙",
    "levels": lambda: "- " * 60 + "甲",
    "brackets that stay open": lambda: "\n".join(["[" * 99, *["甲" * 19_800] * 2]),
    "brackets in brackets": lambda: "[" * 390 + "甲" * 4_700 + "]" * 390,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", WORST)
def test_the_worst_within_the_limits_takes_no_time_to_speak_of(name: str, tmp_path: Path) -> None:
    body = WORST[name]()
    assert too_much(body, "a.md", 1) == []
    assert render(ROOT, [Output("people/warm.html", Page("题", "text", {"source": ""}, "甲"))], tmp_path / "warm") == []
    begun = time.process_time()
    assert render(ROOT, [Output("people/slow.html", Page("题", "text", {"source": ""}, body))], tmp_path / "slow") == []
    assert time.process_time() - begun < 15  # less than what ends it; seconds of this are the frame of the page


NUMBERED = [f"键{number}" for number in range(1_900)]
HEADS = {
    "unknown fields": "".join(f"{one}: 甲\n" for one in NUMBERED),
    "wrong words": f"核心素养: [{', '.join(NUMBERED)}]\n",
    "wrong items": "附件:\n" + "".join(f"  - {{{one}: 甲}}\n" for one in NUMBERED),
    "English fields": "files:\n" + "".join(f"  - {{file: 2026/{number}.txt, name: 甲, nothing: 乙}}\n" for number in range(1_900)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HEADS)
def test_thousands_of_faults_of_a_head_are_told_shortly_and_soon(city: Path, name: str) -> None:
    text = (
        (city / RESOURCE)
        .read_text("utf-8")
        .replace("核心素养: 几何直观、模型观念\n", "")
        .replace("附件:\n  - {文件: 2026/xuean.txt, 名称: 学案}\n", HEADS[name])
    )
    (city / RESOURCE).write_text(text, "utf-8")
    begun = time.process_time()
    findings = load(city, TODAY)[1]
    assert time.process_time() - begun < 15
    assert 0 < len(findings) <= records.MOST + 1 and {one.place.file for one in findings} == {RESOURCE}
    assert "还有" in findings[-1].message


@pytest.mark.parametrize("head", ["标签:\n" + "  - 甲\n" * 2_001, "".join(f"键{number}: 甲\n" for number in range(2_001))])
def test_a_list_and_a_map_have_no_more_items_than_may_be(city: Path, head: str) -> None:
    put(city, "---\n", f"---\n{head}")
    found = load(city, TODAY)[1]
    assert [(one.code, one.place.file) for one in found] == [("WJ06", RESOURCE)]
    assert found[0].place.line in {2_002, 2_003} and "项" in found[0].message
