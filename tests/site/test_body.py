"""Nothing that a contributor writes runs, and nothing of it asks another host."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jidi.site.body import NoHtml, anchor, clean, number_clauses

ALIVE = {"script", "style", "iframe", "object", "embed", "svg", "math", "form", "input", "meta", "link", "base", "button", "template", "video", "audio"}


def to_html(text: str) -> str:
    return clean(
        markdown.markdown(text, extensions=["tables", "fenced_code", "footnotes", "def_list", "toc", NoHtml()], extension_configs={"toc": {"slugify": anchor}})
    )


class Sinks(HTMLParser):
    """Collects what could run, or fetch from elsewhere."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag] if tag in ALIVE else []
        for name, value in attrs:
            low = (value or "").strip().lower()
            scheme = low.split(":")[0] if ":" in low.split("/")[0] and not low.startswith("#") else ""
            if name.startswith("on") or (name == "style" and "url" in low) or (name in {"href", "src"} and scheme not in {"", "http", "https", "mailto"}):
                self.found.append(f"{tag} {name}={value}")
            if tag == "img" and name == "src" and (scheme or low.startswith("//")):
                self.found.append(f"img from {value}")


VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[点我](javascript:alert(1))",
    "[点我](  JaVaScRiPt:alert(1))",
    "[x]: javascript:alert(1)\n\n[点我][x]",
    "[点我](data:text/html;base64,PHNjcmlwdD4=)",
    "![图](https://example.cn/a.png)",
    "![图](//example.cn/a.png)",
    "![x](x){: onerror=alert(1) }",
    '# 教研 `</title><script>alert(1)</script>`',
    "# &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<a href='vbscript:x'>x</a>",
    "| a |\n| - |\n| <b onclick=alert(1)>x</b> |",
    "```html\n<script>alert(1)</script>\n```",
    "<details open ontoggle=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<style>@import 'https://example.cn/x.css'</style>",
    "[a](<javascript:alert(1)>)",
    "<javascript:alert(1)>",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("vector", VECTORS)
def test_attacks_become_text(vector: str) -> None:
    assert Sinks(to_html(vector)).found == []


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*VECTORS, "<", ">", "&", '"', "`", "](", "![", "\n", " ", "教研", "onload=", "javascript:", "&#106;"]), max_size=12).map("".join)
)
def test_any_mixture_of_attacks_becomes_text(text: str) -> None:
    assert Sinks(to_html(text)).found == []


def test_ordinary_markdown_survives() -> None:
    made = to_html("## 一、主题\n\n甲**乙**[丙](https://example.cn/)\n\n| 甲 | 乙 |\n| :-- | --: |\n| 1 | 2 |\n\n![图](../files/a.png)\n\n3 < 5 且 x > 2")
    for part in (
        '<h2 id="一主题">',
        "<strong>乙</strong>",
        'href="https://example.cn/"',
        'rel="noopener nofollow"',
        "text-align: right",
        'src="../files/a.png"',
        "3 &lt; 5",
    ):
        assert part in made


@pytest.mark.parametrize("address", ["../resources/draft.md", "../resources/draft.md#一", "draft.md##"])
def test_a_link_to_what_is_not_published_becomes_words(address: str) -> None:
    assert to_html(f"[草稿]({address})") == '<p><a rel="noopener nofollow">草稿</a></p>'


@pytest.mark.parametrize("address", ["https://example.cn/README.md", "//example.cn/README.md", "a.md.html", "#a.md", "a.html#b.md"])
def test_a_link_that_only_looks_like_material_stays_a_link(address: str) -> None:
    assert to_html(f"[读]({address})") == f'<p><a href="{address}" rel="noopener nofollow">读</a></p>'


@pytest.mark.parametrize("name", ["headerlink", "footnote", "footnote-ref", "footnote-backref", "toc", "language-c++"])
def test_the_looks_that_markdown_gives_stay(name: str) -> None:
    tag = "code" if name.startswith("language") else "div"
    assert clean(f'<{tag} class="{name}">甲</{tag}>') == f'<{tag} class="{name}">甲</{tag}>'


@pytest.mark.parametrize("name", ["jd-official", "md-header", "toc md-header", "footnote-x", "language-a b", "", "TOC"])
def test_no_text_can_be_made_to_look_like_our_words(name: str) -> None:
    assert clean(f'<div class="{name}">甲</div>') == "<div>甲</div>"
    assert clean(f'<p class="{name}">甲</p>') == "<p>甲</p>"


