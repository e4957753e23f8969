"""What the check finds in the sheets that give a questionnaire its meaning: each problem with its cell."""

from dataclasses import replace

import pytest
from toolkit_sample import WHOLE, check, found, replaced, sample, sheets

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Severity
from greenfield.base.texts import texts_for
from greenfield.toolkit.check.sheets import check_sheets
from greenfield.toolkit.reference import load_reference

# code: sheet, what is replaced in it by what, and row and column of the problem
CASES = [
    ("package.missing", "package", "| A centre  |", "|           |", 2, "publisher"),
    ("package.kind", "package", "toolkit", "library", 2, "kind"),
    ("package.bad_name", "package", "| 1.0 ", "| 1/0 ", 2, "version"),
    ("choices.score", "choices", "| 0.5   |", "| 1.5   |", 9, "score"),
    (
        "survey.area",
        "survey",
        "| energy |\n|        | decimal          | tonnes",
        "| enrgy |\n| | decimal | tonnes",
        11,
        "area",
    ),
    ("flows.missing", "flows", "| ${kwh}    |", "|           |", 2, "amount"),
    ("flows.bad_name", "flows", "| electricity | energy ", "| 1 electric | energy ", 2, "name"),
    ("flows.duplicate", "flows", "| boiler      |", "| electricity |", 3, "name"),
    ("flows.resource", "flows", "| energy   | electricity", "| enegry   | electricity", 2, "resource"),
    ("flows.carrier", "flows", "| energy   | electricity |", "| energy | electricty |", 2, "carrier"),
    ("flows.carrier", "choices", "| lpg     |", "| lpgas |", 3, "carrier"),
    ("flows.unit_unknown", "flows", "| kWh         |", "| kWhh        |", 2, "unit"),
    ("flows.unit_mismatch", "flows", "| kWh         |", "| m3          |", 2, "unit"),
    ("flows.unit_mismatch", "choices", "| vol       | m3      |", "| vol | kW |", 3, "unit"),
    ("toolkit.unknown_question", "flows", "${litres}", "${liters}", 3, "amount"),
    ("toolkit.unknown_question", "flows", "${bill}", "${bil}", 2, "cost"),
    ("toolkit.unknown_question", "profile", "| people   |", "| persons |", 2, "question"),
    ("toolkit.reads_group", "flows", "${bill}", "${energy}", 2, "cost"),
    ("formula.syntax", "flows", "${kwh}  ", "${kwh} *", 2, "amount"),
    ("formula.unknown_function", "flows", "${bill}", "flow('energy','*','kWh')", 2, "cost"),
    ("profile.key", "profile", "| employees |", "| employes |", 2, "key"),
    ("measures.missing", "measures", "| Mend leaks |", "|            |", 2, "title"),
    ("measures.missing", "measures", "| fix      |", "|          |", 2, "name"),
    ("measures.bad_name", "measures", "| fix      |", "| fix it   |", 2, "name"),
    ("measures.duplicate", "measures", "| new_boil |", "| fix |", 3, "name"),
    ("measures.area", "measures", "| heat   |", "| heating |", 3, "area"),
    ("measures.technique", "measures", "technology_change", "new_technology", 3, "technique"),
    ("measures.arc", "measures", "2.4236", "2.9999", 2, "arc"),
    ("toolkit.unknown_question", "measures", "${leaks}", "${leeks}", 2, "trigger"),
    ("formula.syntax", "measures", "${age} > 15", "${age} > ", 3, "trigger"),
    ("formula.unknown_function", "measures", "0.5 * cost(", "0.5 * costs(", 2, "investment"),
    ("formula.arguments", "measures", "cost('energy','*')", "cost('energy')", 2, "investment"),
    ("flows.resource", "measures", "cost('energy','*')", "cost('enegry','*')", 2, "investment"),
    ("measures.no_flow_of", "measures", "cost('energy','*')", "cost('water','*')", 2, "investment"),
    ("flows.unit_mismatch", "measures", "'electricity','kWh'", "'electricity','m3'", 3, "investment"),
    ("flows.unit_unknown", "measures", "'electricity','kWh'", "'electricity','kwhh'", 3, "investment"),
    ("measures.saves_form", "measures", "electricity: share(0.1)", "share(0.1)", 2, "saves"),
    ("measures.unknown_flow", "measures", "electricity: share(0.1)", "electrics: share(0.1)", 2, "saves"),
    ("measures.share", "measures", "share(0.1)", "share(10)", 2, "saves"),
    ("formula.syntax", "measures", "share(0.1)", "share(0.1", 2, "saves"),
    ("measures.no_saving", "measures", "electricity: share(0.1)", " ", 2, "saves"),
    ("measures.ease", "measures", "| 3    | estimate", "| 5 | estimate", 2, "ease"),
    ("measures.life_years", "measures", "| 3          |", "| long |", 2, "life_years"),
    ("measures.library", "measures", "| guide   |", "| giude |", 2, "library"),
    ("measures.placeholder", "measures", "{cost:electricity} go.", "{saving} go.", 2, "reason"),
    ("measures.unknown_flow", "measures", "{cost:electricity} go.", "{cost:heat} go.", 2, "reason"),
    ("toolkit.unknown_question", "measures", "${age} years", "${ages} years", 3, "reason"),
    ("measures.unreachable", "measures", "${leaks} = 'many'", "${leaks} = 'lots'", 2, "trigger"),
    ("library.missing", "library", "| A guide |", "|         |", 2, "title"),
    ("library.bad_name", "library", "| guide |", "| a guide |", 2, "name"),
    ("library.address", "library", "https://example.org", "example", 2, "address"),
    ("library.seen", "library", "2026-01-31", "last week ", 2, "seen"),
]
IDS = [f"{code} {sheet} {row} {column}" for code, sheet, _old, _new, row, column in CASES]


