"""考核总表.xlsx: what an office worker sees, and that LibreOffice arrives at our numbers by itself."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from conftest import ROOT, lay_city
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jidi.assess import Assessment, Count, Evidence, Score, Scorecard, Used, assess, rubric_of
from jidi.assess.grade import bonus_of, categories_of, grade_of, rounded, total_of
from jidi.load import load
from jidi.model.base import Base
from jidi.model.rubric import Indicator
from jidi.model.standards import BonusGiven, Exemption, PanelMark, RestrictionFound
from jidi.model.vocabulary import Vocabulary
from jidi.publish.assessment.workbook import workbook
from libreoffice import converted
from python_calamine import CalamineWorkbook

YEAR, DAY = "2026-2027", datetime.date(2027, 9, 10)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"""


class Cell(NamedTuple):
    """A cell of the file: its formula if it has one, its type and its stored value."""

    formula: str | None
    type: str
    value: str | None


class Made(NamedTuple):
    """An assessment with the words it is written in."""

    assessment: Assessment
    names: Mapping[str, str]
    vocabulary: Vocabulary

    def bytes(self) -> bytes:
        return workbook(self.assessment, self.names, self.vocabulary)


def assessed(root: Path) -> Made:
    city, findings = load(root, DAY)
    rubric = rubric_of(city, YEAR)
    assert rubric is not None
    return Made(assess(city, rubric, DAY, findings), {one.base: one.record.short_name for one in city.of(Base)}, city.vocabulary)


@pytest.fixture(scope="module")
def sample() -> Made:
    return assessed(ROOT)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    root = lay_city(tmp_path_factory.mktemp("small") / "city")
    for name in (f"rubric-{YEAR}.yml", "lifecycle.yml"):
        shutil.copy(ROOT / "content/standards" / name, root / "content/standards")
    return assessed(root)


# --- reading the file


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return file.read(name).decode("utf-8")


def sheets(data: bytes) -> dict[str, str]:
    """The XML of each sheet by its name."""
    book, links = (ElementTree.fromstring(part(data, f"xl/{name}")) for name in ("workbook.xml", "_rels/workbook.xml.rels"))
    targets = {link.attrib["Id"]: link.attrib["Target"] for link in links}
    return {one.attrib["name"]: part(data, f"xl/{targets[one.attrib[RELATION]]}") for one in book.iter(f"{MAIN}sheet")}


def cells(xml: str) -> dict[str, Cell]:
    """Every cell of a sheet by its address."""
    found = ElementTree.fromstring(xml).iter(f"{MAIN}c")
    return {one.attrib["r"]: Cell(one.findtext(f"{MAIN}f"), one.attrib.get("t", "n"), one.findtext(f"{MAIN}v")) for one in found}


def formulas(data: bytes) -> dict[tuple[str, str], Cell]:
    return {(name, at): cell for name, xml in sheets(data).items() for at, cell in cells(xml).items() if cell.formula is not None}


def words(data: bytes) -> list[str]:
    """Every text of the file."""
    return ["".join(one.itertext()) for one in ElementTree.fromstring(part(data, "xl/sharedStrings.xml")).iter(f"{MAIN}si")]


def column_and_row(at: str) -> tuple[int, int]:
    found = re.fullmatch(r"([A-Z]+)(\d+)", at)
    assert found is not None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return column - 1, int(found[2]) - 1


def points(made: Made, base: str) -> dict[str, Cell]:
    """The 得分 cells of a base by indicator."""
    data = made.bytes()
    found, texts = cells(sheets(data)[made.names[base]]), words(data)
    last = next(row for row in range(5, 999) if f"B{row}" in found and found[f"B{row}"].value and texts[int(found[f"B{row}"].value or 0)].startswith("合计"))
    ids = {row: texts[int(cell.value or 0)] for row in range(5, last) if (cell := found[f"A{row}"]).type == "s"}
    return {id: found[f"H{row}"] for row, id in ids.items()}


# --- recalculating


