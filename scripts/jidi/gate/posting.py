"""Where a review may be posted: only under the pull request whose newest commit it looked at, as the forge itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .review import Review

_RUN = re.compile(r"https://[A-Za-z0-9.-]+/[A-Za-z0-9._-]+/[A-Za-z0-9._-]+/actions/runs/[0-9]+")
_NEW = {"FIRST_TIME_CONTRIBUTOR", "FIRST_TIMER", "NONE"}


class Refused(Exception):
    """Why nothing is posted, in Chinese."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The pull request to post under, where the preview lies, whether its author is new here."""

    pull: int
    preview: str = ""
    first: bool = False


def turn_of(review: Review, event: Any, pulls: Any) -> Turn | None:
    """Hold what the contributor's job wrote against what the forge says.

    ``event``: of ``workflow_run``; ``pulls``: the forge's list of open pull requests from that branch.

    Nothing if no open pull request of that number has that newest commit: another is on its way, or it is closed.

    :raises Refused: if the review is of another commit than the forge's.
    """
    run = _of(event, "workflow_run")
    head = _of(run, "head_sha")
    if not isinstance(head, str) or not head or review.head != head:
        raise Refused("数据说的提交和平台说的不是同一个")
    listed = pulls if isinstance(pulls, list) else []
    found = next((one for one in listed if _of(one, "number") == review.pull and _of(_of(one, "head"), "sha") == head), None)
    if found is None:
        return None
    address = _of(run, "html_url")
    preview = f"{address}#artifacts" if isinstance(address, str) and _RUN.fullmatch(address) else ""
    return Turn(review.pull, preview, _of(found, "author_association") in _NEW)


def payload(review: Review, posted: Any) -> dict[str, Any] | None:
    """A forge's review with one suggestion a line; none that lies there already, nothing if none is left. ``posted``: the forge's list."""
    listed = posted if isinstance(posted, list) else []
    there = {(_of(one, "path"), _of(one, "body")) for one in listed if str(_of(one, "pull_request_url")).endswith(f"/pulls/{review.pull}")}
    fresh = [one for one in review.mends if (one.path, one.body) not in there]
    comments = [{"path": one.path, "line": one.line, "side": "RIGHT", "body": one.body} for one in fresh]
    return {"commit_id": review.head, "event": "COMMENT", "body": "可以一键采用的写法：", "comments": comments} if comments else None


def _of(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None
