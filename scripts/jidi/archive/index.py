"""The pages of an archive: ``index.html`` leads to every file, and each text has a page that any browser shows; no script, from a USB stick.

The text stands there as it was written: turning Markdown into HTML belongs to the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from urllib.parse import quote

from .holding import Holding, Piece, Volume
from .row import Row

_STYLE = """
body{max-width:62rem;margin:0 auto;padding:1rem;font:16px/1.7 "Noto Sans SC","Microsoft YaHei",sans-serif;color:#222;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
table{width:100%;border-collapse:collapse}th,td{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
table{table-layout:fixed}th{background:#f0f3f6;white-space:nowrap}
th:nth-child(1){width:2.5rem}th:nth-child(3){width:22%}th:nth-child(4){width:6rem}th:nth-child(5){width:36%}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}.n{white-space:nowrap}ul{margin:0;padding:0;list-style:none}small{color:#555}
@media(max-width:40rem){table,tbody,tr,td{display:block;border:0;padding:.1rem 0}thead{position:absolute;left:-9999px}
tr{border-bottom:1px solid #bbb;padding:.5rem 0}}
"""
_HEAD = "".join(f'<th scope="col">{name}</th>' for name in ("序号", "题名", "责任者", "日期", "文件"))
_PAPERS = (("归档目录.docx", "归档目录（打印用）"), ("归档目录.csv", "归档目录（表格）"), ("MANIFEST.csv", "每个文件的校验值"))


def index_html(holding: Holding, sizes: Mapping[str, int]) -> bytes:
    """The page. ``sizes``: bytes by path, as ``data/…``."""
    return "".join(_page(holding, sizes)).encode()


def page_of(one: Piece) -> str:
    """Where the page of a text lies; empty if the file is no text of ours."""
    return f"pages/{one.path}.html" if isinstance(one.content, str) and one.content.endswith((".md", ".yml")) else ""


def text_html(one: Piece, text: str) -> bytes:
    """The page of a text: its words as they are, nothing of them is markup."""
    top = "../" * page_of(one).count("/")
    kept = f'<p><a href="{top}index.html">目录</a>　<a href="{top}{_address(f"data/{one.path}")}">原文件</a></p>'
    return f"{_head(one.row.title)}<h1>{escape(one.row.title)}</h1>\n{kept}\n<pre>{escape(text)}</pre>\n</main>\n</body>\n</html>\n".encode()


def _address(path: str) -> str:
    return quote(path)


def _head(title: str) -> str:
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    metas = f'<meta charset="utf-8">\n{policy}\n<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">'
    return f'<!doctype html>\n<html lang="zh-CN">\n<head>\n{metas}\n<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n'


def _page(holding: Holding, sizes: Mapping[str, int]) -> Iterator[str]:
    yield f"{_head(holding.title)}<h1>{escape(holding.title)}</h1>\n<p>共 {len(holding.rows)} 条材料，{len(holding.pieces)} 个文件，材料截至 {holding.day}。"
    yield "点题名看文字，点文件名打开原文件；.md 和 .yml 用记事本就能看。</p>\n<p>"
    yield "　".join(f'<a href="{_address(path)}">{escape(name)}</a>' for path, name in _PAPERS)
    yield "</p>\n"
    for number, volume in enumerate(holding.volumes, 1):
        yield from _volume(number, volume, sizes)
    yield "</main>\n</body>\n</html>\n"


def _volume(number: int, volume: Volume, sizes: Mapping[str, int]) -> Iterator[str]:
    kept = f" <small>保管期限：{escape(volume.kept)}</small>" if volume.kept else ""
    yield f'<h2 id="v{number}">{escape(volume.name)}{kept}</h2>\n'
    if not volume.items:
        yield "<p>这一卷没有材料。</p>\n"
        return
    yield f"<table>\n<thead><tr>{_HEAD}</tr></thead>\n<tbody>\n"
    for at, (row, pieces) in enumerate(volume.items, 1):
        yield _row(at, row, pieces, sizes)
    yield "</tbody>\n</table>\n"


def _row(number: int, row: Row, pieces: tuple[Piece, ...], sizes: Mapping[str, int]) -> str:
    files = "".join(f"<li>{_link(one, sizes)}</li>" for one in pieces)
    remark = f"<br><small>{escape(row.remark)}</small>" if row.remark else ""
    title = escape(row.title)
    if pieces and (page := page_of(pieces[0])):
        title = f'<a href="{_address(page)}">{title}</a>'
    cells = f'<td>{number}</td><td>{title}{remark}</td><td>{escape(row.responsible)}</td><td class="n">{row.day or "—"}</td>'
    return f"<tr>{cells}<td><ul>{files}</ul></td></tr>\n"


def _link(one: Piece, sizes: Mapping[str, int]) -> str:
    path = f"data/{one.path}"
    name, ending = one.name or one.row.title, "." + path.rsplit(".", 1)[-1]
    return f'<a href="{_address(path)}">{escape(name.removesuffix(ending) + ending)}</a> <small class="n">{_size(sizes[path])}</small>'


def _size(count: int) -> str:
    return f"{count / 1048576:.1f} MB" if count >= 1048576 else f"{max(1, round(count / 1024))} KB"
