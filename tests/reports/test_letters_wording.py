"""The wording is the city's and the values are the material's: neither is ever taken for the other."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest
import yaml
from conftest import TODAY, Examine, Run
from hypothesis import given
from hypothesis import strategies as st
from jidi.load import load
from jidi.model.reports import PLACES, TABLE, Letter, Letters, allowed, strangers
from jidi.reports import Gap
from jidi.reports.letters import LETTERS
from jidi.reports.letters.words import Wordless, blocks, fill, line, month_in_han
from reports.letters import WORDING, all_words, applying, failed_twice, worded
from reports.small import AFTER, YEAR, closed_round, reports, second_base, year

INSIDE = {one for one in PLACES if one.count("-") and one.startswith(("application-", "commendation-"))} | {"scores", "notice-assessment-bases"}
HOSTILE = st.text(st.sampled_from("{}全称<>&#$%*_`\\|./@甲乙丙\"'“”"), min_size=1, max_size=30)


@pytest.fixture
def town(city: Path) -> Path:
    return worded(city)


def respell(root: Path, old: str, new: str) -> None:
    text = (root / WORDING).read_text("utf-8")
    assert old in text
    (root / WORDING).write_text(text.replace(old, new, 1), "utf-8")


def test_the_real_wording_is_whole_and_has_no_findings(town: Path, examine: Examine) -> None:
    assert examine(town) == []
    record = next(load(town, AFTER)[0].of(Letters)).record
    assert {one.id for one in record.letters} == set(PLACES)
    told = [text for one in record.letters for part in one.parts for text in part.texts]
    assert not any("一票否决" in text for text in told) and all(one.source for one in record.letters)


def test_an_unknown_place_is_named_with_its_line_and_what_may_stand_there(town: Path, examine: Examine) -> None:
    respell(town, "对你校承办的{全称}进行了考核", "对你校承办的{全程}进行了考核")
    number = next(at for at, text in enumerate((town / WORDING).read_text("utf-8").splitlines(), 1) if "{全程}" in text)
    found = [one for one in examine(town) if one.code == "WG01"]
    assert [(one.place.file, one.place.line) for one in found] == [(WORDING, number)]
    assert "“{全程}”这份文稿不认识" in found[0].message
    assert found[0].fix.startswith("改成“{全称}”") and all(name in found[0].fix for name in allowed("feedback"))


@pytest.mark.parametrize("bad", ["{", "}", "{{全称}}", "{}", "{全称.名}", "{全称!r}", "{0}"])
def test_braces_that_are_no_known_name_are_named(bad: str) -> None:
    assert list(strangers(f"对{bad}进行了考核", allowed("feedback"))) and not list(strangers("对{全称}进行了考核", allowed("feedback")))


def test_an_unknown_place_keeps_only_its_own_document_from_being_written(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "优秀"})
    respell(town, "对全市学科教研基地进行了{学年}学年考核，结果已于", "对全市学科教研基地进行了{学年们}学年考核，结果已于")
    made = LETTERS["notice"](year(town))
    gap = next(one for one in made if isinstance(one, Gap))
    assert gap.name == "考核结果通报" and "“{学年们}”这份文稿不认识" in gap.why and WORDING in gap.fix and "学年" in gap.fix
    assert "notice-publicity-2026-2027" in {one.stem for one in reports(made)}


def test_a_city_without_wording_says_what_to_write(city: Path) -> None:
    (city / WORDING).unlink(missing_ok=True)
    closed_round(city, {"cz-shuxue": "优秀"})
    gaps = LETTERS["feedback"](year(city))
    assert [one.why for one in gaps if isinstance(one, Gap)] == [f"{WORDING} 里没有编号是“feedback”的文稿"] and len(gaps) == 1


def test_a_changed_sentence_is_printed(town: Path) -> None:
    closed_round(town, {"cz-shuxue": "优秀"})
    respell(town, "以上建议请在下一学年工作计划中逐条答复。", "请{学校}于开学前答复。")
    assert "请新华区湖滨中学于开学前答复。" in all_words(reports(LETTERS["feedback"](year(town)))[0].paper.blocks)


@given(HOSTILE, HOSTILE)
def test_a_value_comes_through_as_it_is(one: str, two: str) -> None:
    values = {"全称": one, "简称": two}
    assert fill("甲{全称}乙{简称}丙", values) == f"甲{one}乙{two}丙"
    assert line("{全称}{全称}", values) == one + one


@given(st.text(st.sampled_from("{}全称甲.!0"), max_size=20))
def test_no_wording_reaches_into_a_value(text: str) -> None:
    """Whatever stands in braces is a known name as it is, or refused; nothing is looked up in it."""
    names = re.findall(r"\{([^{}]*)\}", text)
    if set(names) <= {"全称"}:
        assert line(text, {"全称": "值"}) == text.replace("{全称}", "值")
    else:
        with pytest.raises(Wordless):
            line(text, {"全称": "值"})


@given(HOSTILE, HOSTILE)
def test_a_hostile_name_stands_in_title_text_and_signature(name: str, school: str) -> None:
    parts = [{"题": "小题", "段": ["{全称}说。", "{简称}没有。"]}]
    letter = Letter.model_validate({"编号": "x", "名称": "信", "来源": "约定", "标题": "{全称}", "正文": parts, "落款": "{学校}"})
    told = all_words(tuple(blocks(letter, {"全称": name, "学校": school, "简称": ""})))
    assert told.startswith(name) and f"{name}说。" in told and school in told and "没有。" not in told


def test_a_paragraph_without_anything_to_say_is_left_out_with_its_heading() -> None:
    letter = Letter.model_validate(
        {"编号": "x", "名称": "信", "来源": "约定", "正文": [{"题": "整改", "段": ["{整改要求}"]}, {"题": "经验", "段": ["{经验}"]}]}
    )
    told = all_words(tuple(blocks(letter, {"整改要求": "", "经验": "前测先行\n后测跟上"})))
    assert "整改" not in told and "经验" in told and "前测先行" in told.split("\n") and "后测跟上" in told.split("\n")


@pytest.mark.parametrize(("day", "told"), [("2026-10-12", "二〇二六年十月"), ("2030-01-31", "二〇三〇年一月"), ("2026-12-01", "二〇二六年十二月")])
def test_the_month_of_a_plaque_is_in_han(day: str, told: str) -> None:
    assert month_in_han(datetime.date.fromisoformat(day)) == told


@pytest.mark.slow
def test_the_command_writes_them_apart_from_what_is_public(town: Path, jidi: Run, tmp_path: Path) -> None:
    run = jidi(
        "--root", town, "report", "--year", "2025-2026", "--kind", "plaque,notice", "--format", "docx,pdf", "--out", tmp_path / "out", PYTHONHASHSEED="1"
    )
    assert run.returncode == 0, run.stderr
    names = {one.relative_to(tmp_path / "out").as_posix() for one in (tmp_path / "out").rglob("*.*")}
    assert "内部/牌匾文字/牌匾文字-2025-2026.pdf" in names and not any(name.startswith("公开/") for name in names)


def saying_everything(root: Path) -> None:
    """A wording in which every document says every name that it knows, each in a paragraph of its own."""
    record = next(load(root, AFTER)[0].of(Letters)).record
    written = record.model_dump(by_alias=True, mode="json")
    for one in written["文稿"]:
        texts, row = allowed(one["编号"]), "".join(f"[{name}{{{name}}}]" for name in allowed(one["编号"], line=True))
        one["正文"] = [{"段": [f"《{name}》{{{name}}}" if name != TABLE else f"{{{name}}}" for name in texts]}]
        one["行"], one["表"] = row, [{"列": "全部", "文": row}]
    (root / WORDING).write_text(yaml.safe_dump(written, allow_unicode=True, width=10_000), "utf-8")


@pytest.mark.slow
def test_every_name_that_the_guide_offers_has_something_behind_it(town: Path, examine: Examine) -> None:
    """None of them is a gap, in any document, over the whole life of a base."""
    saying_everything(town)
    assert examine(town) == []
    applicant = shutil.copytree(town, town.parent / "applicant")
    applying(applicant)
    second_base(town)
    failed_twice(town, {"gz-wuli": "优秀"})
    file = town / f"content/rounds/{YEAR}.yml"
    file.write_text(file.read_text("utf-8") + "表彰: [{类别: 优秀基地成员, 姓名: 赵海峰, 基地: gz-wuli, 事迹: 送教四次。}]\n", "utf-8")
    (town / "content/rounds/2028-2029.yml").write_text("学年: 2028-2029\n状态: 进行中\n范围: [gz-wuli]\n", "utf-8")
    rubric = (town / "content/standards/rubric-2026-2027.yml").read_text("utf-8")
    (town / "content/standards/rubric-2028-2029.yml").write_text(rubric.replace("学年: 2026-2027", "学年: 2028-2029"), "utf-8")
    asked = [(applicant, TODAY, "2025-2026"), *((town, datetime.date(2028, 11, 1), of) for of in ("2025-2026", YEAR, "2027-2028", "2028-2029"))]
    found = [one for root, day, of in asked for make in LETTERS.values() for one in make(year(root, day, of))]
    assert not [one for one in found if isinstance(one, Gap)]
    kinds = {one.stem for one in reports(found)}
    for id in PLACES:
        assert any(stem.startswith(id) for stem in kinds) or id in INSIDE, id
