"""Scorecards for the office and the base, as text, Markdown and JSON. Full tables: not for the public site."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from ...assess import Assessment, Evidence, Rejected, Score, Scorecard, number
from ...assess.compare import Change, Move, Sway
from ...model.vocabulary import Vocabulary
from ..machine.data import to_json
from .columns import columns

VERSION = 1
_PLAIN = str.maketrans({sign: f"\\{sign}" for sign in "\\[]*_`<|"})
MOST = 5


def status_word(words: Vocabulary, one: Score) -> str:
    """Points, or which of the three kinds of not knowing."""
    term = words.find("score_status", one.status)
    return str(one.points) if one.points is not None else term.name if term else one.status


def heading(one: Assessment) -> str:
    """What a table was computed from, in one line."""
    tree = "，材料里有还没提交的改动" if one.dirty else ""
    depth = "，仓库只取了一部分历史，入库日期不详" if one.shallow else ""
    return (
        f"{one.year} 学年 · 评价标准 {one.rubric.id} {one.rubric.version}（{one.rubric_sha256[:12]}）"
        f" · 提交 {one.commit or '无'}{tree}{depth} · 按 {one.as_of} 的材料计"
    )


Day = tuple[datetime.date, str, str]  # when, what, which indicator or nothing


def table(one: Assessment, names: Mapping[str, str], words: Vocabulary, days: Callable[[str], Iterable[Day]] = lambda base: ()) -> str:
    """All bases, a line each; a single base with everything, as its 组长 reads it. ``days``: what is due of a base."""
    if len(one.cards) == 1:
        return console(one, one.cards[0], names, words, days(one.cards[0].base))
    head = ("基地", *(category.id for category in one.rubric.categories), "加分", "总分", "最多可到", "等次", "待评", "材料不足")
    rows = [head, *(_row(one, card, names) for card in one.cards)]
    reasons = [f"{names.get(card.base, card.base)}：{reason}" for card in one.cards for reason in (*card.reasons, *unread(card))]
    return "\n".join([heading(one), "", *columns(rows), *(["", *reasons] if reasons else []), "", "看一个基地的明细：加 --base 基地编号"])


def _row(one: Assessment, card: Scorecard, names: Mapping[str, str]) -> tuple[str, ...]:
    sums = (f"{number(each.points)}/{number(each.of)}" for each in card.categories)
    grade = card.grade or ("学年未完" if one.running else f"待评（按现在 {card.line_grade}）")
    return (names.get(card.base, card.base), *sums, number(card.bonus_points), str(card.total), str(card.best), grade, *_open(card))


def _open(card: Scorecard) -> tuple[str, str]:
    return str(len(card.open())), str(len(card.open("unknown")))


def unread(card: Scorecard) -> list[str]:
    """A sentence on the files that could not be read, if there are any."""
    return [f"有 {len(card.unread)} 份材料读不懂，没有算进去（运行 check 看怎样改）：{'、'.join(card.unread)}"] if card.unread else []


def distances(one: Assessment, card: Scorecard) -> list[tuple[str, Decimal]]:
    """How far each grade line is, from the lowest that is asked for; 0 or less when it is reached."""
    return [(line.name, line.low - card.total) for line in reversed(one.rubric.grades) if line.low]


def console(one: Assessment, card: Scorecard, names: Mapping[str, str], words: Vocabulary, days: Iterable[Day] = ()) -> str:
    """离合格、良好、优秀还差什么: the whole scorecard of a base as text."""
    lines = [heading(one), "", f"{names.get(card.base, card.base)}　总分 {card.total}，还没有定的都得满分可到 {card.best}", _grade_line(one, card)]
    lines += ["；".join(f"离{name}还差 {short} 分" if short > 0 else f"已到{name}线" for name, short in distances(one, card))]
    lines += [f"注意：{reason}" for reason in (*card.reasons, *unread(card))]
    lines += [f"线索（只供办公室查看，不改变得分）：{clue.id} {clue.name}（{len(clue.pieces) + len(clue.files)} 处）" for clue in card.clues]
    due = [f"  {day}　{what}{f'（{id}）' if id else ''}{'　已过期' if day < one.as_of else ''}" for day, what, id in days]
    lines += ["", "截止日期", *due] if due else []
    for category in card.categories:
        lines += ["", f"{category.category.id} {category.category.name}　{number(category.points)}/{number(category.of)}"]
        ids = {indicator.id for indicator in category.category.indicators}
        lines += [line for score in card.scores if score.indicator.id in ids for line in _score_lines(score, words)]
    return "\n".join(lines)


def _grade_line(one: Assessment, card: Scorecard) -> str:
    if card.grade:
        return f"等次：{card.grade}"
    if one.running:
        return f"等次：学年还没有结束，最多可到{card.best_grade}"
    return f"等次：待评。按现在的材料是{card.line_grade}，最多可到{card.best_grade}"


def _score_lines(score: Score, words: Vocabulary) -> Iterator[str]:
    i, points = score.indicator, status_word(words, score)
    yield f"  {i.id} {i.name}　{points}/{number(i.max)}　{score.words}"
    if score.self_mark and score.self_mark.points is not None:
        yield f"      自评 {number(score.self_mark.points)}（不改变得分）"
    if score.self_mark and score.self_mark.note:
        yield f"      基地说明（不改变得分）：{score.self_mark.note}"
    yield from (f"      ＋ {line}" for line in _some([_piece(one.evidence, one.note) for one in score.count.used]))
    for reason, pieces in grouped(score.count.rejected):
        yield from (f"      － {line}" for line in _some([_piece(one.evidence, reason) for one in pieces]))
    if score.raises:
        yield f"      → {score.raises}"


def _piece(one: Evidence, note: str) -> str:
    return f"{one.title}{f'（{one.day}）' if one.day else ''}{f'：{note}' if note else ''} [{one.file}:{one.line}]"


def _some(lines: list[str]) -> list[str]:
    return lines if len(lines) <= MOST else [*lines[: MOST - 1], f"……共 {len(lines)} 份，全部见 --format json"]


def grouped(rejected: Iterable[Rejected]) -> list[tuple[str, list[Rejected]]]:
    """Rejected pieces by reason, in the order of the reasons."""
    ordered = sorted(rejected, key=lambda one: one.reason)
    return [(reason, list(pieces)) for reason, pieces in groupby(ordered, key=lambda one: one.reason)]


def markdown(one: Assessment, names: Mapping[str, str], words: Vocabulary) -> str:
    """One section a base, one table row an indicator, then every piece that counts or does not, as a link within the site."""
    parts = [f"# {one.year} 学年考核计分", heading(one)]
    for card in one.cards:
        parts += [f"## {names.get(card.base, card.base)}", f"总分 {card.total}；{_grade_line(one, card)}。" + "；".join(card.reasons)]
        rows = ["| 指标 | 得分 | 怎样算的 | 怎样提高 |", "| --- | --- | --- | --- |"]
        rows += [
            f"| {s.indicator.id} {s.indicator.name} | {status_word(words, s)} / {number(s.indicator.max)} | {_cell(s.words)} | {_cell(s.raises)} |"
            for s in card.scores
        ]
        parts += ["\n".join(rows), "\n".join(line for s in card.scores for line in _pieces(s))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _pieces(score: Score) -> Iterator[str]:
    """The pieces of an indicator as a list: those that count, then the others by reason."""
    if not (score.count.used or score.count.rejected):
        return
    yield f"- {score.indicator.id} {score.indicator.name}"
    yield from (f"    - 计入：{_link(one.evidence)}{f'（{one.note}）' if one.note else ''}" for one in score.count.used)
    for reason, pieces in grouped(score.count.rejected):
        yield from (f"    - 不计：{_link(one.evidence)}（{reason}）" for one in pieces)


def _link(one: Evidence) -> str:
    """A piece as a Markdown link to where it is read; what is not published is named by its file."""
    words = one.title.translate(_PLAIN) + (f" {one.day}" if one.day else "")
    return f"[{words}]({one.address})" if one.address else f"{words}，{one.file}:{one.line}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def assessment_json(one: Assessment, names: Mapping[str, str], words: Vocabulary) -> bytes:
    """The documented, stable form (guide: 数据). Points are strings, so that no reader makes floats of them.

    ``version year as_of commit dirty shallow rubric{id version sha256} bases[{id name grade line_grade best_grade total
    best raw bonus months scale reasons clues categories[{id name points of room}] indicators[{id name max status points words target
    n whole factor raises used[…] rejected[…] self panel exemption}]}]``. ``points`` is ``null`` unless ``status`` is 已计.
    """
    rubric = {"id": one.rubric.id, "version": one.rubric.version, "sha256": one.rubric_sha256}
    head = {"version": VERSION, "year": one.year, "as_of": one.as_of, "commit": one.commit, "dirty": one.dirty, "shallow": one.shallow, "rubric": rubric}
    return to_json(_plain(head | {"bases": [_base(card, names, words) for card in one.cards]}))


def _base(card: Scorecard, names: Mapping[str, str], words: Vocabulary) -> dict[str, Any]:
    categories = [{"id": one.category.id, "name": one.category.name, "points": one.points, "of": one.of, "room": one.room} for one in card.categories]
    clues = [{"id": one.id, "name": one.name, "pieces": [_evidence(piece) for piece in one.pieces], "files": one.files} for one in card.clues]
    return {
        "id": card.base, "name": names.get(card.base, card.base), "grade": card.grade, "line_grade": card.line_grade, "best_grade": card.best_grade,
        "total": card.total, "best": card.best, "raw": card.raw, "bonus": card.bonus_points, "months": card.months, "scale": card.scale,
        "reasons": card.reasons, "unread": card.unread, "clues": clues, "categories": categories, "indicators": [_indicator(one, words) for one in card.scores],
    }  # fmt: skip


def _indicator(one: Score, words: Vocabulary) -> dict[str, Any]:
    i, term = one.indicator, words.find("score_status", one.status)
    return {
        "id": i.id, "name": i.name, "max": i.max, "status": term.name if term else one.status, "points": one.points, "words": one.words,
        "target": one.target, "n": one.count.n, "whole": one.count.whole, "factor": one.count.factor, "raises": one.raises,
        "used": [_evidence(u.evidence) | {"value": u.value, "note": u.note} for u in one.count.used],
        "rejected": [_evidence(r.evidence) | {"reason": r.reason} for r in one.count.rejected],
        "self": {"points": one.self_mark.points, "note": one.self_mark.note} if one.self_mark else None,
        "panel": {"mean": one.panel.mean, "n": one.panel.n, "spread": one.panel.spread} if one.panel else None,
        "exemption": {"points": one.exemption.points, "reason": one.exemption.reason, "number": one.exemption.number} if one.exemption else None,
    }  # fmt: skip


def _evidence(one: Evidence) -> dict[str, Any]:
    return {"title": one.title, "day": one.day, "file": one.file, "line": one.line, "address": one.address}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return f"{value:f}" if isinstance(value, Decimal) else value.isoformat() if isinstance(value, datetime.date) else value


def comparison(moves: Iterable[Move], changes: Iterable[Change], names: Mapping[str, str]) -> str:
    """What a change does: a line for each base that moves, then what came and went at each indicator."""
    changes, lines = list(changes), []
    for move in moves:
        before, after = move.before, move.after
        lines.append(f"{names.get(move.base, move.base)}：总分 {_total(before)} → {_total(after)}，等次 {_grade(before)} → {_grade(after)}")
    for change in changes:
        step = change.step
        size = f"{step:+}" if step is not None else f"{_points(change.before)} → {_points(change.after)}"
        news = [f"新增 {'、'.join(_short(change.came))}"] if change.came else []
        news += [f"减少 {'、'.join(_short(change.went))}"] if change.went else []
        lines.append(f"  {names.get(change.base, change.base)} {change.indicator.id} {change.indicator.name}：{size}{'；' + '；'.join(news) if news else ''}")
    return "\n".join(lines) if lines else "得分没有变化。"


def comparison_json(before: Assessment, after: Assessment, moves: Iterable[Move], changes: Iterable[Change], names: Mapping[str, str]) -> bytes:
    """``version year before{commit rubric} after{commit rubric} bases[{id name total grade}] changes[{base indicator points came went}]``.

    ``total``, ``grade`` and ``points`` are pairs, before and after; ``null`` is not known or not there.
    """
    sides = {name: {"commit": one.commit, "rubric": one.rubric_sha256} for name, one in (("before", before), ("after", after))}
    bases = [
        {
            "id": one.base, "name": names.get(one.base, one.base),
            "total": [card.total if card else None for card in (one.before, one.after)],
            "grade": [card.grade if card else None for card in (one.before, one.after)],
        }
        for one in moves
    ]  # fmt: skip
    rows = [
        {
            "base": one.base, "indicator": one.indicator.id, "name": one.indicator.name,
            "points": [score.points if score else None for score in (one.before, one.after)], "came": one.came, "went": one.went,
        }
        for one in changes
    ]  # fmt: skip
    return to_json(_plain({"version": VERSION, "year": after.year, **sides, "bases": bases, "changes": rows}))


def _short(titles: tuple[str, ...]) -> list[str]:
    return [f"“{title}”" for title in titles[:3]] + ([f"等 {len(titles)} 份"] if len(titles) > 3 else [])


def _total(card: Scorecard | None) -> str:
    return str(card.total) if card else "无"


def _grade(card: Scorecard | None) -> str:
    return (card.grade or "待评") if card else "无"


def _points(score: Score | None) -> str:
    return "无" if score is None else str(score.points) if score.points is not None else "没有定"


def sways(found: Iterable[Sway], names: Mapping[str, str]) -> str:
    """The sensitivity table: a line for each weight whose change moves a grade."""
    listed = list(found)
    moving = [one for one in listed if one.bases]
    head = f"{len(listed)} 种改动（每个指标的分值增减一成）里，{len(moving)} 种会使等次变化。"
    rows = [("指标", "分值", "几个基地", "基地")]
    rows += [_sway(one, names) for one in moving]
    return "\n".join([head, *columns(rows)]) if moving else head


def _sway(one: Sway, names: Mapping[str, str]) -> tuple[str, str, str, str]:
    moved = "、".join(names.get(base, base) for base in one.bases)
    return f"{one.indicator.id} {one.indicator.name}", f"×{number(one.factor)}", str(len(one.bases)), moved
