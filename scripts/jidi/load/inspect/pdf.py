"""A pdf: nothing in it runs, is packed away in it or is locked. Read by qpdf in a process beside this one."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from .fault import Refused

_PRINT = "用浏览器或 WPS 打开，“打印”成一份新的 pdf，换上"
_SAID = {
    "script": "里面有脚本（JavaScript）",
    "launch": "里面有会启动别的程序的动作",
    "acts": "里面有翻页或点击时自己运行的动作（/AA）",
    "opens": "一打开就会自己运行动作（/OpenAction）",
    "files": "里面夹着别的文件",
    "media": "里面有会运行的多媒体（/RichMedia）",
    "xfa": "里面有 XFA 表单，多数软件打不开，还会运行脚本",
    "submit": "里面有会把填的内容发出去的表单",
    "large": "里面的东西多得异常，没有看完",
    "locked": "加了密码",
    "broken": "打不开，不是完好的 pdf 文件",
}
_MEND = {"locked": "用密码打开，“打印”成一份没有密码的 pdf，换上", "files": "夹带的文件单独作为附件；再" + _PRINT}


def check_pdf(data: bytes) -> None:
    """:raises Refused: what is wrong with it"""
    said = _walker().ask(data)
    if said != "sound":
        raise Refused(_SAID.get(said, _SAID["broken"]), _MEND.get(said, _PRINT))


@cache
def _walker() -> _Walker:
    walker = _Walker()
    atexit.register(walker.close)
    return walker


class _Walker:
    """The process beside; begun with the first pdf, and anew after one that it died of. A forked process has its own."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def ask(self, data: bytes) -> str:
        process = self._started()
        assert process.stdin and process.stdout
        try:
            process.stdin.write(len(data).to_bytes(8, "big"))
            process.stdin.write(data)
            process.stdin.flush()
            return str(json.loads(process.stdout.readline()))
        except (OSError, ValueError):  # it died of it: by its own clock, or for want of memory
            self.close()
            return "large"

    def _started(self) -> subprocess.Popen[bytes]:
        if self.process is None or self.owner != os.getpid() or self.process.poll() is not None:
            command = [sys.executable, "-I", str(Path(__file__).with_name("pdfwalk.py"))]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            self.owner = os.getpid()
        return self.process

    def close(self) -> None:
        if self.process and self.owner == os.getpid():
            self.process.kill()
            self.process.communicate()
            self.process = None
