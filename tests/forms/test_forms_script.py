"""`form run`: a script of steps, and everything about the outcome."""

import itertools
import json
from collections.abc import Callable

import pytest

from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.forms.form import Form
from greenfield.forms.script import run_script, steps_of
from greenfield.forms.session import Context

Run = Callable[..., dict[str, object]]
FORM = """
    survey
    | type            | name   | label::English (en) | label::Français (fr) | constraint | required |
    | begin repeat    | person | Person              | Personne             |            |          |
    | integer         | age    | Age                 | Âge                  | . < 120    | yes      |
    | end repeat      |        |                     |                      |            |          |
    | select_one fuel | fuel   | Fuel                | Combustible          |            |          |
    choices
    | list_name | name | label::English (en) | label::Français (fr) |
    | fuel      | oil  | Oil                 | Fioul                |
    | fuel      | gas  | Gas                 | Gaz                  |
    settings
    | default_language |
    | English (en)     |
"""


@pytest.fixture
def run(read_form: Callable[..., Form], session_context: Context) -> Run:
    def run_steps(*steps: object, **settings: str) -> dict[str, object]:
        ticks = itertools.count(0, 0.5)
        return run_script(
            lambda: read_form(FORM),
            steps_of(list(steps)),
            session_context,
            lambda: float(next(ticks)),
            texts=texts_for("en"),
            **settings,  # type: ignore[arg-type]
        )

    return run_steps


def node(outcome: dict[str, object], ref: str) -> dict[str, object]:
    nodes = outcome["nodes"]
    assert isinstance(nodes, list)
    return next(node for node in nodes if node["ref"] == ref)


def test_a_script_tells_everything(run: Run) -> None:
    outcome = run(
        {"add": "/data/person", "after": 0, "count": 1},
        {"set": "/data/person[2]/age", "value": "9"},
        {"set": "/data/person[1]/age", "value": 130},
        {"set": "/data/fuel", "value": "oil"},
        {"language": "Français (fr)"},
    )
    assert list(outcome) == ["nodes", "valid", "timing_ms", "instance", "problems"]
    assert outcome["timing_ms"] == {"load": 500.0, "steps": [500.0] * 5}
    assert outcome["valid"] is False
    assert node(outcome, "/data/person[1]/age") == {
        "ref": "/data/person[1]/age",
        "type": "int",
        "relevant": True,
        "readonly": False,
        "required": True,
        "value": "130",
        "label": "Âge",
        "options": None,
        "constraint_ok": False,
        "required_ok": True,
        "message": "The answer “130” is not allowed here. Check it against the question.",
    }
    assert node(outcome, "/data/fuel")["options"] == ["oil", "gas"]
    assert "<person><age>130</age></person><person><age>9</age></person><fuel>oil</fuel>" in str(
        outcome["instance"]
    )
    assert json.loads(json.dumps(outcome)) == outcome


def test_a_step_that_fails_is_a_problem_and_the_next_ones_run(run: Run) -> None:
    outcome = run(
        {"set": "/data/person[1]/age", "value": "9"},
        {"set": "/data/person[1]/age", "value": "nine"},
        {"set": "/data/fuel", "value": "coal"},
        {"remove": "/data/person", "index": 5},
        {"set": "/data/fuel", "value": "gas"},
    )
    problems = outcome["problems"]
    assert isinstance(problems, list)
    assert [(p["code"], p["step"]) for p in problems] == [
        *(("answer.type", 2), ("answer.choice", 3), ("answer.no_instance", 4)),
    ]
    assert node(outcome, "/data/person[1]/age")["value"] == "9"
    assert node(outcome, "/data/fuel")["value"] == "gas"


@pytest.mark.parametrize(
    "step",
    [
        {"set": "/data/fuel"},
        {"set": 1, "value": "x"},
        {"set": "/data/fuel", "value": ["oil"]},
        {"set": "/data/fuel", "value": "oil", "extra": 1},
        {"add": "/data/person", "count": "2"},
        {"add": "/data/person", "after": "x"},
        {"remove": "/data/person", "index": None},
        {"jump": "/data/person"},
        {},
        "set",
    ],
)
def test_what_is_no_step_is_named(run: Run, step: object) -> None:
    outcome = run(step, {"set": "/data/person[1]/age", "value": "9"})
    problems = outcome["problems"]
    assert isinstance(problems, list)
    assert [(p["code"], p["step"]) for p in problems] == [("script.not_one", 1)]
    assert node(outcome, "/data/person[1]/age")["value"] == "9"


@pytest.mark.parametrize(
    ("script", "count"), [([{"language": "x"}], 1), ({"steps": [{}, {}], "now": "x"}, 2), ({}, 0)]
)
def test_a_script_is_a_list_or_has_one(script: object, count: int) -> None:
    assert len(steps_of(script)) == count


@pytest.mark.parametrize("script", ["x", 1, None, {"steps": 1}])
def test_what_is_no_script_is_named(script: object) -> None:
    with pytest.raises(ProblemError) as caught:
        steps_of(script)
    assert caught.value.code == "script.not_one"


def test_a_form_opens_in_the_language_that_the_script_names(run: Run) -> None:
    assert node(run(language="Français (fr)"), "/data/fuel")["label"] == "Combustible"
