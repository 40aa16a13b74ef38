"""Which texts are searched and what is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .corpus import real, texts
from .queries import Judge, Search, given
from .run import Task
from .told import CAPPED, fewer, told
from .unseen import unseen


def task(documents: int, seed: int, each: int, cold: int) -> tuple[Task, str]:
    """The task, and in words what it asks. ``each``: unseen searches of a kind; ``cold``: first visits for a kind.

    Without the corpus the sample's own texts are searched, and all searches are unseen ones, half of them standing for the given.
    """
    all_, first = texts(documents), real()[:documents]
    known, judge = given(), Judge(all_)
    if not known:
        asked = unseen(first, judge, seed + 1, each)
    elif documents < len(real()):
        asked = fewer(known, all_)
    else:
        asked = known if documents == len(real()) else told(known, first, all_)
    more = unseen(first, judge, seed, each, asked)
    said = f"{documents:,} documents, {len(asked)} given searches, {len(more)} unseen"
    if len(asked) < len(known):
        said += f"\nof the {len(known)} given those whose right answers here can be told: {_counted(asked)}"
    if capped := [one.text for one in asked if len(one.relevant) == CAPPED and documents == len(real())]:
        said += f"\nthe file names only {CAPPED} right answers, though there are more, of: {'、'.join(capped)}"
    visits = _visits(asked, more, cold)
    return Task(all_, asked, more, timed=asked, cold=visits, plain=visits[::2]), said


def _visits(asked: Sequence[Search], more: Sequence[Search], each: int) -> list[Search]:
    """Some of every kind, from the half that nothing was tuned on where it has any."""
    found: list[Search] = []
    for kind in sorted({one.kind for one in (*asked, *more)}):
        own = [one for one in (*asked, *more) if one.kind == kind]
        found += sorted(own, key=lambda one: (one not in asked, not one.held_out))[:each]
    return found


def _counted(searches: Sequence[Search]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in sorted(Counter(one.kind for one in searches).items()))
