"""Score sheets come back: every misfilled cell is named, nothing is half-read, and only sums leave the office."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from jidi.check import check
from jidi.load import load
from jidi.model.standards import Panel, PanelMark
from office import GUESTS, MATHS, NAMES, PANEL, PHYSICS, Answers, answers, edit, fill, lay_round, make, run, where, write_roster

pytestmark = pytest.mark.slow

SHARES = ("0.93", "0.87", "0.84", "0.81", "0.67")


def sheet(folder: Path, number: int) -> Path:
    return folder / f"评分表-Z0{number}.xlsx"


def hand_in(root: Path, folder: Path, shares: tuple[str, ...], *, maths: Callable[[int], Answers] | None = None) -> None:
    """Make and fill: the expert number n judges everything at ``shares[n-1]``, maths as ``maths(n)`` says."""
    assert make(root, folder, GUESTS[: len(shares)]).exit_code == 0
    for number, share in enumerate(shares, 1):
        fill(sheet(folder, number), MATHS, maths(number) if maths else answers(share))
        fill(sheet(folder, number), PHYSICS, answers(share))


def written(root: Path) -> dict[tuple[str, str], PanelMark]:
    city, findings = load(root)
    assert not [one for one in findings if one.place.file == PANEL]
    return {(one.base, one.indicator): one for entry in city.of(Panel) for one in entry.record.marks}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_round(tmp_path / "city")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "评议"


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The filled sheets of three experts, made once; each test spoils its own copy."""
    here = tmp_path_factory.mktemp("three")
    hand_in(lay_round(here / "city"), here / "评议", SHARES[:3])
    return here / "评议"


@pytest.fixture
def three(handed_in: Path, folder: Path) -> Path:
    shutil.copytree(handed_in, folder)
    return folder


def test_five_experts_are_trimmed_and_averaged(root: Path, folder: Path) -> None:
    hand_in(root, folder, SHARES)
    made = run(root, "collect", folder, "--write")
    assert made.exit_code == 0, made.output
    marks = written(root)
    assert len(marks) == 16
    one = marks["cz-shuxue", "5.3"]
    # 5.58 5.22 5.04 4.86 4.02: the first and the last are left out of the mean, not of the spread
    assert (one.mean, one.n, one.spread) == (Decimal("5.04"), 5, Decimal("1.56"))


def test_three_experts_are_not_trimmed(root: Path, three: Path) -> None:
    run(root, "collect", three, "--write")
    one = written(root)["gz-wuli", "1.3"]
    assert (one.mean, one.n, one.spread) == (Decimal("1.76"), 3, Decimal("0.18"))


def test_the_file_names_sums_only(root: Path, folder: Path) -> None:
    shares = ("0.931", "0.872", "0.845", "0.813", "0.674")
    hand_in(root, folder, shares)
    shown, made = run(root, "collect", folder), run(root, "collect", folder, "--write")
    sums = {str(value.normalize()) for one in written(root).values() for value in (one.mean, one.spread)}
    single = {f"{points}".rstrip("0") for share in shares for _, points, _ in answers(share).values()} - sums
    everything = shown.output + made.output + (root / PANEL).read_text("utf-8")
    assert len(single) == 20
    assert not single & set(re.findall(r"\d+\.\d+", everything))
    assert not any(word in everything for word in (*NAMES, *(row[0] for row in GUESTS), "看了佐证", "河南师范大学"))


def test_the_digests_are_those_of_the_files_in_alphabetical_order(root: Path, three: Path) -> None:
    run(root, "collect", three, "--write")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in three.glob("评分表-*")]
    assert re.findall(r"^  - ([0-9a-f]{64})$", (root / PANEL).read_text("utf-8"), re.M) == sorted(digests)


def test_the_order_of_files_and_rows_says_nothing(root: Path, three: Path) -> None:
    run(root, "collect", three, "--write")
    first = (root / PANEL).read_bytes()
    sheet(three, 1).rename(three / "评分表-换过.xlsx")
    write_roster(three, reversed(GUESTS[:3]))
    (root / PANEL).unlink()
    run(root, "collect", three, "--write")
    assert (root / PANEL).read_bytes() == first


def test_without_write_nothing_is_written_but_shown(root: Path, three: Path) -> None:
    shown = run(root, "collect", three)
    assert shown.exit_code == 0 and not (root / PANEL).exists()
    run(root, "collect", three, "--write")
    assert shown.output.endswith((root / PANEL).read_text("utf-8"))


