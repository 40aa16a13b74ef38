"""``jidi quality`` as a teacher runs it: a workbook beside the material, a draft with sums, and nothing else anywhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlsxwriter
from conftest import Examine, Run, lay_city

SCHOOLS = ("新华区湖滨中学", "卫东区建设中学", "鲁山县鲁阳中学", "湛河区曹镇初级中学", "宝丰县闹店中学", "叶县任店中学")
DRAFT = "bases/cz-shuxue/quality/2026-zuoye.md"
LAWFUL = ("--grade", "八年级", "--source", "作业分析", "--day", "2026-10-20")
FILLED = {"问题": "分式运算错在哪一步", "诊断": "断点在通分", "建议": "先写最简公分母"}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A city for tests that write nothing into it."""
    return lay_city(tmp_path_factory.mktemp("city") / "city")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """90 pupils of six schools, two questions; a joined title, names, who was away, a mean at the foot, a second sheet."""
    path = tmp_path / "桌面/成绩.xlsx"
    path.parent.mkdir()
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("作业")
    sheet.merge_range("A1:E1", "八年级分式作业")
    sheet.write_row("A2", ["学校", "姓名", "总分（20分）", "第1题(8分)", "第2题(12分)"])
    for at in range(90):
        one, two = at % 9, (at * 7) % 13
        sheet.write_row(at + 2, 0, [SCHOOLS[at % 6], f"张{'甲乙丙丁戊己庚辛壬癸'[at % 10]}{'一二三四五六七八九'[at // 10]}"])
        sheet.write_row(at + 2, 2, ["缺考"] if at == 40 else [one + two, one, two])
    sheet.write_row(92, 1, ["平均分", 9.87])
    book.add_worksheet("说明").write("A1", "由备课组统计")
    book.close()
    return path


