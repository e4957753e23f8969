"""The forms that `greenfield bench forms` measures: written as XLSForm sheets, made into XForm XML by pyxform."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, islice

from greenfield.toolkit.sheets import Sheet, Sheets, make_sheet
from greenfield.toolkit.xform import to_xform

Row = Mapping[str, str]
Answer = tuple[str, str]
ADD, REMOVE = "add", "remove"
_REGIONS, _TOWNS = 8, 10
_LIKELY = ("yes", "no", "yes", "yes")


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A form as sheets and as XForm XML, and the refs of calculations by which engines can be compared."""

    name: str
    sheets: Sheets
    xml: bytes
    checked: tuple[str, ...]


def chain_form(length: int = 500) -> MadeForm:
    """Return a form of `length` numbers and as many calculations, each of which reads the one before it."""
    survey: list[Row] = []
    for index in range(length):
        survey.append({"type": "integer", "name": f"n{index}", "label": f"Number {index}"})
        before = f"${{c{index - 1}}} + " if index else ""
        formula = f"{before}if(${{n{index}}} = '', 0, ${{n{index}}} * 2) mod 1000"
        survey.append({"type": "calculate", "name": f"c{index}", "calculation": formula})
    return _made("chain", survey, (), [f"/data/c{index}" for index in range(0, length, 50)])


def chain_answers(length: int = 500) -> Iterator[Answer]:
    """Yield answers to numbers all over the chain: on average half of it is worked out again each time."""
    return ((f"/data/n{turn * 37 % length}", str(turn % 90 + 1)) for turn in count())


def section_form(sections: int = 50) -> MadeForm:
    """Return a form of sections of 20 questions, all but the first relevant by `/data/s0/scope0`.

    A section has choices that depend on an earlier answer, constraints, questions that apply only after
    some answer, calculations inside it, one that goes on from section to section, and a text with results.
    """
    survey = [row for index in range(sections) for row in _section(str(index), index)]
    choices = [
        *({"list_name": "scope", "name": name, "label": name.title()} for name in ("short", "full")),
        *({"list_name": "yesno", "name": name, "label": name.title()} for name in ("yes", "no")),
        *({"list_name": "fuel", "name": name, "label": name.title()} for name in ("oil", "gas", "other")),
        *({"list_name": "region", "name": f"r{at}", "label": f"Region {at}"} for at in range(_REGIONS)),
        *(
            {"list_name": "town", "name": f"t{at}_{nr}", "label": f"Town {nr} of {at}", "region": f"r{at}"}
            for at in range(_REGIONS)
            for nr in range(_TOWNS)
        ),
    ]
    checked = [f"/data/s{index}/running{index}" for index in range(0, sections, 10)]
    return _made("sections", survey, choices, checked)


def section_answers(sections: int = 50) -> Iterator[Answer]:
    """Yield answers section by section, as a visitor gives them; the next time round they differ."""
    for turn in count():
        for index in range(sections):
            region, uses = (index + turn) % _REGIONS, _LIKELY[(index + turn) % 4]
            values = {
                "uses": uses,
                "region": f"r{region}",
                "town": f"t{region}_{(index + turn) % _TOWNS}",
                "fuel": ("oil", "oil other", "gas")[(index + turn) % 3],
                **({"used1_": str(100 + turn + index)} if uses == "yes" else {}),
                "price": f"1.{turn % 8 + 1}",
                "staff": str(turn % 9 + 1),
            }
            yield from ((f"/data/s{index}/{name}{index}", value) for name, value in values.items())


def flips(times: int = 10) -> Iterable[Answer]:
    """Return answers that take all sections but the first of a `section_form` away, and bring them back."""
    return [("/data/s0/scope0", ("short", "full")[turn % 2]) for turn in range(times)]


def repeat_form() -> MadeForm:
    """Return a form with a repeat: calculations in it, a running total over it, sums outside of it."""
    survey = [
        {"type": "begin_repeat", "name": "meter", "label": "Meter"},
        {"type": "integer", "name": "used", "label": "Used", "constraint": ". >= 0"},
        {"type": "decimal", "name": "price", "label": "Price", "relevant": "${used} > 0"},
        {"type": "calculate", "name": "cost", "calculation": "${used} * coalesce(${price}, 1)"},
        {
            "type": "calculate",
            "name": "running",
            "calculation": "coalesce(${used}, 0) + "
            "coalesce(indexed-repeat(${running}, ${meter}, position(..) - 1), 0)",
        },
        {"type": "end_repeat", "name": ""},
        {"type": "calculate", "name": "total", "calculation": "sum(${cost})"},
        {"type": "calculate", "name": "most", "calculation": "max(${used})"},
    ]
    return _made("repeat", survey, (), ["/data/total"])