def test_what_is_written_passes_the_check(root: Path, three: Path) -> None:
    run(root, "collect", three, "--write")
    city, findings = load(root)
    assert not [one for one in [*findings, *check(city)] if "panel" in one.place.file]


FAULTS = [
    ({"G": None, "H": None, "I": None}, "G", "没有填"),
    ({"G": None}, "G", "没有选档次"),
    ({"G": "E"}, "G", "档次写的是“E”"),
    ({"H": None}, "H", "没有填分数"),
    ({"H": "很好"}, "H", "分数“很好”不是数"),
    ({"H": "8,5"}, "H", "不是数"),
    ({"H": True}, "H", "不是数"),
    ({"H": 4.79}, "H", "分数“4.79”不在 A 档里"),
    ({"H": 6.01}, "H", "分数“6.01”不在 A 档里"),
    ({"H": -1}, "H", "不在 A 档里"),
    ({"H": 5.123}, "H", "小数太多"),
    ({"H": 5.0400001}, "H", "分数“5.0400001”的小数太多"),
    ({"I": "  "}, "I", "没有写理由"),
    ({"G": "弃权"}, "H", "又填了分数"),
]


@pytest.mark.parametrize(("cells", "column", "message"), FAULTS, ids=[message for _, _, message in FAULTS])
def test_a_misfilled_cell_is_named_and_nothing_is_written(root: Path, three: Path, cells: dict[str, object], column: str, message: str) -> None:
    path = sheet(three, 2)
    edit(path, {f"{MATHS}!{where(path, MATHS, '5.3', letter)}": (value if not isinstance(value, bool) else "TRUE") for letter, value in cells.items()})
    refused = run(root, "collect", three, "--write")
    place = f"评分表-Z02.xlsx {MATHS}!{where(path, MATHS, '5.3', column)}：指标 5.3 "
    assert refused.exit_code == 1 and place in refused.output and message in refused.output
    assert "共 1 个问题，一个字也没有写" in refused.output
    assert not (root / PANEL).exists()


def test_all_faults_of_all_files_are_named_at_once(root: Path, three: Path) -> None:
    for number, id in ((1, "1.3"), (3, "8.4")):
        path = sheet(three, number)
        edit(path, {f"{PHYSICS}!{where(path, PHYSICS, id, 'H')}": "x", f"{PHYSICS}!{where(path, PHYSICS, id, 'I')}": None})
    refused = run(root, "collect", three)
    assert re.findall(r"评分表-(Z0\d)\.xlsx 高中物理基地!([HI])", refused.output) == [("Z01", "H"), ("Z01", "I"), ("Z03", "H"), ("Z03", "I")]


@pytest.mark.parametrize("typed", ["5.04分", "５．０４", " 5.04 分 ", "5. 04", 5.040000000000001, 5.039999999999999, "5.040000000000001"])
def test_a_number_typed_or_calculated_is_understood(root: Path, three: Path, typed: object) -> None:
    run(root, "collect", three, "--write")
    right = (root / PANEL).read_text("utf-8").split("评分表:")[0]
    path = sheet(three, 3)
    edit(path, {f"{MATHS}!{where(path, MATHS, '5.3', 'H')}": typed, f"{MATHS}!{where(path, MATHS, '5.3', 'G')}": "ａ档"})
    assert run(root, "collect", three, "--write").exit_code == 0
    assert (root / PANEL).read_text("utf-8").split("评分表:")[0] == right


def test_an_abstention_is_not_a_zero(root: Path, folder: Path) -> None:
    hand_in(root, folder, SHARES[:4], maths=lambda n: answers(SHARES[n - 1], **({"_5_3": ("弃权", "", "")} if n == 1 else {})))
    run(root, "collect", folder, "--write")
    one = written(root)["cz-shuxue", "5.3"]
    assert (one.mean, one.n) == (Decimal("5.04"), 3)


@pytest.mark.parametrize("valid", [0, 1, 2])
def test_an_item_with_too_few_marks_stays_unjudged(root: Path, folder: Path, valid: int) -> None:
    hand_in(root, folder, SHARES[:3], maths=lambda n: answers(SHARES[n - 1], **({"_5_3": ("弃权", "", "")} if n > valid else {})))
    made = run(root, "collect", folder, "--write")
    assert ("cz-shuxue", "5.3") not in written(root) and ("gz-wuli", "5.3") in written(root)
    warnings = [line for line in made.output.splitlines() if line.startswith("提醒：")]
    assert len(warnings) == 1 and f"初中数学基地 5.3 研讨实效只有 {valid} 份有效评分，少于 3 份" in warnings[0]
    assert "仍是待评" in warnings[0] and "再请专家" in warnings[0] and "5.58" not in made.output and "5.4" not in made.output


