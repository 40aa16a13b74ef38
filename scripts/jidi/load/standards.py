"""The city's words: ``vocabulary.yml`` and ``stages.yml``."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ..model.finding import Finding, Place
from ..model.vocabulary import Term, Vocabulary
from . import rules
from .text import Unreadable, decode

if TYPE_CHECKING:
    from .remembered import Remembered

T = TypeVar("T")
FILES = ("content/standards/vocabulary.yml", "content/standards/stages.yml")
Stage = dict[str, Any]
Stages = dict[str, Stage]


def load_standards(root: Path, before: Remembered | None = None) -> tuple[Vocabulary, Stages, list[Finding]]:
    """The vocabulary (stages' words included) and the stages as plain values.

    An entry of another shape is left out and named; nothing is raised. ``before``: what earlier runs understood of the same files.
    """
    files = [_bytes(root / file) for file in FILES]
    of = " ".join(hashlib.sha256(one).hexdigest() for one in files)
    vocabulary, stages, findings = before.once("standards", of, partial(_understood, *files)) if before else _understood(*files)
    return vocabulary, stages, list(findings)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


@lru_cache(maxsize=8)
def _understood(words_file: bytes, stages_file: bytes) -> tuple[Vocabulary, Stages, tuple[Finding, ...]]:
    """Once for the same bytes: whoever serves or compares reads the same words again and again."""
    words, wrong = _read(words_file, FILES[0], _terms)
    stages, wrong_too = _read(stages_file, FILES[1], _stage)
    terms = {kind: terms for kind, (_, terms) in words.items()}
    titles = {kind: title for kind, (title, _) in words.items()}
    own_titles = {"stage": "学段", "subject": "学科", "grade": "年级", "competency": "核心素养"}
    return Vocabulary(terms | _stage_words(stages), titles | own_titles), stages, (*wrong, *wrong_too)


def _read(data: bytes, file: str, read: Callable[[dict[str, Any]], T]) -> tuple[dict[str, T], tuple[Finding, ...]]:
    """Every entry of a file, read; what cannot be read becomes a finding at its line."""
    from .tree import parse  # YAML, for who does not remember what it said

    try:
        tree = parse(decode(data, file), file)
    except Unreadable as error:
        return {}, tuple(error.findings)
    found: dict[str, T] = {}
    wrong: list[Finding] = []
    for id, entry in (tree.value if isinstance(tree.value, dict) else {}).items():
        try:
            found[id] = read(entry)
        except (KeyError, TypeError, AttributeError) as error:
            place = Place(file, tree.lines.get((id,), 1))
            wrong.append(rules.SHAPE.at(place, f"「{id}」的写法不对（{error}）", "照着上下的条目写：编号、名称，别名可省"))
    return found, tuple(wrong)


def _terms(entry: dict[str, Any]) -> tuple[str, tuple[Term, ...]]:
    return str(entry["名称"]), tuple(map(_term, entry["词条"]))


def _term(entry: dict[str, Any]) -> Term:
    facts = {key: value for key, value in entry.items() if key not in {"编号", "名称", "别名"}}
    return Term(str(entry["编号"]), str(entry["名称"]), tuple(entry.get("别名") or ()), facts)


def _stage(entry: dict[str, Any]) -> Stage:
    subjects = {
        key: {"name": s["名称"], "competencies": list(s.get("核心素养") or ()), "aliases": list(s.get("别名") or ())} for key, s in entry["学科"].items()
    }
    return {"name": entry["名称"], "aliases": list(entry.get("别名") or ()), "grades": list(entry["年级"]), "subjects": subjects}


def _stage_words(stages: Stages) -> dict[str, tuple[Term, ...]]:
    """Stages, grades, subjects and competencies as words; a subject that several stages have is one word."""
    subjects: dict[str, Term] = {}
    grades: dict[str, Term] = {}
    competencies: dict[str, Term] = {}
    for id, stage in stages.items():
        grades |= {name: Term(f"{id}{number}", name) for number, name in enumerate(stage["grades"], 1)}
        for key, subject in stage["subjects"].items():
            subjects.setdefault(subject["name"], Term(key, subject["name"], tuple(subject["aliases"])))
            competencies |= {name: Term(name, name) for name in subject["competencies"]}
    grades["不限"] = Term("any", "不限")
    terms = {"subject": subjects, "grade": grades, "competency": competencies}
    own = tuple(Term(id, stage["name"], tuple(stage["aliases"])) for id, stage in stages.items())
    return {"stage": own} | {kind: tuple(found.values()) for kind, found in terms.items()}
