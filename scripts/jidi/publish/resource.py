"""What the page of a resource says beyond what every record's page says."""

from __future__ import annotations

from ..model.city import Entry
from ..model.work import Resource
from .world import World


def resource_fields(world: World, entry: Entry[Resource]) -> dict[str, object]:
    """The fields of ``overrides/jidi/resource.html`` that ``record.html`` does not have."""
    return {}
