"""The loaded world as everyone who asks it sees it."""

from __future__ import annotations

import datetime
import pickle
from collections import deque
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ours
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.load.city import kind_of
from jidi.load.remembered import Remembered
from jidi.memo import Store
from jidi.model import city as model_city
from jidi.model.city import City
from jidi.model.kinds import BASE_KINDS, Kind
from jidi.model.vocabulary import Vocabulary


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2999, 12, 31)))
def test_every_day_lies_in_its_school_year(day: datetime.date) -> None:
    bare = City(Vocabulary({}), (), {})
    first, last = bare.year_span(bare.school_year(day))
    assert first <= day <= last


def test_an_address_is_kept_but_never_goes_along(city: Path) -> None:
    for entry in [one for one in load(city)[0].entries if one.address][:40]:
        before = pickle.dumps(entry)
        moved = replace(entry, file=entry.file.replace("bases/", "bases/x").replace("content/", "content/x"), base=f"x{entry.base}" if entry.base else "")
        assert entry.address and entry.address is entry.address
        assert pickle.dumps(entry) == before
        assert moved.file != entry.file and (moved.address != entry.address or entry.kind.page or not entry.kind.body)


def test_a_record_is_kept_whole_without_the_names_of_its_fields() -> None:
    entries = ours()[0].entries
    for entry in entries:
        kept = pickle.dumps(entry.record, 5)
        again = pickle.loads(kept)
        assert again == entry.record and repr(again) == repr(entry.record) and again.model_dump() == entry.record.model_dump()
        assert [*again.__dict__] == [*type(again).model_fields] and b"__dict__" not in kept
    first, second = (pickle.loads(pickle.dumps(entry.record, 5)) for entry in entries[:1] * 2)
    assert all(one is other for one, other in zip(first.__dict__, second.__dict__, strict=True)), "each name is one string"
    changed = first.model_copy(update={next(iter(first.__dict__)): "另一个"})
    assert changed != first and pickle.loads(pickle.dumps(changed, 5)) == changed


def test_a_record_that_lacks_fields_is_kept_too() -> None:
    some = next(entry.record for entry in ours()[0].entries if len(entry.record.__dict__) > 3)
    few = type(some).model_construct(None)
    assert pickle.loads(pickle.dumps(few, 5)).__dict__ == few.__dict__


def test_what_is_forgotten_is_there_again_when_it_is_asked_for(city: Path, tmp_path: Path) -> None:
    """Only what can be made again is forgotten."""
    for remembered in (Remembered(Store(tmp_path / "kept")), None):
        loaded = load(city, before=remembered)[0]
        before = [(entry.record, entry.body, entry.body_line, dict(entry.lines)) for entry in loaded.entries]
        loaded.forget()
        assert any("record" in vars(entry) for entry in loaded.entries) is (remembered is None)
        assert [(entry.record, entry.body, entry.body_line, dict(entry.lines)) for entry in loaded.entries] == before


def test_no_more_are_held_than_there_is_room_for(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever goes through all of a city finds all, though the first are let go before the last are read."""
    kept = Remembered(Store(tmp_path / "kept"))
    loaded = load(city, before=kept)[0]
    before = [entry.record for entry in loaded.entries]
    loaded.forget()
    monkeypatch.setattr(model_city, "HELD", 5)
    monkeypatch.setattr(model_city, "_largest", 0)
    monkeypatch.setattr(model_city, "_held", deque())
    for _ in range(2):
        assert [entry.record for entry in loaded.entries] == before
        assert sum("record" in vars(entry) for entry in loaded.entries) == 5


def test_the_records_of_the_largest_base_are_held_together(city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule goes through all of a base: were they let go meanwhile, each would read them again."""
    loaded = load(city, before=Remembered(Store(tmp_path / "kept")))[0]
    loaded.forget()
    monkeypatch.setattr(model_city, "HELD", 0)
    monkeypatch.setattr(model_city, "_held", deque())
    own = max(map(loaded.in_base, loaded.parts), key=len)
    assert len(own) > 5 and all(entry.record for entry in own)
    assert all("record" in vars(entry) for entry in own)
    assert all(entry.record for entry in loaded.entries) and sum("record" in vars(entry) for entry in loaded.entries) == len(own)


@pytest.mark.parametrize("kind", BASE_KINDS, ids=lambda kind: kind.id)
def test_a_file_of_a_base_is_known_by_its_place_and_ending(kind: Kind) -> None:
    file = f"bases/cz-shuxue/{kind.path.replace('*', 'a-b.c')}"
    assert kind_of(file) is kind
    assert [kind_of(one) for one in (f"{file}x", f"x/{file}", file.replace("cz-shuxue/", "cz-shuxue/x/"), file.replace(".", "-"))] == [None] * 4
