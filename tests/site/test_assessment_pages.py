"""What of the assessment the site shows, at each setting of the city's switch, and what it never shows."""

from __future__ import annotations

import base64
import datetime
import html
import json
import re
import shutil
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pytest
from conftest import ROOT, TODAY, lay_city
from jidi import site
from jidi.assess import Assessment, assess, rubric_of
from jidi.assess.measures import MEASURES
from jidi.check import RULES, check
from jidi.load import READER_RULES, load
from jidi.model.city import City
from jidi.model.finding import Finding, Place
from jidi.model.rubric import Rubric
from jidi.publish import Page, newest_day, plan, publish
from jidi.publish.assessment.rubric import rubric_pages
from jidi.publish.assessment.sheets import dist_pages
from jidi.publish.world import World
from jidi.site.links import Links
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser
from test_browser import watch
from test_build import Page as Html
from test_build import everything

pytestmark = pytest.mark.slow

CONSOLE = "bases/cz-shuxue/console.html"
RUBRIC = "assessment/rubric-2026-2027.html"
SHEET = (ROOT / "overrides/jidi/scorecard_full.html").read_text("utf-8")

OPEN = """\
学年: 2026-2027
部署文号: 平教体〔2026〕79号
状态: 进行中
范围: [cz-shuxue]
申诉途径: 公示期内向办公室书面提出
豁免:
  - {基地: cz-shuxue, 指标: "6.1", 得分: 2.34, 理由: 豁免理由金丝雀, 文号: 豁免文号金丝雀}
  - {基地: cz-shuxue, 指标: "6.2", 理由: 不适用金丝雀, 文号: 豁免文号金丝雀}
限制:
  - {基地: cz-shuxue, 情形: L2, 认定: 认定金丝雀, 文号: 限制文号金丝雀, 记零指标: "2.1"}
异议:
  - {基地: cz-shuxue, 日期: 2026-11-01, 事项: 异议金丝雀}
"""
PANEL = """\
学年: 2026-2027
评价标准: pds-xkjd
评议:
  - {基地: cz-shuxue, 指标: "5.3", 平均: 4.4321, 份数: 7, 极差: 1.7654}
"""
OWN = """\
学年: 2026-2027
自评:
  - {指标: "4.1", 自评: 3.2109, 说明: 说明金丝雀}
"""
CLOSED = """\
学年: 2025-2026
状态: 已公布
部署文号: 平教体〔2026〕63号
计分日期: 2026-09-30
公示起: 2026-10-08
公示止: 2026-10-14
决定文号: 平教体〔2026〕83号
反馈主题:
  - 课例研究的过程留得全
  - 外校使用的反馈偏少
范围: [cz-shuxue, xx-yuwen, cz-yingyu]
结果:
  - {基地: xx-yuwen, 等次: 优秀, 总分: 91.2345, 经验: 好, 问题: 少, 建议: [多些]}
  - {基地: cz-yingyu, 等次: 不合格, 总分: 43.2109, 经验: 有, 问题: 差, 建议: [改], 整改要求: 重来, 整改时限: 2026-11-30}
  - {基地: cz-shuxue, 等次: 优秀, 总分: 87.6543, 原等次: 良好, 更正理由: 漏计一次全市研讨, 经验: 实, 问题: 急, 建议: [早交总结, 多请外县]}
表彰:
  - {类别: 优秀基地成员, 姓名: 赵海峰, 基地: cz-shuxue, 事迹: 事迹金丝雀}
  - {类别: 优秀基地成员, 姓名: 李文静, 基地: cz-shuxue, 事迹: 事迹金丝雀}
"""
FAILED = "标题: 考核结果的通报\n类型: 通报\n基地: cz-yingyu\n事项: 首次不合格\n日期: 2026-10-15\n机关: 市学科基地建设领导小组\n学年: 2025-2026\n等次: 不合格\n反馈: 差\n"
DRAFT = "草稿标题金丝雀"

# What no page or file of the site shows, whatever the switch says; and what only 全部 may show.
NEVER = ("3.2109", "说明金丝雀", "事迹金丝雀", "异议金丝雀", "认定金丝雀", DRAFT, "98765")
ALL_ONLY = ("豁免理由金丝雀", "豁免文号金丝雀", "不适用金丝雀", "限制文号金丝雀", "4.4321", "87.6543", "91.2345")


