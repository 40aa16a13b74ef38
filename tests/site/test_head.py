"""What a page says of itself to machines is said once."""

from __future__ import annotations

import re

from jidi.publish.output import Head
from jidi.site.head import head_html

WORDS, ADDRESS = "署名：写明作者", "https://creativecommons.org/licenses/by/4.0/"


def metas(*said: tuple[str, str]) -> list[tuple[str, str]]:
    return re.findall(r'<meta name="(.*?)" content="(.*?)">', head_html(Head(said), "bases/cz/resources/x.html"))


def test_subjects_are_one_list() -> None:
    assert metas(("DC.title", "题"), ("DC.subject", "初中"), ("DC.subject", "数学"), ("DC.date", "2026-01-01")) == [
        ("DC.title", "题"), ("DC.subject", "初中; 数学"), ("DC.date", "2026-01-01"),
    ]  # fmt: skip


def test_a_licence_is_told_by_its_address_or_else_in_words() -> None:
    assert metas(("DC.rights", WORDS), ("DC.rights", ADDRESS)) == [("DC.rights", ADDRESS)]
    assert metas(("DC.rights", WORDS)) == [("DC.rights", WORDS)]


def test_a_description_is_told_once_and_every_other_value_as_often_as_it_is_given() -> None:
    assert metas(("description", "课件"), ("DC.description", "课件")) == [("description", "课件")]
    assert metas(("description", "课件"), ("DC.description", "教案")) == [("description", "课件"), ("DC.description", "教案")]
    assert metas(("DC.creator", "甲"), ("DC.creator", "乙")) == [("DC.creator", "甲"), ("DC.creator", "乙")]


def test_a_page_without_a_description_has_that_of_its_title() -> None:
    assert head_html(Head(), "x.html", "甲<乙") == '<meta name="description" content="甲&lt;乙">'
    assert metas(("description", "课件")) == [("description", "课件")]