def without_values(data: bytes) -> bytes:
    """The same file with no stored result of any formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", text) if name.startswith("xl/worksheets/") else text)
    return out.getvalue()


def recalculated(data: bytes, folder: Path) -> dict[str, list[list[Any]]]:
    """What LibreOffice makes of the formulas, sheet by sheet, from A1."""
    stripped = without_values(data)
    assert not any(cell.value for cell in formulas(stripped).values())
    (folder / "total.xlsx").write_bytes(stripped)
    book = CalamineWorkbook.from_path(str(converted(folder / "total.xlsx", "xlsx:Calc MS Excel 2007 XML", ALWAYS_RECALCULATE)))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def differences(data: bytes, folder: Path) -> list[str]:
    """Each formula cell in which LibreOffice says something else than we do: rounded numbers exactly, others to twelve places."""
    theirs, wrong = recalculated(data, folder), []
    for (sheet, at), cell in formulas(data).items():
        column, row = column_and_row(at)
        there = theirs[sheet][row][column]
        if cell.type == "str" or not cell.value:
            same = there == (cell.value or "")
        else:
            exact = (cell.formula or "").startswith("ROUND")
            same = isinstance(there, float | int) and (there == float(cell.value) if exact else abs(there - float(cell.value)) < 1e-12)
        if not same:
            wrong.append(f"{sheet}!{at} ={cell.formula}: {cell.value!r}, LibreOffice {there!r}")
    return wrong


@pytest.mark.slow
@pytest.mark.parametrize("city", ["sample", "small"])
def test_libreoffice_recalculates_every_cell_of_a_city_to_our_value(city: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made: Made = request.getfixturevalue(city)
    assert made.assessment.cards
    assert differences(made.bytes(), tmp_path) == []


# --- awkward numbers: made cards whose points are known exactly, in fractions

Case = Mapping[str, Any]
RULED = RestrictionFound.model_validate({"基地": "cz-shuxue", "情形": "L2", "认定": "认定", "文号": "1 号"})


def half_up(value: Fraction, places: int) -> Decimal:
    """As people round, in exact fractions."""
    scaled = int(value * 10**places + Fraction(1, 2))
    return Decimal(scaled).scaleb(-places)


def nearly(value: Fraction) -> Decimal:
    """The fraction as a decimal if it has one, else its first four places."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact if Fraction(exact) == value and len(exact.as_tuple().digits) < 12 else exact.quantize(Decimal("0.0001"))


def made_score(made: Made, i: Indicator, case: Case, scale: Decimal, months: int) -> Score:
    """A score near, or at, ``tie`` half-hundredths of the indicator's ceiling."""
    rubric, shape = made.assessment.rubric, made.vocabulary.find("rubric_shape", i.shape)
    assert shape is not None
    aim = Fraction(2 * int(case["tie"] * i.max) + 1, 200)
    exact = Fraction(i.target or 1) * (Fraction(scale) if i.scaled else 1) * (Fraction(months, rubric.first_year.of_months) if i.prorated else 1)
    target = Decimal(exact.numerator) / exact.denominator if i.target is not None else None
    factor = case["factor"] if shape.id == "dabiao" else Decimal(1)
    against = {"dabiao": exact / Fraction(factor), "zhanbi": Fraction(case["whole"])}.get(shape.id)
    n = nearly(aim if against is None else aim * against / Fraction(i.max))
    evidence = Evidence("=1+1", DAY, "bases/x/activities/y.md", 7, "")
    pieces = (n / 4, n / 4, n / 2) if case["pieces"] else (n,)
    count = Count(tuple(Used(evidence, one) for one in pieces), whole=case["whole"] if shape.id == "zhanbi" else None, factor=factor)
    raw = (
        Fraction(count.n)
        if against is None
        else Fraction(i.max) * min(Fraction(1), Fraction(count.n) / (exact if shape.id == "dabiao" else against)) * Fraction(factor)
    )
    score = Score(i, "counted", half_up(min(Fraction(i.max), raw), rubric.places), "算式", count, target)
    return with_status(score, case["status"], n)