@pytest.mark.parametrize("side", ["left", "right", "center"])
def test_a_column_keeps_its_side_and_gets_no_other_style(side: str) -> None:
    row = "<table><tbody><tr><td{}>1</td></tr></tbody></table>"
    assert clean(row.format(f' style="text-align: {side};"')) == row.format(f' style="text-align: {side};"')
    for style in (f"text-align: {side}; position: fixed", "background: url(//example.cn)", "position:fixed;inset:0", ""):
        assert clean(row.format(f' style="{style}"')) == row.format("")


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "h5", "h6", "li", "sup"])
def test_headings_and_footnotes_keep_their_names(tag: str) -> None:
    assert clean(f'<{tag} id="a">甲</{tag}>') == f'<{tag} id="a">甲</{tag}>'


@pytest.mark.parametrize("tag", ["p", "div", "span", "a", "code", "section", "figure"])
def test_nothing_else_has_a_name_that_could_be_taken_for_ours(tag: str) -> None:
    assert "id=" not in clean(f'<{tag} id="__config" name="a" data-md="b" tabindex="0">甲</{tag}>')


@pytest.mark.parametrize(
    "source",
    [
        "https://example.cn/a.png",
        "HTTP://example.cn/a.png",
        "//example.cn/a.png",
        " //example.cn/a.png",
        "data:image/png;base64,AA",
        "a b.png",
        "a\\b.png",
        "a`.png",
        "a'.png",
        "a&lt;b.png",
    ],
)
def test_a_picture_from_elsewhere_or_of_an_odd_name_is_not_fetched(source: str) -> None:
    assert clean(f'<img src="{source}" alt="图">') == '<img alt="图">'


@pytest.mark.parametrize("source", ["a.png", "../files/tu-1.webp", "files/图.jpg"])
def test_a_picture_of_the_base_is_shown(source: str) -> None:
    assert clean(f'<img src="{source}" alt="图">') == f'<img src="{source}" alt="图">'


@pytest.mark.parametrize("address", ["http://example.cn/", "https://example.cn/", "mailto:a@example.cn", "../a.html", "#a"])
def test_what_a_link_may_open(address: str) -> None:
    assert f'href="{address}"' in clean(f'<a href="{address}">甲</a>')


@pytest.mark.parametrize(
    "address", ["javascript:a", "data:text/html,a", "vbscript:a", "file:///a", "ftp://example.cn/", "tel:1", "blob:a", "JaVaScRiPt:a", "java&#10;script:a"]
)
def test_what_no_link_may_open(address: str) -> None:
    assert clean(f'<a href="{address}">甲</a>') == '<a rel="noopener nofollow">甲</a>'


def test_headings_cannot_take_the_names_of_the_theme() -> None:
    assert anchor("__search", "-") == "search"
    assert anchor("！", "-") == "section"


def clause(id: str, text: str) -> str:
    return f'<p id="{id}"><a class="jd-clause" href="#{id}" aria-label="这一条的地址">#</a>{text}</p>'


def test_clauses_of_a_policy_can_be_cited() -> None:
    made = number_clauses(
        to_html(
            "## 六、考核评价\n\n1.统一标准。\n\n3.结果运用\n\n（1）优秀的表彰。\n\n（2）不合格的整改。\n\n## 十、保障\n\n（1）先说一条。\n\n12、加强领导。\n\n1 起"
        )
    )
    assert made.split("\n") == [
        '<h2 id="六考核评价">六、考核评价</h2>',
        clause("6-1", "1.统一标准。"),
        clause("6-3", "3.结果运用"),
        clause("6-3-1", "（1）优秀的表彰。"),
        clause("6-3-2", "（2）不合格的整改。"),
        '<h2 id="十保障">十、保障</h2>',
        clause("10-1", "（1）先说一条。"),
        clause("10-12", "12、加强领导。"),
        "<p>1 起</p>",
    ]


def test_a_clause_before_any_heading_has_its_own_number_for_a_name() -> None:
    assert number_clauses("<p>（2）甲</p>") == clause("2", "（2）甲")
    assert number_clauses("<p>3．甲</p><p>（2）乙</p>") == clause("3", "3．甲") + clause("3-2", "（2）乙")


def test_the_empty_corner_of_a_table_heads_nothing() -> None:
    made = to_html("|  | 一班 |\n| :-- | --- |\n| 人数 | 40 |")
    assert "".join(made.split("\n")).startswith('<table><thead><tr><td style="text-align: left;"></td><th>一班</th></tr></thead>')
