"""A base's page tells what of it is not shown, so that nothing is dropped in silence."""

from __future__ import annotations

from pathlib import Path

from conftest import TODAY
from jidi.load import load
from jidi.publish.bases import base_page
from jidi.publish.output import Page
from jidi.publish.world import World

RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
HIDDEN = {"a": "状态: 草稿", "b": "状态: 草稿", "c": "状态: 待审", "d": "状态: 已发布\n公开日期: 2027-01-01"}


def waiting(root: Path) -> dict[str, object]:
    """Base → what its page says of records that are not shown."""
    world = World(load(root, TODAY)[0], ())
    pages = {base.base: output.content for base in world.bases for output in base_page(world, base.base)}
    return {base: page.fields["waiting"] for base, page in pages.items() if isinstance(page, Page)}


def test_what_waits_is_counted_by_reason_in_its_own_base_alone(city: Path) -> None:
    card = city / "bases/cz-shuxue/base.yml"
    (city / "bases/xx-yuwen").mkdir()
    (city / "bases/xx-yuwen/base.yml").write_bytes(card.read_bytes())
    before = waiting(city)
    text = (city / RESOURCE).read_text("utf-8")
    assert "状态: 已发布" in text
    for name, state in HIDDEN.items():
        (city / RESOURCE).with_stem(name).write_text(text.replace("状态: 已发布", state), "utf-8")
    after = waiting(city)
    assert after["cz-shuxue"] == ["2027-01-01 公开：1 份", "待审：1 份", "草稿：2 份"]
    assert before == {"cz-shuxue": [], "xx-yuwen": []} and after["xx-yuwen"] == []
