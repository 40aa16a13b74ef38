"""The one table of measures: the name that a rubric writes, the function that counts. A measure only counts."""

from __future__ import annotations

from collections.abc import Callable

from ...model.rubric import Indicator
from ..evidence import Count
from ..material import Material
from . import activities, plans, resources, results, upkeep

Measure = Callable[[Material, Indicator], Count]

MEASURES: dict[str, Measure] = {
    function.__name__: function
    for function in (
        upkeep.rule_kinds, upkeep.leader_meetings, upkeep.guarantees, upkeep.member_mix, upkeep.groups_running, upkeep.learning_team, upkeep.mentoring,
        plans.plans_on_time, plans.plan_completion, plans.summary_on_time, plans.year_plans, plans.year_summaries, plans.teacher_plan,
        activities.routine_activities, activities.records_complete, activities.filed_in_time, activities.loops_closed, activities.city_events,
        activities.counties_reached, activities.city_event_list, activities.helping, activities.high_events,
        results.projects, results.achievements, results.surveys, results.reforms, results.awards, results.adoptions, results.high_achievements,
        resources.resources, resources.external_uses,
    )
}  # fmt: skip

# What each measure needs the rubric to say besides the target: a rubric without it is refused.
NEEDS: dict[str, tuple[str, ...]] = {
    "rule_kinds": ("words",),
    "member_mix": ("ladder", "people", "least"),
    "groups_running": ("each", "least"),
    "plans_on_time": ("ladder", "deadlines"),
    "summary_on_time": ("ladder", "deadlines"),
    "records_complete": ("words",),
    "filed_in_time": ("days",),
    "city_events": ("words", "least"),
    "city_event_list": ("words",),
    "helping": ("words",),
    "projects": ("ladder", "words"),
    "achievements": ("ladder",),
    "surveys": ("each",),
    "teacher_plan": ("each",),
    "awards": ("ladder", "factors"),
    "resources": ("ladder",),
}

# Measures that look for a fixed number of things, each at its own place of the ladder.
RUNGS: dict[str, int] = {"member_mix": 4}

# The register that a measure counts in: if it could not be read, nothing can be said.
REGISTERS = {
    "leader_meetings": "meetings.yml", "member_mix": "members.yml", "groups_running": "members.yml", "mentoring": "members.yml",
    "projects": "outcomes.yml", "achievements": "outcomes.yml", "awards": "outcomes.yml",
}  # fmt: skip

# Which vocabulary the words of a measure come from: {measure: {field: kind}}.
WORDS: dict[str, dict[str, str]] = {
    "rule_kinds": {"words": "rule_kind"},
    "member_mix": {"people": "honour"},
    "city_events": {"words": "activity_level"},
    "city_event_list": {"words": "activity_level"},
    "high_events": {"words": "activity_level"},
    "helping": {"words": "activity_type"},
    "projects": {"ladder": "level", "words": "project_status"},
    "achievements": {"ladder": "level"},
    "high_achievements": {"words": "level"},
    "awards": {"ladder": "level", "factors": "award_grade"},
    "resources": {"ladder": "resource_type"},
}
