"""`form run`, word for word as the contract has it (docs/cli.md): what goes in, what comes out, in which order."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from pyxform.xls2xform import convert

from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.services.forms import run_form

NODE = (
    "ref",
    "type",
    "relevant",
    "readonly",
    "required",
    "value",
    "label",
    "options",
    "constraint_ok",
    "required_ok",
)
SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "survey": [
        (
            "type",
            "name",
            "label::English (en)",
            "label::Français (fr)",
            "relevant",
            "calculation",
            "constraint",
        ),
        ("integer", "size", "Size", "Taille", "", "", ". < 100"),
        ("begin repeat", "person", "Person", "Personne", "", "", ""),
        ("integer", "age", "Age", "Âge", "", "", ""),
        ("calculate", "place", "", "", "", "position(..)", ""),
        ("end repeat", "", "", "", "", "", ""),
        ("select_one fuel", "fuel", "Fuel", "Combustible", "", "", ""),
        ("select_multiple fuel", "fuels", "Fuels", "Combustibles", "", "", ""),
        ("text", "other", "Other", "Autre", "${fuel} = 'oil'", "", ""),
        ("calculate", "price", "", "", "", "pulldata('prices', 'price', 'name', ${fuel})", ""),
        ("calculate", "luck", "", "", "", "once(random())", ""),
        ("start", "start", "", "", "", "", ""),
        ("end", "end", "", "", "", "", ""),
    ],
    "choices": [
        ("list_name", "name", "label::English (en)", "label::Français (fr)"),
        ("fuel", "oil", "Oil", "Fioul"),
        ("fuel", "gas", "Gas", "Gaz"),
    ],
    "settings": [("form_id", "version", "default_language"), ("f", "3", "English (en)")],
}
PRICES = "name,price\noil,7\ngas,8\n"


def markdown() -> str:
    lines = []
    for name, sheet in SHEETS.items():
        lines.append(f"| {name} |")
        lines.extend("| | " + " | ".join(row) + " |" for row in sheet)
    return "\n".join(lines) + "\n"


def workbook(path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, sheet in SHEETS.items():
        page = book.create_sheet(name)
        for row in sheet:
            page.append(row)
    book.save(path)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "form.md"
    path.write_text(markdown(), encoding="utf-8")
    (tmp_path / "prices.csv").write_text(PRICES, encoding="utf-8")
    return path


def run(form: Path, *steps: object, **settings: object) -> dict[str, Any]:
    fixed = {"now": "2026-03-10T09:30:00+01:00", "random": 0.25, **settings}
    return run_form(form, {**fixed, "steps": list(steps)}, form.parent, texts_for("en"))


def node(outcome: Mapping[str, Any], ref: str) -> Mapping[str, Any]:
    (found,) = (one for one in outcome["nodes"] if one["ref"] == ref)
    return found


def values(outcome: Mapping[str, Any], name: str) -> list[str]:
    return [one["value"] for one in outcome["nodes"] if one["ref"].endswith(f"/{name}")]


def test_the_output_has_these_keys_and_is_json(form: Path) -> None:
    outcome = run(form, {"set": "/data/size", "value": "5"}, {"set": "/data/fuel", "value": "oil"})
    assert set(outcome) == {"nodes", "valid", "timing_ms", "instance", "problems"}
    assert json.loads(json.dumps(outcome)) == outcome
    assert outcome["valid"] is True
    assert outcome["problems"] == []
    assert set(outcome["timing_ms"]) == {"load", "steps"}
    assert outcome["timing_ms"]["load"] > 0
    assert len(outcome["timing_ms"]["steps"]) == 2
    for one in outcome["nodes"]:
        assert tuple(one) == (*NODE, "message")
        assert all(isinstance(one[key], str) for key in ("ref", "type", "value", "label", "message"))
        assert all(isinstance(one[key], bool) for key in ("relevant", "readonly", "required"))
        assert all(isinstance(one[key], bool) for key in ("constraint_ok", "required_ok"))
        assert one["options"] is None or all(isinstance(option, str) for option in one["options"])


def test_nodes_stand_in_document_order_with_positions_from_1(form: Path) -> None:
    outcome = run(form, {"add": "/data/person"})
    assert [one["ref"] for one in outcome["nodes"]] == [
        "/data/size",
        *("/data/person[1]", "/data/person[1]/age", "/data/person[1]/place"),
        *("/data/person[2]", "/data/person[2]/age", "/data/person[2]/place"),
        *(
            "/data/fuel",
            "/data/fuels",
            "/data/other",
            "/data/price",
            "/data/luck",
            "/data/start",
            "/data/end",
        ),
        *("/data/meta", "/data/meta/instanceID"),
    ]


def test_options_are_what_is_on_offer_or_null(form: Path) -> None:
    outcome = run(form)
    assert node(outcome, "/data/fuel")["options"] == ["oil", "gas"]
    assert {one["ref"] for one in outcome["nodes"] if one["options"] is not None} == {
        "/data/fuel",
        "/data/fuels",
    }


def test_several_choices_are_separated_by_spaces(form: Path) -> None:
    outcome = run(form, {"set": "/data/fuels", "value": "gas oil"})
    assert node(outcome, "/data/fuels")["value"] == "gas oil"
    assert "<fuels>gas oil</fuels>" in outcome["instance"]


@pytest.mark.parametrize(
    ("step", "ages"),
    [
        ({"add": "/data/person"}, ["1", "2", "3", ""]),
        ({"add": "/data/person", "count": 2}, ["1", "2", "3", "", ""]),
        ({"add": "/data/person", "count": 0}, ["1", "2", "3"]),
        ({"add": "/data/person", "after": 0}, ["1", "", "2", "3"]),
        ({"add": "/data/person", "after": 2, "count": 2}, ["1", "2", "3", "", ""]),
        ({"remove": "/data/person", "index": 0}, ["2", "3"]),
        ({"remove": "/data/person", "index": 2}, ["1", "2"]),
    ],
)
def test_after_and_index_count_from_0(form: Path, step: dict[str, object], ages: list[str]) -> None:
    three = [{"set": f"/data/person[{place}]/age", "value": str(place)} for place in (1, 2, 3)]
    outcome = run(form, {"add": "/data/person", "count": 2}, *three, step)
    assert values(outcome, "age") == ages
    assert values(outcome, "place") == [str(place) for place in range(1, len(ages) + 1)]


@pytest.mark.parametrize(
    ("step", "code"),
    [
        ({"add": "/data/person", "after": 1}, "answer.no_instance"),
        ({"remove": "/data/person", "index": 1}, "answer.no_instance"),
        ({"add": "/data/person", "count": 1_000_000_000}, "answer.too_many_instances"),
        ({"add": "/data/person", "count": -1}, "script.not_one"),
        ({"add": "/data/person", "count": True}, "script.not_one"),
        ({"add": "/data/person", "after": -1}, "script.not_one"),
        ({"remove": "/data/person", "index": -1}, "script.not_one"),
        ({"remove": "/data/person", "index": "0"}, "script.not_one"),
        ({"add": "/data/size"}, "answer.unknown_question"),
        ({"set": "/data/person[2]/age", "value": "9"}, "answer.unknown_question"),
        ({"set": "/data/price", "value": "9"}, "answer.readonly"),
        ({"set": "/data/size", "value": "x"}, "answer.type"),
        ({"set": "/data/fuel", "value": "coal"}, "answer.choice"),
        ({"language": "Deutsch (de)"}, "form.unknown_language"),
    ],
)
def test_a_step_that_fails_is_told_and_changes_nothing(
    form: Path, step: dict[str, object], code: str
) -> None:
    before = run(form)
    outcome = run(form, step)
    (problem,) = outcome["problems"]
    assert (problem["code"], problem["severity"], problem["step"]) == (code, "error", 1)
    assert problem["text"]
    assert outcome["nodes"] == before["nodes"]


def test_the_instance_is_as_it_would_be_submitted(form: Path) -> None:
    outcome = run(
        form,
        {"set": "/data/fuel", "value": "oil"},
        {"set": "/data/other", "value": "<peat>"},
        {"set": "/data/person[1]/age", "value": "30"},
    )
    assert outcome["instance"] == (
        '<data id="f" version="3"><size/><person><age>30</age><place>1</place></person><fuel>oil</fuel><fuels/>'
        "<other>&lt;peat&gt;</other><price>7</price><luck>0.25</luck>"
        "<start>2026-03-10T09:30:00.000+01:00</start><end>2026-03-10T09:30:00.000+01:00</end>"
        "<meta><instanceID>uuid:44444444-4444-4444-8444-444444444444</instanceID></meta></data>"
    )
    assert node(outcome, "/data/end")["value"] == ""


def test_what_is_not_relevant_keeps_its_value_and_is_not_submitted(form: Path) -> None:
    outcome = run(
        form,
        {"set": "/data/fuel", "value": "oil"},
        {"set": "/data/other", "value": "peat"},
        {"set": "/data/fuel", "value": "gas"},
    )
    assert node(outcome, "/data/other")["value"] == "peat"
    assert node(outcome, "/data/other")["relevant"] is False
    assert "peat" not in outcome["instance"]
    assert "<other" not in outcome["instance"]


def test_an_answer_outside_its_constraint_is_kept_and_told(form: Path) -> None:
    outcome = run(form, {"set": "/data/size", "value": "100"})
    assert outcome["valid"] is False
    assert node(outcome, "/data/size")["constraint_ok"] is False
    assert node(outcome, "/data/size")["message"]
    assert "<size>100</size>" in outcome["instance"]


def test_the_language_is_that_of_the_script_then_that_of_a_step(form: Path) -> None:
    assert node(run(form), "/data/size")["label"] == "Size"
    assert node(run(form, language="Français (fr)"), "/data/size")["label"] == "Taille"
    assert node(run(form, language="fr"), "/data/size")["label"] == "Taille"
    back = run(form, {"language": "English (en)"}, language="Français (fr)")
    assert node(back, "/data/size")["label"] == "Size"


def test_a_language_that_the_form_does_not_have_is_a_problem(form: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        run(form, language="Deutsch (de)")
    assert caught.value.code == "form.unknown_language"


def test_now_and_random_are_those_of_the_script(form: Path) -> None:
    outcome = run(form, now="2020-02-29T23:00:00Z", random=0)
    assert node(outcome, "/data/start")["value"] == "2020-02-29T23:00:00.000+00:00"
    assert node(outcome, "/data/luck")["value"] == "0"


@pytest.mark.parametrize(
    ("settings", "where"),
    [
        ({"now": "yesterday"}, "now"),
        ({"random": 1}, "random"),
        ({"random": "x"}, "random"),
        ({"media": 1}, "media"),
    ],
)
def test_a_setting_that_is_none_is_a_problem(form: Path, settings: dict[str, object], where: str) -> None:
    with pytest.raises(ProblemError) as caught:
        run(form, **settings)
    assert (caught.value.code, caught.value.problems[0].place.name) == ("script.setting", where)


def test_files_lie_beside_the_form_or_in_media(form: Path) -> None:
    assert node(run(form, {"set": "/data/fuel", "value": "gas"}), "/data/price")["value"] == "8"
    media = form.parent / "media"
    media.mkdir()
    beside = run(form, {"set": "/data/fuel", "value": "gas"}, media="media")
    assert node(beside, "/data/price")["value"] == "8"
    (media / "prices.csv").write_text("name,price\ngas,99\n", encoding="utf-8")
    inside = run(form, {"set": "/data/fuel", "value": "gas"}, media="media")
    assert node(inside, "/data/price")["value"] == "99"
    absolute = run(form, {"set": "/data/fuel", "value": "gas"}, media=str(media))
    assert node(absolute, "/data/price")["value"] == "99"


def test_a_file_that_is_nowhere_is_a_problem(form: Path) -> None:
    (form.parent / "prices.csv").unlink()
    with pytest.raises(ProblemError) as caught:
        run(form)
    assert caught.value.code == "form.file_missing"


def test_markdown_workbook_and_xform_run_alike(form: Path) -> None:
    workbook(form.with_suffix(".xlsx"))
    made = convert(xlsform=markdown(), form_name="data", validate=False)
    form.with_suffix(".xml").write_text(made.xform, encoding="utf-8")
    steps = [{"add": "/data/person"}, {"set": "/data/fuel", "value": "gas"}]
    outcomes = [run(form.with_suffix(kind), *steps) for kind in (".md", ".xlsx", ".xml")]
    for outcome in outcomes:
        outcome.pop("timing_ms")
    assert outcomes[0] == outcomes[1] == outcomes[2]
    assert outcomes[0]["nodes"]


def test_a_script_may_be_the_list_of_steps_alone(form: Path) -> None:
    outcome = run_form(form, [{"set": "/data/size", "value": 7}], form.parent, texts_for("en"))
    assert node(outcome, "/data/size")["value"] == "7"
