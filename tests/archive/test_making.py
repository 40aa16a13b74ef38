"""``jidi archive``: whole bags, the same bytes everywhere, and nothing that was filed is ever written over."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import bagit
import docx as library
import pytest
from archive.laid import BASE, NAME, YEAR, contents, holding, lay
from conftest import ROOT, TODAY, Run, lay_city
from jidi.load import load
from playwright.sync_api import Browser

BUDGET = "经费:\n  - 学年: 2026-2027\n    明细:\n      - {类别: 资料, 计划: 3000, 支出: 120}\n"
SELF = "学年: 2026-2027\n自评:\n  - {指标: '4.1', 自评: 6, 说明: 只给专家看}\n"
ROUND = "学年: 2026-2027\n状态: 筹备\n"
PANEL = "学年: 2026-2027\n评价标准: x\n评议: []\n"
REVIEW = "基地: cz-shuxue\n类型: 专家审核\n日期: 2026-10-01\n份数: 3\n意见: 内部的意见\n结论: 推荐\n"
HIDDEN = ("bases/cz-shuxue/budget.yml", "bases/cz-shuxue/self/2026-2027.yml", "content/rounds/2026-2027.yml")


@pytest.fixture
def inside(city: Path) -> Path:
    """The small city with everything in it that is not for everybody."""
    files = (*HIDDEN, "content/rounds/2026-2027-panel.yml", "content/reviews/2026-10-01-cz-shuxue.yml")
    for name, text in zip(files, (BUDGET, SELF, ROUND, PANEL, REVIEW), strict=True):
        (city / name).parent.mkdir(exist_ok=True)
        (city / name).write_text(text, "utf-8")
    assert not load(city, TODAY)[0].broken
    return city


def test_the_bag_is_whole_for_the_library_and_says_whose_it_is(city: Path, tmp_path: Path, jidi: Run) -> None:
    run = jidi("--root", city, "archive", "--year", YEAR, "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == [
        f"archive-{who}-{YEAR}.zip{end}" for who in ("city", BASE) for end in ("", ".sha256")
    ]  # fmt: skip
    shutil.unpack_archive(tmp_path / f"out/{NAME}.zip", tmp_path / "open")
    bag = bagit.Bag(str(tmp_path / "open" / NAME))
    bag.validate()
    assert (bag.version_info, bag.algorithms) == ((1, 0), ["sha256"])
    assert bag.info["Source-Organization"] == "平顶山市初中数学学科教研基地" and bag.info["Bagging-Date"] == "2026-10-12"
    assert bag.info["External-Description"] == "平顶山市初中数学学科教研基地 2026-2027 学年档案"


def test_every_file_is_byte_for_byte_that_of_the_repository(city: Path, tmp_path: Path) -> None:
    files = contents(lay(city, tmp_path / "out"))
    payload = {name.split("/", 2)[2]: data for name, data in files.items() if name.startswith("data/")}
    assert {name: (city / name).read_bytes() for name in payload} == payload
    assert len(payload) == 6 and f"bases/{BASE}/files/2026/xuean.txt" in payload


def test_the_catalogue_the_manifest_and_the_page_agree(city: Path, tmp_path: Path) -> None:
    files = contents(lay(city, tmp_path / "out"))
    rows = list(csv.DictReader(io.StringIO(files["MANIFEST.csv"].decode("utf-8-sig"))))
    assert {row["路径"] for row in rows} == {name for name in files if name.startswith("data/")}
    [row] = [row for row in rows if row["题名"] == "《一次函数》同课异构"]
    assert (row["日期"], row["责任者"], row["保管期限"], len(row["sha256"])) == ("2026-10-12", "平顶山市初中数学学科教研基地", "30年", 64)
    document = library.Document(io.BytesIO(files["归档目录.docx"]))
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert set(map(tuple, heads)) == {("序号", "题名", "责任者", "日期", "页/件数", "保管期限", "备注")}
    printed = [cell.text for table in document.tables for line in table.rows[1:] for cell in line.cells]
    listed = list(csv.DictReader(io.StringIO(files["归档目录.csv"].decode("utf-8-sig"))))
    assert printed == [row[name] for row in listed for name in heads[0]]
    assert sum("这一卷没有材料。" in one.text for one in document.paragraphs) == 9 - len(document.tables)


class Links(HTMLParser):
    """Every address in a page, and every tag."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [unquote(value) for name, value in attrs if name in ("href", "src") and value]


def test_every_link_of_every_page_leads_to_a_file_of_the_archive(city: Path, tmp_path: Path) -> None:
    path = city / f"bases/{BASE}/plans/2026-2027.md"
    path.write_text(path.read_text("utf-8").replace("标题: 2026—2027", '标题: =cmd|100% & "引" ?a#b'), "utf-8")
    files = contents(lay(city, tmp_path / "out"))
    for name in [name for name in files if name.endswith(".html")]:
        page = Links(files[name])
        for address in page.addresses:
            assert os.path.normpath(os.path.join(os.path.dirname(name), address)) in files, (name, address)
        assert "script" not in page.tags
    assert {name for name in files if name.startswith("data/")} <= set(Links(files["index.html"]).addresses)


