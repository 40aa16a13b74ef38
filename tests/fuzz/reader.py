"""Any bytes in a record's place end as a record or as findings with a line. By hand, for as long as you like, where coverage leads.

    .venv/bin/python -m pip install atheris
    .venv/bin/python tests/fuzz/reader.py 600        # seconds

It begins with the project's own files. What makes the reader fail is left as ``crash-…`` in the folder that is told: make a test of it in ``tests/load``,
where the property tests do the same for a few seconds in every run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

with atheris.instrument_imports(include=["jidi", "yaml"]):
    from jidi.load.city import kind_of, read
    from jidi.load.folder import walk
    from jidi.load.records import make  # noqa: F401  # imported where it is used, it would not be watched
    from jidi.load.standards import load_standards
    from jidi.load.tree import parse  # noqa: F401
    from jidi.model.kinds import KINDS

    FORMS = [kind.model for kind in KINDS.values()]  # each is imported when it is first asked for; later it would not be watched

PLACES = [("bases/x/" if "bases/" not in kind.path else "") + kind.path.replace("*", "a") for kind in KINDS.values()]
PLACES = [path if kind_of(path) else f"content/{path.removeprefix('bases/x/')}" for path in PLACES]
SHM = Path("/dev/shm")
LONGEST = 4096  # bytes


def seeds(folder: Path) -> None:
    """The project's own files, each behind the number of its kind; long ones end with a whole line, for half a sign would be all that is wrong with them."""
    folder.mkdir()
    ids = [*KINDS]
    for file in walk(ROOT, []):
        if kind := kind_of(file):
            text = (ROOT / file).read_bytes()
            whole = text if len(text) < LONGEST else text[:LONGEST].rpartition(b"\n")[0]
            (folder / file.replace("/", "_")).write_bytes(bytes([ids.index(kind.id)]) + whole)


def main() -> None:
    vocabulary, *_ = load_standards(ROOT)
    with tempfile.TemporaryDirectory(dir=SHM if SHM.is_dir() else None) as top:
        root, found = Path(top) / "city", Path(tempfile.mkdtemp(prefix="jidi-fuzz-"))
        seeds(corpus := Path(top) / "seeds")
        for path in PLACES:
            (root / path).parent.mkdir(parents=True, exist_ok=True)

        def one(data: bytes) -> None:
            path = PLACES[data[0] % len(PLACES)] if data else PLACES[0]
            (root / path).write_bytes(data[1:])
            kind = kind_of(path)
            assert kind
            entry, findings = read(root, path, kind, vocabulary)
            assert entry or findings
            assert all(one.message and one.fix and one.place.file == path and one.place.line >= 1 for one in findings)

        seconds = sys.argv[1] if len(sys.argv) > 1 else "600"
        print(f"What fails is left in {found}")
        options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-artifact_prefix={found}/", "-timeout=20", "-rss_limit_mb=2048"]
        atheris.Setup([sys.argv[0], *options, str(corpus)], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
