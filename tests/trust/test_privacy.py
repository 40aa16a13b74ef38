"""Nobody's personal data: the command says what to mask and never repeats it, and who does not want to be named is named nowhere on the site."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest
from conftest import TODAY, Run
from jidi.check import check
from jidi.load import load

from trust.opened import opened

IDENTITY, MOBILE, PUPIL = "11010519491231002X", "13800138000", "G110105201212310020"
CARD, HOME, NAME = "6222021234567894", "湖滨路12号院3号楼2单元501室", "王小雨"
SHY = "阮青岑"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
FILES = "bases/cz-shuxue/files/2026/"
SECRETS = (IDENTITY, MOBILE, PUPIL, CARD, HOME, NAME)
LINES = (
    f"证件 {IDENTITY}", f"家长电话 {MOBILE}", f"学籍号 {PUPIL}", f"课酬打到 {CARD}", f"家庭住址：{HOME}", f"{NAME}这次考了 95 分", f"{NAME}，2013年5月6日生", "李文静 92 分",
    f"赵小满 88 分，{NAME} 90 分", "李文静老师考了 92 分",
)  # fmt: skip
CODES = ("YS01", "YS02", "YS03", "YS08", "YS09", "YS12", "YS11", "YS12", "YS12", "YS12")


@pytest.fixture
def told(city: Path) -> Path:
    """The small city with everything in it that must not be, in a text and in an attachment; and a pupil's list that nobody can look into."""
    text = (city / RESOURCE).read_text("utf-8")
    (city / RESOURCE).write_text(text + "\n\n" + "\n\n".join(LINES) + "\n", "utf-8")
    (city / FILES / "xuean.txt").write_text("\n".join(LINES), "utf-8")
    (city / FILES / "mingdan.mp3").write_bytes(b"ID3")
    return city


def test_it_says_line_by_line_what_to_write_instead(told: Path, jidi: Run) -> None:
    run = jidi("--root", told, "check", "--privacy")
    assert run.returncode == 1, run.stderr
    first = len((told / RESOURCE).read_text("utf-8").splitlines()) - 2 * len(LINES) + 2
    for number, code in enumerate(CODES):
        assert f"{RESOURCE}:{first + 2 * number}: {code} " in run.stdout, (code, run.stdout)
    for said in (
        "“（证件号略）”",
        "改写科室或办公电话",
        "“（学籍号略）”",
        "“（卡号略）”",
        "湛河区",
        "“学生甲”",
        "“学生乙”",
        "“李老师”",
        "附件“2026/xuean.txt”",
    ):
        assert said in run.stdout, said


def test_a_teacher_of_the_roster_is_told_from_a_pupil_whatever_follows_the_name(told: Path, jidi: Run) -> None:
    said = jidi("--root", told, "check", "--privacy").stdout
    line = len((told / RESOURCE).read_text("utf-8").splitlines())
    assert said.split(f"{RESOURCE}:{line}: YS12 ")[1].splitlines()[1].strip() == "改法：改成“李老师”，不写分数和生日"


def test_it_says_what_it_looked_into_and_what_it_could_not(told: Path, jidi: Run) -> None:
    run = jidi("--root", told, "check", "--privacy", "cz-shuxue")
    assert "看过 5 份材料的文字、2 个附件" in run.stdout and f"{FILES}mingdan.mp3：是录音" in run.stdout and "xuean.txt：" not in run.stdout


def test_nothing_found_is_not_nothing_there(city: Path, jidi: Run) -> None:
    run = jidi("--root", city, "check", "--privacy")
    assert run.returncode == 0 and "没有找到个人信息。" in run.stdout and "最后一关是你" in run.stdout


@pytest.mark.parametrize("style", [["--privacy"], [], ["--format", "github"], ["--format", "json"], ["--format", "json", "--privacy"]])
def test_nothing_private_is_repeated(told: Path, jidi: Run, style: list[str]) -> None:
    run = jidi("--root", told, "check", *style)
    assert "YS01" in run.stdout
    assert [one for one in SECRETS if one in run.stdout + run.stderr] == []


def test_only_what_is_private_is_said(told: Path, jidi: Run) -> None:
    (told / RESOURCE).write_text((told / RESOURCE).read_text("utf-8") + "\n升学率提高了 <b>\n", "utf-8")
    run = jidi("--root", told, "check", "--privacy", "--format", "json")
    codes = {one["code"] for one in json.loads(run.stdout)["findings"]}
    assert codes == set(CODES)


@pytest.mark.slow
def test_a_finding_is_the_same_with_and_without_what_was_remembered(told: Path, jidi: Run, tmp_path: Path) -> None:
    cold = jidi("--root", told, "check", "--privacy")
    runs = [jidi("--root", told, "check", "--privacy", JIDI_CACHE=str(tmp_path / "cache")) for _ in range(2)]
    assert {cold.stdout} == {run.stdout for run in runs}
    (told / FILES / "xuean.txt").write_text("换上了改好的文件", "utf-8")
    again = jidi("--root", told, "check", "--privacy", JIDI_CACHE=str(tmp_path / "cache"))
    assert "附件“2026/xuean.txt”" not in again.stdout and again.stdout == jidi("--root", told, "check", "--privacy").stdout


@pytest.mark.slow
def test_who_does_not_want_to_be_named_is_in_no_published_file(city: Path, jidi: Run) -> None:
    """In heads and bodies everywhere; the attachments, which are published as they are, are named, here for who wrote the document."""
    for path in sorted([*(city / "bases").rglob("*.md"), *(city / "bases").rglob("*.yml")]):
        path.write_text(path.read_text("utf-8").replace("李文静", SHY), "utf-8")  # 李文静 is in examples of the guide too
    (city / "content/standards/unnamed.yml").write_text(f"不署名: [{{姓名: {SHY}}}]\n", "utf-8")
    made, data = docx.Document(), io.BytesIO()
    made.add_paragraph("学案")
    made.core_properties.author = SHY
    made.save(data)
    (city / FILES / "xuean.docx").write_bytes(data.getvalue())
    (city / FILES / "xuean.txt").unlink()
    text = (city / RESOURCE).read_text("utf-8").replace("xuean.txt", "xuean.docx")
    (city / RESOURCE).write_text(f"{text}\n\n执笔：{SHY}，**{SHY[0]} {SHY[1:]}**老师，[{SHY}](../plans/2026-2027.md)\n", "utf-8")
    found = [one for one in check(load(city, TODAY)[0]) if one.code == "YS07"]
    assert [one.place.file for one in found] == [RESOURCE] and "xuean.docx" in found[0].message
    run = jidi("--root", city, "build")
    assert run.returncode == 0, run.stderr
    named = [name for name, content in opened(city / "site") if SHY.encode() in content]
    assert [name for name in named if "xuean.docx!docProps/" not in name] == []
    assert "阮老师" in (city / "site/bases/cz-shuxue/resources/yici-hanshu.html").read_text("utf-8")
