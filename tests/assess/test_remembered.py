"""After an edit only the base whose material it is is assessed again, and everything is as if all had been."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import ROOT, TODAY
from jidi.assess import Assessment, assess, rubric_of
from jidi.commands.build import _running
from jidi.commands.shared import examined
from jidi.model.city import City
from jidi.model.finding import Finding

pytestmark = pytest.mark.slow
COUNTED = "bases/cz-shuxue/activities"  # of a base whose round is announced, too


class Run(NamedTuple):
    """What a run finds, and whose cards it made: of the running year, of the announced rounds."""

    made: Assessment | None
    findings: list[Finding]
    drafts: set[str]
    recomputed: set[str]


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("bases", "content"):
        shutil.copytree(ROOT / name, tmp_path / "town" / name)
    monkeypatch.setenv("JIDI_CACHE", str(tmp_path / "cache"))
    return tmp_path / "town"


def run(root: Path) -> Run:
    known = examined(root, TODAY)
    recomputed = {part.base or "" for part in known.city.parts.values() for key, table in part.made() if table.reads and "_recomputed" in str(key)}
    made = _running(known)
    assert known.memo
    drafts = {name.split()[-1] for name in known.memo.fresh if name.startswith("assessment ")}
    known.store.write(jobs=known.memo.handed_over())
    return Run(made, known.findings, drafts, recomputed)


def plain(city: City, findings: list[Finding]) -> Assessment:
    rubric = rubric_of(city, city.school_year(city.today))
    assert rubric
    return assess(city, rubric, city.today, findings)


def edited(root: Path, file: str, old: str, new: str) -> None:
    text = (root / file).read_text("utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), "utf-8")


def same_as_afresh(root: Path, found: Run, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setenv("JIDI_CACHE", "")
    afresh = examined(root, TODAY)
    monkeypatch.undo()
    return found.made == plain(afresh.city, afresh.findings) and found.findings == afresh.findings


def test_only_the_base_of_an_edit_is_assessed_again(town: Path) -> None:
    first = run(town)
    assert len(first.drafts) > 5 and len(first.recomputed) > 5
    again = run(town)
    assert (again.made, again.drafts, again.recomputed) == (first.made, set(), set())
    file = min((town / COUNTED).glob("2026-1*.md")).relative_to(town).as_posix()
    edited(town, file, "标题: ", "标题: 新的")
    changed = run(town)
    assert (changed.drafts, changed.recomputed) == ({"cz-shuxue"}, {"cz-shuxue"})
    assert changed.made != first.made and not {one for one in changed.findings if one.code == "KH06"} ^ {one for one in first.findings if one.code == "KH06"}


@pytest.mark.parametrize(("file", "old", "new"), [
    ("content/standards/schools.yml", ", 类型: 教研机构", ""),
    ("content/rounds/2024-2025.yml", "公示止: 2025-10-15", "公示止: 2025-10-16"),
    ("content/decisions/2024-07-10-cz-shuxue-shoupai.yml", "日期: 2024-07-10", "日期: 2024-07-11"),
])  # fmt: skip
def test_what_all_are_judged_by_reaches_every_card(town: Path, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str) -> None:
    run(town)
    edited(town, file, old, new)
    with monkeypatch.context() as apart:
        found = run(town)
        assert same_as_afresh(town, found, apart)


def test_a_file_that_breaks_a_rule_counts_no_more(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = run(town)
    file = min((town / COUNTED).glob("2026-1*.md")).relative_to(town).as_posix()
    with (town / file).open("a", encoding="utf-8") as to:
        to.write("\n联系电话 13800138000。\n")
    found = run(town)
    assert found.made != before.made and found.drafts == {"cz-shuxue"}
    with monkeypatch.context() as apart:
        assert same_as_afresh(town, found, apart)
