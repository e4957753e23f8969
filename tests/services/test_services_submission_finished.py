"""A finished visit as a submission: it has its end, what the form sets at the end, and stays as it was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from services_sample import NOW
from submissions_sample import MILL, PROFILE

from greenfield.base.problem import ProblemError
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import finish_visit
from greenfield.services.open_visit import Opening, open_visit
from greenfield.services.packages import build_to, install
from greenfield.services.submissions.exporting import export_submission
from greenfield.services.visits import NewVisit, prepare_visit, reopen_visit
from greenfield.store.reading.visits import answers_of, find_visit, results_of

AGED = "|  | calculate | age |  |  |  | int((today() - ${{built}}) div 365.25) |  |\n|  | end_group |"
END = "/data/end"


@pytest.fixture
def mill(workspace, tmp_path):
    """A prepared visit to a mill whose form works out an age and notes the end."""
    source = tmp_path / "mill.md"
    text = MILL.replace("|  | end_group |", AGED, 1).format(version="1", profile=PROFILE)
    source.write_text(text, encoding="utf-8")
    install(workspace, build_to(source, tmp_path)[0])
    company, _ = new_company(workspace, NewCompany("Moulin Bleu", country="SEN", currency="XOF"))
    prepared, _ = prepare_visit(workspace, NewVisit(company, "mill", date(2026, 3, 10)), NOW)
    prepared.answer("/data/built", "2000-03-11")
    return prepared


def exported(workspace, visit, folder, moment):
    written, _ = export_submission(workspace, visit.visit.id, folder, Opening(moment, "en"))
    return written[0].read_text(encoding="utf-8")


def test_finishing_notes_the_end_and_keeps_it(workspace, mill):
    later = NOW + timedelta(hours=2)
    finish_visit(workspace, mill, later)
    with workspace.read() as connection:
        kept = answers_of(connection, mill.visit.id).root["end"]
    assert datetime.fromisoformat(kept) == later
    assert mill.session.node(END).value == kept
    assert open_visit(workspace, mill.visit.id, "en", NOW).session.node(END).value == kept


def test_a_finished_visit_is_exported_as_of_its_end_whenever_that_is(workspace, mill, tmp_path):
    finish_visit(workspace, mill, datetime(2026, 3, 10, 14, 30, tzinfo=UTC))
    years = [exported(workspace, mill, tmp_path / str(n), NOW + timedelta(days=n)) for n in (0, 1, 900)]
    assert "<age>25</age>" in years[0]
    assert "<seen>2026-03-10</seen>" in years[0]
    assert "<end>2026-03-10T14:30" in years[0]
    assert years[0] == years[1] == years[2]


def test_an_open_visit_is_exported_as_of_now(workspace, mill, tmp_path):
    assert "<age>27</age>" in exported(workspace, mill, tmp_path / "out", datetime(2028, 1, 1, tzinfo=UTC))


def test_a_visit_that_is_finished_again_has_its_new_end(workspace, mill, tmp_path):
    finish_visit(workspace, mill, NOW)
    reopen_visit(workspace, mill.visit.id)
    later = NOW + timedelta(days=3)
    again = open_visit(workspace, mill.visit.id, "en", later)
    finish_visit(workspace, again, later)
    assert datetime.fromisoformat(again.session.node(END).value) == later
    with workspace.read() as connection:
        assert len(results_of(connection, mill.visit.id)) == 2
    assert f"<seen>{later.date()}</seen>" in exported(workspace, mill, tmp_path / "out", NOW)


CLOSED = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<h:title>Closing</h:title><model><instance><data id="closing" version="1"><kwh/><closed/><meta><instanceID/></meta></data>
</instance><bind nodeset="/data/kwh" type="decimal"/>
<bind nodeset="/data/closed" type="string" constraint="not(/data/kwh &gt;= 100)"/>
<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" calculate="once(concat('uuid:', uuid()))"/>
<setvalue event="xforms-revalidate" ref="/data/closed" value="concat(/data/kwh, ' closed')"/></model></h:head><h:body>
<input ref="/data/kwh"><label>Electricity</label></input><input ref="/data/closed"><label>Closed</label></input>
</h:body></h:html>"""


def test_what_the_form_sets_at_the_end_is_kept_or_stops_it(workspace, tmp_path):
    source = tmp_path / "closing.xml"
    source.write_text(CLOSED, encoding="utf-8")
    company, _ = new_company(workspace, NewCompany("Moulin Bleu", country="SEN", currency="XOF"))
    toolkit = install(workspace, source).manifest.id
    visit, _ = prepare_visit(workspace, NewVisit(company, toolkit, date(2026, 3, 10)), NOW)
    visit.answer("/data/kwh", "200")
    with pytest.raises(ProblemError) as caught:
        finish_visit(workspace, visit, NOW)
    assert caught.value.code == "visit.not_valid"
    assert visit.session.node("/data/closed").value == ""
    with workspace.read() as connection:
        assert find_visit(connection, visit.visit.id).state == "open"
        assert "closed" not in answers_of(connection, visit.visit.id).root
    visit.answer("/data/kwh", "20")
    finish_visit(workspace, visit, NOW)
    with workspace.read() as connection:
        assert find_visit(connection, visit.visit.id).state == "finished"
        assert answers_of(connection, visit.visit.id).root["closed"] == "20 closed"


def test_a_prepared_visit_without_an_answer_is_finished_and_not_open(workspace, tmp_path):
    source = tmp_path / "closing.xml"
    source.write_text(CLOSED, encoding="utf-8")
    company, _ = new_company(workspace, NewCompany("Moulin Bleu", country="SEN", currency="XOF"))
    toolkit = install(workspace, source).manifest.id
    visit, _ = prepare_visit(workspace, NewVisit(company, toolkit, date(2026, 3, 10)), NOW)
    finish_visit(workspace, visit, NOW)
    with workspace.read() as connection:
        assert find_visit(connection, visit.visit.id).state == "finished"
