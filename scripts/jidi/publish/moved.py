"""Old addresses still open: a small page that leads on, or says why what was there is gone (R-3.4.4)."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from html import escape

from ..model.moves import destination, moves_of
from .ask import whole
from .output import Output
from .world import World

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
{head}</head>
<body>
<main>
<h1>{title}</h1>
<p>{words}</p>
</main>
</body>
</html>
"""


def moved_pages(world: World, there: Collection[str]) -> list[Output]:
    """One page for each old address that no page of ``there`` has taken; whatever leads nowhere gets none."""
    moves, found = moves_of(world.city), []
    for old in sorted(moves.keys() - set(there)):
        new, reason = destination(old, there, moves)
        if new or reason:
            found.append(Output(old, (_led(world, old, new) if new else _gone(reason)).encode()))
    return found


def _led(world: World, old: str, new: str) -> str:
    near = escape(posixpath.relpath(new, posixpath.dirname(old)))
    far = escape(whole(world, new)) or near
    head = f'<meta http-equiv="refresh" content="0; url={near}">\n<link rel="canonical" href="{far}">\n'
    return _PAGE.format(title="这一页换了地方", head=head, words=f'没有自动打开的话，请点<a href="{near}">现在的网页</a>。')


def _gone(reason: str) -> str:
    return _PAGE.format(title="这一页已经撤下", head="", words=escape(reason))
