"""Addresses as machines read them from another file of the site."""

from __future__ import annotations

import posixpath

import pytest
from conftest import TODAY, lay_city
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.publish.machine.bibliography import seen_from
from jidi.publish.world import World

NAMES = st.text("ab-1", min_size=1, max_size=3)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map(lambda parts: "/".join(parts) + ".html")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(load(lay_city(tmp_path_factory.mktemp("seen")), TODAY)[0], ())


@given(PATHS, PATHS, st.sampled_from(["", "#resources"]))
def test_an_address_leads_from_any_file_to_any_other(world: World, to: str, page: str, anchor: str) -> None:
    path, _, mark = seen_from(world, to + anchor, page).partition("#")
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) == to and f"#{mark}" * bool(mark) == anchor
    assert posixpath.dirname(page) != posixpath.dirname(to) or "/" not in path, "同一个文件夹里只写名字"
