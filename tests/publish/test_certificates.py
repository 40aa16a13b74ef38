"""证明: ready to be stamped, never another's number, and verifiable by anybody – without telling whom the site does not name."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import docx as library
import pypdfium2
import pytest
import zxingcpp
from conftest import TODAY, Run, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.city import City, Entry
from jidi.model.work import Activity
from jidi.publish import publish
from jidi.publish.activity.certificate import VERIFY, certificates
from jidi.publish.world import World
from playwright.sync_api import Browser, Page
from publish.record import FULL, HELD, words_of

NUMBER = re.compile(r"cz-shuxue-20261012-[0-9a-hjkmnp-tv-z]{8}")
SITE = "网站地址: https://jidi.example.cn\n"
UNNAMED = "不署名:\n  - {姓名: 李文静}\n"
LI = "兹证明李文静（新华区湖滨中学）于2026年10月12日在平顶山市初中数学学科教研基地举办的市级教研活动“《一次函数》同课异构”（同课异构）中担任主讲/执教，题目“一次函数的图象”。"
Lay = Callable[..., City]


@pytest.fixture
def lay(city: Path) -> Lay:
    """The small city with the full record, changed here and there."""

    def write(old: str = "", new: str = "", settings: str = "", unnamed: str = "") -> City:
        (city / f"bases/{HELD}.md").write_text(FULL.replace(old, new) if old else FULL, "utf-8")
        if settings:
            file = city / "content/standards/city.yml"
            file.write_text(file.read_text("utf-8") + settings, "utf-8")
        if unnamed:
            (city / "content/standards/unnamed.yml").write_text(unnamed, "utf-8")
        loaded, findings = load(city, TODAY)
        assert not [str(one) for one in findings if one.level == "error"]
        return loaded

    return write


def issued(city: City) -> dict[str, tuple[str, str]]:
    """Name or school → number and sentence."""
    world = World(city, ())
    return {one.name or one.school: (one.number, one.sentence) for one in certificates(world, world.by_id[HELD])}  # type: ignore[arg-type]


def verified(city: City) -> dict[str, tuple[str, str]]:
    """Number → sentence and address, as the site publishes them."""
    found: dict[str, tuple[str, str]] = {}
    for output in publish(city, (), ()):
        if re.fullmatch(r"verify/..\.js", output.path):
            assert isinstance(output.content, bytes)
            words = json.loads(output.content.decode().removeprefix("jidiVerify(").removesuffix(");\n"))
            assert all(number.endswith(output.path[7:9]) for number in words)
            found |= {number: tuple(said) for number, said in words.items()}
    return found


def test_everybody_named_and_every_school_that_came_has_one(lay: Lay) -> None:
    made = issued(lay())
    assert list(made) == ["李文静", "陈立新", "新华区湖滨中学", "宝丰县闹店中学", "平顶山市基础教研室"]
    assert made["李文静"][1] == LI
    assert made["陈立新"][1].endswith("中担任点评。")
    assert made["宝丰县闹店中学"][1].endswith("（同课异构），到场 3 人。")
    assert all(NUMBER.fullmatch(number) for number, _ in made.values()) and len({number for number, _ in made.values()}) == 5


def test_two_things_that_one_person_did_stand_on_one_certificate(lay: Lay) -> None:
    made = issued(lay("陈立新, 角色: 点评, 学校: sjys", "李文静, 角色: 点评, 学校: xh-hubin"))
    assert made["李文静"][1].endswith("担任主讲/执教，题目“一次函数的图象”；点评。")


def test_its_file_has_a_name_that_every_computer_can_write(lay: Lay, city: Path) -> None:
    schools = city / "content/standards/schools.yml"
    schools.write_text(schools.read_text("utf-8").replace("宝丰县闹店中学", "宝丰县/闹店中学:..\\"), "utf-8")
    world = World(lay(), ())
    files = [one.file for one in certificates(world, world.by_id[HELD])]  # type: ignore[arg-type]
    assert not [file for file in files if set(file) & set('/\\:*?"<>|')] and any(file.startswith("宝丰县／闹店中学：") for file in files)


def test_who_is_written_without_a_name_has_none(lay: Lay) -> None:
    assert "李老师" not in issued(lay("姓名: 李文静", "姓名: 李老师"))


@pytest.mark.parametrize("state", ["状态: 计划", "状态: 取消\n取消原因: 天气"])
def test_what_was_not_held_certifies_nothing(lay: Lay, state: str) -> None:
    city = lay("计划项: P01", state)
    assert issued(city) == {} and verified(city) == {}


def test_a_number_stays_when_the_record_is_mended_or_reordered(lay: Lay) -> None:
    before = issued(lay())
    speakers = re.findall(r"  - \{姓名.*\n", FULL)
    after = issued(lay("".join(speakers), "".join(["  - {姓名: 赵海峰, 角色: 服务, 学校: bf-minzhu}\n", *reversed(speakers)])))
    assert {name: number for name, (number, _) in before.items()}.items() <= {name: number for name, (number, _) in after.items()}.items()
    assert {name: number for name, (number, _) in before.items()} == {
        name: number for name, (number, _) in issued(lay("《一次函数》", "《正比例函数》")).items()
    }


@given(
    st.lists(
        st.tuples(st.text("王李张文静海峰", min_size=2, max_size=3), st.sampled_from(["xh-hubin", "bf-minzhu", None])), unique=True, min_size=2, max_size=8
    )
)
@settings(max_examples=40, deadline=None)
def test_no_number_is_two_peoples(town: City, people: list[tuple[str, str | None]]) -> None:
    world = World(town, ())
    entry: Entry[Activity] = world.by_id[HELD]  # type: ignore[assignment]
    one = entry.record.speakers[0]
    speakers = tuple(one.model_copy(update={"name": name, "school": school}) for name, school in people)
    made = certificates(world, Entry(entry.kind, entry.base, entry.id, entry.file, entry.record.model_copy(update={"speakers": speakers})))
    assert len({one.number for one in made}) == len(made) == len(people) + len(entry.record.participants)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> City:
    root = lay_city(tmp_path_factory.mktemp("town") / "city")
    (root / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    return load(root, TODAY)[0]


def test_the_site_says_what_the_certificate_says(lay: Lay) -> None:
    city = lay()
    assert verified(city) == {number: (sentence, f"bases/{HELD}.html") for number, sentence in issued(city).values()}


def test_who_asked_not_to_be_named_keeps_the_number_and_is_not_told(lay: Lay) -> None:
    number, sentence = issued(lay())["李文静"]
    hidden = lay(unnamed=UNNAMED)
    assert issued(hidden)["李文静"] == (number, sentence), "the paper in the hand names the person"
    assert verified(hidden)[number][0] == LI.replace("李文静", "李老师")
    assert not any("李文静" in str(said) for said in verified(hidden).values())


def test_without_the_phrase_there_are_no_numbers_and_no_page(lay: Lay, city: Path) -> None:
    (city / "content/standards/certificates.yml").unlink()
    made = lay()
    assert issued(made) == {} and not [one for one in publish(made, (), ()) if one.path.startswith("verify/")]


@pytest.mark.parametrize("phrase", ["taiduan", "有汉字的短语有汉字的短语有汉字", "with space in it 12345"])
def test_a_phrase_that_could_be_guessed_is_refused_and_not_repeated(city: Path, phrase: str) -> None:
    (city / "content/standards/certificates.yml").write_text(f"防伪短语: {phrase}\n", "utf-8")
    [found] = [str(one) for one in load(city, TODAY)[1]]
    assert found.startswith("content/standards/certificates.yml:1") and "16 个以上" in found and phrase not in found


def test_the_command_writes_papers_with_a_code_that_leads_to_the_page(lay: Lay, city: Path, jidi: Run, tmp_path: Path) -> None:
    number, sentence = issued(lay(settings=SITE))["李文静"]
    run = jidi("--root", city, "certificate", f"bases/{HELD}.md", "--name", "李文静", "--out", tmp_path / "out")
    assert run.returncode == 0, run.stderr
    files = {one.suffix: one.read_bytes() for one in (tmp_path / "out").iterdir()}
    assert {one.name for one in (tmp_path / "out").iterdir()} == {f"李文静-证明-{number}{ending}" for ending in (".docx", ".pdf")}
    written = [one.text for one in library.Document(io.BytesIO(files[".docx"])).paragraphs]
    assert sentence in written and f"编号：{number}" in written and "平顶山市初中数学学科教研基地（盖章）" in written
    assert sentence in words_of(files[".pdf"])
    seen = zxingcpp.read_barcodes(pypdfium2.PdfDocument(files[".pdf"])[0].render(scale=3).to_pil())
    assert [one.text for one in seen] == [f"https://jidi.example.cn/{VERIFY}#{number}"]


@pytest.mark.slow
def test_the_command_writes_all_of_them_the_same_twice_and_none_into_the_site(lay: Lay, city: Path, jidi: Run, tmp_path: Path) -> None:
    lay()
    for folder in ("one", "two"):
        assert jidi("--root", city, "certificate", HELD, "--out", tmp_path / folder).returncode == 0
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / folder).iterdir()} for folder in ("one", "two"))
    assert one == two and len(one) == 10
    for place in ("site", "bases/cz-shuxue/files", "content"):
        run = jidi("--root", city, "certificate", HELD, "--out", city / place)
        assert run.returncode == 2 and "姓名可能被发布出去" in run.stderr and "dist/certificates" in run.stderr


def test_the_stamp_is_whose_the_city_says(lay: Lay, city: Path, jidi: Run, tmp_path: Path) -> None:
    lay()
    with (city / "content/standards/certificates.yml").open("a", encoding="utf-8") as file:
        file.write("盖章单位: 平顶山市基础教研室\n")
    assert jidi("--root", city, "certificate", HELD, "--name", "李文静", "--out", tmp_path / "out").returncode == 0
    [pdf] = (tmp_path / "out").glob("*.pdf")
    assert "平顶山市基础教研室（盖章）" in words_of(pdf.read_bytes())


@pytest.mark.parametrize(
    ("spoil", "args", "said"),
    [
        (("计划项: P01", "状态: 计划"), [HELD], r"2026-10-12-tongke-yigou\.md:\d+ 「状态」是“计划”.*改法"),
        (("", ""), [HELD, "--name", "王五"], "没有“王五”。可以写的有：李文静、陈立新、新华区湖滨中学"),
        (
            ("", ""),
            ["bases/cz-shuxue/activities/2026-10-12-tongke.md"],
            "没有“.*tongke.md”这次活动。是不是 bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md",
        ),
        (("学校: bf-minzhu", "学校: bf-meiyou"), [HELD], r"2026-10-12-tongke-yigou\.md:\d+.*bf-meiyou[\s\S]*改好以前不能开证明"),
        (("日期: 2026-10-12", "日期: 昨天"), [f"bases/{HELD}.md"], r"2026-10-12-tongke-yigou\.md:\d+.*“昨天”不是日期"),
    ],
)
def test_what_cannot_be_certified_is_said(city: Path, jidi: Run, spoil: tuple[str, str], args: list[str], said: str) -> None:
    (city / f"bases/{HELD}.md").write_text(FULL.replace(*spoil) if spoil[0] else FULL, "utf-8")
    run = jidi("--root", city, "certificate", *args)
    assert run.returncode == 2 and re.search(said, run.stderr) and "Traceback" not in run.stderr
    assert not (city / "dist").exists()


def test_without_the_register_the_command_says_how_to_begin(city: Path, jidi: Run) -> None:
    (city / "content/standards/certificates.yml").unlink()
    run = jidi("--root", city, "certificate", HELD)
    phrase = re.search(r"新建 content/standards/certificates.yml，写一行“(防伪短语: [0-9a-f]{20})”", run.stderr)
    assert run.returncode == 2 and phrase
    (city / "content/standards/certificates.yml").write_text(phrase[1] + "\n", "utf-8")
    assert jidi("--root", city, "certificate", HELD).returncode == 0, "and what it says works"


def test_a_name_that_cannot_be_printed_is_named_and_its_docx_is_there(lay: Lay, city: Path, jidi: Run) -> None:
    lay("姓名: 李文静", "姓名: 李𠮷静")
    run = jidi("--root", city, "certificate", HELD, "--name", "李𠮷静")
    assert run.returncode == 1 and "“𠮷”" in run.stderr and "改法" in run.stderr
    assert [one.suffix for one in (city / "dist/certificates").iterdir()] == [".docx"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> tuple[Path, dict[str, tuple[str, str]]]:
    root = lay_city(tmp_path_factory.mktemp("verify") / "city")
    (root / f"bases/{HELD}.md").write_text(FULL, "utf-8")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site", issued(load(root, TODAY)[0])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 360, "height": 740})
    yield opened
    opened.close()


@pytest.mark.slow
def test_a_clerk_follows_the_code_or_types_the_number(site: tuple[Path, dict[str, tuple[str, str]]], page: Page) -> None:
    folder, made = site
    number, sentence = made["李文静"]
    page.goto(f"{(folder / VERIFY).as_uri()}#{number}")
    answer = page.locator("#verify-answer")
    page.wait_for_selector(".jd-verified-yes")
    assert answer.locator("p").first.inner_text() == sentence
    other, says = made["宝丰县闹店中学"]
    page.fill("#verify-number", f" {other[:-8].replace('-', '—')}{other[-8:].upper().replace('0', 'O').replace('1', 'I')} ")
    page.click("text=核对 >> nth=-1")
    page.wait_for_function("said => document.querySelector('#verify-answer p').textContent === said", arg=says)
    page.click("text=看这次活动的记录")
    assert page.inner_text("h1") == "《一次函数》同课异构"


@pytest.mark.slow
def test_neither_the_phrase_nor_any_paper_with_a_name_is_on_the_site(site: tuple[Path, dict[str, tuple[str, str]]]) -> None:
    folder, _ = site
    files = [file for file in folder.rglob("*") if file.is_file()]
    assert not [file for file in files if b"xiaochengshi0123456789" in file.read_bytes()]
    assert not [file for file in files if "证明-" in file.name]


@pytest.mark.slow
@pytest.mark.parametrize("number", ["cz-shuxue-20261012-00000000", "不是编号", "__proto__-20261012-00000000"])
def test_a_wrong_number_is_said_to_be_none(site: tuple[Path, dict[str, tuple[str, str]]], page: Page, number: str) -> None:
    folder, _ = site
    page.goto((folder / VERIFY).as_uri())
    page.fill("#verify-number", number)
    page.press("#verify-number", "Enter")
    page.wait_for_function("() => /没有“.*”这个编号/.test(document.querySelector('#verify-answer').textContent)")
    assert page.locator(".jd-verified-yes").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