def with_status(score: Score, status: str, n: Decimal) -> Score:
    """The score judged, waiting, unknown, exempt or decided."""
    i = score.indicator
    if status == "zeroed":
        return replace(score, points=Decimal("0.00"), zeroed=RULED)
    if status in ("exempt", "granted"):
        exemption = Exemption.model_validate({"基地": "cz-shuxue", "指标": i.id, "理由": "停课", "文号": "2 号"})
        return replace(score, exemption=exemption, **({"status": "exempt", "points": None} if status == "exempt" else {"points": Decimal("0.50")}))
    if i.judged and status == "open":
        return replace(score, status="waiting", points=None, count=Count(), target=None)
    if i.judged:
        mark = PanelMark.model_validate({"基地": "cz-shuxue", "指标": i.id, "平均": n, "份数": 5, "极差": "1"})
        return replace(score, panel=mark)
    return replace(score, status="unknown", points=None, count=Count(missing="没有材料")) if status == "open" else score


def made_card(made: Made, base: str, cases: Mapping[str, Case], scale: int = 0, months: int = 12, bonus: int = 0) -> Scorecard:
    rubric = made.assessment.rubric
    size = rubric.scales[scale]
    return card_of(made, base, tuple(made_score(made, i, cases[i.id], size.factor, months) for i in rubric.indicators), size.name, months, bonus)


def card_of(made: Made, base: str, scores: tuple[Score, ...], scale: str, months: int, bonus: int) -> Scorecard:
    rubric = made.assessment.rubric
    given_ = tuple(BonusGiven.model_validate({"基地": "cz-shuxue", "项目": item.name, "佐证": "3 号"}) for item in rubric.bonus.items[:bonus])
    categories, added = categories_of(rubric, scores, made.assessment.running), bonus_of(rubric, given_)
    raw, best = (total_of(rubric, categories, added, full) for full in (False, True))
    total = rounded(rubric, raw)
    grade = grade_of(rubric, total)
    open_ = any(one.status == "waiting" for one in scores)
    return Scorecard(
        base, scores, categories, given_, added, raw, total, rounded(rubric, best), None if open_ else grade, grade, grade, months=months, scale=scale
    )  # fmt: skip


case = st.fixed_dictionaries(
    {
        "tie": st.integers(0, 99),
        "pieces": st.booleans(),
        "whole": st.integers(1, 60).map(Decimal),
        "factor": st.sampled_from([Decimal(1), Decimal("0.5")]),
        "status": st.sampled_from([*["counted"] * 12, "open", "zeroed", "exempt", "granted"]),
    }
)


def random_cards(made: Made) -> list[Scorecard]:
    """Cards that Hypothesis makes up, together in one workbook so that LibreOffice starts once."""
    ids, cards = [one.id for one in made.assessment.rubric.indicators], []

    @settings(max_examples=60, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries({id: case for id in ids}), st.integers(0, 2), st.integers(6, 12), st.integers(0, 2))
    def make(cases: Mapping[str, Case], scale: int, months: int, bonus: int) -> None:
        cards.append(made_card(made, f"made-{len(cards)}", cases, scale, months, bonus))

    make()
    return cards


def card_with(made: Made, base: str, chosen: Mapping[str, str]) -> Scorecard:
    """Full marks everywhere but in the added-up indicators that are ``chosen``: id → sum."""
    rubric, scores = made.assessment.rubric, []
    for i in rubric.indicators:
        n = Decimal(chosen.get(i.id, i.max if i.judged or i.target is None else i.target))
        shape = made.vocabulary.find("rubric_shape", i.shape)
        whole = n if shape is not None and shape.id == "zhanbi" else None
        earned = half_up(min(Fraction(i.max), Fraction(n)), rubric.places) if i.id in chosen else half_up(Fraction(i.max), rubric.places)
        score = Score(i, "counted", earned, "算式", Count((Used(Evidence("材料", DAY, "bases/x/y.md", 1, ""), n),), whole=whole), i.target)
        scores.append(with_status(score, "counted", n))
    return card_of(made, base, tuple(scores), rubric.scales[0].name, 12, 0)


