"""The city's words: ``vocabulary.yml`` and ``stages.yml``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..model.finding import Finding
from ..model.vocabulary import Term, Vocabulary
from .text import Unreadable, decode
from .tree import parse

Stages = dict[str, dict[str, Any]]


def load_standards(root: Path) -> tuple[Vocabulary, Stages, list[Finding]]:
    """The vocabulary (stages' words included) and the stages as plain values."""
    findings: list[Finding] = []
    words = _read(root, "content/standards/vocabulary.yml", findings)
    raw = _read(root, "content/standards/stages.yml", findings)
    terms = {kind: tuple(map(_term, entry.get("词条") or ())) for kind, entry in words.items()}
    titles = {kind: str(entry.get("名称", kind)) for kind, entry in words.items()}
    return Vocabulary(terms | _stage_words(raw), titles | {"stage": "学段", "subject": "学科", "grade": "年级", "competency": "核心素养"}), _stages(raw), findings


def _read(root: Path, file: str, findings: list[Finding]) -> dict[str, Any]:
    try:
        value = parse(decode((root / file).read_bytes(), file), file).value
    except FileNotFoundError:
        return {}
    except Unreadable as error:
        findings.extend(error.findings)
        return {}
    return value if isinstance(value, dict) else {}


def _term(entry: dict[str, Any]) -> Term:
    facts = {key: value for key, value in entry.items() if key not in {"编号", "名称", "别名"}}
    return Term(str(entry["编号"]), str(entry["名称"]), tuple(entry.get("别名") or ()), facts)


def _stage_words(raw: dict[str, Any]) -> dict[str, tuple[Term, ...]]:
    stages = tuple(Term(id, s["名称"], tuple(s.get("别名", ()))) for id, s in raw.items())
    subjects: dict[str, Term] = {}
    grades: dict[str, Term] = {}
    competencies: dict[str, Term] = {}
    for id, stage in raw.items():
        for number, name in enumerate(stage["年级"], 1):
            grades[name] = Term(f"{id}{number}", name)
        for key, subject in stage["学科"].items():
            subjects.setdefault(subject["名称"], Term(key, subject["名称"], tuple(subject.get("别名", ()))))
            competencies |= {name: Term(name, name) for name in subject.get("核心素养", ())}
    grades["不限"] = Term("any", "不限")
    return {"stage": stages, "subject": tuple(subjects.values()), "grade": tuple(grades.values()), "competency": tuple(competencies.values())}


def _stages(raw: dict[str, Any]) -> Stages:
    return {
        id: {
            "name": stage["名称"],
            "grades": list(stage["年级"]),
            "subjects": {
                key: {"name": s["名称"], "competencies": list(s.get("核心素养", ())), "aliases": list(s.get("别名", ()))} for key, s in stage["学科"].items()
            },
        }
        for id, stage in raw.items()
    }
