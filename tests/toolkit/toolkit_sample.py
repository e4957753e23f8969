"""Toolkits drawn as markdown tables, and what a check finds in them."""

from collections.abc import Mapping
from pathlib import Path

from greenfield.base.problem import Problem
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.markdown import read_markdown
from greenfield.toolkit.reference import load_reference
from greenfield.toolkit.sheets import Sheets

PACKAGE = """
| package |
|         | id    | version | kind    | publisher | licence    | title |
|         | small | 1.0     | toolkit | A centre  | Apache-2.0 | Small |
"""
SURVEY = """
| survey |
|        | type             | name       | label                  | relevant            | constraint | area   |
|        | begin group      | energy     | Energy                 |                     |            |        |
|        | decimal          | kwh        | Electricity            |                     | . >= 0     |        |
|        | decimal          | bill       | Its cost               |                     | . >= 0     |        |
|        | select_one yn    | has_boiler | Is there a boiler?     |                     |            |        |
|        | integer          | age        | How old is it?         | ${has_boiler}='yes' | . >= 0     |        |
|        | select_one fuel  | fuel       | Which fuel?            | ${has_boiler}='yes' |            |        |
|        | decimal          | litres     | How much of it?        | ${has_boiler}='yes' |            |        |
|        | select_one vol   | vol_unit   | Unit                   | ${has_boiler}='yes' |            |        |
|        | end group        |            |                        |                     |            |        |
|        | select_one leaks | leaks      | Do the pipes leak?     |                     |            | energy |
|        | decimal          | tonnes     | What was made?         |                     |            |        |
|        | integer          | people     | How many people?       |                     |            |        |
"""
CHOICES = """
| choices |
|         | list_name | name    | label       | score |
|         | yn        | yes     | Yes         |       |
|         | yn        | no      | No          |       |
|         | fuel      | diesel  | Diesel      |       |
|         | fuel      | lpg     | Bottled gas |       |
|         | vol       | L       | Litres      |       |
|         | vol       | m3      | Cubic       |       |
|         | leaks     | none    | None        | 1     |
|         | leaks     | some    | Some        | 0.5   |
|         | leaks     | many    | Many        | 0     |
|         | leaks     | unknown | Not known   |       |
"""
SETTINGS = """
| settings |
|          | form_title | form_id | version | default_language |
|          | Small      | small   | 1       | English (en)     |
"""
FLOWS = """
| flows |
|       | name        | resource | carrier     | amount    | unit        | cost    | quality  | onsite |
|       | electricity | energy   | electricity | ${kwh}    | kWh         | ${bill} | invoiced |        |
|       | boiler      | energy   | ${fuel}     | ${litres} | ${vol_unit} |         |          |        |
|       | product     | output   |             | ${tonnes} | t           |         |          |        |
"""
PROFILE = """
| profile |
|         | key       | question |
|         | employees | people   |
"""
MEASURES = """
| measures |
|          | name     | title      | area   | technique         | arc    | trigger            | reason                 | first_step | saves                   | annual_saving | investment                    | annual_cost | life_years | ease | basis    | library |
|          | fix      | Mend leaks | energy | good_housekeeping | 2.4236 | ${leaks} = 'many'  | {cost:electricity} go. | Listen.    | electricity: share(0.1) |               | 0.5 * cost('energy','*')      |             | 3          | 3    | estimate | guide   |
|          | new_boil | New boiler | heat   | technology_change | 2.1221 | ${age} > 15        | It is ${age} years old | Ask.       | boiler: 100             | 500           | 10 * price('energy','electricity','kWh') | 5 | 15       | 1    | estimate |         |
"""
LIBRARY = """
| library |
|         | name  | title   | publisher | year | language | type  | topics | address             | seen       | summary |
|         | guide | A guide | Somebody  | 2020 | en       | guide | energy | https://example.org | 2026-01-31 | Short.  |
"""
WHOLE: Mapping[str, str] = {
    "package": PACKAGE,
    "survey": SURVEY,
    "choices": CHOICES,
    "settings": SETTINGS,
    "flows": FLOWS,
    "profile": PROFILE,
    "measures": MEASURES,
    "library": LIBRARY,
}
Found = tuple[str, str, int | None, str]


def sample(**changed: str) -> str:
    """Return the whole sample with some sheets replaced."""
    return "\n".join({**WHOLE, **changed}.values())


def sheets(text: str) -> Sheets:
    return read_markdown(text, "form.md")


def found(problems: list[Problem]) -> list[Found]:
    """Return code, sheet, row and column of problems."""
    return [(p.code, p.place.sheet, p.place.row, p.place.column) for p in problems]


def check(text: str) -> list[Found]:
    """Return what the check finds in a form."""
    return found(check_sheets(sheets(text), load_reference()))


def replaced(sheet: str, old: str, new: str) -> str:
    """Return the sample with one text of a sheet replaced, which must stand there."""
    assert old in WHOLE[sheet]
    return sample(**{sheet: WHOLE[sheet].replace(old, new, 1)})


def write(folder: Path, text: str, name: str = "form.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


class DictAnswers:
    """Answers by name, as a form session gives them: what is not relevant is named."""

    def __init__(self, given: Mapping[str, float | str], irrelevant: tuple[str, ...] = ()) -> None:
        self._given = given
        self._irrelevant = irrelevant

    def lookup(self, name: str) -> float | str | None:
        return self._given.get(name)

    def is_relevant(self, name: str) -> bool:
        return name not in self._irrelevant

    def rows(self, repeat: str) -> tuple["DictAnswers", ...]:  # noqa: ARG002  a sample without repeats
        return ()

    def open_columns(self) -> frozenset[str]:
        return frozenset()
