"""CODEOWNERS from the register: the county first, the city for its own schools."""

from __future__ import annotations

from pathlib import Path

from assess.town import card, entry, town
from conftest import ROOT, Examine
from jidi.gate.owners import codeowners, reviewers
from jidi.model.city import City
from jidi.model.gate import Owners

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
    from jidi.publish.world import World

    (city / REGISTER).write_text(OWNERS, "utf-8")
    loaded, _ = load(city)
    assert any(loaded.of(Owners)) and not World(loaded, ()).of(Owners)


HEAD = """# 由 jidi owners 从 content/standards/owners.yml 生成，不要手改。
# 后面的行管得更细：基地的材料先请县（区）教研室看，市直学校的直接由办公室看（plan 七.1）。
"""


def in_town(**told: object) -> tuple[City, Owners]:
    """A base in 新华区, one at a school of the city, and what is told of the register."""
    register = entry("owners", told, "content/standards/owners.yml")
    return town(card("cz-shuxue"), card("cz-wuli", "szx-shiyan", "物理"), register), register.record


def test_the_whole_file_names_each_account_once_and_no_robot() -> None:
    counties = [{"县区": "宝丰县", "账号": ["baofeng"]}, {"县区": "新华区", "账号": ["xinhua", "office", "form[bot]"]}]
    city, owners = in_town(办公室=["office", "robot[bot]"], 维护人=["keeper", "office"], 县区=counties)
    assert codeowners(city) == f"{HEAD}* @office @keeper\n/bases/cz-shuxue/ @xinhua @office\n/bases/cz-wuli/ @office\n"
    assert reviewers(city, owners, "cz-shuxue") == ("xinhua", "office", "form[bot]", "robot[bot]")
    assert reviewers(city, owners, "cz-wuli") == reviewers(city, owners, "cz-none") == ("office", "robot[bot]")


def test_a_base_without_a_reviewer_has_no_line() -> None:
    city, _ = in_town(维护人=["keeper"], 县区=[{"县区": "新华区", "账号": ["xinhua"]}])
    assert codeowners(city) == f"{HEAD}* @keeper\n/bases/cz-shuxue/ @xinhua\n"


def test_where_nobody_is_registered_the_file_says_so() -> None:
    city, _ = in_town(基地=[{"基地": "cz-shuxue", "账号": ["li"]}])
    assert codeowners(city) == codeowners(town(card())) == f"{HEAD}# 还没有登记办公室和维护人的账号。\n"
