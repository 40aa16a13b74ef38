"""Charts: whatever the numbers and names, everything is readable, nothing overlaps, nothing is invented, and nobody is left out."""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import pytest
from conftest import ROOT
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jidi.charts import Bar, Chart, Line, Span, bars, calendar, lines, matrix, radar, tiles, variables
from jidi.charts.lines import ticks
from jidi.charts.theme import DARK, LIGHT
from jidi.charts.words import number
from jidi.documents import typeset
from jidi.load.standards import load_standards
from playwright.sync_api import Browser

SVG = "{http://www.w3.org/2000/svg}"
TAGS = ("svg", "title", "desc", "defs", "pattern", "g", "rect", "path", "circle", "text")
DAY = datetime.date(2025, 9, 1)
TERMS = (Span("第一学期", DAY, datetime.date(2026, 2, 10)), Span("第二学期", datetime.date(2026, 2, 11), datetime.date(2026, 8, 31)))
CATEGORIES = ("学科基地管理制度", "团队建设", "工作计划与总结", "教学研究活动", "市级专题研讨", "教育教学改革与研究成果", "教师专业发展", "课程资源建设与辐射")
YEARS = ("2022-2023", "2023-2024", "2024-2025", "2025-2026", "2026-2027")


def spot(at: int) -> tuple[int, int]:
    return at % 4 + 1, at // 4 + 1


# A kind of chart from names and as many values: one table for the rules that hold for all of them.
Values = Sequence[Any]
KINDS: dict[str, Callable[[Sequence[str], Values], Chart]] = {
    "bars": lambda names, values: bars("图", [Bar(*one) for one in zip(names, ((value,) for value in values), strict=True)], unit="次"),
    "grouped": lambda names, values: bars("图", [Bar(name, (value, None, values[0])) for name, value in zip(names, values, strict=True)], ("甲", "乙", "丙")),
    "stacked": lambda names, values: bars("图", [Bar(name, (value, values[-1])) for name, value in zip(names, values, strict=True)], ("甲", "乙"), "份", True),
    "lines": lambda names, values: lines("图", names, [Line("初中", tuple(values)), Line("小学", tuple(reversed(values)))], "人次"),
    "radar": lambda names, values: radar("图", names, [Line("本基地", tuple(map(share, values))), Line("全市", tuple(map(share, reversed(values))))]),
    "calendar": lambda names, values: calendar("图", TERMS, {DAY + datetime.timedelta(days=7 * at): value for at, value in enumerate(values) if value is not None}),
    "tiles": lambda names, values: tiles("图", {name: spot(at) for at, name in enumerate(names[::2])}, dict(zip(names, values, strict=True)), "人"),
    "matrix": lambda names, values: matrix("图", names, [("小学", tuple(values)), ("普通高中", ("不设", *values[1:]))] if names else [], "份"),
    "tall": lambda names, values: matrix("图", ["小学", "初中"], [(name, (value, values[0])) for name, value in zip(names, values, strict=True)]),
}  # fmt: skip


def share(value: float | None) -> float | None:
    """Any amount as a percentage."""
    return value if value is None or value <= 100 else 100


class Words(NamedTuple):
    """A text with the box that it takes at least: a Han character is an em wide, a Latin one .55."""

    text: str
    left: float
    top: float
    right: float
    low: float


def texts(svg: str) -> list[Words]:
    found: list[Words] = []

    def walk(element: ET.Element, size: float, anchor: str) -> None:
        size, anchor = float(element.get("font-size", size)), element.get("text-anchor", anchor)
        if element.tag == f"{SVG}text":
            wide = sum(1 if unicodedata.east_asian_width(sign) in "WF" else 0.55 for sign in element.text or "") * size
            left = float(element.get("x", 0)) - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
            base = float(element.get("y", 0))
            found.append(Words(element.text or "", left, base - 0.85 * size, left + wide, base + 0.15 * size))
        for child in element:
            walk(child, size, anchor)

    walk(ET.fromstring(svg), 0, "start")
    return found


def viewbox(svg: str) -> tuple[float, float]:
    _, _, wide, high = map(float, ET.fromstring(svg).get("viewBox", "").split())
    return wide, high


def crossings(words: Sequence[Words]) -> Iterator[tuple[str, str]]:
    for one, other in itertools.combinations(words, 2):
        if one.left < other.right - 0.1 and other.left < one.right - 0.1 and one.top < other.low - 0.1 and other.top < one.low - 0.1:
            yield one.text, other.text


