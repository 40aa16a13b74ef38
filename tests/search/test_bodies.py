"""The lists that are made of all bodies at once, in arrays, are those that each text tells by itself."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.search import lists
from jidi.search.bodies import Bodies, bodies
from jidi.search.index import BODY
from jidi.search.postings import Packed, apart, postings
from jidi.search.words import body_terms, normal

# Characters of each kind, those whose form is another or several, those that join their neighbours, and those that are in no term.
MIXED = st.text(st.sampled_from("浮力學𠀀\U000323afが\u3005가ＡZzßéя１9①⑩…﹣½℃Σ\u0301\u3099\u1100\uff76\uff9e\ud800\0\n ，\u3000"), max_size=30)
TEXTS = st.lists(st.one_of(MIXED, st.text(max_size=40), st.builds(lambda char, count: char * count, st.characters(), st.integers(0, 20))), max_size=30)


def told(made: Bodies, width: int) -> object:
    return made.shards(BODY, width), made.far, made.size, made.chars


def expected(texts: list[str], above: int, width: int) -> object:
    near, far = apart(*postings((body_terms(normal(text)),) for text in texts), above)
    return Packed(near).shards(BODY, width), far, Packed(near).size, Counter("".join(near))


@given(TEXTS, st.integers(1, 12), st.integers(0, 4))
@example([], 9, 0)
@example([""], 9, 1)
@example(["", "力", "", "\U000323af" * 3], 1, 2)
def test_the_lists_of_any_texts_are_those_that_each_tells(texts: list[str], above: int, width: int) -> None:
    assert told(bodies(texts, above), width) == expected(texts, above, width)


@settings(deadline=None)
@given(st.lists(st.one_of(MIXED, st.text(max_size=40)), max_size=60))
def test_texts_cut_and_terms_listed_few_at_a_time(texts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, few in {"CHARS": 20, "NOTED": 3, "APART": 2}.items():
            patch.setattr(lists, name, few)
        assert told(bodies(texts, 6), 3) == expected(texts, 6, 3)


def test_of_so_many_texts_that_steps_take_three_bytes() -> None:
    """More short texts, too, than two bytes number."""
    texts = ["a", *[""] * 300, "a 浮", *[""] * 70_000, "a b", "", "浮"]
    assert told(bodies(texts, 5), 1) == expected(texts, 5, 1)