TIES = {  # what is chosen → the points of 6.2, the total
    "two": ({"6.2": "2.675", "7.2": "0"}, "2.68", "93.7"),
    "quarter": ({"6.2": "2.25", "7.2": "0", "6.1": "0"}, "2.25", "90.3"),
    "ninety": ({"6.2": "1.95", "7.2": "0", "6.1": "0"}, "1.95", "90.0"),
    "below": ({"6.2": "1.944", "7.2": "0", "6.1": "0"}, "1.94", "89.9"),
}


@pytest.mark.slow
def test_libreoffice_rounds_ties_as_people_do(sample: Made, tmp_path: Path) -> None:
    ties = {base: card_with(sample, base, chosen) for base, (chosen, _, _) in TIES.items()}
    for base, (_, earned, total) in TIES.items():
        assert (str(ties[base].score("6.2").points), str(ties[base].total)) == (earned, total)  # type: ignore[union-attr]
    assert ties["ninety"].grade != ties["below"].grade
    cards = (*ties.values(), *random_cards(sample))
    made = sample._replace(assessment=replace(sample.assessment, cards=cards), names={})
    assert len(cards) > 30
    assert differences(made.bytes(), tmp_path) == []


# --- without LibreOffice


@pytest.fixture(scope="module")
def data(sample: Made) -> bytes:
    return sample.bytes()


def test_the_totals_are_formulas_that_carry_our_values(sample: Made, data: bytes) -> None:
    city, texts = cells(sheets(data)["全市"]), words(data)
    heads = {texts[int(cell.value or 0)].split("\n")[0]: at[:-1] for at, cell in city.items() if at.endswith("4") and len(at) == 2}
    for row, card in enumerate(sample.assessment.cards, 5):
        assert city[f"{heads['总分']}{row}"].formula and Decimal(city[f"{heads['总分']}{row}"].value or "") == card.total
        for one in card.categories:
            cell = city[f"{heads[one.category.id]}{row}"]
            assert sample.names[card.base] in (cell.formula or "") and Decimal(cell.value or "") == one.points


def test_every_formula_carries_a_value(data: bytes) -> None:
    found = formulas(data)
    assert len(found) > 100 and all(cell.value is not None for cell in found.values())
    assert all(cell.value for (_, at), cell in found.items() if not at.startswith("H"))


def test_every_indicator_has_a_row_and_what_is_unknown_is_empty(sample: Made) -> None:
    seen = set()
    for card in sample.assessment.cards:
        shown = points(sample, card.base)
        for score in card.scores:
            seen.add(score.status)
            cell = shown[score.indicator.id]
            if score.points is None:
                assert not cell.value, f"{card.base} {score.indicator.id}: {score.status} is not zero"
            else:
                assert cell.formula and Decimal(cell.value or "") == score.points
    assert {"counted", "waiting", "unknown"} <= seen


def test_a_decision_is_written_as_a_number_and_said(sample: Made) -> None:
    card = sample.assessment.cards[0]
    status = {"1.1": "zeroed", "1.2": "exempt", "2.1": "granted"}
    scores = tuple(with_status(one, status[one.indicator.id], Decimal(1)) if one.indicator.id in status else one for one in card.scores)
    made = sample._replace(assessment=replace(sample.assessment, cards=(card_of(sample, card.base, scores, card.scale, 12, 0),)))
    shown = points(made, card.base)
    assert [(shown[id].formula, shown[id].value) for id in status] == [(None, "0"), (None, None), (None, "0.5")]
    term = sample.vocabulary.find("score_status", "exempt")
    assert term is not None and {"记零", "豁免", term.name} <= set(words(made.bytes()))


def test_every_piece_of_evidence_is_listed_with_its_line_or_its_reason(sample: Made, data: bytes) -> None:
    texts = set(words(data))
    pieces = [one for card in sample.assessment.cards for score in card.scores for one in (*score.count.used, *score.count.rejected)]
    assert len(pieces) > 50
    assert {f"{one.evidence.file}:{one.evidence.line}" for one in pieces} <= texts
    assert {one.reason for card in sample.assessment.cards for score in card.scores for one in score.count.rejected} <= texts


