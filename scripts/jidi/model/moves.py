"""Where published addresses went (R-3.4.4): read from the bases' and the city's ``moved.yml``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .city import City
from .finding import Place
from .gate import Move, Moves

Moved = Mapping[str, tuple[Move, Place]]


def moves_of(city: City) -> Moved:
    """Old address → where it went, and the line that says so; a base speaks only of its own pages."""
    return {move.old: (move, place) for base, move, place in _all(city) if _own(base, move)}


def foreign(city: City) -> Iterator[tuple[str, Move, Place]]:
    """What bases say of pages that are not theirs; nobody listens to it."""
    return (one for one in _all(city) if not _own(one[0], one[1]))


def _all(city: City) -> Iterator[tuple[str, Move, Place]]:
    for entry in city.of(Moves):
        for number, one in enumerate(entry.record.moves):
            yield entry.base, one, entry.at("变更", number)


def _own(base: str, move: Move) -> bool:
    return not base or move.old.startswith(f"bases/{base}/")


def destination(address: str, there: Collection[str], moves: Moved) -> tuple[str, str]:
    """The page that an old address comes to after any number of moves, or else the reason why it is gone; both empty if it leads nowhere."""
    seen: set[str] = set()
    while address not in there and address in moves and address not in seen:
        seen.add(address)
        move, _ = moves[address]
        if not move.new:
            return "", move.reason
        address = move.new
    return (address, "") if address in there else ("", "")
