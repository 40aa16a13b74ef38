"""Who made it, across the bases; and who does not want to be named is named nowhere."""

from __future__ import annotations

import contextlib
import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from conftest import ROOT, TODAY, Run, lay_city
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.base import Member, Members
from jidi.model.city import City, Entry
from jidi.model.finding import Finding, Place
from jidi.model.kinds import KINDS
from jidi.model.vocabulary import Vocabulary
from jidi.publish import Page, publish
from jidi.publish.people.identity import Identity
from jidi.publish.people.names import parts, polite
from jidi.publish.people.pages import address_of
from jidi.publish.people.unnamed import Discretion
from jidi.publish.world import World

BASE = "bases/cz-shuxue/"
MEMBERS = f"{BASE}members.yml"
ACTIVITY = f"{BASE}activities/2026-10-12-tongke-yigou.md"
RESOURCE = f"{BASE}resources/yici-hanshu.md"
LIST = "content/standards/unnamed.yml"
ODD = "欧阳玄奘"


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), "utf-8")


def told(root: Path) -> World:
    loaded, findings = load(root, TODAY)
    discretion = Discretion(loaded)
    return World(discretion.told_city(), discretion.told_findings(findings))


def pages(root: Path) -> dict[str, Page]:
    loaded, findings = load(root, TODAY)
    return {output.path: output.content for output in publish(loaded, findings, ()) if isinstance(output.content, Page)}


def test_a_person_is_the_same_with_and_without_the_school(city: Path) -> None:
    change(city, RESOURCE, "作者: 李文静", "作者: [{姓名: 李文静, 学校: xh-hubin}, {姓名: 赵海峰, 分工: 协作}]")
    world, found = told(city), pages(city)
    li = address_of(world, "李文静", "xh-hubin")
    assert li == address_of(world, "李文静", base="cz-shuxue") and li.startswith("people/li-wenjing-")
    fields = found[li].fields
    assert [one["name"] for one in fields["sections"]] == ["编写的资源", "主持的活动"]  # type: ignore[attr-defined]
    assert [role["words"] for role in fields["roles"]] == [("学科教研组长、核心成员", "学科专家组成员")]  # type: ignore[attr-defined]
    zhao = found[address_of(world, "赵海峰", "bf-minzhu")].fields["sections"]
    assert zhao[0]["cards"][0]["words"][-1] == "本人：协作"  # type: ignore[index]


def test_two_people_of_one_name_are_two(city: Path) -> None:
    change(city, RESOURCE, "作者: 李文静", "作者: [{姓名: 李文静, 学校: bf-minzhu}]")
    world, found = told(city), pages(city)
    one, two = address_of(world, "李文静", "xh-hubin"), address_of(world, "李文静", "bf-minzhu")
    assert one and two and one != two
    assert address_of(world, "李文静", base="cz-shuxue") == "", "nobody knows which of the two hosted the activity"
    assert found[one].fields["sections"] == []
    assert [len(one["cards"]) for one in found[two].fields["sections"]] == [1]  # type: ignore[attr-defined]


def test_who_is_unknown_has_no_page(city: Path) -> None:
    world = told(city)
    assert address_of(world, "没有这人", base="cz-shuxue") == address_of(world, "李文静", "jx-longshan") == address_of(world, "李文静") == ""


def test_more_works_do_not_move_a_page(city: Path) -> None:
    before = {path for path in pages(city) if path.startswith("people/")}
    for number in range(3):
        text = (city / RESOURCE).read_text("utf-8").replace("作者: 李文静", "作者: 李文静、赵海峰")
        (city / f"{BASE}resources/more{number}.md").write_text(text, "utf-8")
    assert {path for path in pages(city) if path.startswith("people/")} == before


def test_the_list_goes_by_pinyin_and_tells_no_numbers(city: Path) -> None:
    letters = pages(city)["people/index.html"].fields["letters"]
    assert [one["letter"] for one in letters] == ["C", "L", "W", "Z"]  # type: ignore[attr-defined]
    assert {key for one in letters for person in one["people"] for key in person} == {"link", "school", "bases"}  # type: ignore[attr-defined]


def test_only_what_the_register_publishes_is_told(city: Path) -> None:
    change(city, MEMBERS, "角色: 学科教研组长、核心成员}", "角色: 学科教研组长、核心成员, 职称: 高级教师, 荣誉: [{称号: 市级名师, 年份: 2021}]}")
    (city / f"{BASE}outcomes.yml").write_text("获奖:\n  - {编号: HJ01, 赛事: 优质课, 级别: 市级, 等次: 一等奖, 获奖人: 李文静, 日期: 2026-10-01}\n", "utf-8")
    fields = pages(city)[address_of(told(city), "李文静", "xh-hubin")].fields
    assert (fields["job"], fields["honours"]) == ("高级教师", ["市级名师（2021）"])
    assert "一等奖" not in str(fields)


