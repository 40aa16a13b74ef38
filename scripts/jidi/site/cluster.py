"""The processes of a Dask cluster, which has a scheduler of its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any, NamedTuple

from .errands import Unhelped

ANSWER = 10  # seconds in which a scheduler must answer, and a worker be there


class Hands(NamedTuple):
    """Who carries out errands, whether anybody is there to do it, and whether that is on other machines."""

    executor: Executor
    there: Callable[[], bool]
    far: bool = True


@contextmanager
def cluster(address: str) -> Iterator[Hands]:
    """The cluster whose scheduler listens at ``address`` (``tcp://…``). :raises Unhelped: if it is not to be had"""
    try:
        from distributed import Client
    except ImportError:
        raise Unhelped("没有装 Dask，不能用 --scheduler。改法：在项目文件夹里运行 .venv/bin/pip install -e '.[cluster]'，或不写 --scheduler。") from None
    unanswered = Unhelped(
        f"连不上“{address}”的调度程序。改法：看看那台机器上的 dask scheduler 开着没有、地址写得对不对（如 tcp://10.0.0.5:8786），或不写 --scheduler。"
    )
    if not re.fullmatch(r"(tcp|tls)://\S+:\d+", address):
        raise unanswered
    try:
        client: Any = Client(address, timeout=ANSWER, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        raise unanswered from None
    for name in ("distributed", "distributed.client"):  # what has to be said of its troubles is said in our words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with client:
        if not _workers(client):
            raise Unhelped(f"“{address}”的集群里一个干活的也没有。改法：在各台机器上启动 dask worker {address}，或不写 --scheduler。")
        yield Hands(client.get_executor(pure=False, retries=3), lambda: _workers(client))


def _workers(client: Any) -> bool:
    """Whether a worker is there, or comes soon."""
    try:
        client.wait_for_workers(1, timeout=ANSWER)
    except OSError:
        return False
    return True
