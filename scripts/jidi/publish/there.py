"""Which pages a text may link to by the name of their source (``../resources/x.md``)."""

from __future__ import annotations

from .world import World

# Pages that every city has, whatever it holds; ``test_there.py`` compares them with those that are made.
STANDING = frozenset(
    {
        "index", "find/index", "books/index", "activities/index", "bases/index", "assessment/index", "policies/index", "guide/index", "guide/fields",
        "guide/rules", "guide/words", "resources/index", "practice/index", "people/index", "feeds/index", "verify/index", "decisions", "governance",
    }
)  # fmt: skip


def is_there(world: World, source: str) -> bool:
    """Whether the page of ``source``, a path below ``content/`` or beginning with ``bases/``, is published."""
    name = source.removesuffix(".md")
    if name in STANDING:
        return True
    top, _, rest = name.partition("/")
    if top == "bases" and rest.endswith("/index"):
        return rest.removesuffix("/index") in world.base_names
    entry = world.by_id.get(rest if top == "bases" else name)
    return bool(entry and entry.kind.body and entry.address == f"{name}.html")
