"""What people read: a table, one base, Markdown, JSON. Each names what it was computed from; none ends in a stack trace."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from assess.town import (
    AFTER,
    BASE,
    WORDS,
    YEAR,
    a_round,
    activity,
    assessed,
    award,
    card,
    city_event,
    fourteen,
    given,
    outcomes,
    panel,
    plan,
    recognised,
    rubric,
    say,
)  # fmt: skip
from conftest import Run
from jidi.publish.assessment.scorecard import assessment_json, markdown, table

NAMES = {BASE: "初中数学基地"}
HASH = rubric().sha256[:12]
PIECES = (card(), recognised(), plan(), city_event("2026-10-12"), activity("2026-10-19"), activity("2026-10-20", 状态="取消", 取消原因="雨"))

TOP = {"version", "year", "as_of", "commit", "dirty", "shallow", "rubric", "bases"}
OF_BASE = {
    "id", "name", "grade", "line_grade", "best_grade", "total", "best", "raw", "bonus", "months", "scale", "reasons", "unread", "clues", "categories", "indicators",
}  # fmt: skip
OF_INDICATOR = {
    "id", "name", "max", "status", "points", "words", "target", "n", "whole", "factor", "raises", "used", "rejected", "self", "panel", "exemption",
}  # fmt: skip
OF_PIECE = {"title", "day", "file", "line", "address"}


def told(*more: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(assessment_json(assessed(*PIECES, *more), NAMES, WORDS))
    return found


@pytest.mark.parametrize("style", [table, markdown])
def test_text_names_commit_rubric_and_day(style: Any) -> None:
    for pieces in (PIECES, (*PIECES, card("cz-wuli", subject="物理"), recognised(base="cz-wuli"))):
        said = style(assessed(*pieces), NAMES, WORDS)
        assert f"{YEAR} 学年 · 评价标准 pds-xkjd 1.0（{HASH}） · 提交 0123456789ab · 按 2027-09-30 的材料计" in said


def test_json_names_commit_rubric_and_day() -> None:
    made = told()
    assert (made["commit"], made["as_of"], made["year"]) == ("0123456789ab", str(AFTER), YEAR)
    assert made["rubric"] == {"id": "pds-xkjd", "version": "1.0", "sha256": rubric().sha256}


def test_the_shape_of_the_json_is_stable() -> None:
    exempt = [one for one in given({"8.3": ""}) if one["指标"] == "8.3"]
    made = told(panel(), a_round(豁免=exempt), outcomes(获奖=[award("1", "优质课", "校级", "一等奖", "李文静")]))
    assert made["version"] == 1 and set(made) == TOP
    base = made["bases"][0]
    assert set(base) == OF_BASE and {frozenset(one) for one in base["indicators"]} == {frozenset(OF_INDICATOR)}
    by_id = {one["id"]: one for one in base["indicators"]}
    assert {frozenset(one) for i in by_id.values() for one in i["used"]} == {frozenset(OF_PIECE | {"value", "note"})}
    assert {frozenset(one) for i in by_id.values() for one in i["rejected"]} == {frozenset(OF_PIECE | {"reason"})}
    assert by_id["4.1"]["points"] == "0.30" and by_id["8.3"]["exemption"] == {"points": None, "reason": "测试", "number": "平教体〔2027〕1号"}
    assert by_id["5.3"]["panel"] == {"mean": "6", "n": 5, "spread": "0.2"}


def test_the_three_kinds_of_not_knowing_are_three_words() -> None:
    exempt = [one for one in given({"8.3": ""}) if one["指标"] == "8.3"]
    made = told(a_round(豁免=exempt))
    by_id = {one["id"]: (one["status"], one["points"]) for one in made["bases"][0]["indicators"]}
    assert (by_id["5.3"], by_id["2.1"], by_id["8.3"], by_id["6.1"]) == (("待评", None), ("材料不足", None), ("不适用", None), ("已计", "0.00"))
    text = table(assessed(*PIECES, a_round(豁免=exempt)), NAMES, WORDS)
    assert "5.3 研讨实效　待评/6" in text and "2.1 成员结构　材料不足/4" in text and "8.3 送教与弱势学科帮扶　不适用/3" in text


def test_one_base_reads_its_distances_and_what_to_do() -> None:
    said = table(assessed(*PIECES), NAMES, WORDS)
    assert "初中数学基地　总分" in said and "等次：待评。按现在的材料是不合格" in said
    assert re.search(r"离合格还差 [\d.]+ 分；离良好还差 [\d.]+ 分；离优秀还差 [\d.]+ 分", said)
    assert "4.1 常态教研　0.30/6　6 × min(1, 1 ÷ 20) = 0.30" in said
    assert f"＋ 教研 2026-10-19（2026-10-19） [bases/{BASE}/activities/2026-10-19.md:1]" in said
    assert "－ 教研 2026-10-12（2026-10-12）：已计入 5.1 全市性专题研讨，不重复计" in said
    assert "→ 还差 19（目标 20）。大约两周一次教研，当天记录；一周最多计两次。" in said


def test_markdown_links_every_piece_and_says_every_reason() -> None:
    said = markdown(assessed(*PIECES), NAMES, WORDS)
    assert f"- 计入：[教研 2026-10-19 2026-10-19](bases/{BASE}/activities/2026-10-19.html)" in said
    assert f"- 不计：[教研 2026-10-12 2026-10-12](bases/{BASE}/activities/2026-10-12.html)（已计入 5.1 全市性专题研讨，不重复计）" in said


def test_markdown_is_not_broken_by_a_title() -> None:
    said = markdown(assessed(*PIECES, activity("2026-11-09", 标题="读[书](x)|会`a`")), NAMES, WORDS)
    assert "[读\\[书\\](x)\\|会\\`a\\` 2026-11-09]" in said


def test_nobodys_place_in_an_order_is_said() -> None:
    cards = fourteen([{"4.1": f"{6 - number}"} for number in range(6)])
    assert not any(re.search(r"第\s*\d+\s*名|排名|名次", reason) for one in cards.values() for reason in one.reasons)


@pytest.mark.parametrize("style", ["table", "json", "md"])
def test_the_command_speaks_each_way(city: Path, style: str) -> None:
    run = say(city, "--as-of", "2026-11-23", "--format", style)
    assert run.returncode == 0 and run.stderr == "" and "1.0" in run.stdout and "2026-11-23" in run.stdout


@pytest.mark.slow
def test_same_material_same_bytes(city: Path, jidi: Run) -> None:
    command = ("--root", city, "assess", "--as-of", "2026-11-23", "--format", "json")
    first, second = (jidi(*command, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))
    assert first == second and json.loads(first)["bases"][0]["id"] == BASE


@pytest.mark.parametrize("wrong", [("--year", "2019-2020"), ("--base", "none"), ("--as-of", "昨天"), ("--what-if", "none.yml"), ("--format", "xls")])
def test_a_mistake_ends_in_a_sentence(city: Path, wrong: tuple[str, str]) -> None:
    run = say(city, *wrong)
    assert run.returncode == 2 and run.stdout == "" and "Traceback" not in run.stderr and re.search(r"[\u4e00-\u9fff]", run.stderr)


def test_an_unreadable_rubric_ends_in_a_sentence(city: Path) -> None:
    (city / "content/standards/rubric-2026-2027.yml").write_text("类别: [", "utf-8")
    run = say(city, "--as-of", "2026-11-23")
    assert run.returncode == 2 and "content/standards/rubric-2026-2027.yml:1: WJ02" in run.stderr.replace(":2:", ":1:") and "改好以前不能计分" in run.stderr
