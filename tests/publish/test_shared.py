"""What is made of the whole city for the pages of records is made before these are given out to several processes."""

from __future__ import annotations

import pytest
from conftest import ours
from jidi.publish import plan
from jidi.publish.shared import others, shared
from jidi.publish.task import outputs
from jidi.publish.world import World


@pytest.mark.slow
def test_no_page_of_a_record_makes_another_table_of_the_whole_city() -> None:
    whole = plan(*ours(), ())
    shared(whole.world)
    before = names(whole.world)
    assert sum(1 for _ in outputs(whole.world, whole.records)) > 300
    assert names(whole.world) == before


def names(world: World) -> set[str]:
    return {make for (_, _, (make, *arguments)), _ in world.made() if not arguments}


@pytest.mark.slow
def test_no_other_task_reads_the_records_of_a_base_again() -> None:
    whole = plan(*ours(), ())
    shared(whole.world)
    for base in filter(None, whole.city.parts):
        others(whole.world, base)
    before = of_a_base(whole.world)
    assert sum(1 for _ in outputs(whole.world, whole.tasks)) > 100
    assert of_a_base(whole.world) == before


def of_a_base(world: World) -> set[str]:
    return {str(make) for (_, _, (make, *arguments)), _ in world.made() if arguments and arguments[0] in world.city.parts}