LABEL = st.one_of(
    st.sampled_from(
        ["平顶山市普通高中思想政治学科教研基地（平顶山市第一高级中学，示范区校区）", "叶县", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "Aa 1", "𬭎玥" * 9, "一"]
    ),
    st.text(st.characters(codec="utf-8"), max_size=50),
)
VALUE = st.one_of(
    st.none(), st.integers(0, 60), st.just(0), st.floats(0, 1e299, allow_nan=False), st.integers(10**6, 10**20), st.sampled_from([0.001, 99.995, 1e-300, 12.5])
)
DATA = st.lists(st.tuples(LABEL, VALUE), max_size=12, unique_by=lambda one: one[0])
FORTY = [(f"第{at}个基地", at % 7) for at in range(40)]


@pytest.mark.slow
@given(DATA)
@example([])
@example([("叶县", 0)])
@example([("叶县", None)])
@example([("叶县", 3)])
@example([(f"{at}", 5) for at in range(6)])
@example(FORTY)
@example([(f"{at}" * 20, 10.0**at) for at in range(12)])
@example([(name, at * 10) for at, name in enumerate(CATEGORIES)])
@settings(max_examples=25, deadline=None)
def test_whatever_the_names_and_values_the_words_stand_apart_and_inside_and_say_every_value(data: list[tuple[str, Any]]) -> None:
    names, values = [name for name, _ in data], [value for _, value in data]
    for kind, make in KINDS.items():
        made = make(names, values)
        assert made == make(names, values)
        for svg in (made.svg_web, made.svg_print):
            wide, high = viewbox(svg)
            words = texts(svg)
            outside = [one for one in words if one.left < -0.5 or one.top < -0.5 or one.right > wide + 0.5 or one.low > high + 0.5]
            assert not outside, (kind, outside, wide, high)
            assert not list(crossings(words)), (kind, list(crossings(words)))
        if kind not in ("radar", "calendar") and made.desc != "没有数据":
            assert all(number(value) in made.desc for value in values if value is not None), kind


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_draw_says_so(kind: str) -> None:
    assert made_of(kind, []).desc == "没有数据" or kind == "calendar"
    nothing = calendar("图", (), {}) if kind == "calendar" else made_of(kind, [])
    for svg in (nothing.svg_web, nothing.svg_print):
        assert [one.text for one in texts(svg)] == ["没有数据"]


def made_of(kind: str, data: Sequence[tuple[str, Any]]) -> Chart:
    return KINDS[kind]([name for name, _ in data], [value for _, value in data])


# --- unknown is not zero


def test_an_unknown_bar_is_a_dash_and_a_zero_is_a_zero() -> None:
    made = bars("图", [Bar("叶县", (None,)), Bar("郏县", (0,)), Bar("汝州市", (4,))], unit="次")
    assert [one.text for one in texts(made.svg_web)] == ["叶县", "—", "郏县", "0次", "汝州市", "4次"]
    assert made.desc == "叶县：未知；郏县：0次；汝州市：4次"
    assert made.rows == (("名称", "图"), ("叶县", None), ("郏县", 0), ("汝州市", 4))


def test_a_sum_with_an_unknown_part_is_only_the_least() -> None:
    rows = [Bar("甲", (2, None)), Bar("乙", (2, 3)), Bar("丙", (None, None))]
    said = [one.text for one in texts(bars("图", rows, ("课件", "作业"), "份", stacked=True).svg_print)]
    assert "至少 2份" in said and "5份" in said and "—" in said


def test_a_line_has_a_gap_where_a_year_is_unknown() -> None:
    def strokes(*values: int | None) -> int:
        return lines("图", YEARS, [Line("", values)]).svg_print.count('stroke-width="2"')

    assert strokes(1, 2, 3, 4, 5) == 1
    assert strokes(1, 2, None, 4, 5) == 2
    assert strokes(1, None, 3, None, 5) == 0
    assert strokes(None, 2, 3, 4, None) == 1


def test_a_radar_with_an_unknown_category_is_not_closed() -> None:
    def shapes(last: int | None) -> list[str]:
        return re.findall(r'd="([^"]+)" stroke="#00695f"', radar("图", CATEGORIES, [Line("", (90, 80, 70, 60, 50, 40, 30, last))]).svg_print)

    assert shapes(20)[0].endswith("Z") and not shapes(None)[0].endswith("Z")


def test_days_after_today_have_no_cell_and_count_for_nothing() -> None:
    counts = {DAY: 2, DAY + datetime.timedelta(days=30): 1}
    whole, early = calendar("图", TERMS, counts), calendar("图", TERMS, counts, until=DAY + datetime.timedelta(days=9))
    cells = [one.svg_print.count("v17h-17z") for one in (whole, early)]
    assert cells == [365, 10]
    assert whole.rows[1:] == (("2025-09-01", 2), ("2025-10-01", 1)) and early.rows[1:] == (("2025-09-01", 2),)
    assert "2025-09-01 2次" in whole.desc and whole.desc.endswith("其余的日子没有。")


# --- order, reading, black and white


