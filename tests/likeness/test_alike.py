"""Half of one text in another is found, wherever it stands and however it is written; what anybody may say is not."""

from __future__ import annotations

import pytest
from bench.likeness import copied, corpus, found, stock, unlike
from hypothesis import given
from hypothesis import strategies as st
from jidi.likeness import Measure, Plain, Text, alike
from jidi.likeness.passages import passages
from jidi.search.words import normal

PLAIN = Plain(normal)
MEASURE = Measure()
# 不同的汉字连成的文字：任何 13 个字的一段都只出现一次。
HAN = "".join(map(chr, range(0x4E00, 0x5E00)))


def words(start: int, size: int) -> str:
    """Text that stands nowhere else."""
    own = HAN[start : start + size]
    return "\n".join(own[at : at + 40] for at in range(0, size, 40))


def shares(*texts: Text, measure: Measure = MEASURE, allowed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(texts[pair.one].name, texts[pair.other].name) for pair in alike(texts, PLAIN, measure, allowed).pairs]


def test_half_of_a_text_in_another_is_told_with_its_lines() -> None:
    one, other = Text("a", "甲", words(0, 400), 9), Text("b", "乙", f"自己写的开头\n{words(0, 200)}\n{words(1000, 200)}", 5)
    told = alike([one, other], PLAIN, Measure())
    (pair,) = told.pairs
    assert pair.shares == pytest.approx((0.5, 0.5), abs=0.02)
    (same,) = told.passages(0, 1)
    assert (same.one, same.size) == (0, 200)
    assert one.line_at(one.places(PLAIN)[same.one]) == 9 and other.line_at(other.places(PLAIN)[same.other]) == 6


def test_less_than_the_measure_is_not_told() -> None:
    assert shares(Text("a", "甲", words(0, 400)), Text("b", "乙", words(0, 100) + words(1000, 300))) == []
    assert shares(Text("a", "甲", words(0, 44)), Text("b", "乙", words(0, 44))) == [], "forty-four characters are few"


def test_short_phrases_alone_are_no_copy_however_many() -> None:
    """Where no passage goes on for thirty characters both only speak as one does of the matter."""
    mixed = "".join(HAN[at : at + 29] + chr(0x6000 + at) for at in range(0, 377, 29))
    assert shares(Text("a", "甲", words(0, 377)), Text("b", "乙", mixed)) == []
    mixed = "".join(HAN[at : at + 30] + chr(0x6000 + at) for at in range(0, 390, 30))
    assert shares(Text("a", "甲", words(0, 390)), Text("b", "乙", mixed)) == [("a", "b")]


def test_twelve_characters_on_end_are_no_passage() -> None:
    mixed = "".join(HAN[at : at + 12] + chr(0x6000 + at) for at in range(0, 396, 12))
    assert shares(Text("a", "甲", words(0, 396)), Text("b", "乙", mixed)) == []
    mixed = "".join(HAN[at : at + 36] + chr(0x6000 + at) for at in range(0, 396, 36))
    assert shares(Text("a", "甲", words(0, 396)), Text("b", "乙", mixed)) == [("a", "b")]


def test_signs_widths_and_traditional_characters_hide_nothing() -> None:
    said = "学生先独立读图，再说出每一段图象的意义。老师只追问一句“你从哪里看出来的”，不急着评价对错，把3种说法都写在黑板上，最后由学生自己比较。"
    hidden = "**學生先獨立讀圖**， 再說出每一段圖象的意義.老師只追問一句「你從哪裡看出來的」,不急著評價對錯,把３種說法都寫在黑板上,最後由學生自己比較."
    assert shares(Text("a", "甲", said), Text("b", "乙", hidden), measure=Measure(least=40)) == [("a", "b")]


