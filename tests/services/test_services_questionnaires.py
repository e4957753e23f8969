"""Three questionnaires of more than a hundred questions each, as authors write them for the field apps."""

import pytest
from services_questionnaires import FOLDER, Ran

from greenfield.services.forms import check_form


@pytest.mark.parametrize("form", ["household_energy", "water_point", "factory_audit"])
def test_a_questionnaire_asks_more_than_a_hundred_questions_and_has_no_problem(form):
    assert check_form(FOLDER / f"{form}.md") == []
    source = (FOLDER / f"{form}.md").read_text(encoding="utf-8")
    survey = source.partition("| survey |")[2].partition("| choices |")[0]
    types = [line.split("|")[2].split()[0] for line in survey.splitlines()[2:] if line.startswith("|")]
    own = {"begin_group", "end_group", "begin_repeat", "end_repeat", "calculate", "note"}
    filled_by_itself = {"start", "end", "today", "deviceid"}
    assert sum(kind not in own | filled_by_itself for kind in types) > 100
    nodes = Ran(form, script=False).document["nodes"]
    assert {node["type"] for node in nodes} >= {"group", "repeat", "calculate", "select1", "select"}
