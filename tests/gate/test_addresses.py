"""Published addresses never vanish: renamed, removed, hidden pages lead on or say why."""

from __future__ import annotations

from pathlib import Path

import pytest
from jidi.commands.guard import lost_addresses
from jidi.load import load
from jidi.publish.moved import moved_pages
from jidi.publish.world import World

from gate.forge import RESOURCE, commit, git, jidi_here, swap

pytestmark = pytest.mark.slow

OLD = "bases/cz-shuxue/resources/yici-hanshu.html"
NEW = "bases/cz-shuxue/resources/yici-hanshu-2026.html"
MOVED = "bases/cz-shuxue/moved.yml"


def rename(root: Path, moved: str = "") -> None:
    """The resource under another name, all that leads to it mended, and what ``moved.yml`` says."""
    git(root, "mv", RESOURCE, RESOURCE.replace(".md", "-2026.md"))
    swap(root, "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md", "resources/yici-hanshu", "resources/yici-hanshu-2026")
    if moved:
        (root / MOVED).write_text(f"变更:\n{moved}", "utf-8")
    commit(root)


def guard(root: Path) -> tuple[int, str]:
    run = jidi_here(root, "guard", "--base-ref", "main", "--author", "wenjing-li")
    return run.exit_code, run.output


def test_a_renamed_page_needs_an_entry_and_the_line_is_given(forge: Path) -> None:
    rename(forge)
    status, said = guard(forge)
    assert status == 1 and f"{RESOURCE}:1: TJ09" in said and MOVED in said and f"- {{旧网址: {OLD}, 新网址: {NEW}}}" in said


def test_with_the_given_line_it_comes_in_and_the_material_stays_clean(forge: Path) -> None:
    rename(forge, f"  - {{旧网址: {OLD}, 新网址: {NEW}}}\n")
    assert guard(forge) == (0, "没有问题。\n")
    assert jidi_here(forge, "check", "cz-shuxue").exit_code == 0


def test_a_removed_page_needs_a_reason(forge: Path) -> None:
    (forge / RESOURCE).unlink()
    (forge / MOVED).write_text(f"变更:\n  - 旧网址: {OLD}\n", "utf-8")
    commit(forge)
    status, said = guard(forge)
    assert status == 1 and f"{MOVED}:2: TJ09" in said and "写「原因」" in said
    (forge / MOVED).write_text(f"变更:\n  - {{旧网址: {OLD}, 原因: 有版权争议，已撤下}}\n", "utf-8")
    commit(forge)
    assert guard(forge)[0] == 0


def test_a_page_that_is_hidden_again_needs_a_reason_too(forge: Path) -> None:
    swap(forge, RESOURCE, "状态: 已发布", "状态: 草稿")
    commit(forge)
    status, said = guard(forge)
    assert status == 1 and f"{RESOURCE}:1: TJ09" in said


def test_a_page_that_only_cannot_be_read_is_left_to_check(forge: Path) -> None:
    swap(forge, RESOURCE, "类型: 教学设计", "类型: 教学涉及")
    commit(forge)
    assert guard(forge)[0] == 0


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (f"  - {{旧网址: {OLD}, 新网址: bases/cz-shuxue/resources/none.html}}\n", "那里没有网页"),
        (f"  - {{旧网址: {OLD}, 新网址: {OLD}}}\n", "那里没有网页"),
        (f"  - {{旧网址: {OLD}, 新网址: {NEW}}}\n  - {{旧网址: bases/cz-wuli/index.html, 新网址: {NEW}}}\n", "不是基地“cz-shuxue”的网页"),
    ],
)
def test_an_entry_must_lead_somewhere_of_ones_own(forge: Path, moved: str, said: str) -> None:
    rename(forge, moved)
    status, output = guard(forge)
    assert status == 1 and f"{MOVED}:" in output and said in output


def test_an_old_address_that_led_on_may_not_be_dropped(forge: Path) -> None:
    rename(forge, f"  - {{旧网址: {OLD}, 新网址: {NEW}}}\n")
    git(forge, "branch", "-f", "main")
    (forge / MOVED).write_text("变更: []\n", "utf-8")
    commit(forge)
    status, said = guard(forge)
    assert status == 1 and OLD in said


def test_moving_twice_leads_to_the_last_place(forge: Path) -> None:
    rename(forge, f"  - {{旧网址: {OLD}, 新网址: bases/cz-shuxue/resources/a.html}}\n  - {{旧网址: bases/cz-shuxue/resources/a.html, 新网址: {NEW}}}\n")
    assert guard(forge)[0] == 0
    world = World(load(forge)[0], ())
    pages = {one.path: bytes(one.content).decode() for one in moved_pages(world, {entry.address for entry in world.entries}) if isinstance(one.content, bytes)}
    assert set(pages) == {OLD, "bases/cz-shuxue/resources/a.html"}
    assert 'content="0; url=yici-hanshu-2026.html"' in pages[OLD] and 'rel="canonical"' in pages[OLD]


def test_a_reason_is_shown_and_nothing_in_it_is_markup(forge: Path) -> None:
    (forge / RESOURCE).unlink()
    (forge / MOVED).write_text(f"变更:\n  - {{旧网址: {OLD}, 原因: '有争议 & \"撤下\"'}}\n", "utf-8")
    world = World(load(forge)[0], ())
    [page] = moved_pages(world, {entry.address for entry in world.entries})
    assert isinstance(page.content, bytes)
    assert "有争议 &amp; &quot;撤下&quot;" in page.content.decode() and "refresh" not in page.content.decode()
    assert '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">' in page.content.decode()


def test_a_page_that_is_there_is_never_covered(forge: Path) -> None:
    (forge / MOVED).write_text(f"变更:\n  - {{旧网址: {OLD}, 原因: 撤下}}\n", "utf-8")
    world = World(load(forge)[0], ())
    assert moved_pages(world, {entry.address for entry in world.entries}) == []


def test_nothing_is_lost_where_nothing_changed(forge: Path) -> None:
    city, _ = load(forge)
    assert lost_addresses(city, city, ()) == []
