"""What the pages tell machines in their heads: JSON-LD that schema.org's own vocabulary allows, Dublin Core, feeds to subscribe to.

The vocabulary is checked by ``schema-dts`` (TypeScript types made from schema.org's own definitions) and ``tsc``: every property
is one that its type has (or inherits), every value is of a type that the property may take, enumerations are spelt as schema.org
spells them, at every depth. Dates, addresses and what must not be missing are checked here.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from conftest import ROOT, TODAY
from jidi.load import load
from jidi.publish import Output, Page, publish
from jidi.site.head import head_html

RESOURCE, ACTIVITY = "bases/cz-shuxue/resources/yici-hanshu", "bases/cz-shuxue/activities/2026-10-12-tongke-yigou"
Pages = dict[str, Page]


def pages_of(root: Path, today: datetime.date = TODAY) -> Pages:
    """Every page by its path, made in memory."""
    loaded, findings = load(root, today)
    return {output.path: output.content for output in publish(loaded, findings, ()) if isinstance(output.content, Page)}


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def things(page: Page) -> list[dict[str, Any]]:
    linked = dict(page.head.linked or {})
    assert linked.pop("@context") == "https://schema.org"
    return linked.get("@graph", [linked])  # type: ignore[no-any-return]


def metas(page: Page, name: str) -> list[str]:
    return [content for key, content in page.head.metas if key == name]


def with_address(city: Path) -> Path:
    settings = city / "content/standards/city.yml"
    settings.write_text(settings.read_text("utf-8") + "网站地址: https://jidi.example.cn/pds/\n", "utf-8")
    return city


def test_a_resource_says_what_it_is_and_where_it_stands_in_the_book(city: Path) -> None:
    change(city, f"{RESOURCE}.md", "核心素养:", "单元: 第十九章 一次函数\n课题: 19.2 一次函数\n对象: 教师、学生\n核心素养:")
    made, way = things(pages_of(city)[f"{RESOURCE}.html"])
    assert (made["@type"], made["name"], made["learningResourceType"]) == ("LearningResource", "《一次函数的图象》教学设计", "教学设计")
    assert made["author"] == [{"@type": "Person", "name": "李文静"}] and made["contributor"] == [{"@type": "Person", "name": "陈立新"}]
    assert made["publisher"]["name"] == "平顶山市初中数学学科教研基地"
    assert made["license"].startswith("https://creativecommons.org/licenses/by-nc/4.0/")
    assert [one.get("educationalRole") for one in made["audience"]] == ["teacher", "student"]
    alignments = {one["alignmentType"]: one for one in made["educationalAlignment"]}
    assert alignments["teaches"]["targetName"] == "八年级 下册 第十九章 一次函数 19.2 一次函数"
    assert alignments["teaches"]["educationalFramework"] == "人教版 2022课标版 数学"
    assert (alignments["educationalSubject"]["targetName"], alignments["educationalLevel"]["targetName"]) == ("数学", "初中 八年级")
    [file] = made["encoding"]
    data = (city / "bases/cz-shuxue/files/2026/xuean.txt").read_bytes()
    assert (file["name"], file["encodingFormat"], file["contentSize"]) == ("学案", "text/plain", f"{len(data)} B")
    assert len(file["sha256"]) == 64 and file["contentUrl"] == "../files/2026/xuean.txt"
    assert [one["name"] for one in way["itemListElement"]] == ["首页", "基地", "初中数学基地", made["name"]]


def test_what_is_not_limited_is_not_said(city: Path) -> None:
    text = (city / f"{RESOURCE}.md").read_text("utf-8")
    for old, new in (("年级: 八年级", "年级: 不限"), ("册次: 下册", "册次: 不限"), ("教材版本: 人教版", "教材版本: 不限")):
        text = text.replace(old, new)
    (city / f"{RESOURCE}.md").write_text(text, "utf-8")
    page = pages_of(city)[f"{RESOURCE}.html"]
    assert things(page)[0]["educationalLevel"] == "初中"
    assert "不限" not in json.dumps(page.head.linked, ensure_ascii=False) + str(page.head.metas)


def test_the_citys_own_licence_is_told_in_words(city: Path) -> None:
    change(city, f"{RESOURCE}.md", "署名-非商业", "市内教育系统内部使用")
    page = pages_of(city)[f"{RESOURCE}.html"]
    assert things(page)[0]["license"]["name"] == "市内教育系统内部使用"
    assert "不要传到市外" in metas(page, "DC.rights")[0]


def test_an_activity_says_when_where_and_whether_it_is_on(city: Path) -> None:
    change(city, f"{ACTIVITY}.md", "地点:", "开始: 9:30\n结束: '11:20'\n地点:")
    made = things(pages_of(city)[f"{ACTIVITY}.html"])[0]
    assert (made["startDate"], made["endDate"]) == ("2026-10-12T09:30:00+08:00", "2026-10-12T11:20:00+08:00")
    assert made["location"] == {"@type": "Place", "name": "湖滨中学录播教室"} and made["eventStatus"].endswith("/EventScheduled")
    assert [one["name"] for one in made["workFeatured"]] == ["《一次函数的图象》教学设计"]
    change(city, f"{ACTIVITY}.md", "形式: 线下", "形式: 线上\n状态: 取消\n取消原因: 大雪")
    change(city, f"{ACTIVITY}.md", "开始: 9:30", "开始: 上午第二节")
    made = things(pages_of(city)[f"{ACTIVITY}.html"])[0]
    assert (made["startDate"], made["endDate"], made["location"]["@type"]) == ("2026-10-12", "2026-10-12", "VirtualLocation")
    assert made["eventStatus"].endswith("/EventCancelled") and "大雪" in made["description"]


def test_the_site_can_be_searched_once_it_has_an_address(city: Path) -> None:
    assert "potentialAction" not in things(pages_of(city)["index.html"])[0]
    pages = pages_of(with_address(city))
    assert things(pages["index.html"])[0]["potentialAction"]["target"]["urlTemplate"] == "https://jidi.example.cn/pds/find/index.html?q={search_term_string}"
    assert things(pages[f"{RESOURCE}.html"])[0]["url"] == f"https://jidi.example.cn/pds/{RESOURCE}.html"
    assert metas(pages[f"{RESOURCE}.html"], "DC.identifier") == [f"https://jidi.example.cn/pds/{RESOURCE}.html", "cz-shuxue/resources/yici-hanshu"]


def test_dublin_core_says_the_same(city: Path) -> None:
    page = pages_of(city)[f"{RESOURCE}.html"]
    assert metas(page, "DC.title") == ["《一次函数的图象》教学设计"]
    assert (metas(page, "DC.creator"), metas(page, "DC.contributor")) == (["李文静"], ["陈立新"])
    assert (metas(page, "DC.date"), metas(page, "DC.language"), metas(page, "DC.format")) == (["2026-10-08"], ["zh-CN"], ["text/plain"])
    assert metas(page, "DC.type") == ["Text", "教学设计"] and {"初中", "数学", "人教版", "八年级"} <= set(metas(page, "DC.subject"))
    assert len(metas(page, "description")) == 1


@pytest.mark.slow
def test_every_relative_address_leads_to_a_page_or_a_file(published: tuple[Output, ...]) -> None:
    outputs = {output.path: output.content for output in published}
    missing = []
    for path, page in outputs.items():
        if isinstance(page, Page):
            found = [value for key, value in _leaves(page.head.linked) if key in {"url", "item", "contentUrl"} and "://" not in value]
            found = [urljoin(f"http://x/{path}", one).removeprefix("http://x/").split("#")[0] for one in found]
            missing += [f"{path} → {one}" for one in (*found, *(address for _, _, address in page.head.feeds)) if one not in outputs]
    assert missing == []


def test_the_head_of_a_built_page_holds_it_once(built: Path) -> None:
    text = (built / f"{RESOURCE}.html").read_text("utf-8").split("</head>")[0]
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
    assert json.loads(script)["@graph"][0]["@type"] == "LearningResource"
    assert text.count('<meta name="description"') == 1 and text.count('<link rel="schema.DC"') == 1
    assert '<link rel="alternate feed" type="application/atom+xml" title="初中数学基地" href="../../../feeds/bases/cz-shuxue.xml">' in text


def test_hostile_words_stay_inside_the_script(city: Path) -> None:
    change(city, f"{RESOURCE}.md", "标题: 《一次函数的图象》教学设计", "标题: '\"]}&lt;/script&gt; \u2028 ＜/script＞'")
    made = head_html(pages_of(city)[f"{RESOURCE}.html"].head, f"{RESOURCE}.html")
    script = made.split('<script type="application/ld+json">')[1]
    assert script.count("<") == 1 and json.loads(script.split("</script>")[0])["@graph"][0]["name"].startswith('"]}&lt;/script')


def _leaves(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the key that it stands under."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, key)
    elif isinstance(value, str):
        yield key, value


def _shape(value: object) -> object:
    """Which keys there are with which kinds of values, at every depth: pages of one shape are checked once."""
    if isinstance(value, dict):
        return tuple((key, one if key.startswith("@") or "schema.org/" in str(one) else _shape(one)) for key, one in value.items())
    return frozenset(map(_shape, value)) if isinstance(value, list) else type(value).__name__


def _typescript(shapes: list[dict[str, Any]]) -> str:
    """One typed constant for each thing; an action with its ``-input`` has schema-dts's own type for that."""
    lines = ['import type * as s from "schema-dts";']
    for at, thing in enumerate(shapes):
        if action := thing.get("potentialAction"):
            thing = {key: value for key, value in thing.items() if key != "potentialAction"}
            lines.append(f"const action{at}: s.WithActionConstraints<s.SearchAction> = {json.dumps(action, ensure_ascii=False)};")
        more = f", potentialAction: action{at}" if action else ""
        body = json.dumps(thing, ensure_ascii=False)[:-1]
        lines.append(f"export const thing{at}: Exclude<s.{thing['@type']}, string> = {body}{more}}};")
    return "\n".join(lines)