def files(*folders: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def fill(path: Path) -> None:
    """What the teacher writes into the draft."""
    text = path.read_text("utf-8")
    for key, words in FILLED.items():
        start = text.index(f"\n{key}:") + 1
        text = text[:start] + f"{key}: {words}" + text[text.index("\n", start) :]
    path.write_text(text, "utf-8")


def test_a_draft_is_written_and_passes_once_it_is_filled_in(city: Path, table: Path, jidi: Run, examine: Examine) -> None:
    run = jidi("--root", city, "quality", table, *LAWFUL, "--drop", "--out", city / DRAFT)
    assert run.returncode == 0, run.stderr
    assert "89 人有总分，缺考或空白 1 人" in run.stdout and "跳过 1 行合计、平均" in run.stdout
    lacking = examine(city)
    assert {one.place.file for one in lacking} == {DRAFT} and len(lacking) == 3, "没写完的草稿过不了检查"
    fill(city / DRAFT)
    assert examine(city) == []


def test_the_numbers_are_those_of_the_table(untouched: Path, table: Path, jidi: Run) -> None:
    """By the same formulas over the table as it was made; pupil 40 was away."""
    marks = [at % 9 + (at * 7) % 13 for at in range(90) if at != 40]
    text = jidi("--root", untouched, "quality", table, *LAWFUL, "--drop").stdout
    assert f'{{指标: "平均分", 范围: "全部样本", n: 89, 数值: "{sum(marks) / 89:.1f}"}}' in text
    assert f'{{指标: "合格率", 范围: "全部样本", n: 89, 数值: "{100 * sum(one >= 12 for one in marks) / 89:.1f}%"}}' in text
    assert '范围: "城区", n: 45' in text and '范围: "乡村", n: 44' in text and '范围: "第2题（12 分）", n: 89' in text


def test_nothing_of_the_table_is_kept_anywhere(city: Path, table: Path, tmp_path: Path, jidi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy, no log, no name: of all files only the draft is new, and it names no school, class or pupil."""
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    before = files(tmp_path)
    run = jidi("--root", city, "quality", table, *LAWFUL, "--drop", "--out", city / DRAFT)
    after = files(tmp_path)
    assert run.returncode == 0 and set(after) - set(before) == {str(city / DRAFT)}
    assert all(after[path] == content for path, content in before.items())
    said = run.stdout + after[str(city / DRAFT)].decode()
    assert not any(name in said for name in (*SCHOOLS, "湖滨", "张甲", "张乙"))


def test_names_must_be_deleted_first(untouched: Path, table: Path, jidi: Run) -> None:
    run = jidi("--root", untouched, "quality", table, *LAWFUL, "--out", untouched / DRAFT)
    assert run.returncode == 1 and "成绩.xlsx 作业!B2：“姓名”一列是个人信息或名次" in run.stderr and "--drop" in run.stderr
    assert not (untouched / DRAFT).exists()


@pytest.mark.parametrize(
    ("grade", "source", "day", "words"),
    [
        ("八年级", "毕业年级模拟", "2027-03-20", "八年级不能用“毕业年级模拟”的数据，只能用于九年级、高三"),
        ("九年级", "毕业年级模拟", "2026-11-20", "2026-11-20 不在“毕业年级模拟”可以组织的时间"),
        ("八年级", "学校期末等级", "2027-01-20", "期末结果用等级，不用分数"),
        ("九年级", "学业水平考试汇总", "2027-06-20", "不用逐人的得分"),
        ("八年级", "月考", "2026-10-20", "没有“月考”这个"),
        ("初八", "作业分析", "2026-10-20", "没有“初八”这个年级"),
    ],
)
def test_what_is_not_lawful_is_refused_before_the_table_is_opened(
    untouched: Path, tmp_path: Path, jidi: Run, grade: str, source: str, day: str, words: str
) -> None:
    spoiled = tmp_path / "坏的.xlsx"
    spoiled.write_bytes(b"PK\x03\x04")
    run = jidi("--root", untouched, "quality", spoiled, "--grade", grade, "--source", source, "--day", day)
    assert run.returncode == 2 and words in run.stderr and "坏的" not in run.stderr
    assert "改法" in run.stderr or "可以写：" in run.stderr


def test_a_third_mock_in_a_year_is_refused(city: Path, table: Path, jidi: Run) -> None:
    mock = ("--grade", "九年级", "--source", "毕业年级模拟", "--drop")
    for month in (3, 4, 5):
        out = city / f"bases/cz-shuxue/quality/2027-0{month}.md"
        run = jidi("--root", city, "quality", table, *mock, "--day", f"2027-0{month}-20", "--out", out)
        if month < 5:
            assert run.returncode == 0, run.stderr
            fill(out)
    assert run.returncode == 2 and "已经有 2 份" in run.stderr and "最多 2 次" in run.stderr and not out.exists()


def test_marks_among_the_material_are_sent_away(city: Path, table: Path, jidi: Run) -> None:
    inside = shutil.copy(table, city / "bases/cz-shuxue/files/chengji.xlsx")
    run = jidi("--root", city, "quality", inside, *LAWFUL)
    assert run.returncode == 2 and "成绩可能被提交出去" in run.stderr and "移到外面" in run.stderr


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("bases/cz-shuxue/base.yml", "以 .md 结尾"),
        ("bases/cz-shuxue/plans/2026.md", "不是放质量分析的地方"),
        ("bases/cz-shuxue/quality/期中.md", "只用英文字母"),
    ],
)
def test_the_draft_lies_where_such_records_lie(untouched: Path, table: Path, jidi: Run, out: str, words: str) -> None:
    run = jidi("--root", untouched, "quality", table, *LAWFUL, "--drop", "--out", untouched / out)
    assert run.returncode == 2 and words in run.stderr


def test_a_record_is_never_overwritten(city: Path, table: Path, jidi: Run) -> None:
    (city / DRAFT).parent.mkdir()
    (city / DRAFT).write_text("写了一半", "utf-8")
    run = jidi("--root", city, "quality", table, *LAWFUL, "--drop", "--out", city / DRAFT)
    assert run.returncode == 2 and "没有动" in run.stderr and (city / DRAFT).read_text("utf-8") == "写了一半"


def test_two_sheets_of_marks_are_asked_about(untouched: Path, tmp_path: Path, jidi: Run) -> None:
    path = tmp_path / "两张.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for name in ("一班", "二班"):
        book.add_worksheet(name).write_column("A1", ["总分(20分)", *range(3, 18)])
    book.close()
    run = jidi("--root", untouched, "quality", path, *LAWFUL)
    assert run.returncode == 2 and "有 2 张表都像成绩表：一班、二班" in run.stderr
    assert jidi("--root", untouched, "quality", path, *LAWFUL, "--sheet", "二班").returncode == 0


def test_a_csv_of_an_old_system_is_read(untouched: Path, tmp_path: Path, jidi: Run) -> None:
    path = tmp_path / "作业.csv"
    path.write_bytes("得分,备注\n".encode("gb18030") + "".join(f"{10 + at % 9},\n" for at in range(40)).encode())
    run = jidi("--root", untouched, "quality", path, *LAWFUL, "--full", "20")
    assert run.returncode == 0 and '{指标: "平均分", 范围: "全部样本", n: 40, 数值: "13.8"}' in run.stdout


@pytest.mark.parametrize(("cell", "words"), [("410401199003071230", "身份证号"), ("G41040119900307123X", "学籍号"), ("13812345678", "手机号")])
def test_a_number_of_a_person_is_named_by_its_cell_and_not_repeated(untouched: Path, tmp_path: Path, jidi: Run, cell: str, words: str) -> None:
    path = tmp_path / "作业.csv"
    path.write_text(f"得分,备注\n12,\n13,{cell}\n", "utf-8")
    run = jidi("--root", untouched, "quality", path, *LAWFUL, "--full", "20")
    assert run.returncode == 1 and f"作业.csv B3：这里像是{words}" in run.stderr and cell not in run.stderr


def test_a_few_pupils_are_nobody_to_tell_of(untouched: Path, tmp_path: Path, jidi: Run) -> None:
    path = tmp_path / "作业.csv"
    path.write_text("得分\n" + "".join(f"{at}\n" for at in range(7, 16)), "utf-8")
    run = jidi("--root", untouched, "quality", path, *LAWFUL, "--full", "20")
    assert run.returncode == 0 and "指标: []" in run.stdout and "不公布" in run.stdout and "n: 9" not in run.stdout
    assert "11" not in run.stdout.split("---")[1], "平均分没有说出来"


def test_a_table_that_is_not_there_is_said(untouched: Path, tmp_path: Path, jidi: Run) -> None:
    run = jidi("--root", untouched, "quality", tmp_path / "没有.xlsx", *LAWFUL)
    assert run.returncode == 2 and "没有.xlsx”这个文件" in run.stderr


def test_a_table_with_a_password_says_what_to_do(untouched: Path, tmp_path: Path, jidi: Run) -> None:
    path = tmp_path / "成绩.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    run = jidi("--root", untouched, "quality", path, *LAWFUL)
    assert run.returncode == 2 and "加了密码" in run.stderr and "改法" in run.stderr


def test_a_city_without_the_rules_says_so(city: Path, table: Path, jidi: Run) -> None:
    (city / "content/standards/quality.yml").unlink(missing_ok=True)
    run = jidi("--root", city, "quality", table, *LAWFUL)
    assert run.returncode == 2 and "content/standards/quality.yml" in run.stderr and "改法" in run.stderr
