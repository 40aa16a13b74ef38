"""What a teacher takes home with one tap: the right files, under readable names, with whose they are and how they may be used."""

from __future__ import annotations

import datetime
import hashlib
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.work import Activity, Resource
from jidi.publish import Output, Pack
from jidi.publish.output import Copy, Packed
from jidi.publish.packs.filenames import LIMIT, distinct, file_name, safe_name
from jidi.publish.packs.pack import collection_pack, pack_files, unit_pack
from jidi.publish.packs.packing import Filled, fill
from jidi.publish.task import outputs
from jidi.publish.world import World
from jidi.site.packs import write_pack
from trust.hostile import pdf

UNIT = "第二十三章 一次函数"


def packs(world: World) -> list[Output]:
    return list(outputs(world, pack_files(world)))


TEXT = """---
标题: {title}
类型: {type}
日期: {day}
年级: 八年级
册次: 下册
教材版本: 人教版
课标代: 2022课标版
单元: {unit}
作者: 李文静
许可: {licence}
状态: {status}
审核: 陈立新
{more}---

{body}
"""
Lay = Callable[..., None]


@pytest.fixture
def lay(city: Path) -> Lay:
    def write(name: str, title: str, files: str = "", **words: str) -> None:
        told = {"type": "课件", "day": "2026-10-09", "unit": UNIT, "licence": "署名-非商业", "status": "已发布", "body": "正文在这里。", **words}
        more = told.pop("more", "") + (f"附件:\n{files}" if files else "")
        (city / f"bases/cz-shuxue/resources/{name}.md").write_text(TEXT.format(title=title, more=more, **told), "utf-8")

    return write


SHEET = pdf()


def larger(more: int) -> bytes:
    """The same with so many bytes more."""
    return SHEET.replace(b"%%EOF", b"%" + b" " * more + b"\n%%EOF")


def attach(city: Path, name: str, data: bytes = SHEET) -> None:
    (city / "bases/cz-shuxue/files/2026" / name).write_bytes(data)


def world_of(city: Path) -> World:
    loaded, findings = load(city, TODAY)
    return World(loaded, tuple(findings))


def opened(city: Path, output: Output) -> dict[str, bytes]:
    """The zip as a reader's computer opens it."""
    assert isinstance(output.content, Pack)
    target = city / "out" / output.path
    write_pack(city, output.content, target)
    assert target.stat().st_size == output.content.size, "the size that the page tells"
    with zipfile.ZipFile(target) as package:
        assert package.testzip() is None
        return {info.filename: package.read(info) for info in package.infolist()}


def test_a_unit_is_one_zip_with_everything_in_it(city: Path, lay: Lay) -> None:
    attach(city, "a.pdf")
    lay("a", "一次函数：课件/第 1 课时?", "  - {文件: 2026/a.pdf, 名称: 课件.PDF}\n")
    lay("b", "一次函数学案", type="学案", body="一、画图")
    lay("other", "另一单元", unit="第二十四章 数据的分析")
    world = world_of(city)
    entry = world.by_id["cz-shuxue/resources/b"]
    found = unit_pack(world, entry)  # type: ignore[arg-type]
    assert found is not None
    assert (found.name, found.note) == ("八年级下册 第二十三章 一次函数（人教版，2022课标版）", "2 份资源，3 个文件")
    assert re.fullmatch(r"packs/units/cz-shuxue-[0-9a-f]{10}\.zip", found.address)
    assert found == unit_pack(world, world.by_id["cz-shuxue/resources/a"])  # type: ignore[arg-type]
    [made] = packs(world)
    inside = opened(city, made)
    assert list(inside) == ["说明.txt", "一次函数：课件／第 1 课时？/正文.txt", "一次函数：课件／第 1 课时？/课件.pdf", "一次函数学案/正文.txt"]
    assert inside["一次函数：课件／第 1 课时？/课件.pdf"] == SHEET
    assert "一、画图" in inside["一次函数学案/正文.txt"].decode("utf-8-sig")
    note = inside["说明.txt"].decode("utf-8-sig")
    for words in ("作者：李文静", "审核：陈立新", "日期：2026-10-09", "许可：署名-非商业（CC BY-NC 4.0）。写明作者", "resources/a.html", "基地：初中数学基地"):
        assert words in note
    assert "\r\n" in note and "没有放进来" not in note


def test_where_it_came_from_is_a_whole_address_if_the_city_has_one(city: Path, lay: Lay) -> None:
    settings = city / "content/standards/city.yml"
    settings.write_text(settings.read_text("utf-8") + "网站地址: https://jidi.example.cn/\n", "utf-8")
    lay("a", "甲"), lay("b", "乙")
    [made] = packs(world_of(city))
    assert "网页：https://jidi.example.cn/bases/cz-shuxue/resources/a.html" in opened(city, made)["说明.txt"].decode()


def test_what_may_not_be_passed_on_stays_out_and_is_named(city: Path, lay: Lay) -> None:
    attach(city, "secret.pdf", SHEET.replace(b"%%EOF", b"% inside only\n%%EOF"))
    lay("a", "内部稿", "  - {文件: 2026/secret.pdf, 名称: 内部稿}\n", licence="市内教育系统内部使用", body="只在市内用的话")
    lay("b", "乙"), lay("c", "丙")
    lay("draft", "草稿件", status="草稿"), lay("paper", "未到日子的试卷", more="公开日期: 2999-01-01\n")
    world = world_of(city)
    [made] = packs(world)
    inside = opened(city, made)
    everything = b"".join(inside.values()).decode("utf-8", "replace")
    assert "inside only" not in everything and "只在市内用的话" not in everything
    assert "全文和附件（许可是“市内教育系统内部使用”，不能打包转发，请到网页上看）" in everything
    assert "草稿件" not in everything and "未到日子" not in everything
    assert "；1 个没有放进来" in str(unit_pack(world, world.by_id["cz-shuxue/resources/a"]))  # type: ignore[arg-type]