def test_headings_quotations_and_addresses_are_no_copy() -> None:
    def said(mark: str) -> list[tuple[str, str]]:
        body = "\n".join(mark + line for line in words(0, 200).split("\n"))
        return shares(Text("a", "甲", body + "\n" + words(1000, 200)), Text("b", "乙", body + "\n" + words(2000, 200)))

    assert said("") == [("a", "b")]
    assert said("> ") == said("## ") == []


def test_the_commands_of_a_formula_are_no_words() -> None:
    formula = "".join(f"\\overrightarrow{{{letter}}}=" for letter in "abcdefghij")
    assert shares(Text("a", "甲", formula + words(0, 80)), Text("b", "乙", formula + words(1000, 80))) == []


def test_what_many_owners_say_is_a_set_phrase_unless_it_is_long() -> None:
    def told(size: int) -> int:
        def body(n: int) -> str:
            return "\n".join(words(at * 300, size) + words(1000 + 200 * n + at * 50, 40) for at in range(3))

        return len(shares(*(Text(f"{n}", f"基地{n}", body(n)) for n in range(5))))

    assert told(200) == 0
    assert told(230) == 10, "a long text that five have was copied by four"


def test_what_is_allowed_may_be_said_by_anybody() -> None:
    both = Text("a", "甲", words(0, 200)), Text("b", "乙", words(0, 200))
    assert shares(*both) == [("a", "b")]
    assert shares(*both, allowed=(words(0, 300),)) == []


def test_of_one_owner_only_other_years_of_the_same_sort() -> None:
    body = words(0, 200)

    def told(**other: str) -> bool:
        return bool(shares(Text("a", "甲", body, sort="summaries", period="2025-2026"), Text("b", "甲", body, **other)))

    assert told(sort="summaries", period="2024-2025")
    assert not told(sort="summaries", period="2025-2026")
    assert not told(sort="plans", period="2024-2025") and not told(sort="", period="2024-2025")


def test_only_pairs_with_what_is_asked_for() -> None:
    texts = [Text(name, name, words(0, 200)) for name in "abc"]
    assert [(pair.one, pair.other) for pair in alike(texts, PLAIN, Measure(), of=[2]).pairs] == [(0, 2), (1, 2)]


@pytest.mark.parametrize("bodies", [(), ("",), ("", "短"), ("x" * 5000, "x" * 5000), ("\ud800" * 99, "𠀀" * 99)])
def test_nothing_is_too_odd(bodies: tuple[str, ...]) -> None:
    told = alike([Text(str(number), str(number), body) for number, body in enumerate(bodies)], PLAIN, Measure())
    assert len(told.pairs) == (bodies[:1] == ("x" * 5000,))


@given(st.text("甲乙丙丁", max_size=60), st.text("甲乙丙丁", max_size=60))
def test_a_passage_stands_in_both_and_goes_as_far_as_it_can(one: str, other: str) -> None:
    found = passages(one, other, 3)
    end = 0
    for each in found:
        assert one[each.one : each.one + each.size] == other[each.other : each.other + each.size] and each.size >= 3
        assert each.one >= end, "nothing twice"
        end = each.one + each.size
        assert one[end : end + 1] != other[each.other + each.size :][:1] or end == len(one)
    covered = {at for each in found for at in range(each.one, each.one + each.size)}
    assert all({at, at + 1, at + 2} & covered for at in range(len(one) - 2) if one[at : at + 3] in other)


@given(st.text(max_size=80))
def test_every_character_of_the_plain_form_has_its_place(body: str) -> None:
    text = Text("a", "甲", body)
    places = text.places(PLAIN)
    assert len(places) == len(PLAIN.of(body)) and places == sorted(places)


@pytest.mark.slow
def test_half_copied_real_texts_are_found_and_unlike_ones_are_not() -> None:
    texts = corpus(1500)
    results = [hit for _, hit in found(texts, copied(texts, 40, 7), Measure())]
    assert len(results) >= 150 and sum(results) >= 0.95 * len(results)
    assert unlike(texts, alike(texts, PLAIN, Measure()), stock(texts)) == []