def test_an_id_is_safe_in_an_address() -> None:
    for name in ("李文静", "买买提·艾力", "John Smith", "㐂𠮷", "欧阳 修"):
        assert Identity(name, "xh-hubin").id.replace("-", "").isalnum() and Identity(name, "xh-hubin").id.isascii()
    assert Identity("单田芳", "a").id.startswith("shan-tianfang-") and Identity("欧阳修", "a").id.startswith("ouyang-xiu-")


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """A city where the odd name stands wherever a name or a text can stand, and its bearer has asked not to be named; built."""
    root = lay_city(tmp_path_factory.mktemp("quiet") / "city")
    member = f"  - {{姓名: {ODD}, 学校: xh-hubin, 角色: 成员, 不署名: 是}}\n工作组:"
    change(root, MEMBERS, "工作组:", member)
    change(
        root,
        MEMBERS,
        "组长: 陈立新, 成员: 李文静、赵海峰}",
        f"组长: {ODD}, 成员: {ODD}、李文静, 职责: {ODD}负责}}\n结对:\n  - {{导师: {ODD}, 学员: {ODD}, 学校: xh-hubin, 开始: 2026-09-01, 目标: 跟{ODD}学}}",
    )
    change(root, f"{BASE}base.yml", "教研员: 陈立新\n特色: ", f"教研员: {ODD}\n教研文化: {ODD}带起来的\n特色: {ODD}老师说：")
    change(root, f"{BASE}base.yml", "  组长: 王明远", f"  组长: {ODD}\n  成员: {ODD}")
    people = f"[{{姓名: {ODD}, 学校: xh-hubin}}, {{姓名: {ODD}、李文静, 分工: 协作}}]"
    change(
        root,
        RESOURCE,
        "作者: 李文静",
        f"作者: {people}\n单元: {ODD}的单元\n来源: 改编\n出处: {ODD}原作\n使用:\n  - {{学校: bf-minzhu, 日期: 2026-11-01, 反馈: 谢谢{ODD}}}",
    )
    change(root, RESOURCE, "审核: 陈立新", f"审核: {ODD}")
    change(root, RESOURCE, "标题: ", f"标题: {ODD}的")
    change(root, RESOURCE, "名称: 学案}", f"名称: {ODD}学案}}")
    change(root, RESOURCE, "1. 列表", f"1. 欧阳 玄奘、欧阳\n玄奘、**{ODD}**、[{ODD}](../activities/2026-10-12-tongke-yigou.md)，列表")
    (root / f"{BASE}resources/second.md").write_text((root / RESOURCE).read_text("utf-8"), "utf-8")
    change(
        root,
        ACTIVITY,
        "主持人: 李文静",
        f"主持人: {ODD}\n记录人: {ODD}\n主讲:\n  - {{姓名: {ODD}, 角色: 主讲, 学校: xh-hubin, 题目: {ODD}的课}}\n  - {{姓名: {ODD}, 角色: 点评}}\n后续:\n  - {{负责人: {ODD}, 期限: 2026-12-01, 事项: 请{ODD}改稿}}",
    )
    change(root, ACTIVITY, "标题: ", f"标题: {ODD}")
    change(root, ACTIVITY, "地点: ", f"地点: {ODD}工作室·")
    change(root, ACTIVITY, "同一课题", f"{ODD}和同一课题")
    (root / f"{BASE}lessons").mkdir()
    lesson = f"标题: {ODD}的课例\n日期: 2026-10-12\n执教: {ODD}\n年级: 八年级\n课题: 一次函数\n研究问题: {ODD}问\n过程:\n  - {{环节: 初备, 日期: 2026-10-12, 人员: {ODD}, 说明: {ODD}先讲}}\n"
    (root / f"{BASE}lessons/yici.md").write_text(f"---\n{lesson}---\n\n{ODD}说\n", "utf-8")
    (root / f"{BASE}guidance.yml").write_text(f"指导:\n  - {{编号: ZD01, 日期: 2026-10-12, 教研员: {ODD}, 意见: 听{ODD}的, 回复: 谢{ODD}}}\n", "utf-8")
    (root / f"{BASE}outcomes.yml").write_text(f"获奖:\n  - {{编号: HJ01, 赛事: 优质课, 级别: 市级, 等次: 一等奖, 获奖人: {ODD}, 日期: 2026-10-01}}\n", "utf-8")
    (root / f"{BASE}experience").mkdir()
    (root / f"{BASE}experience/broken.md").write_text(f"---\n标题: 经验\n日期: {ODD}\n主题: {ODD}\n作者: {ODD}\n---\n", "utf-8")
    change(root, "content/decisions/2026-07-10-cz-shuxue.yml", "周期开始:", f"反馈: {ODD}做得好\n周期开始:")
    change(root, f"{BASE}plans/2026-2027.md", "负责: 李文静", f"负责: {ODD}")
    (root / "content/guide").mkdir(exist_ok=True)
    (root / "content/guide/a.md").write_text(f"---\n标题: 例子\n---\n问{ODD}。\n", "utf-8")
    run = jidi("--root", root, "build")
    assert run.returncode == 0, run.stderr
    return root / "site"


