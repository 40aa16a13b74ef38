"""Makes .venv from the hash-locked requirements, then runs jidi or the tests inside it. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(HERE, ".venv")
BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
PYTHON = os.path.join(BIN, "python.exe" if os.name == "nt" else "python")
STAMP = os.path.join(VENV, "lock.sha256")
WEB = os.path.join(HERE, "tests", "web")
BUILDERS = ("packaging==", "setuptools==", "setuptools-scm==", "vcs-versioning==", "wheel==")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
PLACES = (
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
OFFICES = (
    "soffice",
    "libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


class Stop(Exception):
    """One Chinese sentence with the way out."""


def digest(locks):
    total = hashlib.sha256(sys.version.encode())
    for lock in locks:
        with open(os.path.join(HERE, lock), "rb") as file:
            total.update(file.read())
    return total.hexdigest()


def stamped(stamp):
    try:
        with open(stamp) as file:
            return file.read().split()
    except OSError:
        return []


def make_venv():
    """A fresh environment with the package on its path; a half-made one is thrown away."""
    if sys.version_info < (3, 11):
        raise Stop("需要 Python 3.11 或更新的版本，现在是 %d.%d。请安装新版 Python 后再运行。" % sys.version_info[:2])
    shutil.rmtree(VENV, ignore_errors=True)
    print("正在准备运行环境（只有第一次要几分钟）……", flush=True)
    if subprocess.call([sys.executable, "-m", "venv", VENV]) != 0:
        raise Stop("建不成运行环境。Debian/Ubuntu 请先运行 apt install python3-venv；并确认这个文件夹可以写入。")
    code = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = subprocess.check_output([PYTHON, "-c", code], text=True).strip()
    with open(os.path.join(packages, "jidi.pth"), "w", encoding="utf-8") as file:
        file.write(os.path.join(HERE, "scripts") + "\n")


def pip_install(lock, *more):
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps", *more]
    if subprocess.call([*command, "-r", os.path.join(HERE, lock)]) != 0:
        raise Stop("没能装好需要的软件包。请检查网络（或单位的软件源设置）后再运行一次；已经下载的会接着用。")


def builders(lock):
    """The part of the lock that packages without a wheel are built with."""
    part = os.path.join(VENV, "builders.lock")
    with open(os.path.join(HERE, lock), encoding="utf-8") as source, open(part, "w", encoding="utf-8") as target:
        wanted = False
        for line in source:
            wanted = line.startswith(BUILDERS) if line[:1].isalpha() else wanted
            if wanted:
                target.write(line)
    return part


def prepare(*locks):
    """Install the locks unless the stamp says that they are there; the stamp is written last."""
    have, want = stamped(STAMP), [digest([lock]) for lock in locks]
    if have[: len(want)] == want:
        return
    if not have or have[0] != want[0]:
        make_venv()
        pip_install(builders(locks[0]))
        pip_install(locks[0], "--no-build-isolation")
    for lock in locks[1:]:
        pip_install(lock, "--no-build-isolation")
    with open(STAMP, "w") as file:
        file.write("\n".join(want))


def program(names, packages):
    """The path of the first program that is there; installed through apt where that is allowed; None without it."""
    for name in names:
        if name and shutil.which(name):
            return shutil.which(name)
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.call(["apt-get", *command], env=dict(os.environ, DEBIAN_FRONTEND="noninteractive"), stdout=subprocess.DEVNULL)
        return next((shutil.which(name) for name in names if name and shutil.which(name)), None)
    return None


def chromium():
    """The path of a Chromium, for the tests in a real browser."""
    found = program((os.environ.get("JIDI_CHROMIUM"), *BROWSERS, *PLACES), ["chromium", "fonts-noto-cjk"])
    if not found:
        raise Stop("浏览器测试要用 Chromium。请安装 Chromium 或 Chrome，或把它的路径写进环境变量 JIDI_CHROMIUM。")
    return found


def soffice():
    """The path of LibreOffice, for the tests that open our workbooks and papers as offices do."""
    found = program((os.environ.get("JIDI_SOFFICE"), *OFFICES), ["libreoffice-calc-nogui", "libreoffice-writer-nogui", "fonts-noto-cjk"])
    if not found:
        raise Stop("表格测试要用 LibreOffice 重算。请安装 LibreOffice，或把 soffice 的路径写进环境变量 JIDI_SOFFICE。")
    return found


def npm():
    """The path of npm, which comes with Node.js, for the tools that look at the built pages."""
    found = program((os.environ.get("JIDI_NPM"), "npm"), ["nodejs", "npm"])
    if not found:
        raise Stop("网页检查要用 Node.js 18.19 或更新的版本。请安装 Node.js（带 npm），或把 npm 的路径写进环境变量 JIDI_NPM。")
    return found


def node_modules():
    """The folder of the web tools, installed from their lock unless the stamp, written last, says that they are there."""
    folder, want = os.path.join(WEB, "node_modules"), digest([os.path.join("tests", "web", "package-lock.json")])
    stamp = os.path.join(folder, "lock.sha256")
    if stamped(stamp) == [want]:
        return folder
    command = npm()
    print("正在准备网页检查的工具（只有第一次要几分钟）……", flush=True)
    if subprocess.call([command, "ci", "--no-progress", "--loglevel=error"], cwd=WEB, stdout=subprocess.DEVNULL) != 0:
        raise Stop("没能装好网页检查的工具。请检查网络（或单位的 npm 源设置），并确认 Node.js 不低于 18.19，再运行一次。")
    with open(stamp, "w") as file:
        file.write(want)
    return folder


def test(args):
    prepare("requirements.lock", "requirements-test.lock")
    environment = dict(os.environ, JIDI_CHROMIUM=chromium(), JIDI_SOFFICE=soffice(), JIDI_WEB=node_modules())
    pytest = [PYTHON, "-m", "pytest", "-q"]
    commands = [[*pytest, *args]]
    if not args:
        checks = [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]]
        # What is measured runs alone, one after another; the rest on all cores, where sites are built a file at a time in the order of tests/conftest.py.
        slow = [*pytest, "--dist", "loadfile", "--no-loadscope-reorder", "-m", "slow and not alone"]
        parts = [[*pytest, "-m", "not slow"], slow, [*pytest, "-n", "0", "-m", "alone"]]
        commands = [*([PYTHON, "-m", *check] for check in checks), [os.path.join(BIN, "lint-imports")], *parts]
    for command in commands:
        code = subprocess.call(command, cwd=HERE, env=environment)
        if code:
            return code
    return 0


def main(args):
    try:
        if args[:1] == ["test"]:
            return test(args[1:])
        prepare("requirements.lock")
        os.environ["JIDI_PROGRAM"] = "py run.py" if os.name == "nt" else "python3 run.py"  # what people can type, for its messages
        command = [PYTHON, "-m", "jidi", *args]
        if os.name == "nt":
            return subprocess.call(command)
        os.execv(PYTHON, command)
    except Stop as stop:
        print(stop, file=sys.stderr)
    except OSError as error:
        print("文件夹不能读写（%s）。请换到自己的文件夹里运行。" % error, file=sys.stderr)
    except KeyboardInterrupt:
        print("已停止。", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
