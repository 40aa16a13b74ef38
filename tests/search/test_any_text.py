"""Whatever the texts are: Python and the browser cut them alike, and what stands in a title is found by any part of it."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.search import Document, index
from jidi.search.lexicon import common
from jidi.search.pack import gaps, varints
from jidi.search.pinyin import spoken
from jidi.search.postings import framed, hash_of, postings
from jidi.search.words import as_a_whole, body_terms, head_terms, is_han, normal, runs

from search.shelf import FACETS, SHELF, run

WORDS = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=12)
ANY = st.text(max_size=60)
# What may join its neighbours, or be written otherwise beside them, among what may not.
JOINING = st.text(st.sampled_from("ΣσΟaAeéＡ１①力學が\uff76\uff9e\u3099\u302a\u0301\u0327\u1100\u1161\u11a8가각İ ´…﹣½Ω，㎏"), max_size=20)
# Without the characters that only ask: a query loses them at its end.
SPOKEN = st.lists(st.sampled_from(sorted({*common()[:3755]} - {*"吗呢啊的求找"})), min_size=3, max_size=5).map("".join)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(st.lists(ANY, min_size=1, max_size=40))
def test_python_and_the_browser_cut_alike(texts: list[str]) -> None:
    cut = run(index(SHELF, FACETS), texts=texts)
    for text, seen in zip(texts, cut, strict=True):
        plain = normal(text)
        assert [len(run) for run in seen["runs"]] == [len(run) for run in runs(plain)]
        wanted = {term for own in seen["terms"] for term in own if not is_han(term)}
        assert wanted <= head_terms(plain)


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=20, unique=True), st.integers())
def test_any_part_of_a_title_finds_it(words: list[str], seed: int) -> None:
    chance = random.Random(seed)
    made = index([Document(word, f"{number}.html", card={}) for number, word in enumerate(words)], ())
    parts = []
    for word in words:
        start = chance.randrange(len(word) - 1)
        parts.append(word[start : chance.randrange(start + 2, len(word) + 1)])
    answers = run(made, queries=[{"text": part, "size": 99} for part in parts])
    for number, answer in enumerate(answers):
        assert f"{number}.html" in [card["address"] for card in answer["cards"]]


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.lists(SPOKEN, min_size=1, max_size=12, unique=True))
@example(["一一乾"])
def test_a_title_is_found_by_its_sounds_and_with_two_characters_exchanged(words: list[str]) -> None:
    made = index([Document(word, f"{number}.html", phrases=(word,), card={}) for number, word in enumerate(words)], ())
    for number, word in enumerate(words):
        sounds = spoken(word)
        asked = ["".join(sounds), " ".join(sounds), "".join(sound[0] for sound in sounds), f"{word[:-2]}{word[-1]}{word[-2]}"]
        for answer in run(made, queries=[{"text": one, "size": 99} for one in asked]):
            assert f"{number}.html" in [card["address"] for card in answer["cards"]]


@given(st.sets(st.integers(0, 10**6), min_size=1))
def test_gaps_come_back(numbers: set[int]) -> None:
    ordered = sorted(numbers)
    steps = [ordered[0], *(now - before for before, now in pairwise(ordered))]
    assert gaps(ordered) == varints(steps)


@given(st.one_of(ANY, JOINING))
def test_a_text_has_the_form_that_it_has_as_a_whole(text: str) -> None:
    assert normal(text) == as_a_whole(text)


@given(st.lists(st.sets(st.sampled_from(["浮力", "定律", "dna", "力"])), max_size=400))
def test_postings_tell_every_document_of_a_term(texts: list[set[str]]) -> None:
    holding = {term: [number for number, terms in enumerate(texts) if term in terms] for term in set().union(*texts)}
    assert postings([(terms,) for terms in texts]) == ({term: framed(gaps(numbers)) for term, numbers in holding.items()},)


@given(st.text(min_size=1, max_size=6))
def test_a_term_lies_in_the_shard_that_the_browser_asks_for(term: str) -> None:
    """FNV-1a, unit by unit as ``charCodeAt`` tells them."""
    raw, value = term.encode("utf-16-le"), 0x811C9DC5
    for low, high in zip(raw[::2], raw[1::2], strict=True):
        value = ((value ^ (low | high << 8)) * 0x01000193) & 0xFFFFFFFF
    assert hash_of(term) == value


@given(ANY)
def test_terms_are_made_of_what_is_written(text: str) -> None:
    plain = normal(text)
    assert all(term in plain for term in body_terms(plain))


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(st.permutations(SHELF))
def test_the_order_of_the_material_does_not_matter(shelf: list[Document]) -> None:
    assert index(shelf, FACETS) == index(SHELF, FACETS)
