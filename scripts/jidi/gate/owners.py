"""``CODEOWNERS`` from the register: who is asked to look, the county first, then the city (plan 七.1)."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.base import Base
from ..model.city import City
from ..model.gate import Owners
from ..model.standards import Schools

ADDRESS = ".github/CODEOWNERS"
_HEAD = (
    "# 由 jidi owners 从 content/standards/owners.yml 生成，不要手改。",
    "# 后面的行管得更细：基地的材料先请县（区）教研室看，市直学校的直接由办公室看（plan 七.1）。",
)


def owners_of(city: City) -> Owners:
    """The register; an empty one if the city has none."""
    return next((entry.record for entry in city.of(Owners)), Owners())


def codeowners(city: City) -> str:
    """The whole file: one line for everything, one for each base."""
    owners = owners_of(city)
    everyone = _names((*owners.office, *owners.maintainers))
    first = f"* {everyone}" if everyone else "# 还没有登记办公室和维护人的账号。"
    return "\n".join([*_HEAD, first, *_bases(city, owners)]) + "\n"


def reviewers(city: City, owners: Owners, base: str) -> tuple[str, ...]:
    """Who looks at a base's material: the county of its school, then the office."""
    county = next((owner.logins for owner in owners.counties if owner.county == _county(city, base)), ())
    return tuple(dict.fromkeys((*county, *owners.office)))


def _bases(city: City, owners: Owners) -> Iterator[str]:
    for entry in city.of(Base):
        if names := _names(reviewers(city, owners, entry.base)):
            yield f"/bases/{entry.base}/ {names}"


def _county(city: City, base: str) -> str:
    schools = {school.id: school.county for entry in city.of(Schools) for school in entry.record.schools}
    return next((schools.get(entry.record.school, "") for entry in city.of(Base, base)), "")


def _names(logins: tuple[str, ...]) -> str:
    return " ".join(f"@{login}" for login in dict.fromkeys(logins) if not login.endswith("[bot]"))
