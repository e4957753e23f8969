"""Every scenario in `tests/forms/scenarios`: question types, logic, repeats, events and texts of the documents."""

from dataclasses import replace

import pytest
from forms_sheets import xform
from forms_told import Play, Scenario, scenarios

from greenfield.forms.parse import parse_form
from greenfield.forms.reading.secondary import read_document
from greenfield.forms.session import Context

LAST_SAVED = b"<data><place>Dakar</place><person><name>Awa</name></person></data>"


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda one: f"{one.topic}: {one.title}")
def test_a_scenario_goes_as_it_is_told(scenario: Scenario, session_context: Context) -> None:
    is_xml = scenario.form.lstrip().startswith("<")
    form = parse_form(scenario.form.encode() if is_xml else xform(scenario.form), scenario.files)
    context = replace(session_context, email="ana@example.org", phonenumber="0033612345678")
    if "last-saved" in scenario.title:
        context = replace(context, last_saved=read_document(LAST_SAVED))
    if "location is known" in scenario.title:
        context = replace(context, location="14.7 -17.4 0 5")
    play = Play(form, context)
    assert scenario.steps
    for step in scenario.steps:
        play.run(step["step"], step["ref"], step["value"])
