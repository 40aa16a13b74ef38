"""What a record says in a field that its kind may not have."""

from __future__ import annotations

from pathlib import Path

from conftest import TODAY
from jidi.load import load
from jidi.publish.said import said


def test_every_record_says_what_its_own_fields_say_and_nothing_of_fields_it_has_not(city: Path) -> None:
    entries = load(city, TODAY)[0].entries
    fields = {name for entry in entries for name in type(entry.record).model_fields}
    assert len(entries) > 10 and len(fields) > 50
    for entry in entries:
        for name in fields:
            assert said(entry.record, name, "没有") == getattr(entry.record, name, "没有"), (entry.id, name)