def test_the_new_version_is_packed_and_the_old_one_is_not(city: Path, lay: Lay) -> None:
    lay("old", "旧稿", more="替代: resources/new\n"), lay("new", "新稿"), lay("more", "另一份")
    [made] = packs(world_of(city))
    assert [name for name in opened(city, made) if "旧稿" in name] == []


def test_above_the_cap_the_largest_stays_out_and_is_named(city: Path, lay: Lay) -> None:
    attach(city, "small.pdf", larger(1000)), attach(city, "large.pdf", larger(9000))
    lay("a", "甲", "  - {文件: 2026/large.pdf, 名称: 大的}\n  - {文件: 2026/small.pdf, 名称: 小的}\n")
    world = world_of(city)
    made = fill(world, "单元", [world.by_id["cz-shuxue/resources/a"]], cap=len(larger(1000)) + 1000)  # type: ignore[list-item]
    assert isinstance(made, Filled)
    assert [one.name for one in made.pack.members] == ["说明.txt", "甲/正文.txt", "甲/小的.pdf"]
    assert (made.files, made.left_out) == (2, 1)
    note = made.pack.members[0].content
    assert isinstance(note, bytes) and "大的.pdf（9 KB，太大，请到网页上下载）" in note.decode()


def test_the_same_bytes_are_packed_once(city: Path, lay: Lay) -> None:
    attach(city, "a.pdf"), attach(city, "b.pdf")
    lay("a", "甲", "  - {文件: 2026/a.pdf, 名称: 讲义}\n"), lay("b", "乙", "  - {文件: 2026/b.pdf, 名称: 也是讲义}\n")
    [made] = packs(world_of(city))
    inside = opened(city, made)
    assert [name for name in inside if name.endswith(".pdf")] == ["甲/讲义.pdf"]
    assert inside["说明.txt"].decode().count("甲/讲义.pdf") == 2


def test_a_video_elsewhere_is_named_with_its_address(city: Path, lay: Lay) -> None:
    lay("a", "微课", f"  - {{网址: https://v.example.cn/1.mp4, 名称: 微课, 大小: 356 MB, sha256: {'a' * 64}}}\n"), lay("b", "乙")
    [made] = packs(world_of(city))
    assert f"没有放进来：微课（在 https://v.example.cn/1.mp4，356 MB，sha256 {'a' * 64}）" in opened(city, made)["说明.txt"].decode()


def test_an_activity_with_several_products_is_a_pack(city: Path, lay: Lay) -> None:
    activity = city / "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
    world = world_of(city)
    assert collection_pack(world, world.of(Activity)[0]) is None, "one product is its own page"
    lay("a", "甲", unit='""')
    activity.write_text(activity.read_text("utf-8").replace("产出: resources/yici-hanshu", "产出: resources/yici-hanshu、resources/a"), "utf-8")
    world = world_of(city)
    found = collection_pack(world, world.of(Activity)[0])
    assert found is not None and found.address == "packs/cz-shuxue/activities/2026-10-12-tongke-yigou.zip"
    [made] = packs(world)
    assert len(opened(city, made)) == 4


def test_without_a_unit_there_is_no_pack(city: Path) -> None:
    world = world_of(city)
    assert unit_pack(world, world.of(Resource)[0]) is None
    assert packs(world) == []


def test_the_same_material_gives_the_same_bytes(tmp_path: Path) -> None:
    pack = Pack((Packed("说明.txt", b"x" * 9, datetime.date(1970, 5, 6), 9), Packed("甲/乙.pdf", Copy("in.pdf"), datetime.date(2026, 1, 2), 5)))
    (tmp_path / "in.pdf").write_bytes(b"%PDF-")
    digests = set()
    for name in ("one.zip", "two.zip"):
        write_pack(tmp_path, pack, tmp_path / name)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests == {"9dd26a8740dd6241715cadf21b335f7b2c05a598cb048b04d9bf5d26159e226f"}
    with zipfile.ZipFile(tmp_path / "one.zip") as package:
        assert [info.date_time[:3] for info in package.infolist()] == [(1980, 5, 6), (2026, 1, 2)]
        assert all(info.flag_bits & 0x800 for info in package.infolist()), "names are said to be UTF-8"


RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}


@given(st.text(max_size=90))
def test_every_name_can_be_written_on_windows(text: str) -> None:
    name = safe_name(text)
    assert name and len(name) <= LIMIT + 1 and len(name.encode()) <= 200
    assert not set(name) & set('<>:"/\\|?*') and name.isprintable()
    assert name == name.strip(" .") and name.split(".")[0].strip().lower() not in RESERVED


@pytest.mark.parametrize("word", ["CON", "nul.txt", "com1", "Lpt9.课件", "aux .md", "PRN."])
def test_devices_of_windows_are_no_names(word: str) -> None:
    assert safe_name(word).split(".")[0].strip().lower() not in RESERVED


@given(st.lists(st.tuples(st.sampled_from(["课件", "Kejian", "kejian", "KEJIAN", "课件（2）", "ß", "ss"]), st.sampled_from(["", ".pdf", ".PDF"]))))
def test_no_two_names_are_one_for_a_computer_without_case(names: list[tuple[str, str]]) -> None:
    found = distinct(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(name.endswith(ending) for name, (_, ending) in zip(found, names, strict=True))


def test_the_ending_is_said_once() -> None:
    assert file_name("课件.PPTX", "2026/a.pptx") == ("课件", ".pptx")
    assert file_name("一次函数 23.2", "2026/b.docx") == ("一次函数 23.2", ".docx")
