"""What the page of an activity says beyond what every record's page says."""

from __future__ import annotations

from ..model.city import Entry
from ..model.work import Activity
from .world import World


def activity_fields(world: World, entry: Entry[Activity]) -> dict[str, object]:
    """The fields of ``overrides/jidi/activity.html`` that ``record.html`` does not have."""
    return {}
