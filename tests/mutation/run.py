"""Would a test notice if the scoring, the guard or the sanitizer were wrong? Each is spoilt in every small way, and its tests are run. By hand.

mutmut brings libraries of its own, so give it an environment of its own, with the same Python as ``.venv``; it is no part of the project:

    python3 -m venv FOLDER
    FOLDER/bin/pip install mutmut==3.8.1
    .venv/bin/python tests/mutation/run.py --mutmut FOLDER/bin/mutmut

Half an hour of two cores. ``--only guard sanitizer`` for some of the groups, ``--children N`` at a time. ``--keep FOLDER`` works in that folder
and leaves it; a second time it goes on there: functions that were changed are tried again, and with ``--again`` those that survived, when tests were added.
``--table`` only tells what is known there. Under 85 % in any group it ends with 1. Survivors that are equivalent, and why, are in ``README.md``.
"""

from __future__ import annotations

import argparse
import collections
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
GROUPS = {
    "scoring": ("assess/score", "assess/grade", "assess/assessment"),
    "guard": ("gate/guard", "gate/owners", "gate/changes", "gate/quiet"),
    "sanitizer": ("site/body",),
}
# The quick tests of each; more would only notice more, and take hours: those here ask for no repository and no process.
TESTS = {
    "scoring": [f"tests/assess/test_{name}.py" for name in ("score", "grade", "assessment", "worked", "vectors", "indicators", "rounds", "rubric")],
    "guard": [f"tests/gate/test_{name}.py" for name in ("guard_words", "owners")],
    "sanitizer": ["tests/site/test_body.py"],
}
READ = ["tests", "content", "bases", "overrides", "mkdocs.yml", "README.md", ".github", "run.py"]
UNREAD = shutil.ignore_patterns("node_modules", "__pycache__", ".hypothesis", ".*_cache")
GOAL = 85
NOTICED = {"killed", "timeout"}  # a test that never ends is seen, too


def lay(folder: Path, groups: list[str]) -> None:
    """The project as mutmut wants it: the code is called ``src``."""
    for name in READ:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True, ignore=UNREAD)
        else:
            shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "scripts", folder / "src", dirs_exist_ok=True, ignore=UNREAD)
    modules = [f"src/jidi/{module}.py" for group in groups for module in GROUPS[group]]
    settings = {
        "source_paths": ["src"],
        "only_mutate": modules,
        "also_copy": READ,
        "pytest_add_cli_args": ["-n", "0", "-m", "not slow and not alone", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": [test for group in groups for test in TESTS[group]],
    }
    project = (ROOT / "pyproject.toml").read_text("utf-8").replace('pythonpath = ["scripts"', 'pythonpath = ["src"')
    lines = [f"{key} = {value}" for key, value in settings.items()]  # lists of plain words are written the same in both languages
    (folder / "pyproject.toml").write_text("\n".join([project, "[tool.mutmut]", "use_setproctitle = false", *lines]) + "\n", "utf-8")


def mutmut(program: str, folder: Path, *words: str) -> str:
    """What mutmut says, without its spinner's turns."""
    own = {"PYTHONPATH": sysconfig.get_path("purelib"), "JIDI_CACHE": ""}
    run = subprocess.run([program, *words], cwd=folder, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if run.returncode:
        sys.exit(f"mutmut {' '.join(words)}: {run.stdout[-3000:]}")
    return run.stdout


def results(program: str, folder: Path) -> Iterator[tuple[str, str]]:
    """(mutant, what became of it)."""
    for line in mutmut(program, folder, "results", "--all", "true").splitlines():
        name, told, status = line.strip().partition(": ")
        if told:
            yield name, status


def table(found: list[tuple[str, str]], groups: list[str]) -> bool:
    """Print killed, survived, total and percent by module and group; whether every group reaches the goal."""
    count = collections.Counter((name.rpartition(".")[0], status in NOTICED) for name, status in found)
    print(f"{'':24}{'killed':>8}{'survived':>10}{'total':>8}{'%':>8}")
    reached = True
    for group in groups:
        killed = missed = 0
        for module in GROUPS[group]:
            dotted = f"jidi.{module.replace('/', '.')}"
            killed, missed = killed + count[dotted, True], missed + count[dotted, False]
            row(module, count[dotted, True], count[dotted, False])
        row(group.upper(), killed, missed)
        reached = reached and killed * 100 >= GOAL * (killed + missed) > 0
    return reached


def row(name: str, killed: int, missed: int) -> None:
    print(f"{name:24}{killed:8}{missed:10}{killed + missed:8}{killed * 100 / ((killed + missed) or 1):8.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutmut", default="mutmut", help="the program")
    parser.add_argument("--only", nargs="+", choices=[*GROUPS], default=[*GROUPS])
    parser.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    parser.add_argument("--again", action="store_true", help="try only those again that survived in the folder of --keep")
    parser.add_argument("--children", default="2")
    parser.add_argument("--table", action="store_true", help="run nothing: what is known in the folder of --keep")
    given = parser.parse_args()
    folder = given.keep or Path(tempfile.mkdtemp(prefix="jidi-mutation-"))
    folder.mkdir(parents=True, exist_ok=True)
    if not given.table:
        lay(folder, given.only)
        again = [name for name, status in results(given.mutmut, folder) if status not in NOTICED] if given.again else []
        mutmut(given.mutmut, folder, "run", "--max-children", given.children, *again)
    found = sorted(results(given.mutmut, folder))
    for name, status in found:
        if status not in NOTICED:
            print(f"{status}: {name}\n{mutmut(given.mutmut, folder, 'show', name).partition('+++')[2]}")
    reached = table(found, given.only)
    if not given.keep:
        shutil.rmtree(folder)
    sys.exit(not reached)


if __name__ == "__main__":
    main()
