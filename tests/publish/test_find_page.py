"""The page that finds, before anything is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, lay_city
from jidi.load import load
from jidi.publish.finding.documents import documents
from jidi.publish.finding.page import find_page
from jidi.publish.output import Page
from jidi.publish.world import World

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"


def fields(root: Path) -> Any:
    city, findings = load(root, TODAY)
    page = find_page(World(city, tuple(findings))).content
    assert isinstance(page, Page)
    return page.fields


def values(made: Any, id: str) -> list[tuple[str, int]]:
    return next(list(one["values"]) for one in made["facets"] if one["id"] == id)


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """The small city with a resource more for the ninth grade."""
    root = lay_city(tmp_path / "city")
    text = (root / RESOURCE).read_text("utf-8")
    (root / RESOURCE).with_name("erci.md").write_text(text.replace("一次", "二次").replace("八年级", "九年级").replace("类型: 教学设计", "类型: 课件"), "utf-8")
    return root


def test_kinds_and_open_facets_are_counted(city: Path) -> None:
    made = fields(city)
    world = World(load(city, TODAY)[0], ())
    assert made["kinds"][0] == ("资源", 2) and len(dict(made["kinds"])) == len(made["kinds"])
    assert sum(count for _, count in made["kinds"]) == len(documents(world))
    assert values(made, "subject") == [("数学", 2)]
    assert values(made, "grade") == [("八年级", 1), ("九年级", 1)]
    assert values(made, "type") == [("教学设计", 1), ("课件", 1)]
    assert values(made, "unit") == [] and [one["title"] for one in made["newest"]] == ["《一次函数的图象》教学设计", "《二次函数的图象》教学设计"]


def test_what_is_not_public_is_neither_shown_nor_counted(city: Path) -> None:
    hidden = (city / RESOURCE).with_name("erci.md")
    hidden.write_text(hidden.read_text("utf-8").replace("状态: 已发布", "状态: 草稿"), "utf-8")
    made = fields(city)
    assert made["kinds"][0] == ("资源", 1) and values(made, "grade") == [("八年级", 1)]
    assert [one["title"] for one in made["newest"]] == ["《一次函数的图象》教学设计"]


def test_a_wish_goes_where_the_city_can_be_asked(city: Path) -> None:
    assert fields(city)["ask"] == ""
    settings = city / "content/standards/city.yml"
    settings.write_text(settings.read_text("utf-8") + "邮箱: jidi@example.cn\n", "utf-8")
    assert fields(city)["ask"].startswith("mailto:jidi@example.cn?") and "%7Bq%7D" in fields(city)["ask"]
