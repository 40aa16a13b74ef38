"""A base is checked by itself: nothing is said that the whole city does not say, and nothing is missed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from conftest import ROOT, TODAY, lay_city
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.check import CHECKS, OF_BASES, check, check_part, check_whole
from jidi.load import load
from jidi.memo.memo import Memo
from jidi.memo.store import Store
from jidi.memo.tables import Watched
from jidi.model.base import Base, Members
from jidi.model.city import City, Entry, FileFacts
from jidi.model.finding import Finding
from jidi.model.inputs import Inputs
from jidi.model.record import Record
from jidi.model.work import Application

BASES = ("CZ-wuli", "cz-shuxue", "cz-shuxue-2", "cz-wuli")  # two for one seat, two that some computers cannot tell apart
NAMES = ("xuean.txt", "XUEAN.txt")
HEAD = "标题: 三模\n日期: 2026-10-20\n学年: 2026-2027\n年级: 八年级\n数据来源: 作业分析\n依据: 调研\n问题: 卡在哪\n指标: []\n诊断: 混\n建议: 看\n"
LINKS = "\n[甲](../../cz-wuli/resources/yici-hanshu.md) [乙](../../cz-shuxue-2/files/2026/xuean.txt) [丙](../plans/2026-2027.md)\n"
ROUND = "学年: 2026-2027\n状态: 已公布\n计分日期: 2026-11-02\n公示止: 2026-10-13\n范围: [cz-shuxue]\n评价标准: pds-xkjd 1.0\n结果:\n"
MORE = {
    "content/rounds/2026-2027.yml": f"{ROUND}  - {{基地: cz-shuxue, 等次: 优秀, 建议: 多教研}}\n",
    "content/standards/unnamed.yml": "不署名:\n  - {姓名: 李文静, 学校: bf-minzhu}\n  - 姓名: 吴不在\n",
    "bases/cz-shuxue/quality/mo3.md": f"---\n{HEAD}---\n",
    "bases/cz-shuxue/summaries/2025-2026.md": "---\n标题: 总结\n学年: 2025-2026\n日期: 2026-07-01\n---\n升学率 13800138000 <b>\n",
}


@dataclass(frozen=True)
class Layout:
    """Where each record of the small city's base stands, which files cannot be read, which attachments lie where, what ``content/`` lacks.

    ``shy``: the bases in which 陈立新 does not want to be named; ``longer``: those that have a 陈立新宇, whose name holds the other.
    """

    places: tuple[frozenset[str], ...]
    broken: frozenset[tuple[int, str]]
    files: frozenset[str]
    lacking: frozenset[int]
    shy: frozenset[str]
    longer: frozenset[str]


LAYOUTS = st.builds(
    Layout,
    st.tuples(*[st.frozensets(st.sampled_from(BASES))] * 7),
    st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(BASES)), max_size=2),
    st.frozensets(st.sampled_from([f"bases/{base}/files/2026/{name}" for base in BASES for name in NAMES])),
    st.frozensets(st.integers(0, 17), max_size=2),
    st.frozensets(st.sampled_from(BASES), max_size=2),
    st.frozensets(st.sampled_from(BASES), max_size=2),
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> City:
    """The small city with an announced round, somebody who is not to be named, and a record that points at other bases."""
    root = lay_city(tmp_path_factory.mktemp("parts") / "city")
    for file, text in MORE.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(text, "utf-8")
    activity = next((root / "bases/cz-shuxue/activities").iterdir())
    activity.write_text(activity.read_text("utf-8").replace("产出: resources/yici", "产出: cz-wuli/resources/yici") + LINKS, "utf-8")
    city, findings = load(root, TODAY)
    assert not findings and len([entry for entry in city.entries if entry.base]) == 7
    for base in BASES:
        (root / f"bases/{base}/files/2026").mkdir(parents=True, exist_ok=True)
        for name in NAMES:
            (root / f"bases/{base}/files/2026/{name}").write_text("李文静和陈立新宇", "utf-8")
    return city


def laid_out(town: City, layout: Layout) -> City:
    own, content = ([entry for entry in town.entries if bool(entry.base) == kind] for kind in (True, False))
    stand = [(number, base) for number, bases in enumerate(layout.places) for base in bases if (number, base) not in layout.broken]
    moved = (_with_people(_moved(own[number], base), layout) for number, base in stand)
    kept = (entry for number, entry in enumerate(content) if number not in layout.lacking)
    broken = sorted(_moved(own[number], base).file for number, base in layout.broken)
    files = Watched(("file", "*"), {file: FileFacts(file, 9, "") for file in sorted(layout.files)})  # as it is loaded: who reads it is noted
    return replace(town, entries=(*sorted(moved, key=lambda one: one.file), *kept), files=files, broken=tuple(broken))


def _moved(entry: Entry[Record], base: str) -> Entry[Record]:
    file = entry.file.replace(entry.base, base, 1)
    prints = (entry.sha256, entry.sha256)
    return replace(entry, base=base, file=file, id=file.removeprefix("bases/").rsplit(".", 1)[0], prints=prints)


def _with_people(entry: Entry[Record], layout: Layout) -> Entry[Record]:
    if not isinstance(entry.record, Members):
        return entry
    hidden, longer = entry.base in layout.shy, entry.base in layout.longer
    names = {"赵海峰": "陈立新宇"} if longer else {}
    people = (one.model_copy(update={"name": names.get(one.name, one.name), "unnamed": hidden and one.name == "陈立新"}) for one in entry.record.members)
    record = entry.record.model_copy(update={"members": tuple(people)})
    return replace(entry, record=record, prints=(f"{entry.sha256} {hidden} {longer}", entry.sha256))


def every_rule_of_the_whole(city: City) -> list[Finding]:
    return sorted({finding for one in CHECKS for finding in one(city)})


def in_parts(city: City) -> Iterator[Finding]:
    yield from check_whole(city)
    for base in city.parts:
        if base:
            found = check_part(city, base)
            assert all(one.place.file.startswith(f"bases/{base}/") for one in found)
            yield from found


@pytest.mark.slow
def test_the_sample_is_the_same_both_ways() -> None:
    city, _ = load(ROOT, TODAY)
    crooked = replace(city, entries=tuple(_moved(one, "cz-dili") if one.base == "cz-lishi" else one for one in city.entries))
    for one in (city, crooked):
        assert sorted(set(in_parts(one))) == check(one) == every_rule_of_the_whole(replace(one))
    assert check(crooked)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(layout=LAYOUTS)
def test_wherever_records_stand_the_parts_say_what_the_whole_says(town: City, layout: Layout) -> None:
    city = laid_out(town, layout)
    found = every_rule_of_the_whole(replace(city))
    assert sorted(set(in_parts(city))) == found
    few = replace(city, entries=tuple(one for one in city.entries if not one.base or isinstance(one.record, Base | Members | Application)))
    rest_on_all = {"KH06", "YS06"}
    assert [one for one in check_whole(few) if one.code not in rest_on_all] == [one for one in check_whole(city) if one.code not in rest_on_all]


def test_every_rule_of_a_base_is_asked_of_it() -> None:
    assert {one.rule.code for one in OF_BASES} == {one.rule.code for one in CHECKS if not one.whole}


def remembered(city: City, store: Store) -> tuple[list[Finding], set[str]]:
    """All findings, as far as they hold from what was kept; the bases that were looked at again."""
    memo = Memo(store, Inputs(city))
    memo.own()
    found = set(memo.run("check", partial(check_whole, city)))
    for base in city.parts:
        found |= set(memo.run(f"check {base}", partial(check_part, city, base))) if base else set()
    again = {name.removeprefix("check ") for name in memo.fresh if name.startswith("check ")}
    assert store.write(jobs=memo.handed_over())
    return sorted(found), again


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(layouts=st.lists(LAYOUTS, min_size=2, max_size=3))
def test_whatever_changes_what_is_remembered_is_what_is_found(town: City, layouts: list[Layout]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "kept.sqlite")
        for layout in (*layouts, layouts[0]):
            city = laid_out(town, layout)
            assert remembered(city, store)[0] == every_rule_of_the_whole(replace(city))


EVERYWHERE = Layout((frozenset(BASES),) * 7, frozenset(), frozenset(), frozenset(), frozenset(), frozenset())


def test_only_the_base_that_changed_is_looked_at_again(town: City, tmp_path: Path) -> None:
    store, city = Store(tmp_path / "kept.sqlite"), laid_out(town, EVERYWHERE)
    assert remembered(city, store)[1] == set(BASES)
    assert remembered(laid_out(town, EVERYWHERE), store)[1] == set()
    worse = replace(city, entries=tuple(_told(one, "升学率") if one.id == "cz-wuli/resources/yici-hanshu" else one for one in city.entries))
    found, again = remembered(worse, store)
    assert again == {"cz-wuli"}
    assert "YS05" in {one.code for one in found if one.place.file == "bases/cz-wuli/resources/yici-hanshu.md"}


def test_a_file_that_goes_is_missed_where_it_is_pointed_at(town: City, tmp_path: Path) -> None:
    """Every base points at a resource of cz-wuli; nobody does at its plan."""
    store, city = Store(tmp_path / "kept.sqlite"), laid_out(town, EVERYWHERE)
    remembered(city, store)
    for gone, again in (("cz-wuli/plans/2026-2027", {"cz-wuli"}), ("cz-wuli/resources/yici-hanshu", set(BASES))):
        city = replace(city, entries=tuple(one for one in city.entries if one.id != gone))
        found, looked_at = remembered(city, store)
        assert looked_at == again and found == every_rule_of_the_whole(replace(city))


def _told(entry: Entry[Record], text: str) -> Entry[Record]:
    return replace(entry, body=text, prints=(entry.prints[0], text))