def published(site: Path) -> Iterator[tuple[str, str]]:
    """Every published file and every file in a pack, unfolded, unpacked and without entities, escapes and blanks."""
    for path in sorted(site.rglob("*")):
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as package:
                yield from ((f"{path.name}/{info.filename}", plain(info.filename.encode() + package.read(info))) for info in package.infolist())
        elif path.is_file():
            yield path.relative_to(site).as_posix(), plain(path.read_bytes())


def plain(data: bytes) -> str:
    with contextlib.suppress(zlib.error):
        data = zlib.decompress(data, 47)
    text = html.unescape(unquote(data.replace(b"\r\n ", b"").decode("utf-8", "ignore")))
    return "".join(re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text).replace("\u200b", "").split())


@pytest.mark.slow
def test_who_does_not_want_to_be_named_is_named_nowhere(quiet: Path) -> None:
    found = dict(published(quiet))
    assert [file for file, text in found.items() if ODD in text or "玄奘" in text] == []
    assert [file for file in found if "xuanzang" in file] == [], "and has no page"
    for file in ("data/resources.json", "data/members.json", "data/activities.json", "data/findings.json", "data/decisions.json", f"{BASE}index.html"):
        assert "欧阳老师" in found[file], file
    assert "欧阳老师老师" not in found[f"{BASE}index.html"]
    assert "不署名" not in found[f"{BASE}index.html"], "nor does the register say who asked"
    assert '"不署名":true' not in found["data/members.json"]
    assert any(file.endswith(".zip/说明.txt") for file in found)


def test_a_namesake_keeps_the_name(city: Path) -> None:
    change(city, RESOURCE, "作者: 李文静", "作者: [{姓名: 李文静, 学校: bf-minzhu}, {姓名: 李文静}]")
    change(city, MEMBERS, "学校: xh-hubin, 角色: 学科教研组长、核心成员}", "学校: xh-hubin, 角色: 学科教研组长、核心成员, 不署名: 是}")
    authors = told(city).by_id["cz-shuxue/resources/yici-hanshu"].record.authors  # type: ignore[attr-defined]
    assert [one.name for one in authors] == ["李文静", "李老师"], "who is doubtful is hidden"


def test_a_longer_name_is_another_name(city: Path) -> None:
    change(city, RESOURCE, "1. 列表", "1. 李文静和李文，列表")
    (city / LIST).write_text("不署名: [{姓名: 李文}]\n", "utf-8")
    assert "1. 李文静和李老师，列表" in told(city).by_id["cz-shuxue/resources/yici-hanshu"].body


def test_somebody_in_no_register_is_hidden_by_the_list(city: Path) -> None:
    change(city, ACTIVITY, "地点:", "主讲: [{姓名: 王大明, 角色: 主讲, 学校: bf-minzhu}]\n地点:")
    (city / LIST).write_text("不署名: [{姓名: 王大明, 学校: bf-minzhu}]\n", "utf-8")
    world = told(city)
    assert "王大明" not in str([entry.record for entry in world.entries])
    assert address_of(world, "王大明", "bf-minzhu") == ""


def test_a_city_where_everybody_may_be_named_is_told_as_it_is(city: Path) -> None:
    loaded, _ = load(city, TODAY)
    assert Discretion(loaded).told_city() is loaded


def test_a_word_of_the_city_is_no_name(city: Path) -> None:
    (city / LIST).write_text("不署名: [{姓名: 初中}]\n", "utf-8")
    assert {entry.record.stage for entry in told(city).bases} == {"初中"}


@given(st.text(alphabet="李文静欧阳玄奘老师、，的 a\u3000\n", max_size=40))
def test_no_text_tells_a_hidden_name(text: str) -> None:
    names = ("李文静", "欧阳玄奘", "文静")
    members = Members(members=tuple(Member(name=name, school="xh-hubin", role="成员", unnamed=True) for name in names))
    entry = Entry(KINDS["members"], "cz-shuxue", "cz-shuxue/members", MEMBERS, members)
    place = Place("content/decisions/a.yml")
    [finding] = Discretion(City(Vocabulary({}), (entry,), {})).told_findings([Finding(place, "XX00", text, "")])
    assert not any(name in finding.message for name in names)
    assert not any(re.search(r"\s{0,2}".join(name), finding.message) for name in names)
    assert any(one in text for one in "李欧文") or finding.message == text


@given(st.text(min_size=2, max_size=6))
def test_a_polite_name_is_the_surname(name: str) -> None:
    surname, given_name = parts(name)
    assert surname + given_name == name and polite(name) == f"{surname}老师"


def test_the_guide_says_how_not_to_be_named() -> None:
    guide = (ROOT / "content/guide/privacy.md").read_text("utf-8")
    assert "不署名: 是" in guide and LIST in guide
