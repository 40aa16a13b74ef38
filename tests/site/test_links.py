"""A link leads to the same place from every page."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jidi.publish.output import Link
from jidi.site.head import relative
from jidi.site.links import Links
from jinja2 import Environment, StrictUndefined


@pytest.fixture
def templates() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined)


FOLDERS = st.lists(st.sampled_from(["bases", "cz-yuwen", "resources", "people", "a.b"]), max_size=4).map("/".join)
ADDRESSES = st.builds(lambda folder, name: posixpath.join(folder, name), FOLDERS, st.sampled_from(["index.html", "甲.html", "x.pdf"]))


@given(address=ADDRESSES, page=ADDRESSES, anchor=st.sampled_from(["", "#6-3", "#附件"]))
def test_an_address_leads_from_any_page_to_where_it_should(address: str, page: str, anchor: str) -> None:
    assert urljoin(f"https://city.example/{page}", relative(address + anchor, page)) == f"https://city.example/{address}{anchor}"


def test_pages_made_one_after_another_have_each_their_own_addresses(templates: Environment) -> None:
    """Also where the address is written in the template, which Jinja would like to work out only once."""
    links = Links(templates)
    page = templates.from_string("{{ 'assets/preview.js' | here }} {{ one | link }}")
    made = []
    for links.page in ("index.html", "bases/cz/resources/r.html", "index.html"):
        made.append(page.render(one=Link("甲", "bases/cz/index.html")))
    assert made[0] == made[2] == 'assets/preview.js <a href="bases/cz/index.html">甲</a>'
    assert made[1] == '../../../assets/preview.js <a href="../index.html">甲</a>'


def test_words_of_a_contributor_stay_words_in_a_link(templates: Environment) -> None:
    links = Links(templates)
    links.page = "index.html"
    made = templates.from_string("{{ all | links }}").render(all=[Link('<b>"甲"', 'https://example.cn/?"><script>'), Link("<i>乙", "")])
    assert made == '<a href="https://example.cn/?&#34;&gt;&lt;script&gt;" rel="noopener nofollow">&lt;b&gt;&#34;甲&#34;</a>、&lt;i&gt;乙'


@pytest.mark.parametrize(
    ("texts", "long", "several"),
    [
        (["甲"], False, False),
        (["甲", "乙"], False, True),
        (["甲", "一二三四五六七八九"], False, False),
        (["一二三四五六七八"] * 3, True, True),
        (["一" * 22], False, False),
        (["一" * 23], True, False),
    ],
)
def test_long_words_have_a_line_and_short_ones_share_it(templates: Environment, texts: list[str], long: bool, several: bool) -> None:
    Links(templates)
    made = templates.from_string("{{ v is long }} {{ v is several }}").render(v=[Link(text) for text in texts])
    assert made == f"{long} {several}"
