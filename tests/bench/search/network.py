"""What a visit fetches, as Chromium's own protocol says it, and how slowly it comes."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from playwright.sync_api import CDPSession, Page

SLOW = {"offline": False, "latency": 80, "downloadThroughput": 5_000_000 / 8, "uploadThroughput": 5_000_000 / 8}  # 5 Mbit/s, 80 ms
EVENTS = ("Network.requestWillBeSent", "Network.responseReceivedExtraInfo", "Network.loadingFinished", "Network.loadingFailed")
WORKERS = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}


@dataclass
class Fetch:
    """One request: when it was asked for and when all of it was there, in seconds since 1970; ``size`` in bytes with its headers."""

    url: str
    asked: float
    done: float = 0.0
    size: int = 0


class Network:
    """Listens to a page and its workers, from before they fetch anything; ``slow``: as over a school's line, workers too."""

    def __init__(self, page: Page, slow: bool = False) -> None:
        self.fetches: dict[str, Fetch] = {}
        self.shift = 0.0  # from the protocol's clock to seconds since 1970
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.workers: list[str] = []
        self.numbers = count(1)
        for event in EVENTS:
            self.session.on(event, lambda said, event=event: self.hear(event, said))
        self.session.on("Target.attachedToTarget", self.worker)
        self.session.on("Target.receivedMessageFromTarget", self.pass_on)
        self.session.send("Network.enable")
        if slow:
            self.session.send("Network.emulateNetworkConditions", SLOW)
        self.session.send("Target.setAutoAttach", WORKERS)

    def hear(self, event: str, said: dict[str, Any]) -> None:
        if event == "Network.requestWillBeSent":
            self.shift = said["wallTime"] - said["timestamp"]
            self.fetches.setdefault(said["requestId"], Fetch(said["request"]["url"], said["wallTime"]))
        elif one := self.fetches.get(said["requestId"]):
            if event == "Network.responseReceivedExtraInfo":
                one.size = max(one.size, _declared(said["headers"]))
            else:
                one.done, one.size = said["timestamp"] + self.shift, max(one.size, int(said.get("encodedDataLength", 0)))

    def worker(self, said: dict[str, Any]) -> None:
        """A worker starts when its script has come; the protocol does not always say so, nor how large it was."""
        for one in self.of(re.escape(said["targetInfo"]["url"]) + "$"):
            one.done = one.done or time.time()
        self.workers.append(said["sessionId"])
        self.tell("Network.enable", said["sessionId"])
        self.tell("Runtime.runIfWaitingForDebugger", said["sessionId"])

    def tell(self, method: str, *workers: str) -> None:
        for worker in workers or self.workers:
            message = json.dumps({"id": next(self.numbers), "method": method})
            self.session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})

    def pass_on(self, said: dict[str, Any]) -> None:
        message = json.loads(said["message"])
        if message.get("method") in EVENTS:
            self.hear(message["method"], message["params"])

    def collect(self) -> None:
        """Let go of what neither the page nor its workers need any more."""
        self.session.send("HeapProfiler.collectGarbage")
        self.tell("HeapProfiler.collectGarbage")

    def of(self, pattern: str) -> list[Fetch]:
        return sorted((one for one in self.fetches.values() if re.search(pattern, one.url)), key=lambda one: one.asked)

    @property
    def busy(self) -> bool:
        return any(not one.done for one in self.fetches.values())


def _declared(headers: dict[str, str]) -> int:
    """Bytes of a response as its own headers say."""
    return sum(len(name) + len(value) + 4 for name, value in headers.items()) + int(
        {name.lower(): value for name, value in headers.items()}.get("content-length", 0)
    )


def chain(fetches: Sequence[Fetch]) -> list[Fetch]:
    """The longest row of requests of which each was asked for only after the one before had come."""
    best: list[list[Fetch]] = []
    for one in sorted(fetches, key=lambda fetch: fetch.asked):
        before = [row for row in best if row[-1].done <= one.asked]
        best.append([*max(before, key=len, default=[]), one])
    return max(best, key=len, default=[])
