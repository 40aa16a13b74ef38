"""What thousands of pages look up does not change with words that it does not hold: else all of them would be looked at again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, TODAY
from jidi.load import load
from jidi.memo.prints import print_of
from jidi.publish.books.shelf import shelf
from jidi.publish.packs.pack import _contents
from jidi.publish.people.identity import _addresses
from jidi.publish.resource.related import index
from jidi.publish.world import World

RESOURCE, MEMBERS = "bases/cz-shuxue/resources/yici-hanshu.md", "bases/cz-shuxue/members.yml"
TABLES = (index, shelf, _addresses, _contents)
CHANGES: dict[str, tuple[str, str, str, set[Callable[..., Any]]]] = {
    "the title": (RESOURCE, "标题: ", "标题: 新 ", set()),
    "the licence": (RESOURCE, "许可: 署名-非商业", "许可: 公开", set()),
    "the volume": (RESOURCE, "册次: 下册", "册次: 上册", {index, shelf, _contents}),
    "one more author": (RESOURCE, "作者: 李文静", "作者: 李文静、陈立新", {index}),
    "a member's school": (MEMBERS, "李文静, 学校: xh-hubin", "李文静, 学校: bf-minzhu", {_addresses}),
}


@pytest.fixture
def town(city: Path) -> Path:
    """The small city, its resource in a unit of a book."""
    shutil.copytree(ROOT / "content/standards/textbooks", city / "content/standards/textbooks")
    put(city, RESOURCE, "册次: 下册", "册次: 下册\n单元: 第二十三章 一次函数\n课题: 23.2 一次函数的图象和性质")
    return city


def put(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def prints(root: Path) -> dict[Callable[..., Any], str]:
    city, findings = load(root, TODAY)
    assert not [str(one) for one in findings if one.level == "error"]
    world = World(city, ())
    assert all(any(table.values()) for table in (world.once(_contents), world.once(_addresses), world.once(shelf).at, world.once(index).units))
    return {make: print_of(world.once(make)) for make in TABLES}


@pytest.mark.parametrize("name", CHANGES)
def test_a_table_changes_with_what_it_holds_and_with_nothing_else(town: Path, name: str) -> None:
    file, old, new, tables = CHANGES[name]
    before = prints(town)
    put(town, file, old, new)
    assert {make for make, print in prints(town).items() if print != before[make]} == tables