def test_what_is_drawn_keeps_the_order_given() -> None:
    made = bars("图", [Bar("乙", (1,)), Bar("甲", (9,)), Bar("丙", (5,))])
    assert [one.text for one in texts(made.svg_web)][::2] == ["乙", "甲", "丙"]


def test_series_differ_without_colour_and_so_do_cells() -> None:
    grouped = KINDS["grouped"](["甲"], [3]).svg_print
    assert set(re.findall(r'fill="(url\(#c\w+-\d\)|#00695f)"', grouped)) == {"#00695f", *re.findall(r"url\(#c\w+-3\)", grouped)} | set(
        re.findall(r"url\(#c\w+-2\)", grouped)
    )
    drawn = lines("图", YEARS, [Line(name, (1, 2, 3, 4, 5)) for name in "甲乙丙"]).svg_print
    assert set(re.findall(r'stroke-dasharray="([^"]+)"', drawn)) == {"6 3", "2 3"}
    for scheme in (LIGHT, DARK):
        lights = [luminance(scheme[f"step-{step}"]) for step in (1, 2, 3, 4)]
        pairs = itertools.pairwise(lights if lights[0] > lights[-1] else lights[::-1])
        assert all((more + 0.05) / (less + 0.05) > 1.4 for more, less in pairs)


def test_a_matrix_says_what_cannot_be_and_what_is_lacking() -> None:
    made = matrix("图", ("小学", "初中"), [("物理", ("不设", 0)), ("语文", (None, 12))], "份", "学科")
    assert [one.text for one in texts(made.svg_print)][2:8] == ["物理", "不设", "0", "语文", "—", "12"]
    assert made.desc == "物理：小学 不设，初中 0份；语文：小学 未知，初中 12份" and made.rows[0] == ("学科", "小学", "初中")


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("scheme", "grounds"), [(LIGHT, ("#ffffff", "#f4f7f6", "#e6f2f0")), (DARK, ("#161c1c", "#1c2423", "#1b3431"))], ids=["light", "dark"])
def test_marks_and_words_stand_out_from_the_pages_grounds(scheme: dict[str, str], grounds: tuple[str, ...]) -> None:
    assert scheme.keys() == LIGHT.keys()
    for ground in grounds:
        assert all(contrast(scheme[mark], ground) >= 3 for mark in ("edge", "1", "2", "3")), ground
        assert all(contrast(scheme[words], ground) >= 4.5 for words in ("ink", "soft")), ground
    assert all(contrast(scheme[f"on-{step}"], scheme[f"step-{step}"]) >= 4.5 for step in (1, 2, 3, 4))


def test_the_drawing_for_pages_takes_their_colours_and_the_one_for_paper_has_its_own() -> None:
    for kind in KINDS:
        made = made_of(kind, FORTY[:8])
        literal = re.sub(r"var\(--jd-chart-[\w-]+,(#\w+)\)", r"\1", made.svg_web)
        assert "var(" not in literal and "var(" not in made.svg_print
        named = set(re.findall(r"var\((--jd-chart-[\w-]+),", made.svg_web))
        assert named and all(f"{name}:" in variables(DARK) for name in named), kind
        assert set(re.findall("#[0-9a-f]{6}", made.svg_print)) == set(re.findall("#[0-9a-f]{6}", literal)), kind


def test_several_charts_on_one_page_have_ids_of_their_own() -> None:
    made = [made_of(kind, FORTY[:8]) for kind in KINDS] + [made_of("grouped", FORTY[:7])]
    ids = [id for one in made for id in re.findall(r' id="([^"]+)"', one.svg_web)]
    assert len(ids) == len(set(ids))
    for one in made:
        own = set(re.findall(r' id="([^"]+)"', one.svg_web))
        assert {*re.findall(r"url\(#([^)]+)\)", one.svg_web), *re.findall(r'aria-\w+="(c[^"]+)"', one.svg_web)} <= own


@pytest.mark.parametrize("markup", ["</svg><script>alert(1)</script>\"'&lt;", "\x00\x0b\ufffe\u202e末", "<title>&amp;"])
def test_markup_in_a_name_is_only_words(markup: str) -> None:
    for make in KINDS.values():
        made = make([markup, "乙"], [1, 2])
        assert {one.tag for one in ET.fromstring(made.svg_web).iter()} <= {f"{SVG}{tag}" for tag in TAGS}
    titled = bars(markup, [Bar("甲", (1,))])
    assert ET.fromstring(titled.svg_print).findtext(f"{SVG}title") == titled.title


def test_charts_are_small() -> None:
    eight = [(name, at * 9) for at, name in enumerate(CATEGORIES)]
    assert all(len(made_of(kind, eight).svg_web) < 8000 for kind in KINDS if kind != "calendar")
    year = {DAY + datetime.timedelta(days=at): at % 4 for at in range(365)}
    assert len(calendar("图", TERMS, year).svg_print) < 24_000


