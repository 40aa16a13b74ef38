"""Score sheets go out: who gets which base, what stands in a sheet, where it may lie, what is never overwritten."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from libreoffice import converted
from office import GUESTS, HEADS, MATHS, NAMES, PHYSICS, edit, fill, lay_round, make, names_of, rows_of, run, where, write_roster

RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_round(tmp_path / "city")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "评议"


def test_the_first_run_writes_a_list_to_fill_in(root: Path, folder: Path) -> None:
    first = run(root, "make", "2026-2027", folder)
    assert first.exit_code == 0 and "请每位专家填一行" in first.output
    assert tuple(rows_of(folder / "专家名单.xlsx", "专家名单")[0][:5]) == HEADS
    second = run(root, "make", "2026-2027", folder)
    assert second.exit_code == 1 and "专家名单!A3：还没有填专家" in second.output
    assert [path.name for path in folder.iterdir()] == ["专家名单.xlsx"]
    assert "专家名单!A2：还没有填专家" in make(root, folder, []).output  # the example row deleted


def test_a_folder_that_cannot_be_written_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"")
    inside = tmp_path / "文件" / "评议"
    refused = run(root, "make", "2026-2027", inside)
    assert refused.exit_code == 2 and f"“{inside}”读写不了" in refused.output and "换一个文件夹" in refused.output
    assert "网站" not in refused.output


def test_a_sheet_that_is_held_open_is_said(root: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(old: object, new: object) -> None:
        raise PermissionError(13, "Permission denied", str(old), None, str(new))

    write_roster(folder, GUESTS[:1])
    monkeypatch.setattr(os, "replace", held)
    refused = run(root, "make", "2026-2027", folder)
    assert refused.exit_code == 2 and f"“{folder}”读写不了" in refused.output and "关掉正在打开的专家名单.xlsx和评分表" in refused.output


def test_every_misfilled_cell_of_the_list_is_named_at_once(root: Path, folder: Path) -> None:
    rows = [("Z01", "甲", "湖滨中学", "", ""), ("张三", "", "", "", ""), ("Z02", "乙", "sjys", "初中化学基地", "cz-wuli"), ("z01", "丙", "外市：某校", "", "")]
    made = make(root, folder, rows)
    assert made.exit_code == 1
    assert re.findall(r"专家名单!([A-Z]\d+)", made.output) == ["C2", "A3", "B3", "C3", "D4", "E4", "A5"]
    assert "单位“湖滨中学”不在学校名册里" in made.output and "改成“新华区湖滨中学”" in made.output
    assert not list(folder.glob("评分表-*"))


@pytest.mark.parametrize(
    ("row", "sheets", "reason"),
    [
        (("Z01", "甲", "新华区湖滨中学", "", ""), [PHYSICS], "单位就是承办学校 新华区湖滨中学"),
        (("Z01", "甲", "xh-hubin", "", ""), [PHYSICS], "单位就是承办学校 新华区湖滨中学"),
        (("Z01", "赵 海峰", "bf-minzhu", "", ""), [PHYSICS], "是成员（bases/cz-shuxue/members.yml:5）"),
        (("Z01", "高正明", "sjys", "", ""), [MATHS], "是教研员（bases/gz-wuli/base.yml:8）"),
        (("Z01", "柳下风", "sjys", "", ""), [MATHS], "指导过 1 次（bases/gz-wuli/guidance.yml:2）"),
        (("Z01", "杜若衡", "外市：某校", "", ""), [MATHS], "在校领导小组里（bases/gz-wuli/base.yml:7）"),
        (("Z01", "甲", "外市：某校", "", "gz-wuli"), [MATHS], "名单里写了回避"),
    ],
)
def test_a_base_with_a_tie_is_hidden_and_the_reason_said(root: Path, folder: Path, row: tuple[str, ...], sheets: list[str], reason: str) -> None:
    made = make(root, folder, [row])
    assert made.exit_code == 0
    assert names_of(folder / "评分表-Z01.xlsx") == ["说明", *sheets, "_"]
    hidden = PHYSICS if sheets == [MATHS] else MATHS
    assert re.search(f"回避 {hidden}：.*{re.escape(reason)}", made.output)


def test_only_the_bases_asked_for(root: Path, folder: Path) -> None:
    make(root, folder, [("Z01", "甲", "外市：某校", "高中物理基地", "")])
    assert names_of(folder / "评分表-Z01.xlsx") == ["说明", PHYSICS, "_"]


def test_an_expert_with_nothing_to_score_gets_no_file(root: Path, folder: Path) -> None:
    made = make(root, folder, [("Z01", "甲", "外市：某校", "cz-shuxue", "cz-shuxue")])
    assert "Z01：没有可以评的基地" in made.output
    assert not list(folder.glob("评分表-*"))


def test_too_few_experts_are_said(root: Path, folder: Path) -> None:
    made = make(root, folder, [*GUESTS[:2], ("Z03", "高正明", "sjys", "", "")])
    assert "提醒：高中物理基地只有 2 位专家评" in made.output and "初中数学基地只有" not in made.output


def test_no_name_leaves_the_list(root: Path, folder: Path) -> None:
    made = make(root, folder, GUESTS[:3])
    for path in folder.glob("评分表-*"):
        with zipfile.ZipFile(path) as package:
            whole = "".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
        assert not any(name in whole + made.output + path.name for name in NAMES)


def test_a_row_shows_bands_in_numbers_evidence_and_the_self_mark(root: Path, folder: Path) -> None:
    (root / "bases/gz-wuli/self").mkdir()
    own = '学年: 2026-2027\n自评:\n  - {指标: "5.3", 自评: 4.5, 说明: "=HYPERLINK(1)"}\n'
    (root / "bases/gz-wuli/self/2026-2027.yml").write_text(own, "utf-8")
    make(root, folder, GUESTS[:1])
    path = folder / "评分表-Z01.xlsx"
    line = next(line for line in rows_of(path, PHYSICS) if line[0] == "5.3")
    assert line[3] == "自评 4.5 分\n=HYPERLINK(1)"
    assert str(line[5]).splitlines()[:2] == ["A（4.8～6 分，写理由）结论被多校采用并有反馈", "B（3.6～4.79 分）有结论、有部分采用"]
    assert [line[0] for line in rows_of(path, MATHS)[3:] if line[0]] == ["1.3", "2.3", "3.4", "4.4", "5.3", "6.4", "7.3", "8.4"]


@pytest.mark.parametrize(("address", "target"), [("", "site\\bases\\"), ("网站地址: https://jidi.example.cn\n", "https://jidi.example.cn/bases/")])
def test_evidence_is_a_link(root: Path, folder: Path, address: str, target: str) -> None:
    settings = root / "content/standards/city.yml"
    settings.write_text(settings.read_text("utf-8") + address, "utf-8")
    members = root / "bases/gz-wuli/members.yml"
    members.write_text(members.read_text("utf-8") + "结对:\n  - {导师: 秦岭南, 学员: 小林, 学校: yx-gaozhong, 开始: 2026-09-10}\n", "utf-8")
    make(root, folder, GUESTS[:1])
    with zipfile.ZipFile(folder / "评分表-Z01.xlsx") as package:
        links = package.read("xl/worksheets/_rels/sheet3.xml.rels").decode()
    assert f'Target="{target}' in links


def test_a_long_list_of_evidence_is_cut_and_counted(root: Path, folder: Path) -> None:
    members = root / "bases/gz-wuli/members.yml"
    pairs = "".join(f"  - {{导师: 秦岭南, 学员: 小林{n}, 学校: yx-gaozhong, 开始: 2026-09-10}}\n" for n in range(12))
    members.write_text(members.read_text("utf-8") + "结对:\n" + pairs, "utf-8")
    make(root, folder, GUESTS[:1])
    lines = rows_of(folder / "评分表-Z01.xlsx", PHYSICS)
    start = next(number for number, line in enumerate(lines) if line[0] == "7.3")
    assert str(lines[start + 8][4]).startswith("……共 12 份") and lines[start + 9][0] == "8.4"


def test_the_same_material_gives_the_same_bytes(root: Path, folder: Path) -> None:
    make(root, folder, GUESTS[:1])
    first = (folder / "评分表-Z01.xlsx").read_bytes()
    make(root, folder, GUESTS[:1])
    assert (folder / "评分表-Z01.xlsx").read_bytes() == first


def test_a_sheet_with_marks_in_it_is_not_overwritten(root: Path, folder: Path) -> None:
    make(root, folder, GUESTS[:2])
    path = folder / "评分表-Z01.xlsx"
    edit(path, {f"{PHYSICS}!{where(path, PHYSICS, '5.3', 'I')}": "刚写了一句"})
    mine = path.read_bytes()
    again = run(root, "make", "2026-2027", folder)
    assert path.read_bytes() == mine and "评分表-Z01.xlsx 里已经填了内容，没有动" in again.output
    run(root, "make", "2026-2027", folder, "--force")
    assert path.read_bytes() != mine


def test_short_names_that_a_spreadsheet_cannot_have_are_changed(root: Path, folder: Path) -> None:
    for base, name in (("cz-shuxue", "数学[初中]/*基地"), ("gz-wuli", "说明")):
        card = root / f"bases/{base}/base.yml"
        card.write_text(re.sub("简称: .*", f'简称: "{name}"', card.read_text("utf-8")), "utf-8")
    assert make(root, folder, GUESTS[:1]).exit_code == 0
    assert names_of(folder / "评分表-Z01.xlsx") == ["说明", "数学 初中   基地", "说明 gz-wuli", "_"]


@pytest.mark.parametrize("inside", [".", "content/rounds", "新文件夹", "dist/../bases"])
def test_names_and_marks_may_not_lie_in_the_repository(root: Path, inside: str) -> None:
    for command in (["make", "2026-2027", root / inside], ["collect", root / inside]):
        (root / inside).mkdir(parents=True, exist_ok=True)
        refused = run(root, *command)
        assert refused.exit_code == 2 and "可能被提交出去" in refused.output
    assert not list(root.rglob("专家名单.xlsx"))


def test_a_link_into_the_repository_is_seen_through(root: Path, folder: Path) -> None:
    folder.symlink_to(root / "bases", target_is_directory=True)
    assert run(root, "make", "2026-2027", folder).exit_code == 2


@pytest.mark.parametrize(("ignore", "code"), [("/dist/\n", 0), ("", 2)])
def test_dist_is_allowed_only_while_git_ignores_it(root: Path, ignore: str, code: int) -> None:
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / ".gitignore").write_text(ignore, "utf-8")
    assert run(root, "make", "2026-2027", root / "dist/panel").exit_code == code


def test_a_year_without_a_rubric_is_said(root: Path, folder: Path) -> None:
    missing = run(root, "make", "2031-2032", folder)
    assert missing.exit_code == 2 and "没有 2031-2032 学年的评价标准。改法：写一份 content/standards/rubric-2031-2032.yml" in missing.output
    assert "写成 2026-2027 的样子" in run(root, "make", "今年", folder).output


def office_opens(path: Path, folder: Path) -> Path:
    """The file as LibreOffice has it after opening and calculating, as Excel and WPS do on opening."""
    folder.mkdir(parents=True, exist_ok=True)
    return converted(Path(shutil.copy(path, folder)), "ods", RECALCULATE)


@pytest.mark.slow
def test_the_real_file_opens_and_its_formulas_say_what_is_missing(root: Path, folder: Path, tmp_path: Path) -> None:
    make(root, folder, GUESTS[:1])
    path = folder / "评分表-Z01.xlsx"
    wanted = {
        "1.3": (("A", 1.9, "有课表为证"), "完成"), "2.3": (("A", 3.2, ""), "缺理由"), "3.4": (("B", "", ""), "缺分数"), "4.4": (("B", 3.2, ""), "分数不在档内"),
        "5.3": (("弃权", "", ""), "完成"), "6.4": (("B", 4.79000000001, ""), "完成"), "7.3": (("C", 1.605, ""), "分数不在档内"), "8.4": (("", 2, ""), "缺档次"),
    }  # fmt: skip
    fill(path, MATHS, {id: three for id, (three, _) in wanted.items()})
    opened = office_opens(path, tmp_path)
    assert {line[0]: line[9] for line in rows_of(opened, MATHS)[3:] if line[0]} == {id: word for id, (_, word) in wanted.items()}
    assert {line[9] for line in rows_of(opened, PHYSICS)[3:] if line[0]} == {"缺档次"}
    assert {line[0]: line[1] for line in rows_of(opened, "说明") if line[0] in (MATHS, PHYSICS)} == {MATHS: "3 / 8", PHYSICS: "0 / 8"}


def test_the_number_is_checked_against_the_chosen_band(root: Path, folder: Path) -> None:
    make(root, folder, GUESTS[:1])
    path = folder / "评分表-Z01.xlsx"
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
    cell = where(path, MATHS, "5.3", "H")
    row = cell[1:]
    check = re.search(rf'<dataValidation type="custom"[^>]*sqref="{cell}"><formula1>(.*?)</formula1>', sheet)
    assert check and check[1] == f"AND(ISNUMBER(H{row}),ROUND(H{row},10)&gt;=K{row},ROUND(H{row},10)&lt;=L{row},ROUND(H{row},2)=ROUND(H{row},10))"
    assert 'allowBlank="1"' not in check[0]
    assert sheet.count('<formula1>"A,B,C,D,弃权"</formula1>') == 8


def test_a_sheet_is_locked_but_for_three_columns_and_prints_on_a4(root: Path, folder: Path) -> None:
    make(root, folder, GUESTS[:1])
    with zipfile.ZipFile(folder / "评分表-Z01.xlsx") as package:
        sheet, styles, book = (package.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet2", "styles", "workbook"))
    formats = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs")[1].split("</cellXfs>")[0])
    open_cells = {cell[0] for cell, style in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"', sheet) if 'locked="0"' in formats[int(style)]}
    assert open_cells == {"G", "H", "I"} and "<sheetProtection " in sheet and "password" not in sheet
    assert 'paperSize="9"' in sheet and 'orientation="landscape"' in sheet and 'fitToHeight="0"' in sheet
    assert "Print_Titles" in book and 'name="_" sheetId="4" state="veryHidden"' in book
    assert 'state="frozen"' in sheet and 'topLeftCell="C4"' in sheet
