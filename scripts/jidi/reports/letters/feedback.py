"""考核反馈意见书: one page for each base of a round, and behind it what the base and its county may see of the sums (plan 六.2; R-6.2.3; domain b.7)."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.paper import Block, Break, Grid, Text
from ...model.reports import Letter
from ...model.standards import Round, RoundResult
from ...publish.activity.plain import shortened
from .desk import Desk
from .drafting import Made, report
from .fitting import on_one_page
from .results import lack, result_values, round_values
from .scores import scores
from .words import Values, closing, opening, paragraphs

_SIZES = ((16.0, 14.0), (15.0, 13.0), (14.0, 12.0), (14.0, 10.5))  # of the text and of the table, in points: smaller is not read by everybody
_MOST, _LEAST, _STEP = 400, 20, 10  # characters of each part, less and less until all is on one page
_WIDTHS = (30.0, 126.0)
_LONG = ("经验", "问题", "建议", "整改要求", "更正理由")


def feedback(desk: Desk) -> Iterator[Made]:
    """The letters of a round that has results; a part that lacks, or a base without a result, is a gap."""
    one = desk.round
    if one is None or not one.results:
        return
    letter = desk.letter("feedback")
    for base in sorted({*one.bases, *(result.base for result in one.results)}):
        gap, result = lack(desk, base, letter.name), desk.result(base)
        if gap or result is None:
            yield from [gap] if gap else []
        else:
            content, assessed = _fitted(desk, one, result), desk.year.assessment
            card = assessed.card(base) if assessed else None
            behind = [Break(), *scores(desk, assessed, card)] if assessed and card else []
            yield report(desk, f"feedback-{base}-{one.year}", letter, (*content, *behind), base, draft=not desk.closed)


def _fitted(desk: Desk, one: Round, result: RoundResult) -> list[Block]:
    """The letter on one page: whole and smaller if need be, then shortened at the ends of sentences, which it says."""
    letter, whole = desk.letter("feedback"), desk.values(result.base, **round_values(desk, one), **result_values(result), 删节="")
    content = _form(letter, whole, *_SIZES[0])
    tries = [(whole, size) for size in _SIZES] + [(_cut(whole, room), _SIZES[-1]) for room in range(_MOST, _LEAST, -_STEP)]
    for values, size in tries:
        content = _form(letter, values, *size)
        if on_one_page(content):
            break
    return content


def _form(letter: Letter, values: Values, size: float, small: float) -> list[Block]:
    """The letter with its parts as a table: the heading on the left, what it has to say on the right."""
    told = [(part.heading, [words for text in part.texts for words in paragraphs(text, values, letter.name)]) for part in letter.parts]
    rows = tuple((heading, "\n".join(words)) for heading, words in told if heading and words)
    first = next((at for at, (heading, _) in enumerate(told) if heading), len(told))
    above, below = ([Text(words, size) for heading, lines in half if not heading for words in lines] for half in (told[:first], told[first:]))
    return [*opening(letter, values, size), *above, *([Grid(rows, _WIDTHS, head=False, size=small)] if rows else []), *below, *closing(letter, values)]


def _cut(values: Values, room: int) -> Values:
    """Every long part with at most so many characters, and how many were left out."""
    told = {key: shortened(values[key], room) for key in _LONG}
    told["建议"] = _first_lines(values["建议"], room)
    return {**values, **told, "删节": str(sum(len(values[key]) - len(told[key]) for key in _LONG) or "")}


def _first_lines(text: str, room: int) -> str:
    """The first lines that fit; the first of them shortened if it alone does not."""
    first, *more = text.split("\n")
    kept = [shortened(first, room)]
    for line in more:
        if sum(map(len, kept)) + len(line) > room:
            break
        kept.append(line)
    return "\n".join(kept)