def lay(root: Path, level: str = "") -> Path:
    """The right-and-true city in the middle of a round, with something confidential in every corner of it."""
    lay_city(root)
    for base, stage, subject in (("xx-yuwen", "小学", "语文"), ("cz-yingyu", "初中", "英语")):
        shutil.copytree(root / "bases/cz-shuxue", root / "bases" / base)
        card = root / "bases" / base / "base.yml"
        card.write_text(
            card.read_text("utf-8").replace("初中数学", f"{stage}{subject}").replace("学段: 初中", f"学段: {stage}").replace("学科: 数学", f"学科: {subject}"),
            "utf-8",
        )
    shutil.copy(ROOT / "content/standards/rubric-2026-2027.yml", root / "content/standards")
    rounds = root / "content/rounds"
    rounds.mkdir()
    for name, text in (("2026-2027.yml", OPEN), ("2026-2027-panel.yml", PANEL), ("2025-2026.yml", CLOSED)):
        (rounds / name).write_text(text, "utf-8")
    (root / "bases/cz-shuxue/self").mkdir()
    (root / "bases/cz-shuxue/self/2026-2027.yml").write_text(OWN, "utf-8")
    (root / "bases/cz-shuxue/budget.yml").write_text("经费:\n  - 学年: 2026-2027\n    明细:\n      - {类别: 资料, 计划: 98765}\n", "utf-8")
    resource = (root / "bases/cz-shuxue/resources/yici-hanshu.md").read_text("utf-8")
    draft = resource.replace("状态: 已发布", "状态: 草稿").replace("《一次函数的图象》教学设计", DRAFT)
    (root / "bases/cz-shuxue/resources/caogao.md").write_text(draft, "utf-8")
    if level:
        with (root / "content/standards/city.yml").open("a", encoding="utf-8") as file:
            file.write(f"公布范围: {level}\n")
    return root


def judged(root: Path, day: datetime.date = TODAY) -> tuple[City, list[Finding], Assessment]:
    city, findings = load(root, day)
    findings = sorted([*findings, *check(city)])
    rubric = rubric_of(city, "2026-2027")
    assert rubric
    return city, findings, assess(city, rubric, day, findings)


def build(root: Path) -> Path:
    city, findings, assessment = judged(root)
    files = site.build(root, plan(city, findings, (*READER_RULES, *RULES), assessment), root / "site", newest_day(city))
    assert not any(one.wrong for one in files)
    return root / "site"


def main(page: Path) -> str:
    """The words of a page, without the theme around them."""
    text = page.read_text("utf-8")
    article = text[text.index("<article") : text.index("</article>")]
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", article)))


