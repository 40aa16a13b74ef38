"""Published addresses never vanish: what was a page stays one, leads to its new place, or says why it is gone (R-3.4.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.city import City, Entry
from ..model.finding import Finding, Place
from ..model.moves import Moved, destination, foreign
from ..model.record import Record
from .rules import KEPT


@dataclass(frozen=True, slots=True)
class Published:
    """A page that a record has of its own: its address below the site, the file, its title, the digest of its text."""

    address: str
    file: str
    base: str
    title: str
    sha256: str


def pages_of(entries: Iterable[Entry[Record]]) -> dict[str, Published]:
    """Address → page, of the public records that have one of their own, and of the bases."""
    found = {}
    for entry in entries:
        address = entry.address.partition("#")[0]
        if entry.kind.body or entry.kind.id == "base" or entry.kind.page.endswith("*.html"):
            title = getattr(entry.record, "title", "") or getattr(entry.record, "short_name", "") or entry.kind.name
            found[address] = Published(address, entry.file, entry.base, str(title), entry.sha256)
    return found


def vanished(before: Mapping[str, str], after: Collection[str], moves: Moved, renamed: Mapping[str, str]) -> list[Finding]:
    """One finding for every address of ``before`` (address → file) that would lead nowhere.

    ``after``: the addresses that there will be; ``renamed``: old address → the address of the file that git says it became.
    """
    return sorted(finding for address, file in before.items() if address not in after for finding in _lost(address, file, after, moves, renamed))


def _lost(address: str, file: str, after: Collection[str], moves: Moved, renamed: Mapping[str, str]) -> Iterator[Finding]:
    if address not in moves:
        register = f"bases/{address.split('/')[1]}/moved.yml" if address.startswith("bases/") else "content/standards/moved.yml"
        to = renamed.get(address)
        line = f"- {{旧网址: {address}, " + (f"新网址: {to}}}" if to else "原因: 为什么撤下}")
        yield KEPT.at(Place(file), f"这一页发布过（{address}），以后打不开了", f"在 {register} 的「变更」下面加一行“{line}”")
        return
    move, place = moves[address]
    if not move.new and not move.reason:
        yield KEPT.at(place, f"“{address}”没有写现在在哪里，也没有写为什么撤下", "写「新网址」，没有的写「原因」")
    elif move.new and destination(address, after, moves) == ("", ""):
        yield KEPT.at(place, f"“{address}”要转到“{move.new}”，那里没有网页", "新网址照现在的文件名写，如 bases/基地编号/resources/文件名.html")


def unheard(city: City) -> list[Finding]:
    """What a base says of a page that is not its own."""
    fix = "只写自己基地的网址；别的请那个基地或办公室来写"
    return sorted(KEPT.at(place, f"“{move.old}”不是基地“{base}”的网页，这一条不起作用", fix) for base, move, place in foreign(city))
