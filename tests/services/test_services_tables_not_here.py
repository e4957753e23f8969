"""Figures that were worked out without a table that is shared say so, wherever problems of results are shown."""

import pytest
from package_sample import NEWER
from services_sample import NOW
from sync_people import records_only

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Severity
from greenfield.base.texts import texts_for
from greenfield.services.finishing import assess_visit, finish_visit
from greenfield.services.packages import install
from greenfield.services.plan_document import VisitedBy, action_plan

TEXTS = texts_for("en")
GRID = (
    "set,version,publisher,country,year,g_co2e_per_kwh,source,licence\n"
    "sen-factors,{version},Ministry of Energy,SEN,2024,{figure},National grid factor,open\n"
)
OWN = (
    "set,title,region,metric,basis,system,sector,n,p25,median,p75,cases,years,definition,source,licence,version\n"
    "sen-bakeries,Bakeries of Senegal,SEN,electricity_kwh_per_employee,,ISIC,C10,14,1000,{median},4000,,2024,"
    "Electricity bought,Centre,own,{version}\n"
)


@pytest.fixture
def shared(factory, tmp_path):
    """Return what lets Awa share tables."""

    def share(text, **said):
        path = tmp_path / "own.csv"
        path.write_text(text.format(**said), encoding="utf-8")
        return install(factory[0].workspace, path)

    return share


def assessed(who, visit):
    return assess_visit(who.workspace, who.open(visit), NOW.date())[0]


def told(problems):
    return {
        one.code: sentence(one, TEXTS) for one in problems if one.code.startswith(("factors.", "benchmarks."))
    }


def power(assessment):
    return next(row.factor for row in assessment.account.emissions if row.scope == "grid")


def test_tables_whose_file_has_not_come_yet_are_named_with_the_figures(factory, shared):
    awa, badou, visit = factory
    assert awa.open(visit).answer_all({"elec_amount": "100000"}) == []
    shared(GRID, version="2025", figure="512.5")
    shared(OWN, version="1", median="2000")
    awa.sync()
    badou.sync()
    assert told(assessed(badou, visit).problems) == {}
    shared(GRID, version="2026", figure="400")
    shared(OWN, version="2", median="1500")
    awa.sync()
    badou.sync(records_only())
    before = assessed(badou, visit)
    assert power(before) == pytest.approx(512.5e-6)
    said = told(before.problems)
    assert set(said) == {"factors.not_here", "benchmarks.not_here"}
    assert "version 2026" in said["factors.not_here"]
    assert said["factors.not_here"].endswith("Sync again.")
    assert "version 2," in said["benchmarks.not_here"]
    assert all(one.severity is Severity.WARNING for one in before.problems if one.code in said)
    badou.sync()
    after = assessed(badou, visit)
    assert power(after) == pytest.approx(400e-6)
    assert told(after.problems) == {}
    assert told(assessed(awa, visit).problems) == {}


@pytest.mark.parametrize("kind", ["benchmarks", "factors"])
def test_tables_of_a_newer_program_are_named_in_the_result_and_on_paper(factory, kind):
    awa, badou, visit = factory
    with awa.workspace.unit() as unit:
        sha256 = unit.put_blob(NEWER)
        values = {"identifier": "of-2031", "version": "9.0.0", "title": "Tables of 2031", "type": kind}
        unit.create("package", {**values, "blob": sha256})
    awa.sync()
    badou.sync()
    finished = finish_visit(badou.workspace, badou.open(visit), NOW)
    kept = told(one.as_problem() for one in finished.result.warnings)
    assert set(kept) == {f"{kind}.newer"}
    (line,) = kept.values()
    assert "“Tables of 2031”, version 9.0.0" in line
    assert line.endswith("Update Greenfield.")
    by = VisitedBy("Fournil", "", "", NOW.date(), ())
    assert line in action_plan(finished.result, by, TEXTS).warnings
