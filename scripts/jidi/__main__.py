"""``python -m jidi``: the commands, with every word printable and every failure a sentence."""

from __future__ import annotations

import io
import sys

from .cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a Chinese Windows console has no ⁺ or 𬭎
    try:
        main(prog_name="jidi")
    except OSError as error:
        print(f"读写文件时出错（{error}）。请检查磁盘空间和文件夹权限后再运行；原来的网站没有动。", file=sys.stderr)
        sys.exit(2)
