"""``python -m jidi``: the commands, with every word printable and every failure a Chinese sentence."""

from __future__ import annotations

import atexit
import gc
import io
import sys
from collections.abc import Sequence

import click

from .cli import main


def _bad(error: click.BadParameter) -> str:
    """Which option, and what it takes; our own types say it in Chinese already."""
    name = error.param.opts[0] if error.param else ""
    if error.param and isinstance(error.param.type, click.Choice):
        return f"{name} 只能写 {'、'.join(map(str, error.param.type.choices))}"
    return f"{name} {error.message}" if any("一" <= sign <= "鿿" for sign in error.message) else f"{name} 的值不能用"


def run(args: Sequence[str] | None = None) -> str:
    """Run the command line; what went wrong, or nothing."""
    try:
        if code := main(args, prog_name="jidi", standalone_mode=False):
            sys.exit(code)
    except click.exceptions.NoArgsIsHelpError as error:
        return error.format_message()
    except click.NoSuchOption as error:
        return f"没有“{error.option_name}”这个选项。运行 --help 看有哪些。"
    except click.MissingParameter as error:
        return f"命令少写了“{error.param.human_readable_name if error.param else ''}”。运行 --help 看用法。"
    except click.BadParameter as error:
        return f"命令写得不对：{_bad(error)}。运行 --help 看用法。"
    except click.UsageError as error:
        return f"命令写得不对（{error.format_message()}）。运行 --help 看用法。"
    except click.Abort:
        return "已停止。"
    except OSError as error:
        return f"读写文件时出错（{error}）。请检查磁盘空间和文件夹权限后再运行；原来的网站没有动。"
    return ""


if __name__ == "__main__":
    atexit.register(gc.freeze)  # the system takes all memory back at once: to look through it first for what nobody needs takes a fifth of a short run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a Chinese Windows console has no ⁺ or 𬭎
    if problem := run():
        print(problem, file=sys.stderr)
        sys.exit(2)
