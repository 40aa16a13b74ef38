"""The processes of a Dask cluster, which has a scheduler of its own."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Set
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from .errands import Unhelped

ANSWER = 10  # seconds in which a scheduler must answer, and a worker be there
PATIENCE = 60  # seconds without a report after which it is asked whether anybody is still there
T = TypeVar("T")


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


def finished(futures: Set[Future[T]], hands: Hands) -> Iterator[Future[T]]:
    """Futures as they finish, however they do. :raises Unhelped: if nobody is there any more who could finish them"""
    out = {*futures}
    while out:
        done, out = wait(out, PATIENCE, FIRST_COMPLETED)
        if not done and not hands.there():
            raise Unhelped("集群里的机器都不在了，没有做完；原来的网站没有动。改法：看看 dask worker 停下前说的话，重新启动它，再运行一次。")
        yield from done


def _workers(client: Any) -> bool:
    """Whether a worker is there, or comes soon."""
    try:
        client.wait_for_workers(1, timeout=ANSWER)
    except OSError:
        return False
    return True