def test_nobody_is_placed_before_another(sample: Made, data: bytes) -> None:
    assert not [text for text in words(data) if re.search("排名|名次|位次|排序|第 ?[0-9一二三]+ ?名", text)]
    first = [cells(sheets(data)["全市"])[f"A{row}"] for row in range(5, 5 + len(sample.assessment.cards))]
    assert [words(data)[int(cell.value or 0)] for cell in first] == [sample.names[base] for base in sorted(card.base for card in sample.assessment.cards)]


def test_a_printed_page_is_a4_landscape_with_its_heads(data: bytes) -> None:
    titles = re.findall(r'<definedName name="_xlnm.Print_Titles"[^>]*>([^<]*)<', part(data, "xl/workbook.xml"))
    assert len(titles) == len(sheets(data)) and all(title.endswith("$4:$4") for title in titles)
    for name, xml in sheets(data).items():
        assert 'paperSize="9"' in xml and 'orientation="landscape"' in xml and '<pageSetUpPr fitToPage="1"/>' in xml and 'fitToHeight="0"' in xml, name
        assert re.search(r'<pane [^>]*ySplit="4"[^>]*state="frozen"', xml) and "— &amp;P —" in xml, name


def test_the_same_assessment_gives_the_same_bytes(sample: Made, data: bytes) -> None:
    assert sample.bytes() == data


def test_words_that_look_like_formulas_stay_words(sample: Made) -> None:
    bad = '=HYPERLINK("http://x")'

    def spoil(score: Score) -> Score:
        used = (Used(Evidence(bad, None, "=1.md", 1, ""), Decimal(1), "@x"),)
        return replace(score, words="+1", raises="-1", count=replace(score.count, used=used))

    card = sample.assessment.cards[0]
    spoiled = replace(card, scores=tuple(map(spoil, card.scores)), reasons=("=2+2",))
    made = sample._replace(assessment=replace(sample.assessment, cards=(spoiled,)), names={card.base: "=1+1"})
    data = made.bytes()
    assert {bad, "=1.md:1", "@x", "+1", "-1", "=1+1"} <= set(words(data))
    assert not [cell for cell in formulas(data).values() if "HYPERLINK" in (cell.formula or "") or cell.formula == "1+1"]


@pytest.mark.parametrize(
    "names",
    [("数学", "数学"), ("全市", "标准"), ("A/B:[C]*?", "a_b__c___"), ("很长的名字" * 9, "很长的名字" * 9), ("'引号'", "it's"), ("", " ")],
    ids=["same", "taken", "illegal", "long", "quotes", "empty"],
)
def test_every_base_gets_a_sheet_with_a_legal_name_of_its_own(names: tuple[str, str], sample: Made) -> None:
    cards = sample.assessment.cards[:2]
    made = sample._replace(assessment=replace(sample.assessment, cards=cards), names={card.base: name for card, name in zip(cards, names, strict=True)})
    found = list(sheets(made.bytes()))
    assert len({name.lower() for name in found}) == 4
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) and name.strip("'") == name for name in found)


def test_a_year_without_bases_is_an_empty_table(sample: Made) -> None:
    made = sample._replace(assessment=replace(sample.assessment, cards=()))
    assert list(sheets(made.bytes())) == ["全市", "标准"]


def test_what_it_was_computed_from_stands_in_the_head(sample: Made, data: bytes) -> None:
    head = next(text for text in words(data) if "评价标准 " in text)
    made = sample.assessment
    assert all(one in head for one in (made.year, made.rubric.version, made.rubric_sha256[:12], made.commit, str(DAY)))


def test_a_year_that_still_runs_is_called_an_estimate(sample: Made) -> None:
    said = [
        any("暂估" in text for text in words(sample._replace(assessment=replace(sample.assessment, running=running, cards=())).bytes()))
        for running in (True, False)
    ]
    assert said == [True, False]