def test_the_sample_has_no_problem():
    assert check(sample()) == []


@pytest.mark.parametrize(("code", "sheet", "old", "new", "row", "column"), CASES, ids=IDS)
def test_a_problem_stands_at_its_cell(code, sheet, old, new, row, column):  # noqa: PLR0917  a table's columns
    place = "flows" if (code.startswith("flows.") and sheet == "choices") else sheet
    problems = check_sheets(sheets(replaced(sheet, old, new)), load_reference())
    assert (code, place, row, column) in found(problems)
    assert all(sentence(problem, texts_for("en")) for problem in problems)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        (
            "survey.practice_without_area",
            {
                "survey": WHOLE["survey"].replace(
                    "| energy |\n|        | decimal          | tonnes", "|  |\n| | decimal | tonnes"
                )
            },
        ),
        ("package.no_sheet", {"package": ""}),
        ("library.duplicate", {"library": WHOLE["library"] + "| | guide | B | | | | | | | | |\n"}),
    ],
)
def test_problems_that_need_more_than_one_cell(code, change):
    assert code in {found_code for found_code, *_place in check(sample(**change))}


@pytest.mark.parametrize(
    ("code", "sheet", "old", "new", "place"),
    [
        ("measures.no_basis", "measures", "| estimate | guide", "| | guide", ("measures", 2, "basis")),
        ("survey.area_without_score", "survey", "${has_boiler}='yes' |            |        |\n|        | decimal", "${has_boiler}='yes' |            | heat |\n| | decimal", ("survey", 7, "area")),
    ],
)  # fmt: skip
def test_a_warning_stands_at_its_cell(code, sheet, old, new, place):
    problems = check_sheets(sheets(replaced(sheet, old, new)), load_reference())
    assert found(problems) == [(code, *place)]
    assert problems[0].severity is Severity.WARNING


def test_a_question_in_a_repeat_cannot_be_read_by_a_formula():
    survey = (
        WHOLE["survey"]
        .replace("begin group      | energy", "begin repeat     | energy")
        .replace("end group  ", "end repeat ")
    )
    assert ("toolkit.reads_repeat", "measures", 3, "trigger") in check(sample(survey=survey))


def test_a_choice_for_which_no_amount_is_asked_needs_no_factor():
    text = sample(
        survey=WHOLE["survey"].replace(
            "How much of it?        | ${has_boiler}='yes'", "How much of it?        | ${fuel} != 'none'"
        ),
        choices=WHOLE["choices"] + "| | fuel | none | No fuel | |\n",
    )
    assert check(text) == []


def test_volumes_of_a_fuel_without_density_are_refused_and_masses_are_not():
    row = "| | coal | energy | anthracite | ${litres} | {} | | | |\n"
    assert check(sample(flows=WHOLE["flows"] + row.replace("{}", "t"))) == []
    assert ("flows.no_density", "flows", 5, "unit") in check(
        sample(flows=WHOLE["flows"] + row.replace("{}", "m3"))
    )


def test_a_kind_that_no_flow_has_gets_the_nearest_one_that_a_flow_has():
    flows = WHOLE["flows"].replace("${fuel} ", "diesel  ")
    measures = WHOLE["measures"].replace("cost('energy','*')", "cost('energy','desel')")
    (problem,) = check_sheets(sheets(sample(flows=flows, measures=measures)), load_reference())
    assert (problem.code, problem.values["nearest"]) == ("measures.no_such_flow", "diesel")


@pytest.mark.parametrize(
    ("sheet", "code"), [("flows", "measures.no_flows"), ("library", "measures.no_library")]
)
def test_a_name_of_an_empty_sheet_has_no_nearest_one(sheet, code):
    problems = check_sheets(sheets(sample(**{sheet: ""})), load_reference())
    assert code in {problem.code for problem in problems}
    assert [p for p in problems if "“”" in sentence(p, texts_for("en"))] == []


def test_every_fault_of_all_sheets_is_listed_at_once():
    text = sample(
        survey=WHOLE["survey"].replace("decimal          | kwh", "decimall         | kwh"),
        flows=WHOLE["flows"].replace("kWh  ", "kWhh "),
        measures=WHOLE["measures"].replace("2.4236", "9.9").replace("${age} > 15", "${age} > 15 and"),
        library=WHOLE["library"].replace("https://example.org", "nowhere"),
    )
    assert check(text) == [
        ("survey.unknown_type", "survey", 3, "type"),
        ("flows.unit_unknown", "flows", 2, "unit"),
        ("measures.arc", "measures", 2, "arc"),
        ("formula.syntax", "measures", 3, "trigger"),
        ("library.address", "library", 2, "address"),
    ]


def test_a_measure_may_name_a_resource_of_the_programs_library():
    named = WHOLE["measures"].replace("| guide   |", "| x_shared guide |")
    reference = replace(load_reference(), library=frozenset({"x_shared"}))
    assert check_sheets(sheets(sample(measures=named)), reference) == []
    misspelt = sheets(sample(measures=named.replace("x_shared", "x_shard")))
    (problem,) = check_sheets(misspelt, reference)
    assert (problem.code, problem.values["nearest"]) == ("measures.library", "x_shared")
