"""A contributor's Markdown becomes HTML that harms nobody."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import nh3
from markdown.extensions import Extension
from markdown.extensions.toc import slugify_unicode

_TAGS = {
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q",
    "s", "section", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_NAMED = ("h1", "h2", "h3", "h4", "h5", "h6", "li", "sup")  # headings and footnotes: a name elsewhere was put there to be mistaken for one of ours
_ATTRIBUTES = {
    **{tag: {"id"} for tag in _NAMED},
    "a": {"href", "title", "class"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"style"},
    "ol": {"start"},
}
_CLASS = re.compile(r"headerlink|footnote(-ref|-backref)?|toc|language-[\w+#.-]+")  # those that Markdown gives; ours would let a text look like our words
_ALIGN = re.compile(r"text-align: (left|right|center);?")
_EMPTY_HEAD = re.compile(r"<th((?:\s[^>]*)?)>\s*</th>")  # the corner of a table heads nothing
_NO_PATH = re.compile(r"""[<>"'`\\\s]""")
_OUTSIDE = re.compile(r"(?i)\s*([a-z][a-z0-9+.-]*:|//)")


class NoHtml(Extension):
    """Markdown without raw HTML: tags are shown as the text that they are."""

    def extendMarkdown(self, md: Any) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")


def anchor(text: str, separator: str) -> str:
    """A heading's id; never one of Material's own, which begin with an underscore."""
    return slugify_unicode(text, separator).lstrip("_") or "section"


def clean(body: str) -> str:
    """The allow-list: nothing that runs, nothing that another host serves unasked."""
    return _EMPTY_HEAD.sub(r"<td\1></td>", _cleaner().clean(body))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, attribute_filter=_attribute, url_schemes={"http", "https", "mailto"}, link_rel="noopener nofollow")


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "src" and (_OUTSIDE.match(value) or _NO_PATH.search(value)):
        return None
    if name == "href" and value.split("#")[0].endswith(".md") and not _OUTSIDE.match(value):
        return None  # its page is not published
    if name == "class":
        return value if _CLASS.fullmatch(value) else None
    if name == "style":
        return value if _ALIGN.fullmatch(value) else None
    return value


def number_clauses(body: str) -> str:
    """Give the paragraphs of a policy ids such as ``6-3-1`` (六.3.（1）), each with a link to itself."""
    here: list[str] = ["0", "0", "0"]

    def mark(match: re.Match[str]) -> str:
        if match["h"]:
            here[:] = [str("零一二三四五六七八九十".find(match["h"])), "0", "0"]
            return match[0]
        here[1:] = [match["n"], "0"] if match["n"] else [here[1], match["s"]]
        id = "-".join(part for part in here if part != "0")
        return f'<p id="{id}"><a class="jd-clause" href="#{id}" aria-label="这一条的地址">#</a>{match[0].removeprefix("<p>")}'

    return re.sub(r"<h2[^>]*>(?P<h>[一二三四五六七八九十])、|<p>(?:(?P<n>\d{1,2})[.．、]|（(?P<s>\d{1,2})）)", mark, body)