def repeat_answers(instances: int = 2_000, answers: int = 300) -> Iterator[Answer]:
    """Yield the adding of instances, answers all over them, and at last an instance that goes and one that comes."""
    yield f"{ADD} /data/meter", str(instances - 1)
    for turn in range(answers):
        at = turn * 37 % instances + 1
        name = ("used", "price")[turn % 2]
        yield f"/data/meter[{at}]/{name}", str(turn % 90 + 1)
    yield "/data/meter[1]/used", "7"
    yield f"{REMOVE} /data/meter", "0"
    yield f"{ADD} /data/meter", "1"


def first(answers: Iterator[Answer], number: int) -> list[Answer]:
    """Return the first `number` of answers."""
    return list(islice(answers, number))


def _section(at: str, index: int) -> Iterator[Row]:
    group = {"type": "begin_group", "name": f"s{at}", "label": f"Section {at}"}
    yield group if not index else {**group, "relevant": "${scope0} = 'full'"}
    if index:
        yield {"type": "text", "name": f"who{at}", "label": "Who was asked"}
    else:
        yield {"type": "select_one scope", "name": "scope0", "label": "How much is asked", "default": "full"}
    yield {"type": "select_one yesno", "name": f"uses{at}", "label": "Is energy used here?"}
    yield {"type": "select_one region", "name": f"region{at}", "label": "Region"}
    town = {"type": "select_one town", "name": f"town{at}", "label": "Town"}
    yield {**town, "choice_filter": f"region = ${{region{at}}}"}
    yield {"type": "select_multiple fuel", "name": f"fuel{at}", "label": "Fuels"}
    other = {"type": "text", "name": f"other{at}", "label": "Which other fuel?"}
    yield {**other, "relevant": f"selected(${{fuel{at}}}, 'other')"}
    yield {"type": "text", "name": f"bill{at}", "label": "Number of the bill"}
    yield {"type": "date", "name": f"day{at}", "label": "Day of the bill", "constraint": ". <= today()"}
    for number in range(4):
        yield {
            "type": "integer",
            "name": f"used{number}_{at}",
            "label": f"Used in quarter {number + 1}",
            "hint": "In litres",
            "relevant": f"${{uses{at}}} = 'yes'",
            "constraint": ". >= 0 and . <= 1000000",
            "constraint_message": "Between 0 and 1,000,000",
            "required": "yes" if number == 0 else "",
        }
    yield {"type": "decimal", "name": f"price{at}", "label": "Price of a litre", "constraint": ". > 0"}
    yield {"type": "integer", "name": f"staff{at}", "label": "Persons", "default": "1"}
    quarters = " + ".join(f"coalesce(${{used{number}_{at}}}, 0)" for number in range(4))
    before = f"${{running{index - 1}}} + " if index else ""
    calculations = {
        f"total{at}": quarters,
        f"cost{at}": f"round(${{total{at}}} * coalesce(${{price{at}}}, 0), 2)",
        f"each{at}": f"if(${{staff{at}}} > 0, ${{total{at}}} div ${{staff{at}}}, 0)",
        f"running{at}": f"{before}${{total{at}}}",
    }
    for name, formula in calculations.items():
        yield {"type": "calculate", "name": name, "calculation": formula}
    yield {"type": "note", "name": f"said{at}", "label": f"${{total{at}}} litres cost ${{cost{at}}}"}
    yield {"type": "text", "name": f"remark{at}", "label": "Remark", "relevant": f"${{each{at}}} > 100"}
    yield {"type": "end_group", "name": ""}


def _made(name: str, survey: Iterable[Row], choices: Iterable[Row], checked: Iterable[str]) -> MadeForm:
    settings = [{"form_id": name, "version": "1", "name": "data"}]
    tables = {"survey": survey, "choices": choices, "settings": settings}
    sheets = Sheets(name, {key: _sheet(key, list(rows)) for key, rows in tables.items()})
    return MadeForm(name, sheets, to_xform(sheets).xform, tuple(checked))


def _sheet(name: str, rows: list[Row]) -> Sheet:
    headers = list(dict.fromkeys(key for row in rows for key in row))
    table = [(1, headers)]
    table += [(at, [row.get(key, "") for key in headers]) for at, row in enumerate(rows, start=2)]
    return make_sheet(name, table if rows else [])
