"""The same tables in JavaRosa itself: where it gives another result than ours, the table says so."""

from pathlib import Path

import pytest
from forms_drawn import as_ours, cases, value_in
from forms_peer import ERROR, instances, may_be_left_out, plain
from forms_sheets import xform
from forms_told import Scenario, scenarios

from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

pytestmark = pytest.mark.skipif(
    may_be_left_out(), reason="JavaRosa needs a JDK and the jar that pyxform brings"
)


def test_every_difference_from_javarosa_stands_in_a_table(tmp_path: Path) -> None:
    drawn = cases()
    found = instances([case.xform() for case in drawn], tmp_path)
    differing = []
    for case, instance in zip(drawn, found, strict=True):
        theirs = ERROR if instance.startswith(ERROR) else as_ours(value_in(instance), case.result)
        expected = case.result if case.javarosa is None else case.javarosa
        if theirs != expected:
            differing.append((case.topic, case.expression, case.type, theirs, expected))
    assert differing == []


def played(scenario: Scenario) -> list[dict[str, str]]:
    """Return the steps up to the first that JavaRosa's side cannot play."""
    found = []
    for step in scenario.steps:
        if step["step"] in {"remove", "finish", "language", "reopen"} or (
            step["step"] == "add" and step["value"]
        ):
            break
        if step["step"] in {"set", "add"}:
            found.append(step)
    return found


def test_every_scenario_that_differs_in_javarosa_says_so(tmp_path: Path, session_context: Context) -> None:
    told = [one for one in scenarios() if not one.files and "last-saved" not in one.form]
    forms = [one.form.encode() if one.form.lstrip().startswith("<") else xform(one.form) for one in told]
    steps = [
        "".join(f"{step['step']}\t{step['ref']}\t{step['value']}\n" for step in played(one)) for one in told
    ]
    differing = []
    for scenario, form, theirs in zip(told, forms, instances(forms, tmp_path, steps), strict=True):
        session = FormSession(parse_form(form), session_context)
        for step in played(scenario):
            if step["step"] == "set":
                session.set(step["ref"], step["value"])
            else:
                session.add(step["ref"])
        if (plain(theirs) != plain(session.instance_xml())) is not scenario.differs:
            differing.append((scenario.topic, scenario.title, plain(theirs), plain(session.instance_xml())))
    assert differing == []
