"""``jidi review``: what a change does, as a comment or as data for the job that posts it; ``jidi comment``: that job's part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from ..assess import assess, rubric_of
from ..assess.compare import Change as PointChange
from ..assess.compare import compare
from ..check import check
from ..fix import mend
from ..gate.changes import Change
from ..gate.comment import Around, comment
from ..gate.mends import Mend, mends_of, written_lines
from ..gate.posting import Refused, Turn, payload, turn_of
from ..gate.review import MOST, Alike, Review, pages_between, said, steps
from ..likeness import Pair
from ..load import load
from ..load.city import kind_of
from ..model.city import City
from ..model.finding import Finding
from ..publish.assessment.copies import Copies, copies
from .guard import lost_addresses, public_pages
from .revision import changes_between, commit_of, laid_out
from .shared import SHARED, base_names, examine, git, stop, sums_day
from .writing import replace

LARGEST = 1024 * 1024


@click.command("review", help="这次提交带来什么：网页、要改的、考核得分的变化。和一个提交比，如 --compare origin/main。")
@click.option("--compare", "revision", required=True, metavar="提交", help="和哪个提交比。")
@click.option("--pull", type=click.IntRange(0), default=0, metavar="号", help="合并请求的号，写进数据里。")
@click.option("--head", default="", metavar="提交", help="合并请求最新的提交号，写进数据里。")
@click.option("--write", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="文件", help="写成数据，给贴评论的那一步用；不写就显示评论。")
@click.pass_obj
def review_command(root: Path, revision: str, pull: int, head: str, target: Path | None) -> None:
    city, findings = examine(root)
    made = _review(root, city, findings, commit_of(root, revision))
    made = made.model_copy(update={"pull": pull, "head": commit_of(root, head) if head else ""})
    if target:
        replace(target, f"{made.model_dump_json(indent=1)}\n".encode())
        click.echo(f"已写出 {target}。")
    else:
        click.echo(comment(made, Around(_site(city))), nl=False)


def _review(root: Path, city: City, findings: list[Finding], start: str) -> Review:
    """The working tree beside a commit."""
    changes = changes_between(root, start, commit_of(root, "HEAD"))
    with laid_out(root, start) as folder:
        before, found = load(folder, city.today, at=(root, start))
    touched = {path for change in changes for path in change.paths}
    old = [*found, *check(before)]
    known = {(one.place.file, one.code, one.message) for one in old}
    mine = [one for one in findings if one.place.file in touched or (one.place.file, one.code, one.message) not in known]
    wanted = [*mine, *lost_addresses(before, city, changes)]
    readable = {address: page for address, page in public_pages(before).items() if page.file not in city.broken}
    added, changed, removed = pages_between(readable, public_pages(city))
    moved, unscored = _points(before, old, city, findings)
    return Review(
        added=added,
        changed=changed,
        removed=removed,
        findings=said(wanted),
        errors=sum(one.level == "error" for one in wanted),
        warnings=sum(one.level != "error" for one in wanted),
        steps=steps(moved, base_names(before) | base_names(city)),
        unscored=unscored,
        mends=tuple(_mends(root, city, start, changes))[:MOST],
        alike=_alike(city, {change.path for change in changes if change.status == "A"}),
    )


def _points(before: City, old: list[Finding], after: City, new: list[Finding]) -> tuple[tuple[PointChange, ...], str]:
    """What changes at which indicator; or why it cannot be said."""
    year = after.school_year(after.today)
    rubrics = [rubric_of(city, year) for city in (before, after)]
    broken = [file for city in (before, after) for file in city.broken if file.startswith(SHARED)]
    if broken or not (rubrics[0] and rubrics[1]):
        return (), f"没有算：{broken[0]} 读不懂。" if broken else f"没有算：还没有 {year} 学年的评价标准。"
    day = sums_day(after, year)
    return compare(assess(before, rubrics[0], day, old), assess(after, rubrics[1], day, new))[1], ""


def _alike(city: City, new: set[str]) -> tuple[Alike, ...]:
    """Where new records have much in common with others; those are not looked at if nothing is new."""
    new &= {entry.file for entry in city.entries if entry.kind.body}
    found = copies(city, new) if new else None
    return tuple(_told(found, pair, new) for pair in found.found.pairs[:MOST]) if found else ()


def _told(found: Copies, pair: Pair, new: set[str]) -> Alike:
    """A pair as seen from the new record; of two new ones from the first."""
    sides = {found.entries[number].file: share for number, share in found.sides(pair)}
    one, other = sorted(sides, key=lambda file: file not in new)
    turned = [*sides] != [one, other]
    lines = tuple((each.other_line, each.line) if turned else (each.line, each.other_line) for each in found.same(pair)[:5])
    return Alike(file=one, other=other, percent=round(sides[one] * 100), lines=lines)


def _mends(root: Path, city: City, start: str, changes: tuple[Change, ...]) -> Iterator[Mend]:
    """Where ``fix`` is certain, on lines that this change wrote."""
    for change in changes:
        kind, path = kind_of(change.path), root / change.path
        if change.status == "D" or kind is None or not path.is_file():
            continue
        data = path.read_bytes()
        new = mend(data, change.path, kind, city.vocabulary)
        if new is not None:
            failure = f"git 说不出 {change.path} 改了哪几行。"
            diff = git(root, "diff", "-U0", "--no-ext-diff", start, "HEAD", "--", change.path, failure=failure)
            try:
                yield from mends_of(change.path, data.decode("utf-8"), new, written_lines(diff.decode("utf-8", "replace")))
            except (UnicodeDecodeError, ValidationError):
                continue  # another encoding, or a name that no suggestion can be made on: `check` says so


def _site(city: City) -> str:
    return str(city.settings.address or "").rstrip("/") if city.settings else ""


@click.command("comment", help="把 review 写的数据变成要贴的评论；只信目标分支自己的程序和平台给的事件。")
@click.argument("data", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--event", required=True, type=click.Path(path_type=Path, dir_okay=False), help="平台的事件文件。")
@click.option("--pulls", required=True, type=click.Path(path_type=Path, dir_okay=False), help="平台列出的、从那个分支来的合并请求。")
@click.option("--posted", type=click.Path(path_type=Path, dir_okay=False), help="已经贴过的逐行建议，不再贴。")
@click.option("--write", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), help="写到哪个文件夹。")
@click.pass_obj
def comment_command(root: Path, data: Path, event: Path, pulls: Path, posted: Path | None, folder: Path) -> None:
    city, _ = load(root)
    try:
        review = Review.model_validate_json(_read(data))
        turn = turn_of(review, _json(event), _json(pulls))
    except (ValidationError, Refused) as error:
        stop(f"没有贴评论：{error if isinstance(error, Refused) else '数据的样子不对，可能被改过'}。")
    if turn is None:
        click.echo(f"没有贴：{review.pull} 号合并请求关了，或者已经有了更新的提交。")
        return
    text = comment(review, Around(_site(city), turn.preview, turn.first))
    _write(folder, turn, text, payload(review, _json(posted) if posted else []))


def _write(folder: Path, turn: Turn, text: str, suggestions: dict[str, Any] | None) -> None:
    replace(folder / "number", f"{turn.pull}\n".encode())
    replace(folder / "comment.md", text.encode())
    if suggestions:
        replace(folder / "suggestions.json", json.dumps(suggestions, ensure_ascii=False, indent=1).encode())
    click.echo(f"已写出给 {turn.pull} 号合并请求的评论" + (f"和 {len(suggestions['comments'])} 条建议。" if suggestions else "。"))


def _read(path: Path) -> bytes:
    """A file that somebody else made: never more than :data:`LARGEST` of it."""
    if not path.is_file() or path.is_symlink() or path.stat().st_size > LARGEST:
        stop(f"“{path.name}”不在，或者超过 1 MB，没有贴评论。")
    return path.read_bytes()


def _json(path: Path) -> Any:
    if not path.is_file():
        stop(f"没有“{path.name}”这个文件。")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        stop(f"“{path.name}”不是 JSON。")
