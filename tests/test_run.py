"""``run.py``: one Chinese sentence and a way out, never a traceback; the second time without the network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT

NO_NETWORK = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_RETRIES": "0",
    "PIP_TIMEOUT": "1",
    "PIP_CONFIG_FILE": os.devnull,
}


def run(folder: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "run.py"), *args]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**os.environ, **environment}, check=False)


def lay(folder: Path) -> Path:
    for name in ("run.py", "requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / name, folder)
    return folder


def a_sentence(text: str) -> bool:
    return "Traceback" not in text and text.strip().splitlines()[-1].endswith("。")


def test_an_old_python_is_told_what_to_do(tmp_path: Path) -> None:
    code = f"import sys; sys.version_info = (3, 9, 0, 'final', 0); sys.path.insert(0, {str(lay(tmp_path))!r}); import run; sys.exit(run.main(['check']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2 and "需要 Python 3.11" in done.stderr and a_sentence(done.stderr)


def test_run_py_can_be_read_by_an_old_python() -> None:
    text = (ROOT / "run.py").read_text("utf-8")
    assert not re.search(r"^from __future__|match |:=|\bf['\"]", text, re.MULTILINE), "an old Python must get as far as the sentence"


def test_missing_venv_is_told_what_to_do(tmp_path: Path) -> None:
    (lay(tmp_path) / "venv.py").write_text("raise SystemExit(1)\n")
    done = run(tmp_path, "check", PYTHONPATH=str(tmp_path))
    assert done.returncode == 2 and "python3-venv" in done.stderr and a_sentence(done.stderr)


@pytest.mark.slow
def test_no_network_is_told_what_to_do(tmp_path: Path) -> None:
    done = run(lay(tmp_path), "check", **NO_NETWORK)
    assert done.returncode == 2 and "检查网络" in done.stderr and a_sentence(done.stderr)


@pytest.mark.parametrize(("what", "variable"), [("chromium", "JIDI_CHROMIUM"), ("soffice", "JIDI_SOFFICE")])
def test_a_missing_program_is_told_what_to_do(what: str, variable: str, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import run; run.OFFICES = run.PLACES = ()\ntry: print(run.{what}())\nexcept run.Stop as stop: print(stop)"
    command, environment = [sys.executable, "-c", code], {"PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    without = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True).stdout
    assert variable in without and "请安装" in without and a_sentence(without)
    named = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**environment, variable: sys.executable}, check=True).stdout
    assert named.strip() == sys.executable


@pytest.mark.slow
def test_the_second_run_needs_no_network_and_no_time() -> None:
    assert (ROOT / ".venv" / "lock.sha256").exists(), "这些测试由 python3 run.py test 运行"
    done = run(ROOT, "--help", **NO_NETWORK)
    assert done.returncode == 0 and "检查材料" in done.stdout
    own = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    through_run = quickest(lambda: run(ROOT, "--help", **NO_NETWORK))
    alone = quickest(lambda: subprocess.run([sys.executable, "-m", "jidi", "--help"], capture_output=True, check=True, env=own))
    assert through_run - alone < 1


def quickest(call: Callable[[], object]) -> float:
    """The best of three, so that a busy machine is not taken for a slow start."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return min(times)


def test_locks_hold_versions_and_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text and "--index" not in text
        pins = re.findall(r"^[A-Za-z0-9_.-]+==\S+", text, re.MULTILINE)
        assert pins and text.count("--hash=sha256:") >= len(pins)
