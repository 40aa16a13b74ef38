"""``run.py``: one Chinese sentence and a way out, never a traceback; the second time without the network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
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


@pytest.mark.parametrize(("what", "variable"), [("chromium", "JIDI_CHROMIUM"), ("soffice", "JIDI_SOFFICE"), ("npm", "JIDI_NPM")])
def test_a_missing_program_is_told_what_to_do(what: str, variable: str, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import run; run.OFFICES = run.PLACES = ()\ntry: print(run.{what}())\nexcept run.Stop as stop: print(stop)"
    command, environment = [sys.executable, "-c", code], {"PATH": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    without = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=environment, check=True).stdout
    assert variable in without and "请安装" in without and a_sentence(without)
    named = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env={**environment, variable: sys.executable}, check=True).stdout
    assert named.strip() == sys.executable


def web_tools(folder: Path, npm: str, path: str = os.environ["PATH"]) -> str:
    """What ``run.node_modules()`` answers in a copy of the project whose npm is the shell script ``npm``."""
    (folder / "tests/web").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tests/web/package-lock.json", folder / "tests/web")
    (folder / "npm").write_text(f"#!/bin/sh\n{npm}\n", "utf-8")
    (folder / "npm").chmod(0o755)
    code = f"import sys; sys.path.insert(0, {str(lay(folder))!r}); import run\ntry: print(run.node_modules())\nexcept run.Stop as stop: print(stop)"
    environment = {"PATH": path, "PYTHONIOENCODING": "utf-8", "JIDI_NPM": str(folder / "npm")}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", env=environment, check=True).stdout


def test_web_tools_are_installed_once_for_each_lock(tmp_path: Path) -> None:
    install = 'echo "$PWD $@" >> ../../calls; mkdir -p node_modules'
    assert web_tools(tmp_path, install).strip().endswith(str(tmp_path / "tests/web/node_modules"))
    assert web_tools(tmp_path, install).strip() == str(tmp_path / "tests/web/node_modules"), "the second time says nothing and installs nothing"
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    assert len(calls) == 1 and calls[0].startswith(f"{tmp_path / 'tests/web'} ci")


def test_web_tools_that_cannot_be_installed_leave_a_way_out(tmp_path: Path) -> None:
    said = web_tools(tmp_path, "mkdir -p node_modules; exit 1")
    assert "检查网络" in said and "npm" in said and a_sentence(said)
    assert not (tmp_path / "tests/web/node_modules/lock.sha256").exists(), "half-made tools are made again"


def venv_is_of_these_locks() -> bool:
    """Else ``run.py`` would throw away the environment that this very test runs in."""
    code = f"import sys; sys.path.insert(0, {str(ROOT)!r}); import run; sys.exit(run.stamped(run.STAMP)[:1] != [run.digest(['requirements.lock'])])"
    return subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_the_second_run_installs_nothing(tmp_path: Path) -> None:
    """A pip or venv that would be asked again is told on, and the network is not there."""
    assert venv_is_of_these_locks(), "锁文件变了；请先运行 python3 run.py test，不然 .venv 会在这里被重建"
    for name in ("pip", "venv"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('asked again')\n", "utf-8")
    done = run(ROOT, "--help", **NO_NETWORK, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0 and "检查材料" in done.stdout and not done.stderr


def test_locks_hold_versions_and_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-test.lock"):
        text = (ROOT / name).read_text("utf-8")
        assert "://" not in text and "--index" not in text
        pins = re.findall(r"^[A-Za-z0-9_.-]+==\S+", text, re.MULTILINE)
        assert pins and text.count("--hash=sha256:") >= len(pins)


def test_the_lock_of_the_web_tools_holds_exact_versions_and_no_addresses() -> None:
    text = (ROOT / "tests/web/package-lock.json").read_text("utf-8")
    lock = json.loads(text)
    assert "://" not in text and lock["lockfileVersion"] == 3
    named = json.loads((ROOT / "tests/web/package.json").read_text("utf-8"))["dependencies"]
    assert lock["packages"][""]["dependencies"] == named and not any(re.match(r"[\^~*<>]", version) for version in named.values())
    assert all(one["integrity"].startswith("sha512-") and "hasInstallScript" not in one for path, one in lock["packages"].items() if path)
