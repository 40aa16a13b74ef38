"""Which school somebody means: its id, its name, or as much of the name as no other school has (R-3.3.6)."""

from __future__ import annotations

import re

from ..model.base import Base
from ..model.city import City
from ..model.standards import School, Schools
from ..model.types import half_width
from ..model.vocabulary import nearest

OWN = "本校"


def all_schools(city: City) -> list[School]:
    """Every school and institute of the city's list."""
    return [school for entry in city.of(Schools) for school in entry.record.schools]


def meant(city: City, base: str, text: str) -> list[School]:
    """The schools that ``text`` may mean: one if it is certain, several if it is not, none if no school has such a name."""
    wanted, schools = re.sub(r"\s", "", half_width(text)), all_schools(city)
    if wanted == OWN:
        own = {entry.record.school for entry in city.of(Base, base)}
        return [school for school in schools if school.id in own]
    same = [school for school in schools if wanted in (school.id, half_width(school.name))]
    if same or len(wanted) < 2:
        return same
    ending = [school for school in schools if half_width(school.name).endswith(wanted)]
    holding = [school for school in schools if wanted in half_width(school.name) or half_width(school.name) in wanted]
    return ending or holding


def remedy(city: City, base: str, text: str) -> tuple[str, str]:
    """What to say of a school that is not certain: what is wrong, how to mend it."""
    if several := meant(city, base, text):
        return f"“{text}”可能是几所学校", f"写全称：{'、'.join(school.name for school in several)}"
    near = nearest(text, [school.name for school in all_schools(city)])
    return f"学校名册里没有“{text}”", (f"改成“{near}”，" if near else "") + "或请办公室把学校加进名册"
