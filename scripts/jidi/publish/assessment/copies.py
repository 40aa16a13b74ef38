"""Words that two records have in common, for the panel: facts side by side, no score and no verdict. Never on the public site."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ...documents import Block, Grid, Heading, Paper, Text, Title
from ...likeness import Alike, Measure, Pair, Plain, alike
from ...likeness import Text as Written
from ...model.city import City, Entry
from ...model.facts import SameWords, ShownFacts
from ...model.record import Record
from ...model.standards import GuidePage, Policy
from ...search.words import normal

NOTE = "供专家参考，不计分。只说哪里的字一样；谁参考谁、是不是合适，由人判断。各基地都用的套话、引用的原文（> 开头）、政策原文和小标题不算。"
_SIGNS = re.compile(r"^#{1,6} +|^\|[-:| ]+\|$", re.MULTILINE)  # of Markdown: they are no words
_LINE = 100  # characters
NO_FACTS = "没有 content/standards/facts.yml，不知道满多少才列出来"


@dataclass(frozen=True, slots=True)
class Same:
    """One passage as it stands in each of the two, with its line there."""

    line: int
    text: str
    other_line: int
    other_text: str


@dataclass(frozen=True)
class Copies:
    """All records that have words in common, the most alike first."""

    city: City
    written: tuple[Written, ...]
    entries: tuple[Entry[Record], ...]
    plain: Plain
    found: Alike

    def sides(self, pair: Pair) -> tuple[tuple[int, float], tuple[int, float]]:
        """The two by number with what part of each stands in the other; the one that came into the main line first stands first."""
        both = ((pair.one, pair.shares[0]), (pair.other, pair.shares[1]))
        days = [self.came(number) or datetime.date.max for number, _ in both]
        return both if days[0] <= days[1] else (both[1], both[0])

    def came(self, number: int) -> datetime.date | None:
        """When a record first came into the main line, if git tells."""
        return self.city.history.arrived.get(self.entries[number].file) if self.city.dated else None

    def same(self, pair: Pair) -> list[Same]:
        """What both say, in the order of the one that stands first."""
        (one, _), (other, _) = self.sides(pair)
        texts = [self.written[number] for number in (one, other)]
        places = [text.places(self.plain) for text in texts]
        found = []
        for each in self.found.passages(one, other):
            spans = [(where[at], where[at + each.size - 1] + 1) for where, at in zip(places, (each.one, each.other), strict=True)]
            lines = [text.line_at(start) for text, (start, _) in zip(texts, spans, strict=True)]
            said = [" ".join(_SIGNS.sub("", text.body[start:end]).split()) for text, (start, end) in zip(texts, spans, strict=True)]
            found.append(Same(lines[0], said[0], lines[1], said[1]))
        return found

    def order(self, pair: Pair) -> str:
        """Which was there first, as a fact of git."""
        (one, _), (other, _) = self.sides(pair)
        days = self.came(one), self.came(other)
        if None in days:
            return "先后不详：git 里查不到第一次入库的日期"
        return f"同一天第一次入库：{days[0]}" if days[0] == days[1] else f"第一次入库：前一份 {days[0]}，后一份 {days[1]}"


def copies(city: City, files: Collection[str] | None = None, bases: Collection[str] = ()) -> Copies | None:
    """Across bases, and across the years of one; only pairs with one of these ``files``, or of these ``bases``, if any are given.

    ``None`` without ``facts.yml``: then nobody knows what is much.
    """
    rules = next((entry.record.words for entry in city.of(ShownFacts)), None)
    if rules is None:
        return None
    entries = tuple(entry for entry in city.entries if entry.base and entry.kind.body)
    written, plain = tuple(_written(city, entry, rules) for entry in entries), Plain(normal)
    wanted = [number for number, entry in enumerate(entries) if (files is None or entry.file in files) and (not bases or entry.base in bases)]
    allowed = [entry.body for model in (Policy, GuidePage) for entry in city.of(model)]
    measure = Measure(rules.run.n, rules.long.n, rules.least.n, rules.share.n / 100, rules.owners.n, rules.phrase.n)
    return Copies(city, written, entries, plain, alike(written, plain, measure, allowed, wanted))


def _written(city: City, entry: Entry[Record], rules: SameWords) -> Written:
    record, again = entry.record, entry.kind.id in rules.again
    year = getattr(record, "year", "") or (city.school_year(day) if (day := getattr(record, "day", None)) else "")
    return Written(entry.file, entry.base, entry.body, entry.body_line, entry.kind.id if again else "", year)


def title(entry: Entry[Record], names: dict[str, str]) -> str:
    """A record as the panel knows it: its base, its title."""
    inner = str(getattr(entry.record, "title", entry.kind.name)).translate(str.maketrans("《》", "〈〉"))  # GB/T 15834: a title within a title
    return f"{names.get(entry.base, entry.base)}《{inner}》"


def heads(found: Copies, pair: Pair, names: dict[str, str]) -> list[str]:
    """Each of the two: which, where, what part of it is the same."""
    return [
        f"{title(found.entries[number], names)}（{found.entries[number].file}，占这一份的 {share:.0%}）"
        for number, share in found.sides(pair)
    ]  # fmt: skip


def text(found: Copies, names: dict[str, str], most: int = 20, passages: int = 3) -> Iterator[str]:
    """For a terminal, line by line: ``most`` pairs, the first ``passages`` of each."""
    yield f"相同的文字：{len(found.found.pairs)} 对。{NOTE}"
    for number, pair in enumerate(found.found.pairs[:most], 1):
        one, other = (found.entries[side].file for side, _ in found.sides(pair))
        yield from ("", f"{number}. {' 与 '.join(heads(found, pair, names))}", f"   {found.order(pair)}")
        same = found.same(pair)
        for each in same[:passages]:
            yield from (f"   {one}:{each.line}　{_begun(each.text)}", f"   {other}:{each.other_line}　{_begun(each.other_text)}")
        if len(same) > passages:
            yield f"   ……还有 {len(same) - passages} 处"
    if len(found.found.pairs) > most:
        yield from ("", f"……还有 {len(found.found.pairs) - most} 对。写上基地的编号只看这个基地，或用 --out 写成网页看。")


def _begun(words: str) -> str:
    """A passage as far as a line of a terminal is read; ``--out`` shows all of it."""
    return words if len(words) <= _LINE else f"{words[:_LINE]}……（共 {len(words)} 字，用 --out 看全文）"


def paper(found: Copies, names: dict[str, str], more: Sequence[str] = (), most: int = 300) -> Paper:
    """The same for the panel's table: two columns, what is the same on one height. ``more``: what git tells beside it."""
    blocks: list[Block] = [Title("相同的文字"), Text(f"共 {len(found.found.pairs)} 对。{NOTE}", indent=False)]
    if len(found.found.pairs) > most:
        blocks.append(Text(f"这里是相同最多的 {most} 对；写上基地的编号再写一份，看其余的。", indent=False))
    for number, pair in enumerate(found.found.pairs[:most], 1):
        rows = [tuple(heads(found, pair, names)), *((f"第 {one.line} 行：{one.text}", f"第 {one.other_line} 行：{one.other_text}") for one in found.same(pair))]
        blocks += [Heading(f"{number}. {found.order(pair)}"), Grid(tuple(rows), (85, 85))]
    blocks += [Heading("git 里的历史"), *(Text(one, indent=False) for one in more)] if more else []
    settings = found.city.settings
    return Paper("相同的文字", settings.organiser if settings else "", found.city.today, tuple(blocks), draft="供专家参考，不公开")
