"""The page of a resource in a teacher's hands: a real Chromium, on a phone, on paper, without scripts."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run, lay_city
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_browser import closed as closed
from test_browser import shut as shut
from test_browser import site as site
from web.reader import forget

pytestmark = pytest.mark.slow

PAGE = "bases/cz-shuxue/resources/quan.html"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PDF = base64.b64decode(
    "JVBERi0xLjQKMSAwIG9iago8PC9UeXBlL0NhdGFsb2cvUGFnZXMgMiAwIFI+PmVuZG9iagoyIDAgb2JqCjw8L1R5cGUvUGFnZXMvS2lkc1szIDAgUl0vQ291bnQgMT4+ZW5kb2JqCjMgMCBvYmoK"
    "PDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgMjAwIDIwMF0+PmVuZG9iagp0cmFpbGVyPDwvUm9vdCAxIDAgUj4+CiUlRU9G"
)
RESOURCE = f"""---
标题: 《一次函数》全部附件
类型: 课件
日期: 2026-10-09
年级: 八年级
册次: 下册
教材版本: 人教版
课标代: 2022课标版
作者: 李文静
许可: 署名-非商业
状态: 已发布
审核: 陈立新
使用:
  - {{学校: wg-shangdian, 日期: 2026-10-12, 反馈: 换了例题}}
附件:
  - {{文件: 2026/xuean.docx, 名称: 学案}}
  - {{文件: 2026/jiangyi.pdf, 名称: 讲义}}
  - {{文件: 2026/tu.png, 名称: 图}}
  - {{网址: "https://pan.example.cn/a", 名称: 课堂实录, sha256: {"ab" * 32}, 大小: 356 MB, 备用: 教研室}}
---

## 教学过程