def test_two_sheets_give_no_sums_at_all(root: Path, folder: Path) -> None:
    hand_in(root, folder, SHARES[:2])
    made = run(root, "collect", folder, "--write")
    assert made.exit_code == 0 and written(root) == {} and made.output.count("只有 2 份有效评分") == 16


@pytest.mark.parametrize("broken", ["content/rounds/2026-2027.yml", PANEL, "content/standards/lifecycle.yml", "content/decisions/2026-09-01-a.yml"])
def test_a_broken_shared_file_stops_before_anything_is_read_or_written(root: Path, three: Path, broken: str) -> None:
    (root / broken).parent.mkdir(exist_ok=True)
    (root / broken).write_text("学年: [2026-2027\n状态: 已公布\n", "utf-8")
    before = (root / PANEL).read_bytes() if (root / PANEL).exists() else None
    for command in (["collect", three, "--write"], ["collect", three], ["make", "2026-2027", three, "--force"]):
        sheets = {path: path.read_bytes() for path in three.iterdir()}
        refused = run(root, *command)
        assert refused.exit_code == 2 and f"{broken}:" in refused.output and "改法" in refused.output
        assert {path: path.read_bytes() for path in three.iterdir()} == sheets
    assert ((root / PANEL).read_bytes() if (root / PANEL).exists() else None) == before


def _other_year(folder: Path) -> None:
    edit(sheet(folder, 2), {"_!B1": "2025-2026"})


def _other_rubric(folder: Path) -> None:
    edit(sheet(folder, 2), {"_!B4": "0" * 64})


def _twice(folder: Path) -> None:
    (folder / "评分表-Z02 (1).xlsx").write_bytes(sheet(folder, 2).read_bytes())


def _stranger(folder: Path) -> None:
    edit(sheet(folder, 2), {"_!B5": "Z99"})


def _no_base(folder: Path) -> None:
    edit(sheet(folder, 2), {f"_!B{row}": "cz-wuli" for row in range(7, 15)})


def _no_indicator(folder: Path) -> None:
    edit(sheet(folder, 2), {f"{MATHS}!{where(sheet(folder, 2), MATHS, '5.3', 'A')}": "9.9"})


def _torn(folder: Path) -> None:
    sheet(folder, 2).write_bytes(sheet(folder, 2).read_bytes()[:2000])


def _tie(folder: Path) -> None:
    write_roster(folder, [GUESTS[0], ("Z02", "陈立新", "sjys", "", ""), GUESTS[2]])


def _moved(folder: Path) -> None:
    edit(sheet(folder, 2), {"_!D7": "4"})


