"""What must hold for any material: never punished for doing more, nothing depends on order, nothing exceeds its most."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from assess.town import (
    AFTER,
    BASE,
    SCHOOLS,
    WORDS,
    YEAR,
    activity,
    assessed,
    award,
    card,
    outcomes,
    panel,
    paper,
    plan,
    recognised,
    resource,
    rubric,
    summary,
    town,
)  # fmt: skip
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.assess import Assessment, Scorecard, assess
from jidi.assess.material import Material, Setting
from jidi.life import replay
from jidi.model.city import City
from jidi.publish.assessment.scorecard import assessment_json

pytestmark = pytest.mark.slow

quick = settings(max_examples=60, deadline=None)
START = datetime.date(2026, 9, 1)
DAYS = st.integers(0, 360).map(lambda n: str(START + datetime.timedelta(n)))
SCHOOL_IDS = [school.id for school in SCHOOLS.record.schools if school.kind == "学校" and school.id != "xh-hubin"]


@st.composite
def meetings(draw: st.DrawFn, number: int = 0) -> Any:
    """A held activity with a complete record, handed in on its day."""
    more: dict[str, Any] = {
        "类型": draw(st.sampled_from(["主题教研", "送教下乡", "联片教研", "集体备课"])), "级别": draw(st.sampled_from(["校级", "县区级", "市级", "省级"])),
        "面向全市": draw(st.booleans()), "帮扶薄弱": draw(st.booleans()),
        "参加": [{"学校": "xh-hubin", "人数": 9}, *({"学校": one, "人数": draw(st.integers(0, 30))} for one in draw(st.lists(st.sampled_from(SCHOOL_IDS), max_size=3, unique=True)))],
        "计划项": draw(st.sampled_from([[], ["P01"], ["P02"]])),
    }  # fmt: skip
    return activity(draw(DAYS), name=f"-{draw(st.integers(0, 10**9))}", body="## 过程\n\n## 后续", **more)


@st.composite
def products(draw: st.DrawFn) -> Any:
    used = [{"学校": draw(st.sampled_from(SCHOOL_IDS)), "日期": draw(DAYS), "反馈": "照着上了"} for _ in range(draw(st.integers(0, 2)))]
    kind = draw(st.sampled_from(["教学设计", "单元整体设计", "课件", "课例视频(课堂实录)"]))
    return resource(f"r-{draw(st.integers(0, 10**9))}", draw(DAYS), 类型=kind, 使用=used)


@st.composite
def studies(draw: st.DrawFn) -> Any:
    name, day, school = f"s-{draw(st.integers(0, 10**9))}", draw(DAYS), draw(st.sampled_from(SCHOOL_IDS))
    survey = paper("surveys", name, 日期=day, 目的="弄清", 样本="三所学校", 工具="听课", 建议="看图")
    adopted = [{"学校": school, "日期": day, "做法": "照做"}]
    return draw(st.sampled_from([survey, paper("experience", name, 日期=day, 主题="课堂教学", 作者="李文静", 推广=adopted)]))


PRIZES = st.lists(
    st.tuples(
        st.sampled_from(["优质课", "基本功"]), st.sampled_from(["县区级", "市级", "省级", "国家级"]), st.sampled_from(["一等奖", "二等奖", "三等奖"]),
        st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=3, unique=True), DAYS,
    ),
    max_size=6,
)  # fmt: skip
MATERIAL = st.lists(st.one_of(meetings(), products(), studies()), max_size=12, unique_by=lambda one: one.file)
ALWAYS = (card(), recognised(), plan(tasks=2), summary(), panel(share="0.8"))


def prizes(listed: list[Any]) -> Any:
    return outcomes(获奖=[award(f"H{n}", event, level, grade, "、".join(people), day) for n, (event, level, grade, people, day) in enumerate(listed)])


def own(made: Assessment, base: str = BASE) -> Scorecard:
    found = made.card(base)
    assert found is not None
    return found


def by_indicator(one: Scorecard) -> dict[str, Decimal | None]:
    return {score.indicator.id: score.points for score in one.scores}


@quick
@given(MATERIAL, st.one_of(meetings(), products(), studies()), PRIZES, st.data())
def test_adding_valid_evidence_never_lowers_a_base(had: list[Any], more: Any, won: list[Any], data: st.DataObject) -> None:
    fewer = won[: data.draw(st.integers(0, len(won)))]
    before = own(assessed(*ALWAYS, *(one for one in had if one.file != more.file), prizes(fewer)))
    after = own(assessed(*ALWAYS, *(one for one in had if one.file != more.file), more, prizes(won)))
    assert after.raw >= before.raw
    shared = {"4.1", "5.1", "8.3"}  # an activity goes to the first that it fits, so these may only change together
    old, new = by_indicator(before), by_indicator(after)
    assert all((new[id] or 0) >= (old[id] or 0) for id in new if id not in shared)


@quick
@given(MATERIAL, PRIZES, st.randoms(use_true_random=False))
def test_the_order_of_files_never_matters_to_a_byte(had: list[Any], won: list[Any], chance: random.Random) -> None:
    city = town(*ALWAYS, *had, prizes(won))
    shuffled = list(city.entries)
    chance.shuffle(shuffled)
    other = City(WORDS, tuple(shuffled), {}, today=city.today, stages=city.stages, history=city.history)
    first, second = (assessment_json(assess(one, rubric(), AFTER), {}, WORDS) for one in (city, other))
    assert first == second


@quick
@given(MATERIAL, PRIZES, st.sampled_from([f"2026-{month:02d}-01" for month in (7, 9, 11)] + ["2027-01-15", "2027-03-01"]))
def test_no_indicator_passes_its_most_or_falls_below_nothing(had: list[Any], won: list[Any], since: str) -> None:
    made = own(assessed(card(), recognised(since), plan(tasks=2), *had, prizes(won)))
    for one in made.scores:
        assert one.points is None or 0 <= one.points <= one.indicator.max, one.words
        assert (one.points is None) == (one.status != "counted")
    assert 0 <= made.raw <= made.best <= 100


@quick
@given(MATERIAL, MATERIAL)
def test_the_points_of_one_base_do_not_depend_on_another(had: list[Any], others: list[Any]) -> None:
    elsewhere = [replace(one, base="cz-wuli", file=one.file.replace(BASE, "cz-wuli"), id=one.id.replace(BASE, "cz-wuli")) for one in others]
    alone = own(assessed(*ALWAYS, *had))
    beside = own(assessed(*ALWAYS, *had, card("cz-wuli", subject="物理"), recognised(base="cz-wuli"), *elsewhere))
    assert alone.scores == beside.scores and alone.raw == beside.raw


@quick
@given(MATERIAL, MATERIAL, st.sampled_from([-400, -1, 365, 800]))
def test_what_is_outside_the_year_changes_nothing(had: list[Any], others: list[Any], days: int) -> None:
    moved = [_moved(one, days) for one in others]
    base, with_more = own(assessed(*ALWAYS, *had)), own(assessed(*ALWAYS, *had, *moved))
    assert by_indicator(base) == by_indicator(with_more) and (base.raw, base.grade) == (with_more.raw, with_more.grade)


def _moved(one: Any, days: int) -> Any:
    """The same piece on a day before or after the year; nothing in it happened within."""
    edge = datetime.date(2026, 8, 31) if days < 0 else datetime.date(2027, 9, 1)
    day = edge + datetime.timedelta(days if days < 0 else days - 365)
    record = one.record.model_copy(update={"day": day, **{name: () for name in ("uses", "adoptions") if hasattr(one.record, name)}})
    return replace(one, record=record, file=one.file.replace(".md", "-other.md"))


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted({subject for scale in rubric().record.scales for subject in scale.subjects})), st.integers(0, 11))
def test_scale_and_months_never_make_a_target_easier_than_its_class(subject: str, month: int) -> None:
    since = datetime.date(2026 + (month + 8) // 12, (month + 8) % 12 + 1, 1)
    city = town(card(subject=subject), recognised(str(since)))
    m = Material(Setting(city, rubric().record, YEAR, AFTER, {}), BASE, replay(city, AFTER)[BASE])
    scale = next(one for one in rubric().record.scales if subject in one.subjects)
    for one in rubric().record.indicators:
        if one.target is None:
            continue
        asked = Fraction(one.target) * (Fraction(scale.factor) if one.scaled else 1) * (Fraction(12 - month, 12) if one.prorated else 1)
        assert m.exact_target(one) == asked and m.months == 12 - month
        assert asked > 0


def _missing(spoil: Callable[[list[Any]], list[Any]], *ids: str) -> None:
    whole = own(assessed(*ALWAYS, activity("2026-10-12", body="## 过程\n\n## 后续")))
    less = own(assessed(*spoil([*ALWAYS, activity("2026-10-12", body="## 过程\n\n## 后续")])))
    for id in ids:
        one = less.score(id)
        assert one is not None and one.points is None and one.status in {"unknown", "waiting"} and one.words
    assert whole.raw >= less.raw


def test_unknown_is_neither_zero_nor_full() -> None:
    _missing(lambda every: [one for one in every if getattr(one, "file", "").find("/activities/") < 0], "4.2", "4.3")
    _missing(lambda every: [one for one in every if getattr(one, "file", "").find("/plans/") < 0], "3.2")
    _missing(lambda every: [one for one in every if getattr(one, "file", "").find("-panel") < 0], "1.3", "2.3", "3.4", "4.4", "5.3", "6.4", "7.3", "8.4")


def test_days_that_nobody_knows_are_neither_in_time_nor_late() -> None:
    pieces = (card(), recognised(), activity("2026-10-12"))
    for lost in (town(*pieces, commit=""), replace(town(*pieces), history=replace(town(*pieces).history, shallow=True))):
        one = own(assess(lost, rubric(), AFTER)).score("4.3")
        assert one is not None and one.status == "unknown" and one.words == "1 次活动入库日期不详，不算在内"
