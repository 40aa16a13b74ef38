"""What is published, what never is, and that the last good site survives everything."""

from __future__ import annotations

import filecmp
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from conftest import Run
from filelock import FileLock
from jidi.site.place import replaced

pytestmark = pytest.mark.slow

ACTIVITY = "bases/cz-shuxue/activities/2026-10-12-tongke-yigou.md"
RESOURCE = "bases/cz-shuxue/resources/yici-hanshu.md"
SECRET = "此处不可见"


def change(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def everything(site: Path) -> str:
    return "".join(
        path.read_text("utf-8") for path in sorted(site.rglob("*")) if path.suffix in {".html", ".json", ".js", ".xml"} and "assets" not in path.parts
    )


class Page(HTMLParser):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            if name in {"href", "src"}:
                self.links.append(value or "")


def test_every_page_that_was_promised_is_there(built: Path) -> None:
    for path in (
        "index.html", "bases/index.html", "bases/cz-shuxue/index.html", "activities/index.html", "resources/index.html", "policies/index.html",
        "policies/shishi-fangan.html", "guide/fields.html", "guide/rules.html", "guide/words.html", "decisions.html", "governance.html",
        ACTIVITY.replace(".md", ".html"), RESOURCE.replace(".md", ".html"), "bases/cz-shuxue/plans/2026-2027.html",
        "bases/cz-shuxue/files/2026/xuean.txt", "data/resources.json", "data/findings.json", "data/index.json",
    ):  # fmt: skip
        assert (built / path).is_file(), path


def test_every_link_inside_the_site_resolves(built: Path) -> None:
    pages = {path: Page(path) for path in built.rglob("*.html") if path.name != "404.html"}
    missing = []
    for path, page in pages.items():
        for link in page.links:
            address, mark = urldefrag(unquote(re.sub(r"\?[^#]*", "", link)))
            if address.startswith(("http:", "https:", "mailto:", "data:")):
                continue
            target = (path.parent / address).resolve() if address else path
            target = target / "index.html" if target.is_dir() else target
            if not target.exists() or (mark and target in pages and mark not in pages[target].ids and not mark.startswith("__")):
                missing.append(f"{path.relative_to(built)} → {link}")
    assert missing == []


def test_only_a_link_may_lead_to_another_host(built: Path) -> None:
    class Foreign(HTMLParser):
        found: tuple[str, ...] = ()

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            outside = [value for name, value in attrs if name in {"src", "href", "srcset", "poster", "data"} and re.match(r"(https?:)?//", value or "")]
            if outside and tag != "a" and ("rel", "schema.DC") not in attrs:  # a name, which nobody fetches
                self.found += (f"{tag} {outside[0]}",)

    for path in built.rglob("*.html"):
        page = Foreign()
        page.feed(path.read_text("utf-8"))
        assert page.found == (), path
    for path in built.rglob("*.css"):
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", path.read_text("utf-8")), path


def test_the_base_page_has_the_four_centres(built: Path) -> None:
    text = (built / "bases/cz-shuxue/index.html").read_text("utf-8")
    places = [text.index(f">{name}<") for name in ("课程改革实验中心", "课程资源中心", "教学交流中心", "教师发展中心")]
    assert places == sorted(places)


def test_the_matrix_says_who_holds_a_seat(built: Path) -> None:
    text = (built / "bases/index.html").read_text("utf-8")
    assert text.count('class="jd-已建"') == 1
    assert text.count('class="jd-空缺"') == 44


def test_data_holds_what_the_pages_hold(built: Path) -> None:
    index = json.loads((built / "data/index.json").read_text("utf-8"))
    counts = {row["kind"]: row["count"] for row in index["kinds"]}
    assert (counts["resources"], counts["activities"], counts["base"]) == (1, 1, 1)
    [row] = json.loads((built / "data/resources.json").read_text("utf-8"))["records"]
    assert (row["id"], row["标题"], row["许可"]) == ("cz-shuxue/resources/yici-hanshu", "《一次函数的图象》教学设计", "署名-非商业")
    assert (built / row["address"]).is_file()


def test_what_is_not_released_is_nowhere(city: Path, jidi: Run) -> None:
    change(city, RESOURCE, "## 教学过程", f"## {SECRET}")
    text = (city / RESOURCE).read_text("utf-8")
    for number, status in enumerate(("草稿", "待审", "已下架")):
        file = city / RESOURCE if number == 0 else city / f"bases/cz-shuxue/resources/more{number}.md"
        file.write_text(text.replace("状态: 已发布", f"状态: {status}"), "utf-8")
    assert jidi("--root", city, "build").returncode == 0
    assert SECRET not in everything(city / "site")
    assert not (city / "site/bases/cz-shuxue/files").exists()
    base = (city / "site/bases/cz-shuxue/index.html").read_text("utf-8")
    assert all(f"{status}：1 份" in base for status in ("草稿", "待审", "已下架"))


def test_a_paper_waits_for_its_day(city: Path, jidi: Run) -> None:
    change(city, RESOURCE, "状态: 已发布", "状态: 已发布\n公开日期: 2999-01-01")
    change(city, RESOURCE, "## 教学过程", f"## {SECRET}")
    assert jidi("--root", city, "build").returncode == 0
    assert SECRET not in everything(city / "site")


def test_a_revoked_base_keeps_its_pages_and_says_so(city: Path, jidi: Run) -> None:
    leading = "类型: 通报\n基地: cz-shuxue\n机关: 平顶山市学科基地建设领导小组\n"
    change(city, "content/decisions/2026-07-10-cz-shuxue.yml", "周期开始: 2026-07-10", "周期开始: 2024-09-01")
    for event, day, year in (("首次不合格", "2026-10-15", "2024-2025"), ("又不合格", "2026-10-20", "2025-2026")):
        text = f"标题: 通报\n{leading}事项: {event}\n日期: {day}\n学年: {year}\n等次: 不合格\n反馈: 恢复例会\n"
        (city / f"content/decisions/{day}-cz-shuxue.yml").write_text(text, "utf-8")
    text = f"标题: 取消\n{leading}事项: 取消命名\n日期: 2026-11-01\n文号: 平教体〔2026〕9号\n理由: 连续两个学年不合格；学校已作陈述。\n陈述: 学校放弃陈述。\n"
    (city / "content/decisions/2026-11-01-cz-shuxue.yml").write_text(text, "utf-8")
    assert jidi("--root", city, "build", "--strict").returncode == 0
    for page in ("bases/cz-shuxue/index.html", RESOURCE.replace(".md", ".html")):
        assert "已取消命名（2026-11-01），材料保留" in (city / "site" / page).read_text("utf-8")
    matrix = (city / "site/bases/index.html").read_text("utf-8")
    assert 'class="jd-已建"' not in matrix and "已经终止的基地" in matrix


def test_money_and_reviews_stay_inside(city: Path, jidi: Run) -> None:
    (city / "bases/cz-shuxue/budget.yml").write_text("经费:\n  - 学年: 2025-2026\n    明细:\n      - {类别: 资料, 计划: 98765}\n", "utf-8")
    (city / "content/reviews").mkdir()
    (city / "content/reviews/a.yml").write_text(f"基地: cz-shuxue\n类型: 专家审核\n日期: 2026-05-01\n份数: 3\n意见: {SECRET}\n结论: 推荐\n", "utf-8")
    run = jidi("--root", city, "build", "--strict")
    assert run.returncode == 0, run.stdout
    assert "98765" not in everything(city / "site") and SECRET not in everything(city / "site")


def test_only_named_files_are_copied(city: Path, jidi: Run) -> None:
    (city / "bases/cz-shuxue/files/2026/left.txt").write_text(SECRET, "utf-8")
    (city / "bases/cz-shuxue/files/2026/evil.html").write_text(SECRET, "utf-8")
    (city / "content/standards/private.txt").write_text(SECRET, "utf-8")
    (city / "content/index.html").write_text(SECRET, "utf-8")
    jidi("--root", city, "build")
    files = [path.name for path in (city / "site").rglob("*")]
    assert "xuean.txt" in files and not {"left.txt", "evil.html", "private.txt", "vocabulary.yml"} & set(files)
    assert SECRET not in everything(city / "site")


@pytest.mark.slow
def test_a_broken_record_is_left_out_and_named_and_strict_refuses(city: Path, jidi: Run) -> None:
    assert jidi("--root", city, "build").returncode == 0
    before = (city / "site/index.html").read_bytes()
    change(city, ACTIVITY, "形式: 线下\n", "")
    strict = jidi("--root", city, "build", "--strict")
    assert strict.returncode == 1 and (city / "site/index.html").read_bytes() == before
    run = jidi("--root", city, "build")
    assert run.returncode == 0 and f"{ACTIVITY}:1: ZD01" in run.stdout
    assert not (city / "site" / ACTIVITY.replace(".md", ".html")).exists()
    base = (city / "site/bases/cz-shuxue/index.html").read_text("utf-8")
    assert "缺少必填的「形式」" in base and "rules.html#zd01" in base
    [finding] = json.loads((city / "site/data/findings.json").read_text("utf-8"))["findings"]
    assert (finding["code"], finding["file"], finding["line"]) == ("ZD01", ACTIVITY, 1)


def test_hostile_texts_are_only_texts(city: Path, jidi: Run) -> None:
    change(city, RESOURCE, "标题: 《一次函数的图象》教学设计", "标题: '\" onmouseover=alert(1) {{ config }} &lt;script&gt;alert(1)'")
    change(
        city,
        RESOURCE,
        "## 教学过程",
        "## `</title><script>alert(1)</script>`\n\n{{ config.site_name }} {% include 'x' %}\n\n[x](javascript:alert(1))\n\n---\ntemplate: x.html\n---",
    )
    change(city, RESOURCE, "名称: 学案", "名称: '\"onclick=alert(1)'")
    assert jidi("--root", city, "build").returncode == 0
    text = (city / "site" / RESOURCE.replace(".md", ".html")).read_text("utf-8")
    assert "<script>alert" not in text and "{{ config.site_name }}" in text and 'href="javascript' not in text
    assert not any(name.startswith("on") for page in (city / "site").rglob("*.html") for name in _attributes(page))


def _attributes(path: Path) -> set[str]:
    found: set[str] = set()

    class Names(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update(name for name, _ in attrs)

    Names().feed(path.read_text("utf-8"))
    return found


def test_front_matter_cannot_reach_the_theme(city: Path, jidi: Run) -> None:
    keys = ("template: nope.html", "icon: nope", "hide: 5", "search: true", "tags: 语文")
    text = (city / RESOURCE).read_text("utf-8")
    (city / RESOURCE).write_text(text.replace("---\n", "---\n" + "\n".join(keys) + "\n", 1), "utf-8")
    run = jidi("--root", city, "build")
    assert run.returncode == 0, run.stderr
    assert all(f"{RESOURCE}:{line}: ZD02" in run.stdout for line in range(2, 2 + len(keys)))


def test_one_bad_file_leaves_other_pages_as_they_were(city: Path, built: Path, jidi: Run) -> None:
    (city / "bases/cz-shuxue/resources/bad.md").write_bytes("---\n标题: 坏".encode("gbk"))
    assert jidi("--root", city, "build").returncode == 0
    for path in (ACTIVITY, RESOURCE, "policies/shishi-fangan.md", "bases/cz-shuxue/plans/2026-2027.md"):
        page = path.replace(".md", ".html")
        assert (city / "site" / page).read_bytes() == (built / page).read_bytes(), page


def test_the_sample_mark_has_one_switch(city: Path, built: Path, jidi: Run) -> None:
    assert all("示例数据</strong>" in path.read_text("utf-8") for path in built.rglob("*.html"))
    change(city, "content/standards/city.yml", "示例数据: 是", "示例数据: 否")
    jidi("--root", city, "build")
    assert "示例数据</strong>" not in everything(city / "site")


def test_the_site_knows_its_address_when_told(city: Path, built: Path, jidi: Run) -> None:
    assert "<loc>" not in (built / "sitemap.xml").read_text("utf-8")
    change(city, "content/standards/city.yml", "示例数据: 是", "示例数据: 是\n网站地址: https://example.cn/jidi")
    jidi("--root", city, "build")
    assert f"https://example.cn/jidi/{RESOURCE.replace('.md', '.html')}" in (city / "site/sitemap.xml").read_text("utf-8")
    assert 'href="/jidi/assets/' in (city / "site/404.html").read_text("utf-8")


def same(one: Path, other: Path) -> bool:
    seen = filecmp.dircmp(one, other)
    if seen.left_only or seen.right_only or seen.funny_files:
        return False
    equal = filecmp.cmpfiles(one, other, seen.common_files, shallow=False)
    return not equal[1] and not equal[2] and all(same(one / name, other / name) for name in seen.common_dirs)


@pytest.mark.slow
def test_the_same_material_gives_the_same_bytes(city: Path, built: Path, jidi: Run) -> None:
    for seed, zone, out in (("1", "Asia/Shanghai", "one"), ("2", "America/New_York", "two")):
        assert jidi("--root", city, "build", "--out", city / out, PYTHONHASHSEED=seed, TZ=zone).returncode == 0
    assert same(city / "one", city / "two") and same(city / "one", built)


def test_a_failed_build_leaves_the_last_good_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with replaced(target) as fresh:
        fresh.write("a.html", b"good")
    with pytest.raises(RuntimeError), replaced(target) as fresh:
        fresh.write("a.html", b"half")
        raise RuntimeError
    assert (target / "a.html").read_text() == "good"
    with replaced(target) as fresh:
        fresh.write("b.html", b"better")
    assert [path.name for path in target.iterdir()] == ["b.html"]
    assert not target.with_name(".site.new").exists()


def test_a_failed_build_leaves_nothing_on_a_disk_that_may_be_full(tmp_path: Path) -> None:
    with pytest.raises(OSError), replaced(tmp_path / "site") as fresh:
        fresh.write("a.html", b"half")
        raise OSError
    assert [path.name for path in tmp_path.iterdir()] == [".site.lock"]


def test_where_folders_cannot_be_exchanged_a_site_that_was_moved_away_comes_back(tmp_path: Path) -> None:
    """Killed between the two steps, the old site has another name; who begins next puts it back, whatever becomes of the new one."""
    target = tmp_path / "site"
    for name in (".site.old", ".site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.html").write_text(name)
    with pytest.raises(RuntimeError), replaced(target):
        raise RuntimeError
    assert (target / "a.html").read_text() == ".site.old"
    (tmp_path / ".site.old").mkdir()
    with replaced(target) as fresh:
        fresh.write("a.html", b"new")
    assert (target / "a.html").read_text() == "new" and not (tmp_path / ".site.old").exists()


def test_two_builds_do_not_meet(city: Path, jidi: Run) -> None:
    with FileLock(city / ".site.lock"):
        run = jidi("--root", city, "build")
    assert run.returncode == 2 and "另一个生成正在进行" in run.stderr and "Traceback" not in run.stderr