def test_a_hostile_text_stays_text(city: Path, tmp_path: Path) -> None:
    path = city / f"bases/{BASE}/plans/2026-2027.md"
    path.write_text(path.read_text("utf-8") + "\n</pre><script>alert(1)</script><img src=x onerror=alert(2)>\n", "utf-8")
    files = contents(lay(city, tmp_path / "out"))
    [page] = [data for name, data in files.items() if name.endswith("plans/2026-2027.md.html")]
    assert Links(page).tags <= {"html", "head", "meta", "title", "style", "body", "main", "h1", "p", "a", "pre"}
    assert "怎样让学生自己说出一次函数图象的特征。" in page.decode()


@pytest.mark.slow
def test_the_page_opens_from_a_folder(city: Path, tmp_path: Path, browser: Browser) -> None:
    shutil.unpack_archive(lay(city, tmp_path / "out"), tmp_path / "open")
    page = browser.new_page()
    page.goto((tmp_path / "open" / NAME / "index.html").as_uri())
    page.click("text=《一次函数》同课异构 >> nth=0")
    assert "湖滨中学" in page.inner_text("pre")
    page.click("text=目录")
    assert page.inner_text("h1") == "平顶山市初中数学学科教研基地 2026-2027 学年档案"
    page.close()


def test_what_is_not_public_is_filed_only_when_asked_for_and_experts_sheets_never(inside: Path) -> None:
    for restricted, filed in ((False, ()), (True, HIDDEN)):
        made = [holding(inside, base, restricted=restricted) for base in (BASE, "")]
        assert [one.name.endswith("-内部") and "内部" in one.title for one in made] == [restricted, restricted]
        names = {piece.path.split("/", 1)[1]: piece.path for one in made for piece in one.pieces}
        assert {name for name in HIDDEN if name in names} == {*filed}
        assert all(names[name].startswith("附卷") for name in filed)
        assert not [name for name in names if re.search("panel|reviews|certificates|owners|unnamed|moved", name)]


def test_only_the_public_part_of_a_closed_round_is_filed(city: Path) -> None:
    made = holding(city)
    assert not [one for one in made.pieces if "考核结果" in one.path]
    result = "  - {基地: cz-shuxue, 等次: %s, 总分: 61.25, 经验: 甲, 问题: 乙, 建议: [丙], 整改要求: 丁, 整改时限: 2027-01-01}\n"
    text = (
        "学年: 2025-2026\n部署文号: 甲〔2026〕1号\n状态: 已公布\n计分日期: 2026-09-30\n公示起: 2026-10-08\n公示止: 2026-10-14\n决定文号: 甲〔2026〕2号\n结果:\n"
    )
    (city / "content/rounds").mkdir()
    for grade, told in (("良好", True), ("不合格", False)):  # a fail is told by a decision, and there is none
        (city / "content/rounds/2025-2026.yml").write_text(text + result % grade, "utf-8")
        for base in (BASE, ""):
            made = [one for one in holding(city, base, "2025-2026").pieces if "考核结果" in one.path]
            assert len(made) == told
            words = b"".join(one.content for one in made).decode("utf-8-sig")  # type: ignore[misc]
            assert ("良好" in words) == told and "61" not in words


@pytest.mark.slow
def test_what_was_filed_is_never_written_over(city: Path, tmp_path: Path, jidi: Run) -> None:
    out = tmp_path / "out"
    words = ("--root", city, "archive", "--year", YEAR, "--base", BASE, "--out", out)
    assert "已归档" in jidi(*words).stdout
    first = (out / f"{NAME}.zip").read_bytes()
    (out / f"{NAME}.zip.sha256").unlink()
    assert "已经归档，没有变化" in jidi(*words).stdout
    assert (out / f"{NAME}.zip.sha256").exists()
    plan = city / f"bases/{BASE}/plans/2026-2027.md"
    plan.write_text(plan.read_text("utf-8") + "\n又加一句。\n", "utf-8")
    run = jidi(*words)
    assert run.returncode == 1 and f"{NAME}.zip" in run.stderr and "--again" in run.stderr
    assert (out / f"{NAME}.zip").read_bytes() == first
    assert f"{NAME}-2.zip" in jidi(*words, "--again").stdout and "没有变化" in jidi(*words, "--again").stdout
    assert (out / f"{NAME}.zip").read_bytes() == first and sorted(one.name for one in out.glob("*.zip")) == [f"{NAME}-2.zip", f"{NAME}.zip"]
    assert jidi("archive", "verify", *out.glob("*.zip")).returncode == 0


