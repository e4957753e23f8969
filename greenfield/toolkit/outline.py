"""What the survey sheet asks: its questions with type, choice list, enclosing groups and conditions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from greenfield.toolkit.columns import Columns, columns_of
from greenfield.toolkit.sheets import Row, Sheet, Sheets

_BEGIN = re.compile(r"^begin[ _](group|repeat|loop|lgroup|looped group)\b")
_END = re.compile(r"^end[ _](group|repeat|loop|lgroup|looped group)$")
_SELECT = re.compile(
    r"^(?P<command>select_one_from_file|select_multiple_from_file|select one from file|"
    r"select multiple from file|select_one_external|select_one|select one from|select one|select1|"
    r"select_multiple|select all that apply from|select all that apply|"
    r"add select one prompt using|add select multiple prompt using|rank) (?P<list>\S+)"
    r"( (?P<other>or specify other|or_other|or other))?$"
)
_REPEATS = frozenset({"repeat", "loop", "lgroup", "looped group"})
REFERENCE = re.compile(r"\$\{\s*(?P<name>[^{}]*?)\s*\}")
NUMBER_KINDS = frozenset({"integer", "int", "decimal", "range", "add integer prompt", "add decimal prompt"})


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the survey that has a name. `kind` is the type without its list, `select_one` say.

    `relevant` are the conditions of the question and of the groups around it, outermost first. `repeat` is the innermost repeat that
    it stands in, empty for none. `period` says whether the number belongs to the period of the visit: `yes`, `no`, or the flow
    whose bills it belongs to; empty where the sheets `flows` and `losses` say it.
    """

    name: str
    kind: str
    row: int
    list_name: str = ""
    or_other: bool = False
    groups: tuple[str, ...] = ()
    relevant: tuple[str, ...] = ()
    in_repeat: bool = False
    repeat: str = ""
    calculation: str = ""
    constraint: str = ""
    area: str = ""
    period: str = ""

    @property
    def is_container(self) -> bool:
        """Whether it is a group or a repeat."""
        return self.kind in {"group", "repeat"}


@dataclass(frozen=True, slots=True)
class Outline:
    """All named rows of a survey in order, and by name (the first of a name)."""

    questions: tuple[Question, ...]
    by_name: Mapping[str, Question]

    def leaves(self, name: str) -> frozenset[str]:
        """Return the questions that a person answers behind a name: a calculation's inputs, else itself."""
        found: set[str] = set()
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in seen:
                continue
            seen.add(current)
            question = self.by_name.get(current)
            if question is not None and question.kind == "calculate":
                waiting += references(question.calculation)
            elif question is not None:
                found.add(current)
        return frozenset(found)

    def reads_rows(self, name: str) -> bool:
        """Tell whether a calculation itself reads a question in a repeat, as `sum(${amount})` does."""
        question = self.by_name.get(name)
        read = references(question.calculation) if question else ()
        return any(self.by_name[one].in_repeat for one in read if one in self.by_name)


def references(text: str) -> list[str]:
    """Return the names that a text reads by `${name}`, in order; `${last-saved#name}` reads `name`."""
    return [found.group("name").removeprefix("last-saved#") for found in REFERENCE.finditer(text)]


def parse_select(type_text: str) -> tuple[str, str, bool] | None:
    """Return kind (`select_one`, `select_multiple`, `rank`, ...), list and "or other" of a select type."""
    found = _SELECT.match(" ".join(type_text.split()))
    if found is None:
        return None
    command = found.group("command")
    if "file" in command or "external" in command:
        kind = command.replace(" ", "_")
    elif command == "rank":
        kind = "rank"
    else:
        kind = "select_multiple" if "multiple" in command or "all" in command else "select_one"
    return kind, found.group("list"), found.group("other") is not None


def control(type_text: str) -> tuple[str, str] | None:
    """Return ("begin" or "end", "group" or "repeat") of a row that opens or closes one, else None."""
    text = " ".join(type_text.split())
    for verb, pattern in (("begin", _BEGIN), ("end", _END)):
        found = pattern.match(text)
        if found:
            return verb, "repeat" if found.group(1) in _REPEATS else "group"
    return None


def outline_of(sheets: Sheets) -> Outline:
    """Return the outline of the survey sheet; faulty rows are taken as far as they make sense."""
    survey = sheets.sheet("survey")
    columns = columns_of(survey)
    questions: list[Question] = []
    stack: list[Question] = []
    for row in survey:
        kind = columns.get(row, "type")
        step = control(kind)
        if step and step[0] == "end":
            if stack:
                stack.pop()
            continue
        question = _question(row, columns, step[1] if step else kind, stack[-1] if stack else None)
        if step:
            stack.append(question)
        if question.name:
            questions.append(question)
    by_name: dict[str, Question] = {}
    for question in questions:
        by_name.setdefault(question.name, question)
    return Outline(tuple(questions), MappingProxyType(by_name))


def _question(row: Row, columns: Columns, kind: str, parent: Question | None) -> Question:
    select = parse_select(kind)
    relevant = columns.get(row, "relevant")
    outer = parent.relevant if parent else ()
    return Question(
        name=columns.get(row, "name"),
        kind=select[0] if select else " ".join(kind.split()),
        row=row.number,
        list_name=select[1] if select else "",
        or_other=bool(select and select[2]),
        groups=(*parent.groups, parent.name) if parent else (),
        relevant=(*outer, relevant) if relevant else outer,
        in_repeat=bool(parent and (parent.in_repeat or parent.kind == "repeat")),
        repeat=(parent.name if parent.kind == "repeat" else parent.repeat) if parent else "",
        calculation=columns.get(row, "calculation"),
        constraint=columns.get(row, "constraint"),
        area=columns.get(row, "area").lower(),
        period=columns.get(row, "period"),
    )


def choice_lists(choices: Sheet) -> dict[str, tuple[Row, ...]]:
    """Return the rows of each choice list."""
    columns = columns_of(choices)
    lists: dict[str, list[Row]] = {}
    for row in choices:
        name = columns.get(row, "list_name")
        if name:
            lists.setdefault(name, []).append(row)
    return {name: tuple(rows) for name, rows in lists.items()}
