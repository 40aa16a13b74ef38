"""What is made of the whole city for the pages of records is made before these are given out to several processes."""

from __future__ import annotations

import pytest
from conftest import ours
from jidi.publish import Output, Plan, plan
from jidi.publish.shared import SPENT, others, shared, spent
from jidi.publish.task import Task, outputs
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
    whole = begun()
    before = of_a_base(whole.world)
    assert sum(1 for _ in outputs(whole.world, whole.tasks)) > 100
    assert of_a_base(whole.world) == before


@pytest.mark.slow
def test_what_is_spent_is_not_asked_for_again() -> None:
    whole, gone, done = begun(), set[str](), list[Output]()
    for task in (*whole.tasks, Task("documents", lambda world: []), Task("search", lambda world: [])):
        done += outputs(whole.world, [task])
        before = names_of_all(whole.world)
        if task.name in SPENT:
            spent(whole.world, task.name)
        gone |= before - names_of_all(whole.world)
    assert len(done) > 100 and len(gone) > 10
    assert sum(1 for _ in outputs(whole.world, whole.records)) > 300
    again = names_of_all(whole.world) & gone
    assert again == {"jidi.publish.books.shelf:_placed"}, "made again with the pages of its base, as in the other processes"


def begun() -> Plan:
    whole = plan(*ours(), ())
    shared(whole.world)
    for base in filter(None, whole.city.parts):
        others(whole.world, base)
    return whole


def names_of_all(world: World) -> set[str]:
    return {str(make) for (_, _, (make, *_)), _ in world.made()}


def of_a_base(world: World) -> set[str]:
    return {str(make) for (_, _, (make, *arguments)), _ in world.made() if arguments and arguments[0] in world.city.parts}
