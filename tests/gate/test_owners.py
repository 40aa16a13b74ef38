"""CODEOWNERS from the register: the county first, the city for its own schools."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, Examine

from gate.forge import OWNERS, REGISTER, jidi_here, swap


def owners(root: Path) -> list[str]:
    run = jidi_here(root, "owners", "--write")
    assert run.exit_code == 0, run.output
    return [line for line in (root / ".github/CODEOWNERS").read_text("utf-8").splitlines() if not line.startswith("#")]


def test_the_file_that_ships_is_up_to_date() -> None:
    run = jidi_here(ROOT, "owners")
    assert run.exit_code == 0, run.output


def test_the_county_looks_first_and_the_office_at_everything_else(forge: Path) -> None:
    assert owners(forge) == ["* @bangongshi @weihu", "/bases/cz-shuxue/ @xinhua-jiaoyan @bangongshi", "/bases/cz-wuli/ @bangongshi"]


def test_a_file_that_is_out_of_date_is_named(forge: Path) -> None:
    owners(forge)
    assert jidi_here(forge, "owners").exit_code == 0
    swap(forge, REGISTER, "xinhua-jiaoyan", "xinhua-jys")
    run = jidi_here(forge, "owners")
    assert run.exit_code == 1 and ".github/CODEOWNERS:1:" in run.output and "jidi owners --write" in run.output


def test_with_nobody_registered_nobody_is_named(city: Path) -> None:
    assert owners(city) == []


def test_an_account_that_is_none_is_named_by_its_line(city: Path, examine: Examine) -> None:
    (city / REGISTER).write_text(OWNERS.replace("xinhua-jiaoyan", "新华 教研"), "utf-8")
    [one] = [one for one in examine(city) if one.place.file == REGISTER]
    assert (one.place.line, one.code) == (5, "ZD05") and "新华 教研" in one.message and "账号" in one.fix


def test_the_register_is_not_published(city: Path) -> None:
    from jidi.load import load
    from jidi.model.gate import Owners
    from jidi.publish.world import World

    (city / REGISTER).write_text(OWNERS, "utf-8")
    loaded, _ = load(city)
    assert any(loaded.of(Owners)) and not World(loaded, ()).of(Owners)
