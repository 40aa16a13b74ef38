"""What is asked of everything in a folder is kept as one key, which looks different as soon as one of the answers does."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.memo.reads import Key, Reads
from jidi.model.city import City, History
from jidi.model.inputs import Inputs
from jidi.model.vocabulary import Vocabulary

FILES = [f"bases/cz-shuxue/{folder}/{number}.md" for folder in ("resources", "activities") for number in range(5)]
DAYS = st.dictionaries(st.sampled_from(FILES), st.sampled_from([datetime.date(2026, 9, 1), datetime.date(2026, 9, 2)]))
CITY = City(Vocabulary({}), (), {}, folder=Path())


def known(days: dict[str, datetime.date]) -> Inputs:
    return Inputs(replace(CITY, history=History("c", arrived=days)))


@settings(max_examples=150, deadline=None)
@given(DAYS, DAYS, st.sets(st.sampled_from(FILES)))
def test_a_trace_holds_only_while_all_that_was_asked_is_answered_alike(
    before: dict[str, datetime.date], after: dict[str, datetime.date], asked: set[str]
) -> None:
    reads = Reads()
    reads.others = {("arrived", file) for file in asked}
    was, now = known(before), known(after)
    keys: list[Key] = [*was.folded(reads)[2]]
    holds = all(was.print_of(key) == now.print_of(key) for key in keys)
    alike = all(before.get(file) == after.get(file) for file in asked)
    assert alike if holds else not alike or before.keys() != after.keys()


def test_a_whole_folder_is_one_key() -> None:
    reads, days = Reads(), dict.fromkeys(FILES, datetime.date(2026, 9, 1))
    reads.others = {("arrived", file) for file in FILES[:7]}
    keys = known(days).folded(reads)[2]
    assert sorted(map(str, keys)) == sorted(map(str, [("arrived in", "bases/cz-shuxue/resources"), *(("arrived", file) for file in FILES[5:7])]))
