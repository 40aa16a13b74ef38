"""The city's words: every term has one home in ``content/standards``; Python repeats none."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a vocabulary. ``id`` is ASCII and permanent, ``name`` is what people read."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All words by kind (``activity_type`` …). Only the very same are equal: what was understood by one is kept with it."""

    terms: Mapping[str, tuple[Term, ...]]
    titles: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def _known(self) -> dict[str, dict[str, Term]]:
        """Kind → every word for a term of it → the term; filled as it is asked for."""
        return {}

    def of(self, kind: str) -> tuple[Term, ...]:
        """The terms of a kind, in the order in which the city lists them; none if unknown."""
        return self.terms.get(kind, ())

    def names(self, kind: str) -> list[str]:
        """The official names of a kind."""
        return [term.name for term in self.of(kind)]

    def find(self, kind: str, text: str) -> Term | None:
        """The term that ``text`` names: by name, or else by alias or id (one term's alias may be another's name)."""
        known = self._known.get(kind)
        if known is None:
            terms = self.of(kind)
            others = {word: term for term in reversed(terms) for word in (*term.aliases, term.id)}
            known = self._known[kind] = others | {term.name: term for term in reversed(terms)}
        return known.get(text)

    def is_term(self, kind: str, name: str, *ids: str) -> bool:
        """Whether ``name`` is one of the terms with these ids."""
        term = self.find(kind, name)
        return term is not None and term.id in ids

    def nearest(self, kind: str, text: str) -> str | None:
        """The official name most like ``text``, if any is near."""
        return nearest(text, self.names(kind))


def nearest(text: str, options: list[str]) -> str | None:
    """The option most like ``text``: shared characters first, then spelling."""
    close = difflib.get_close_matches(text, options, n=1, cutoff=0.5)
    if close:
        return close[0]
    sharing = [(len(set(text) & set(option)), option) for option in options]
    best = max(sharing, default=(0, ""))
    return best[1] if best[0] else None