@pytest.mark.slow
def test_the_inside_archive_says_so_in_its_name(inside: Path, tmp_path: Path, jidi: Run) -> None:
    run = jidi("--root", inside, "archive", "--year", YEAR, "--restricted", "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    zips = sorted((tmp_path / "out").glob("*.zip"))
    assert [one.name for one in zips] == [f"archive-city-{YEAR}-内部.zip", f"{NAME}-内部.zip"]
    assert jidi("archive", "verify", *zips).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--year 2025-2026"),
        (("--year", "2026"), "不是学年"),
        (("--year", YEAR, "--base", "cz-wuli"), "没有“cz-wuli”这个基地"),
        (("--year", YEAR, "--out", "site"), "可能被发布出去"),
    ],
)
def test_a_wrong_word_is_a_sentence(city: Path, jidi: Run, words: tuple[str, ...], said: str) -> None:
    run = jidi("--root", city, "archive", *(str(city / one) if one == "site" else one for one in words))
    assert run.returncode == 2 and said in run.stderr


@pytest.mark.parametrize("file", ["plans/2026-2027.md", "base.yml"])
def test_a_base_with_a_broken_file_is_named_and_the_others_are_filed(city: Path, tmp_path: Path, jidi: Run, file: str) -> None:
    (city / f"bases/{BASE}" / file).write_text("---\n标题: [\n---\n", "utf-8")
    run = jidi("--root", city, "archive", "--year", YEAR, "--out", tmp_path / "out")
    assert run.returncode == 1 and f"没有归档 {NAME}" in run.stderr and file in run.stderr
    assert [one.name for one in (tmp_path / "out").glob("*.zip")] == [f"archive-city-{YEAR}.zip"]


def git(root: Path, *words: str) -> str:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.cn")
    return subprocess.run(["git", "-C", str(root), *identity, *words], check=True, capture_output=True, text=True).stdout.strip()


@pytest.mark.slow
def test_the_commit_is_that_of_this_material_and_later_commits_change_nothing(city: Path, tmp_path: Path, jidi: Run) -> None:
    words = ("--root", city, "archive", "--year", YEAR, "--base", BASE, "--out", tmp_path / "out")
    git(city, "init", "-q")
    git(city, "add", "-A")
    git(city, "commit", "-q", "-m", "材料")
    commit = git(city, "rev-parse", "HEAD")
    assert jidi(*words).returncode == 0
    assert f"Commit: {commit}\n" in contents(tmp_path / f"out/{NAME}.zip")["bag-info.txt"].decode()
    (city / f"bases/{BASE}/resources/jiu.md").write_text(
        (city / f"bases/{BASE}/resources/yici-hanshu.md").read_text("utf-8").replace("2026-10-08", "2025-10-08"), "utf-8"
    )
    git(city, "add", "-A")
    git(city, "commit", "-q", "-m", "去年的")
    assert "没有变化" in jidi(*words).stdout
    plan = city / f"bases/{BASE}/plans/2026-2027.md"
    plan.write_text(plan.read_text("utf-8") + "\n还没有提交。\n", "utf-8")
    run = jidi(*words, "--again")
    assert "1 个文件还没有提交" in run.stdout
    assert "Commit: —\n" in contents(tmp_path / f"out/{NAME}-2.zip")["bag-info.txt"].decode()


@pytest.mark.slow
def test_other_folders_time_zones_and_orders_of_files_give_the_same_bytes(tmp_path: Path, jidi: Run) -> None:
    made = []
    for number, zone in enumerate(("Asia/Shanghai", "America/Los_Angeles")):
        root = lay_city(tmp_path / f"{number} 城市")
        if number:  # written in the opposite order, with other dates
            for path in sorted((path for path in root.rglob("*") if path.is_file()), reverse=True):
                data = path.read_bytes()
                path.unlink()
                path.write_bytes(data)
                os.utime(path, (10**9, 10**9))
        run = jidi("--root", root, "archive", "--year", YEAR, "--out", tmp_path / f"out{number}", TZ=zone, PYTHONHASHSEED=str(number))
        assert run.returncode == 0, run.stderr
        made.append({one.name: one.read_bytes() for one in (tmp_path / f"out{number}").iterdir()})
    assert made[0] == made[1] and len(made[0]) == 4


@pytest.mark.slow
def test_killed_at_any_moment_there_is_a_whole_archive_or_none(city: Path, tmp_path: Path, jidi: Run) -> None:
    command = [sys.executable, "-m", "jidi", "--root", str(city), "archive", "--year", YEAR, "--out", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    (tmp_path / "out").mkdir()
    for moment in range(8):
        started = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 20
        while not (tmp_path / "out/.archive.new").exists() and started.poll() is None and time.monotonic() < until:
            time.sleep(0.001)
        time.sleep(moment * 0.06)
        started.send_signal(signal.SIGKILL)
        started.wait()
        for path in (tmp_path / "out").glob("*.zip"):
            assert jidi("archive", "verify", path).returncode == 0 and path.with_name(f"{path.name}.sha256").exists()
    assert jidi("--root", city, "archive", "--year", YEAR, "--out", tmp_path / "out").returncode == 0
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == sorted(
        f"archive-{who}-{YEAR}.zip{end}" for who in ("city", BASE) for end in ("", ".sha256")
    )