看[教研室的网站](https://jys.example.cn/)。
"""
SETTINGS = """
网站地址: https://jidi.example.cn
仓库地址: https://github.com/pds/jidi
评论: {仓库: pds/pinglun, 仓库编号: R_1, 分类: General, 分类编号: D_1}
"""


def picture(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\x88" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def document(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("word/document.xml", f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>")
    return made.getvalue()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, jidi: Run) -> Path:
    """The small city with one resource that has every kind of attachment."""
    root = lay_city(tmp_path_factory.mktemp("resource") / "city")
    files = root / "bases/cz-shuxue/files/2026"
    hostile = "&lt;/details&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ title }} 画出图象"
    for name, data in (("xuean.docx", document(hostile)), ("jiangyi.pdf", PDF), ("tu.png", picture(640, 360))):
        (files / name).write_bytes(data)
    (root / "bases/cz-shuxue/resources/quan.md").write_text(RESOURCE, "utf-8")
    with (root / "content/standards/city.yml").open("a", encoding="utf-8") as file:
        file.write(SETTINGS)
    run = jidi("--root", root, "build", "--strict")
    assert run.returncode == 0, run.stdout + run.stderr
    return root / "site"


@pytest.fixture(scope="module")
def pocket(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def phone(pocket: BrowserContext, site: str) -> Iterator[Page]:
    page = pocket.new_page()
    forget(page, site)
    page.goto(site + PAGE)
    yield page
    page.close()


def test_the_first_screen_of_a_phone_has_the_download_and_the_licence_follows(phone: Page) -> None:
    expect(phone.locator("h1")).to_be_in_viewport()
    first = phone.locator(".jd-get").first
    expect(first).to_be_in_viewport()
    assert "docx" in first.inner_text()
    assert all((box := one.bounding_box()) and box["height"] >= 40 for one in [*phone.locator(".jd-get").all(), *phone.locator(".jd-look > summary").all()])
    order = phone.evaluate("[...document.querySelectorAll('.jd-attached, .jd-may, .jd-facts, .jd-body')].map(one => one.className)")
    assert order[:3] == ["jd-attached", "jd-may", "jd-facts"]
    assert phone.evaluate("document.documentElement.scrollWidth") == 360


def test_one_tap_takes_a_file_under_its_own_name(phone: Page) -> None:
    with phone.expect_download() as taken:
        phone.locator(".jd-get").first.click()
    assert taken.value.suggested_filename == "学案.docx"
    assert zipfile.is_zipfile(taken.value.path())


def test_the_words_of_a_document_can_be_read_and_are_only_words(phone: Page) -> None:
    ran: list[str] = []
    phone.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    phone.on("pageerror", lambda error: ran.append(str(error)))
    phone.reload()
    box = phone.locator("details", has_text="先看文字")
    assert not box.locator(".jd-words").is_visible()
    box.locator("summary").click()
    expect(box.locator(".jd-words")).to_contain_text("</details><script>alert(1)</script> {{ title }} 画出图象")
    assert ran == []


def test_a_pdf_is_fetched_only_when_it_is_opened(browser: Browser, site: str) -> None:
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url.split("#")[0].rsplit("/", 1)[-1]))
    page.goto(site + PAGE, wait_until="networkidle")
    assert "jiangyi.pdf" not in asked and page.locator("iframe").count() == 0
    page.locator("details[data-pdf] summary").click()
    page.locator("iframe[title=讲义]").wait_for()
    page.wait_for_timeout(500)
    assert "jiangyi.pdf" in asked
    context.close()


def test_a_picture_takes_its_place_before_it_comes(phone: Page) -> None:
    phone.route("**/tu.png", lambda route: route.abort())
    phone.reload()
    phone.locator("details", has=phone.locator("img")).locator("summary").click()
    box = phone.locator(".jd-look img").bounding_box()
    assert box and abs(box["width"] / box["height"] - 640 / 360) < 0.05


def test_what_lies_elsewhere_says_how_to_check_it_and_whom_to_ask(phone: Page) -> None:
    row = phone.locator(".jd-attached li").last
    expect(row).to_contain_text("356 MB")
    expect(row).to_contain_text("打不开时找：教研室")
    expect(row).to_contain_text("ab" * 32)
    assert row.locator("a").get_attribute("href") == "https://pan.example.cn/a"


def test_a_press_copies_the_words_for_the_group(phone: Page) -> None:
    phone.locator("button[data-copy=res-chat]").click()
    expect(phone.get_by_text("已复制，可以去粘贴了。")).to_be_visible()
    copied = phone.evaluate("navigator.clipboard.readText()")
    assert copied.splitlines()[0] == "《一次函数》全部附件" and copied.endswith(f"https://jidi.example.cn/{PAGE}")


def test_comments_are_asked_of_their_host_only_when_wanted(site: str, closed: tuple[BrowserContext, list[str]]) -> None:
    context, asked = closed
    page = context.new_page()
    page.goto(site + PAGE, wait_until="networkidle")
    assert asked == []
    page.get_by_role("button", name="看评论").click()
    page.wait_for_timeout(200)
    assert asked == ["https://giscus.app/client.js"]
    data = page.locator("script[src*=giscus]").evaluate("one => ({...one.dataset})")
    assert (data["repo"], data["mapping"], data["term"]) == ("pds/pinglun", "specific", "cz-shuxue/resources/quan")


def test_everything_can_be_done_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + PAGE)
    page.locator("details[data-pdf] summary").click()
    expect(page.get_by_role("link", name="在浏览器里打开这份 pdf")).to_be_visible()
    words = page.get_by_label("发到微信群的话", exact=True).input_value()
    assert f"https://jidi.example.cn/{PAGE}" in words
    assert [one for one in page.locator("button").all() if one.is_visible() and one.get_attribute("data-copy")] == []
    assert page.get_by_role("link", name="这份资源我用过").get_attribute("href", timeout=1000)
    context.close()


def test_on_paper_there_are_the_words_the_address_and_the_code(phone: Page) -> None:
    phone.emulate_media(media="print", color_scheme="dark")
    for words in ("教学过程", "被 1 所学校用过。", "不可以"):
        expect(phone.locator("article article").get_by_text(words).first).to_be_visible()
    expect(phone.locator(".jd-paper")).to_have_text(f"https://jidi.example.cn/{PAGE}")
    expect(phone.locator(".jd-paper")).to_be_visible()
    expect(phone.get_by_role("img", name="这一页的二维码")).to_be_visible()
    for gone in (".md-header", ".jd-copy", ".jd-look", "#res-ask", ".jd-comments", ".md-footer"):
        assert not phone.locator(gone).first.is_visible(), gone
    assert phone.locator("h1").evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    after = phone.locator(".jd-body a[href^=http]").evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://jys.example.cn/" in after


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_code_is_dark_on_white_in_both_schemes(phone: Page, scheme: str) -> None:
    phone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    phone.evaluate("localStorage.clear()")
    phone.reload()
    assert phone.locator("body").get_attribute("data-md-color-scheme") == {"light": "default", "dark": "slate"}[scheme]
    style = "one => [getComputedStyle(one).backgroundColor, getComputedStyle(one).fill]"
    assert phone.locator(".jd-code svg").evaluate(style) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