# --- what cannot be drawn is said


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: bars("图", [Bar("甲", (-1,))]), "“-1”画不成图"),
        (lambda: lines("图", ("2024-2025",), [Line("", (float("nan"),))]), "“nan”画不成图"),
        (lambda: bars("图", [Bar("甲", (1, 2, 3, 4))], "甲乙丙丁"), "最多画 3 组数，给了 4 组"),
        (lambda: bars("图", [Bar("甲", (1, 2))]), "和组数一样多"),
        (lambda: lines("图", YEARS, [Line("", (1,))]), "和学年一样多"),
        (lambda: radar("图", ("甲",), [Line("", (101,))]), "从 0 到 100"),
        (lambda: radar("图", ("甲",), [Line("", (1,))] * 3), "一组或两组"),
        (lambda: tiles("图", {"叶县": (1, 1), "郏县": (1, 1)}, {"叶县": 1, "郏县": 2}), "“叶县”和别的县区在同一格 \\[1, 1\\]"),
        (lambda: matrix("图", ("小学",), [("语文", (1, 2))]), "和列一样多"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_says_what_is_wrong_and_how_to_mend_it(make: Callable[[], Chart], said: str) -> None:
    with pytest.raises(ValueError, match=f"{said}.*改法："):
        make()


@given(st.one_of(st.integers(0, 10**15), st.floats(0, 1e299, allow_nan=False)))
@example(0.0049)
@example(99.995)
@example(999_999_999.5)
def test_a_number_is_short_and_never_says_that_something_is_nothing(value: float) -> None:
    said = number(value)
    assert len(said) <= 12 and (said == "0") == (value == 0) and "e" not in number(min(value, 10**15))


@given(st.floats(1e-290, 1e299))
@example(1)
@example(5)
@example(100)
def test_a_scale_begins_at_nothing_and_reaches_the_greatest_value_in_few_steps(most: float) -> None:
    scale = ticks(most)
    assert scale[0] == 0 and scale[-1] >= most * (1 - 1e-8) and len(scale) <= 6 and scale[-1] <= most * 2.6


def test_every_county_of_the_city_has_a_tile_of_its_own() -> None:
    counties = [term for term in load_standards(ROOT)[0].of("county") if term.id.isdigit()]
    places = {term.name: (int(term.facts["格"][0]), int(term.facts["格"][1])) for term in counties}  # type: ignore[index]
    made = tiles("参加活动的教师", places, dict.fromkeys(places, 3) | {"市直学校": None}, "人")
    assert len(set(places.values())) == len(counties) and "不是地图" in made.svg_web
    assert {*places, "市直学校", "—"} <= {one.text for one in texts(made.svg_print)}


# --- in real programs


@pytest.mark.slow
def test_chromium_tells_the_name_and_every_value_and_draws_the_words_apart(browser: Browser) -> None:
    data = [(name, None if at == 4 else at * 9) for at, name in enumerate(CATEGORIES)]
    made = [*(made_of(kind, data) for kind in KINDS), lines("参加人次", YEARS, [Line("人次", (None, 420, 610, 580, 1200))], "人次")]
    page = browser.new_page()
    page.set_content(f'<!doctype html><meta charset="utf-8">{"".join(f"<p>{one.svg_web}</p>" for one in made)}')
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    images = [(one["name"]["value"], one["description"]["value"]) for one in told if one.get("role", {}).get("value") == "image"]
    assert images == [(one.title, one.desc) for one in made]
    boxes = "svg => [...svg.querySelectorAll('text')].map(t => { const b = t.getBBox(); return [t.textContent, b.x, b.y + b.height * .2, b.x + b.width, b.y + b.height * .8] })"
    for place, one in enumerate(made):
        svg = page.locator("svg").nth(place)
        words = [Words(*box) for box in svg.evaluate(boxes)]
        assert words and not list(crossings(words))
        wide, high = viewbox(one.svg_web)
        assert all(box.left >= -1 and box.right <= wide + 1 and box.low <= high for box in words), one.desc
    page.close()


@pytest.mark.slow
def test_typst_prints_every_kind_without_a_doubt() -> None:
    made = [made_of(kind, FORTY[:8]) for kind in KINDS]
    source = '#set document(title: "图")\n#set text(font: "Noto Serif SC")\n#let v = json(bytes(sys.inputs.values))\n'
    source += '#for c in v.charts [#image(bytes(c.svg), format: "svg", width: 150mm, alt: c.alt)]'
    data = typeset(source, {"charts": [{"svg": one.svg_print, "alt": one.desc} for one in made]}, DAY)
    assert data.startswith(b"%PDF") and b"NotoSansSC" in data
