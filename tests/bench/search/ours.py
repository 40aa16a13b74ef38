"""This project's own search: its index, and its page in its own looks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jidi.publish import Output, Page
from jidi.search import Document, Facet, index
from jidi.site.render import render

from .. import make_city
from .corpus import Text
from .engine import Engine

KIND = "资源"
# Facet → the field of a text, what it is called, how its words in a query are taken; in the order of the real site.
FACETS = {
    "stage": ("stage", "学段", "hard"),
    "subject": ("subject", "学科", "hard"),
    "grade": ("grade", "年级", "hard"),
    "volume": ("volume", "册次", "hard"),
    "edition": ("version", "教材版本", "hard"),
    "type": ("type", "类型", "soft"),
    "unit": ("unit", "单元", ""),
}
OPEN = ("subject", "grade", "type")


def build(texts: Sequence[Text], folder: Path) -> None:
    made = index([document(one) for one in texts], facets(texts))
    files = [*(Output(f"search/{name}", content) for name, content in made.files.items()), Output("assets/known.js", made.known)]
    fields = {"kinds": [(KIND, len(texts))], "facets": _shown(texts), "newest": [], "ask": "", "contact": ""}
    render(make_city.ROOT, [Output("find/index.html", Page("找资源", "find", fields, wide=True, listing=True)), *files], folder)


def document(one: Text) -> Document:
    named = {id: (getattr(one, name),) for id, (name, _, _) in FACETS.items() if getattr(one, name)}
    card = {"what": [one.type, one.grade, one.volume, one.version], "base": f"{one.stage}{one.subject}基地", "licence": "署名-非商业"}
    return Document(
        title=one.title,
        address=one.address,
        head=(one.unit, *one.tags),
        body=one.body,
        phrases=(one.topic, one.unit),
        facets={"kind": (KIND,), **named, **({"year": (one.date[:4],)} if one.date else {})},
        day=one.date,
        card={**card, "adopters": 0, "files": [], "state": [], "id": one.id},
    )


def facets(texts: Sequence[Text]) -> list[Facet]:
    made = [Facet(id, called, (), lift, shelf=True, aliases=_aliases(texts, name)) for id, (name, called, lift) in FACETS.items()]
    return [Facet("kind", "类别", (KIND,), shelf=True), *made, Facet("year", "年")]


def _aliases(texts: Sequence[Text], name: str) -> dict[str, tuple[str, ...]]:
    """What else the city's vocabulary calls the values that occur; not a word that is itself a value."""
    values = {getattr(one, name) for one in texts} - {""}
    kind = {"version": "edition", "type": "resource_type"}.get(name, name)
    terms = [{term["名称"], *term.get("别名", ())} for term in make_city.WORDS.get(kind, {"词条": ()})["词条"]]
    return {value: tuple(sorted(set().union(*(term for term in terms if value in term)) - values)) for value in sorted(values)}


def _shown(texts: Sequence[Text]) -> list[dict[str, object]]:
    """The facets as the page shows them before the first key."""
    found: list[dict[str, object]] = []
    for id, (name, called, _) in FACETS.items():
        counts = Counter(getattr(one, name) for one in texts) if id in OPEN else Counter[str]()
        found.append({"id": id, "name": called, "open": id in OPEN, "values": sorted(counts.items())})
    return found


OURS = Engine("ours", build, "find/index.html", "ours.js", r"/search/|/assets/(search|inflate|known)\.js", r"/search/")
