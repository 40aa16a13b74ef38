"""What is remembered is what would be worked out, after any changes; and nothing is worked out again for a change that it did not read."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.memo import Memo, Store
from jidi.memo.memory import store_of
from jidi.memo.prints import print_of
from jidi.memo.reads import Reads, note_body, note_head
from jidi.memo.store import Unusable
from jidi.memo.tables import Tables


class Village(Tables):
    """Houses with a colour (the head) and guests (the body)."""

    owner = "village"

    def __init__(self, houses: dict[str, tuple[str, int]]) -> None:
        self.houses = houses
        self.looked: list[str] = []

    def colour(self, name: str) -> str:
        note_head(name)
        return self.houses[name][0]

    def guests(self, name: str) -> int:
        note_body(name)
        return self.houses[name][1]


def by_colour(village: Village) -> dict[str, tuple[str, ...]]:
    """Colour → the houses that have it."""
    colours = {village.colour(name) for name in NAMES}
    return {colour: tuple(name for name in NAMES if village.colour(name) == colour) for colour in sorted(colours)}


def crowded(village: Village, least: int) -> tuple[str, ...]:
    return tuple(name for name in NAMES if village.guests(name) >= least)


def guests_of(village: Village, name: str) -> int:
    village.looked.append(name)
    return village.guests(name)


def crowds(village: Village, colour: str) -> dict[str, int]:
    """The houses of a colour → their guests, each counted by itself."""
    return {name: village.inside(guests_of, name) for name in village.once(by_colour).get(colour, ())}


class Around:
    """What the work is done on, as the memo sees it."""

    def __init__(self, village: Village) -> None:
        self.village, self.more, self.owners = village, dict[Any, object](), dict[str, Tables]()
        self.heads = {name: print_of(colour) for name, (colour, _) in village.houses.items()}
        self.bodies = {name: print_of(guests) for name, (_, guests) in village.houses.items()}

    def print_of(self, key: Any) -> str:
        return print_of(self.more.get(key))

    def folded(self, reads: Reads) -> Any:
        return reads.heads, reads.bodies, reads.others

    def holders(self) -> list[Tables]:
        return [self.village]

    def owner(self, name: str) -> Tables:
        return self.village

    def named(self, owner: str, id: str) -> str:
        return id


NAMES = ("a", "b", "c", "d")
JOBS = {
    "red": lambda village: village.once(by_colour).get("red", ()),
    "like a": lambda village: village.once(by_colour)[village.colour("a")],
    "full": lambda village: len(village.once(crowded, 3)),
    "guests of b": lambda village: village.guests("b"),
    "guests in red": lambda village: sum(village.once(crowds, "red").values()),
    "first in red": lambda village: village.inside(guests_of, "a"),
    "all colours": lambda village: sorted(village.once(by_colour)),
}
HOUSES = st.fixed_dictionaries({name: st.tuples(st.sampled_from(["red", "blue", "green"]), st.integers(0, 5)) for name in NAMES})


def visit(store: Store, houses: dict[str, tuple[str, int]]) -> tuple[dict[str, object], list[str]]:
    """What all jobs give on what was remembered, and which of them were done."""
    village = Village(houses)
    memo, done = Memo(store, Around(village)), list[str]()
    memo.own()

    def do(name: str) -> object:
        done.append(name)
        return JOBS[name](village)

    found = {name: memo.run(name, lambda name=name: do(name)) for name in JOBS}  # type: ignore[misc]
    store.write(jobs=memo.handed_over())
    return found, done


@settings(max_examples=60, deadline=None)
@given(st.lists(HOUSES, min_size=2, max_size=5))
def test_after_any_changes_it_is_what_would_be_worked_out(tmp_path_factory: pytest.TempPathFactory, days: list[dict[str, tuple[str, int]]]) -> None:
    store = Store(tmp_path_factory.mktemp("memo") / "kept.sqlite")
    for houses in days:
        assert visit(store, houses)[0] == {name: job(Village(houses)) for name, job in JOBS.items()}
        assert visit(store, houses)[1] == []


def test_only_what_read_the_change_is_done_again(tmp_path: Path) -> None:
    store, houses = Store(tmp_path / "kept.sqlite"), {"a": ("red", 1), "b": ("blue", 4), "c": ("red", 0), "d": ("green", 3)}
    assert visit(store, houses)[1] == list(JOBS)
    assert visit(store, houses | {"d": ("blue", 3)})[1] == ["all colours"]  # the table is another; what was read of it is not
    assert visit(store, houses | {"d": ("blue", 5)})[1] == []
    assert visit(store, houses | {"d": ("blue", 1), "b": ("blue", 5)})[1] == ["full", "guests of b"]


def test_of_a_table_only_the_part_that_changed_is_made_again(tmp_path: Path) -> None:
    store, houses = Store(tmp_path / "kept.sqlite"), {"a": ("red", 1), "b": ("red", 4), "c": ("red", 0), "d": ("green", 3)}

    def counted(houses: dict[str, tuple[str, int]]) -> tuple[dict[str, int], list[str]]:
        village = Village(houses)
        memo = Memo(store, Around(village))
        memo.own()
        found = memo.run("red", lambda: {**village.once(crowds, "red")})
        store.write(jobs=memo.handed_over())
        return found, village.looked

    assert counted(houses) == ({"a": 1, "b": 4, "c": 0}, ["a", "b", "c"])
    assert counted(houses) == ({"a": 1, "b": 4, "c": 0}, [])
    assert counted(houses | {"b": ("red", 2)}) == ({"a": 1, "b": 2, "c": 0}, ["b"])
    assert counted(houses | {"b": ("red", 2), "c": ("red", 5)}) == ({"a": 1, "b": 2, "c": 5}, ["c"])  # what was kept of the others is read again, and noted
    assert counted(houses | {"a": ("red", 3), "b": ("red", 2), "c": ("red", 5)}) == ({"a": 3, "b": 2, "c": 5}, ["a"])


def test_a_value_has_one_print_in_whatever_process(tmp_path: Path) -> None:
    assert print_of({"a": (1, "二"), "b": frozenset({"x", "y"})}) == print_of({"a": [1, "二"], "b": {"y", "x"}})
    assert print_of({"a": 1, "b": 2}) != print_of({"b": 2, "a": 1})  # the order is part of a table
    assert print_of("1") != print_of(1) != print_of(True)
    assert print_of(lambda: 1) != print_of(lambda: 1)  # nobody can say


def test_what_another_program_remembered_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))
    words = tmp_path / "words.yml"
    words.write_text("一")
    store_of(tmp_path, [words]).write(jobs=[("x", b"t", b"v")])
    assert store_of(tmp_path, [words]).value("x") == b"v"
    words.write_text("二")
    assert store_of(tmp_path, [words]).value("x") is None


def test_what_is_in_use_is_neither_waited_for_long_nor_thrown_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jidi.memo.store.PATIENCE", 0.05)
    store = Store(tmp_path / "kept.sqlite")
    assert store.write(jobs=[("x", b"t", b"v")])
    with sqlite3.connect(tmp_path / "kept.sqlite", isolation_level=None) as other:
        other.execute("begin exclusive")
        with pytest.raises(Unusable):
            Store(tmp_path / "kept.sqlite").marks()
        assert not Store(tmp_path / "kept.sqlite").write(jobs=[("x", b"t", b"w")])
        other.execute("rollback")
    assert store.value("x") == b"v"


def test_nothing_is_kept_where_nothing_is_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIDI_CACHE", "")
    store = store_of(tmp_path, [])
    assert not store and not store.write(jobs=[("x", b"t", b"v")]) and store.value("x") is None


def test_the_folder_is_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))
    store_of(tmp_path, [])
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