WRONG = {
    "a property of another type": '{"@type": "LearningResource", "startDate": "2026-10-12"}',
    "a property of another type, further in": '{"@type": "LearningResource", "author": [{"@type": "Person", "name": "x", "encodingFormat": "x"}]}',
    "a value of a wrong type": '{"@type": "LearningResource", "publisher": {"@type": "Place", "name": "x"}}',
    "a misspelt property": '{"@type": "LearningResource", "learningResourcetype": "x"}',
}


@pytest.mark.slow
def test_schema_org_allows_every_property_of_every_page(tmp_path: Path, city: Path, published: tuple[Output, ...]) -> None:
    web, node = Path(os.environ.get("JIDI_WEB") or ROOT / "tests/web/node_modules"), shutil.which("node")
    assert node and (web / "schema-dts").is_dir(), "没有网页检查的工具；请用 python3 run.py test 运行"
    made = [*(one.content for one in published if isinstance(one.content, Page)), *pages_of(with_address(city)).values()]
    shapes = list({_shape(thing): thing for page in made if page.head.linked for thing in things(page)}.values())
    assert {thing["@type"] for thing in shapes} >= {"LearningResource", "EducationEvent", "EducationalOrganization", "WebSite", "BreadcrumbList", "Article"}
    wrong = [
        f"// @ts-expect-error {why}\nexport const wrong{at}: Exclude<s.LearningResource, string> = {text};" for at, (why, text) in enumerate(WRONG.items())
    ]
    event = '{"@type": "EducationEvent", "eventStatus": "https://schema.org/EventOff"}'
    wrong.append(f"// @ts-expect-error no such state\nexport const off: Exclude<s.EducationEvent, string> = {event};")
    (tmp_path / "pages.ts").write_text("\n".join([_typescript(shapes), *wrong]), "utf-8")
    (tmp_path / "node_modules").symlink_to(web, target_is_directory=True)
    command = [
        node,
        str(web / "typescript/bin/tsc"),
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--module",
        "esnext",
        "--moduleResolution",
        "bundler",
        "pages.ts",
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stdout[:4000]


@pytest.mark.slow
def test_dates_and_addresses_are_what_they_claim_and_nothing_needed_is_missing(published: tuple[Output, ...]) -> None:
    needed = {
        "LearningResource": {"name", "description", "learningResourceType", "inLanguage", "author", "publisher", "datePublished", "dateModified"},
        "EducationEvent": {"name", "startDate", "location", "eventStatus", "organizer"},
        "EducationalOrganization": {"name", "url"},
    }
    for page in (one.content for one in published if isinstance(one.content, Page)):
        for thing in things(page) if page.head.linked else ():
            assert needed.get(thing["@type"], set()) <= set(thing), thing
            for key, value in _leaves(thing):
                assert value.strip(), (key, thing)
                if key.endswith("Date") or key.startswith("date"):
                    datetime.datetime.fromisoformat(value)
                if key == "sha256":
                    assert re.fullmatch("[0-9a-f]{64}", value)