@pytest.mark.parametrize(
    ("spoil", "place", "message"),
    [
        (_other_year, "评分表-Z02.xlsx", "这一批是 2026-2027 学年的，这一份是“2025-2026”学年的"),
        (_other_rubric, "评分表-Z02.xlsx", "评价标准在发表以后改过"),
        (_twice, "评分表-Z02.xlsx", "和 评分表-Z02 (1).xlsx 是同一个代号"),
        (_stranger, "评分表-Z02.xlsx", "代号“Z99”不在专家名单.xlsx里"),
        (_no_base, "评分表-Z02.xlsx 初中数学基地!A1", "没有“cz-wuli”这个基地"),
        (_no_indicator, "评分表-Z02.xlsx 初中数学基地!A", "这里应当是指标 5.3，现在是“9.9”"),
        (_torn, "评分表-Z02.xlsx", "打不开"),
        (_tie, "评分表-Z02.xlsx 初中数学基地!A1", "这位专家应当回避这个基地：是教研员（bases/cz-shuxue/base.yml:10）"),
        (_moved, "评分表-Z02.xlsx 初中数学基地!A5", "这里应当是指标 1.3"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_a_workbook_that_does_not_belong_is_refused(root: Path, three: Path, spoil: Callable[[Path], None], place: str, message: str) -> None:
    spoil(three)
    refused = run(root, "collect", three, "--write")
    assert refused.exit_code == 1 and not (root / PANEL).exists()
    assert any(line.startswith(place) and message in line for line in refused.output.splitlines()), refused.output


def test_another_format_is_not_passed_over(root: Path, three: Path) -> None:
    sheet(three, 2).rename(three / "评分表-Z02.et")
    (three / "评分表-Z01 签字.pdf").write_bytes(b"%PDF")
    refused = run(root, "collect", three)
    assert refused.output.count("不是 .xlsx 文件") == 1
    assert refused.exit_code == 1 and "评分表-Z02.et：不是 .xlsx 文件" in refused.output


def test_an_empty_folder_is_said(root: Path, folder: Path) -> None:
    write_roster(folder, GUESTS)
    assert "里没有 评分表-*.xlsx" in run(root, "collect", folder).output


def test_missing_sheets_are_counted(root: Path, three: Path) -> None:
    sheet(three, 3).unlink()
    made = run(root, "collect", three)
    assert "名单上 3 位专家，收到 2 份评分表，还差 1 份" in made.output and "只有 2 位专家评" in made.output


def test_an_announced_round_is_not_touched(root: Path, three: Path) -> None:
    path = root / "content/rounds/2026-2027.yml"
    path.write_text(path.read_text("utf-8").replace("进行中", "已公布"), "utf-8")
    refused = run(root, "collect", three, "--write")
    assert refused.exit_code == 2 and "已经公布" in refused.output and not (root / PANEL).exists()


def split(number: int) -> Answers:
    """They agree on everything but 5.3: 5.58, 5.22 and 1.5 of 6."""
    return answers(SHARES[number - 1], **({"_5_3": ("D", Decimal("1.5"), "走过场")} if number == 3 else {}))


@pytest.fixture
def apart(root: Path, folder: Path) -> Path:
    hand_in(root, folder, SHARES[:3], maths=split)
    made = run(root, "collect", folder, "--write")
    assert "要复议（极差超过满分的 40%）：初中数学基地 5.3。" in made.output
    return folder


def again(folder: Path, id: str = "5.3", sheet_name: str = MATHS) -> None:
    path = sheet(folder, 3)
    edit(path, {f"{sheet_name}!{where(path, sheet_name, id, letter)}": value for letter, value in zip("GHI", ("B", 4.2, "讨论后"), strict=True)})


def test_scoring_again_keeps_both_scores_and_changes_nothing_else(root: Path, apart: Path) -> None:
    before = written(root)
    again(apart)
    made = run(root, "collect", apart, "--rescore", "--write")
    assert made.exit_code == 0, made.output
    after = written(root)
    one = after.pop(("cz-shuxue", "5.3"))
    old = before.pop(("cz-shuxue", "5.3"))
    assert (one.mean, one.spread, one.before_mean, one.before_spread) == (Decimal(5), Decimal("1.38"), old.mean, old.spread)
    assert old.mean == Decimal("4.1") and after == before
    assert (root / PANEL).read_text("utf-8").count("\n  - ") == 16 + 4  # three first sheets and the one that changed


def test_scoring_again_may_not_touch_other_items(root: Path, apart: Path) -> None:
    first = (root / PANEL).read_bytes()
    again(apart)
    again(apart, "6.4", PHYSICS)
    refused = run(root, "collect", apart, "--rescore", "--write")
    assert refused.exit_code == 1 and "高中物理基地 6.4 不在复议之列" in refused.output
    assert (root / PANEL).read_bytes() == first


def test_an_item_is_scored_again_only_once(root: Path, apart: Path) -> None:
    again(apart)
    run(root, "collect", apart, "--rescore", "--write")
    first = (root / PANEL).read_bytes()
    for extra, message in ((["--rescore"], "没有等待复议的指标"), ([], "已经有复议结果")):
        refused = run(root, "collect", apart, "--write", *extra)
        assert refused.exit_code == 2 and message in refused.output
    assert (root / PANEL).read_bytes() == first


def test_new_marks_do_not_silently_replace_a_first_score(root: Path, apart: Path) -> None:
    first = (root / PANEL).read_bytes()
    again(apart)
    refused = run(root, "collect", apart, "--write")
    assert refused.exit_code == 2 and "是复议的结果，加 --rescore" in refused.output
    assert (root / PANEL).read_bytes() == first


def test_still_apart_after_the_second_time_is_settled(root: Path, apart: Path) -> None:
    made = run(root, "collect", apart, "--rescore", "--write")
    assert made.exit_code == 0 and "复议后仍有分歧：初中数学基地 5.3" in made.output and "要复议（" not in made.output


def test_there_is_nothing_to_score_again_before_a_first_time(root: Path, three: Path) -> None:
    assert "还没有初评" in run(root, "collect", three, "--rescore").output