@pytest.fixture(scope="module", params=["", "定量得分", "全部"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The built site at each setting of the switch; not set, it is 等次."""
    return request.param, build(lay(tmp_path_factory.mktemp("opened") / "city", request.param))


def test_the_switch_is_the_most_that_a_desk_tells(opened: tuple[str, Path]) -> None:
    level, built = opened
    text = main(built / CONSOLE)
    assert "已记 1，目标 20" in text and "还差 19（目标 20）" in text and "《一次函数》同课异构（2026-10-12）" in text
    assert "2027-07-05" in text and "交学年总结" in text
    computed = ("0.30 / 6 分", "6 × min(1, 1 ÷ 20) = 0.30", "没有写“面向全市: 是”", "缺：开始、主讲、后续")
    assert [one in text for one in computed] == [level != ""] * 4
    panel = ("4.43 / 6 分", "7 份评分", "现在的总分", "离良好还差", "最多还能到", "G2 没有办过全市性专题研讨，最高良好")
    assert [one in text for one in panel] == [level == "全部"] * 6
    assert ("定量指标已得" in text) == (level == "定量得分")


def test_without_a_setting_a_desk_has_no_number_of_points(opened: tuple[str, Path]) -> None:
    level, built = opened
    city, _, assessment = judged(built.parent)
    card = assessment.card("cz-shuxue")
    assert card and city.settings
    points = (
        {f"{one.points} / " for one in card.scores if one.points} | {f"= {one.points}" for one in card.scores if one.points} | {str(card.total), str(card.best)}
    )
    text = main(built / CONSOLE)
    assert any(one in text for one in points) == (level != "")
    assert (str(card.total) in text) == (level == "全部")


def test_what_is_confidential_is_nowhere_on_the_site(opened: tuple[str, Path]) -> None:
    level, built = opened
    text = everything(built)
    assert [one for one in NEVER if one in text] == []
    assert [one for one in ALL_ONLY if one in text] == (list(ALL_ONLY) if level == "全部" else [])
    assert "43.2109" not in text  # the total of a grade that is not public


def test_a_decision_on_points_is_told_without_its_reason(opened: tuple[str, Path]) -> None:
    level, built = opened
    text = main(built / CONSOLE)
    assert ("按领导小组的决定计" in text) == (level == "定量得分")
    assert text.count("本学年不适用") == 1


def test_a_piece_that_is_not_public_has_no_title_and_no_link(opened: tuple[str, Path]) -> None:
    level, built = opened
    text = main(built / CONSOLE)
    assert text.count("一份没有公开的材料") == (1 if level == "" else 2)  # the budget; and where reasons are told, the draft


def test_every_link_resolves(opened: tuple[str, Path]) -> None:
    built = opened[1]
    pages = {path.resolve(): Html(path) for path in built.rglob("*.html")}
    missing = []
    for path in [*built.glob("assessment/*.html"), *built.glob("bases/*/*.html"), built / "index.html", built / "guide/index.html"]:
        for link in pages[path.resolve()].links:
            address, mark = urldefrag(unquote(re.sub(r"\?[^#]*", "", link)))
            target = (path.parent / address).resolve() if address else path.resolve()
            if not re.match(r"https?:|data:|mailto:", link) and (
                not target.exists() or (mark and target in pages and mark not in pages[target].ids and mark[0] != "_")
            ):
                missing.append(f"{path.relative_to(built)} → {link}")
    assert missing == []


def test_a_search_leads_to_the_rules_and_not_to_a_desk(opened: tuple[str, Path]) -> None:
    cards = [json.loads(unpacked(path)) for path in (opened[1] / "search").glob("c*.js")]
    found = [address for chunk in cards for address in chunk["address"]]
    assert any(one.startswith(RUBRIC) for one in found) and not any("console" in one for one in found)


def unpacked(path: Path) -> bytes:
    """What a file of the index holds."""
    return zlib.decompress(base64.b64decode(path.read_text("utf-8").split('"')[5]), -15)


def test_a_base_leads_to_its_desk_only_while_it_takes_part(opened: tuple[str, Path]) -> None:
    built = opened[1]
    assert 'href="console.html"' in (built / "bases/cz-shuxue/index.html").read_text("utf-8")
    assert "console.html" not in (built / "bases/xx-yuwen/index.html").read_text("utf-8")
    assert not (built / "bases/xx-yuwen/console.html").exists()


def test_grades_are_announced_as_names_and_never_as_an_order_of_merit(opened: tuple[str, Path]) -> None:
    text = main(opened[1] / "assessment/index.html")
    lists = text[text.index("2025-2026 学年考核结果") :]
    assert re.search(r"优秀 ?初中数学基地、小学语文基地", lists)
    assert "不合格" not in lists and "初中英语基地" not in lists
    assert "初中数学基地：原等次良好，更正为优秀。漏计一次全市研讨" in lists
    assert "课例研究的过程留得全" in lists and "外校使用的反馈偏少" in lists
    assert lists.index("李文静") < lists.index("赵海峰")
    assert not re.search(r"\d\d\.\d|第.名|名次", lists)


def test_the_open_round_says_when_things_are_due(opened: tuple[str, Path]) -> None:
    text = main(opened[1] / "assessment/index.html")
    assert re.search(
        r"2026-2027 学年：进行中.*平教体〔2026〕79号.*公示期内向办公室书面提出.*2026-09-15 ?交三年规划.*2027-07-05 ?交学年总结.*2027-09-05 ?材料截止", text
    )


def test_data_has_the_grades_and_totals_only_with_everything(opened: tuple[str, Path]) -> None:
    level, built = opened
    [row] = json.loads((built / "data/assessments.json").read_text("utf-8"))["records"]
    assert (row["学年"], row["决定文号"], len(row["反馈主题"])) == ("2025-2026", "平教体〔2026〕83号", 2)
    assert [(one["基地"], one["等次"], one["原等次"]) for one in row["结果"]] == [("cz-shuxue", "优秀", "良好"), ("xx-yuwen", "优秀", "")]
    assert [one.get("总分") for one in row["结果"]] == (["87.6543", "91.2345"] if level == "全部" else [None, None])
    assert "assessments" in {one["kind"] for one in json.loads((built / "data/index.json").read_text("utf-8"))["kinds"]}


def test_a_failed_year_stands_on_its_base_only_once_decided(opened: tuple[str, Path], tmp_path: Path) -> None:
    assert "年度考核" not in main(opened[1] / "bases/cz-yingyu/index.html")
    root = lay(tmp_path / "city")
    (root / "content/decisions/2026-10-15-cz-yingyu.yml").write_text(FAILED, "utf-8")
    city, findings, assessment = judged(root)
    fields = {one.path: one.content.fields for one in publish(city, findings, RULES, assessment) if isinstance(one.content, Page)}
    assert [one["grade"] for one in fields["bases/cz-yingyu/index.html"]["grades"]] == ["不合格"]  # type: ignore[attr-defined]
    assert not any("不合格" in str(part) for part in fields["assessment/index.html"]["closed"][0]["grades"])  # type: ignore[index]


def test_there_is_no_desk_for_a_year_that_is_over(tmp_path: Path) -> None:
    root = lay(tmp_path / "city")
    city, findings, assessment = judged(root, datetime.date(2027, 9, 20))
    paths = {one.path for one in publish(city, findings, RULES, assessment)}
    assert RUBRIC in paths and CONSOLE not in paths
    assert CONSOLE not in {one.path for one in publish(city, findings, RULES)}


def test_a_city_without_a_rubric_still_says_how_it_assesses(city: Path) -> None:
    (city / "content/standards/rubric-2026-2027.yml").unlink()
    loaded, findings = load(city, TODAY)
    pages = {one.path: one.content for one in publish(loaded, findings, RULES)}
    assert "assessment/index.html" in pages and not any("rubric" in path and path.endswith(".html") for path in pages)


# --- 考核细则 ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, Any] | None], str]:
    """The rubric's page from (changed) data of the project's own rubric file."""
    root = lay(tmp_path_factory.mktemp("rubric") / "city")
    city, _ = load(root, TODAY)
    entry = next(city.of(Rubric))
    others = tuple(one for one in city.entries if one.kind.id != "rubrics")
    templates = Environment(loader=FileSystemLoader(ROOT / "overrides/jidi"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    Links(templates)
    templates.filters |= {"here": lambda address: address, "size": str}

    def make(data: dict[str, Any] | None) -> str:
        changed = replace(entry, record=Rubric.model_validate(data or entry.record.model_dump()))
        [output] = rubric_pages(World(replace(city, entries=(*others, changed)), ()), RULES)
        assert isinstance(output.content, Page)
        return templates.get_template("rubric.html").render(output.content.fields, title=output.content.title, path=output.path)

    return make


def plain() -> dict[str, Any]:
    """The project's own rubric as plain values that a test may change."""
    city, _ = load(ROOT, TODAY)
    entry = rubric_of(city, "2026-2027")
    assert entry
    return loose(entry.record.model_dump())  # type: ignore[no-any-return]


def loose(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: loose(one) for key, one in value.items()}
    return [loose(one) for one in value] if isinstance(value, tuple) else value


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all values that say something."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if items is not None:
        for key, one in items:
            yield from leaves(one, (*path, key))
    elif value is not None and value != "":
        yield path


def other(value: Any) -> Any:
    """A value of the same kind that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, Decimal | int):
        return value + 1
    if value in MEASURES:
        return "loops_closed" if value != "loops_closed" else "city_events"
    if re.fullmatch(r"\d\d-\d\d", value):
        return "03-03"
    if re.fullmatch(r"[A-Z]{2}\d\d", value):
        return "AQ01"
    return "2030-2031" if re.fullmatch(r"\d{4}-\d{4}", value) else value + "改"


@pytest.mark.slow
def test_whatever_changes_in_the_file_changes_on_the_page(rendered: Callable[[dict[str, Any] | None], str]) -> None:
    data, before, silent = plain(), rendered(None), []
    for path in leaves(data):
        holder: Any = data
        for key in path[:-1]:
            holder = holder[key]
        old = holder[path[-1]]
        if path[-1] in {"scaled", "prorated"} and holder["target"] is None:
            continue  # there is nothing to scale
        holder[path[-1]] = other(old)
        if rendered(data) == before:
            silent.append(path)
        holder[path[-1]] = old
    assert silent == []


def test_an_indicator_says_how_it_is_counted_in_words(rendered: Callable[[dict[str, Any] | None], str]) -> None:
    text = re.sub(r"<[^>]*>", "", rendered(None))
    for words in (
        "6 × min(1, 数量 ÷ 20)", "大学科 × 1 = 20、中等学科 × 0.8 = 16、小学科 × 0.6 = 12", "一周最多计 2 次", "目标按“整月数 ÷ 12”折算",
        "国家级 3、省级 2、市级 1、县区级 0.5", "一类最多计目标的 40%", "4 × 做到的 ÷ 应做的", "各项相加，最多 3 分", "学年总结次年 7 月 5 日前",
        "3.6 起，不到 4.8", "5.1 全市性专题研讨、8.3 送教与弱势学科帮扶、4.1 常态教研", "任一类别得分率低于 60%", "限制性情形", "30%",
    ):  # fmt: skip
        assert words in text, words
    assert "一票否决" not in text


def test_an_indicator_of_no_points_is_said_to_be_off(rendered: Callable[[dict[str, Any] | None], str]) -> None:
    data = plain()
    data["categories"][3]["indicators"][1]["max"] = Decimal(0)
    assert "这一项今年不计分" not in rendered(None)
    assert re.search(r"4\.2 记录完整（今年不用）</h3>\s*<p[^>]*>这一项今年不计分", rendered(data))


def test_a_clause_leads_to_the_plan(rendered: Callable[[dict[str, Any] | None], str]) -> None:
    text = rendered(None)
    assert 'href="policies/shishi-fangan.html#5-3">实施方案 五.3</a>；<a href="policies/shishi-fangan.html#7-2">实施方案 七.2</a>' in text
    assert 'href="guide/rules.html#zl02"' in text


def test_a_round_without_all_its_feedback_is_not_published(tmp_path: Path) -> None:
    root = lay(tmp_path / "city")
    file = root / "content/rounds/2025-2026.yml"
    file.write_text(file.read_text("utf-8").replace("问题: 急, ", ""), "utf-8")
    built = build(root)
    assert "优秀" not in main(built / "assessment/index.html").split("2025-2026 学年")[1].split("学年考核结果")[0].split("等次有")[0]
    assert json.loads((built / "data/assessments.json").read_text("utf-8"))["records"] == []
    assert "2025-2026 学年：优秀" not in main(built / "bases/cz-shuxue/index.html")


def test_what_is_wrong_in_a_private_file_is_not_told_on_the_site(tmp_path: Path) -> None:
    root = lay(tmp_path / "city")
    (root / "bases/cz-shuxue/self/2026-2027.yml").write_text('学年: 2026-2027\n自评:\n  - {指标: "4.1", 自评: 自评金丝雀}\n', "utf-8")
    (root / "bases/xx-yuwen/self").mkdir()
    (root / "bases/xx-yuwen/self/2026-2027.yml").write_text('学年: 2026-2027\n自评:\n  - {指标: "4.1", 自评: 71.77}\n', "utf-8")
    panel = root / "content/rounds/2026-2027-panel.yml"
    panel.write_text(panel.read_text("utf-8").replace("4.4321", "77.1234"), "utf-8")
    _, findings, _ = judged(root)
    assert {"ZD07", "KH14", "KH15"} <= {one.code for one in findings}
    built = build(root)
    words = "".join(path.read_text("utf-8") for path in sorted(built.rglob("*")) if path.suffix in {".html", ".json", ".js", ".xml"})
    assert not [one for one in ("自评金丝雀", "71.77", "77.1234") if one in words]


@pytest.mark.parametrize(("old", "new"), [("公示止: 2026-10-14", "公示止: 2027-10-14"), ("决定文号: 平教体〔2026〕83号\n", ""), ("计分日期: 2026-09-30\n", "")])
def test_a_round_that_is_not_over_is_not_published(tmp_path: Path, old: str, new: str) -> None:
    root = lay(tmp_path / "city")
    file = root / "content/rounds/2025-2026.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    assert json.loads((build(root) / "data/assessments.json").read_text("utf-8"))["records"] == []


def test_a_desk_shows_the_advice_and_whether_it_was_answered(tmp_path: Path) -> None:
    root = lay(tmp_path / "city")
    plan = root / "bases/cz-shuxue/plans/2026-2027.md"
    plan.write_text(plan.read_text("utf-8").replace("任务:", "整改答复:\n  - {学年: 2025-2026, 第几条: 1, 答复: 七月三日前交}\n任务:", 1), "utf-8")
    text = main(build(root) / CONSOLE)
    assert "早交总结 2025-2026 学年。答复：七月三日前交" in text and "多请外县 2025-2026 学年。还没有答复" in text


# --- the office's folder ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    root = lay(tmp_path_factory.mktemp("sheets") / "city")
    city, findings, _ = judged(root)
    rubric = rubric_of(city, "2026-2027")
    assert rubric
    clue = Finding(Place("bases/cz-shuxue/resources/yici-hanshu.md", 5), "YS01", "error", "身份证号", "删掉")
    made = assess(city, rubric, TODAY, [*findings, clue], ["xx-yuwen", "cz-shuxue"])
    first, again = (dist_pages(made, World(city, ()), SHEET) for _ in range(2))
    assert first == again
    return {one.path: one.content.decode() for one in first if isinstance(one.content, bytes)}


def test_the_office_page_of_a_base_has_everything(sheets: dict[str, str]) -> None:
    text = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", sheets["cz-shuxue.html"])))
    for words in (
        "2026-2027 学年", "pds-xkjd", "按 2026-11-25 的材料计", "暂估：待评", "离合格还差", "离优秀还差", "4.43 / 6", "7 份，平均 4.4321，极差 1.7654",
        "自评 3.2109", "基地说明，不改变得分 说明金丝雀", "局里批准，改变得分（豁免文号金丝雀） 豁免理由金丝雀", "领导小组决定，不得分（限制文号金丝雀） 认定金丝雀",
        "没有算上：没有写“面向全市: 是”", "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md:2", "怎样提高", "不适用", "材料不足", "待评（满分 2）",
        "2027-07-05交学年总结", DRAFT, "只给办公室和本基地，不要公开", "没有写年度督查检查评比考核清单的编号",
    ):  # fmt: skip
        assert words in text, words


def test_clues_and_nominees_are_for_the_office_alone(sheets: dict[str, str]) -> None:
    assert "线索" not in sheets["cz-shuxue.html"] and "表彰推荐" not in sheets["cz-shuxue.html"]
    assert "bases/cz-shuxue/resources/yici-hanshu.md" in sheets["index.html"] and "线索" in sheets["index.html"]


def test_what_is_due_comes_in_the_order_of_days(sheets: dict[str, str]) -> None:
    days = re.findall(r'<tr><td class="n">(\d{4}-\d\d-\d\d)</td>', sheets["cz-shuxue.html"])
    assert len(days) >= 2 and days == sorted(days)


def test_the_list_of_bases_ranks_nobody(sheets: dict[str, str]) -> None:
    assert sorted(sheets) == ["cz-shuxue.html", "index.html", "xx-yuwen.html"]
    text = sheets["index.html"]
    assert text.index("初中数学基地") < text.index("小学语文基地") and not re.search(r"\d\d\.\d\b", re.sub(r"(?s)<style>.*?</style>", "", text))
    assert 'href="cz-shuxue.html"' in text


def test_an_office_page_needs_nothing_but_itself(sheets: dict[str, str]) -> None:
    for text in sheets.values():
        assert not re.search(r"<(link|script|img|iframe)\b|@import|url\(", text) and "@page" in text and "A4" in text
    assert 'href="../../site/bases/cz-shuxue/activities/2026-10-12-tongke-yigou.html"' in sheets["cz-shuxue.html"]
    assert "caogao.html" not in sheets["cz-shuxue.html"]


# --- as a reader meets them -------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_pages_fit_and_open_without_errors(opened: tuple[str, Path], browser: Browser, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    errors = watch(page)
    for path in ("assessment/index.html", RUBRIC, CONSOLE, "bases/cz-shuxue/index.html"):
        page.goto((opened[1] / path).as_uri())
        assert page.locator("h1").first.is_visible(), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert errors == [], path
    page.close()


@pytest.mark.slow
def test_an_office_page_fits_a_phone_and_prints_on_a4(sheets: dict[str, str], browser: Browser, tmp_path: Path) -> None:
    for name, text in sheets.items():
        (tmp_path / name).write_text(text, "utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto((tmp_path / "cz-shuxue.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.startswith(b"%PDF") and re.search(rb"/MediaBox \[0 0 (594|595|596)", printed)
    page.close()
