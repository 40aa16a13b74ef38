"""What a resource stands among, where one author has written very much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from conftest import TODAY
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.city import City
from jidi.model.work import Resource
from jidi.publish.resource.related import MOST, _new, index, related
from jidi.publish.world import World


@given(st.lists(st.sampled_from("abcdefgh")), st.sets(st.sampled_from("abcdefgh")))
def test_the_first_new_ones_are_taken_each_once_and_no_more_are_looked_at(names: list[str], seen: set[str]) -> None:
    looked: list[str] = []
    known = {*seen}
    found = [*_new(_watched(names, looked), known)]
    assert found == list(dict.fromkeys(name for name in names if name not in seen))[:MOST] and known == seen | {*found}
    assert len(found) < MOST or looked[-1] == found[-1], "够了就不再往下看"


def _watched(ones: Iterable[str], looked: list[str]) -> Iterator[str]:
    for one in ones:
        looked.append(one)
        yield one


def test_two_thousand_by_one_author_show_the_newest_four(city: Path) -> None:
    made = many(load(city, TODAY)[0], 2000)
    assert len(next(iter(made.once(index).authors.values()))) >= 2000
    first = made.by_id["cz-shuxue/resources/r0000"]
    shown: Any = dict(related(made, first))  # type: ignore[arg-type]
    assert [one.id.rsplit("/", 1)[1] for one in shown["同一作者"]] == ["yici-hanshu", "r1999", "r1998", "r1997"]


def many(city: City, count: int) -> World:
    """The city with so many more resources, all like its one."""
    model = next(iter(city.of(Resource)))
    more = [replace(model, id=f"{model.base}/resources/r{at:04}", file=f"bases/{model.base}/resources/r{at:04}.md") for at in range(count)]
    return World(replace(city, entries=(*city.entries, *more)), ())
