from datetime import date

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.companies import (
    NewCompany,
    add_site,
    find_company_by,
    missing_of,
    new_company,
    permit_photos,
)
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample_visit
from greenfield.services.toolkits import offered_toolkits
from greenfield.services.visit_progress import most_questions
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.companies import list_companies, sites_of
from greenfield.store.reading.visits import list_visits, visit_rows


def test_what_a_company_lacks_is_told_at_once_and_nothing_is_written(workspace):
    new = NewCompany("  ", country="", currency="")
    assert [(one.code, one.place.name) for one in missing_of(new)] == [
        ("company.no_name", "name"),
        ("company.no_country", "country"),
        ("company.no_currency", "currency"),
    ]
    with pytest.raises(ProblemError) as caught:
        new_company(workspace, new)
    assert len(caught.value.problems) == 3
    with workspace.read() as connection:
        assert list_companies(connection) == []


def test_the_permission_for_photos_is_kept(workspace):
    company, _ = new_company(workspace, NewCompany("Fournil", country="SEN", currency="XOF"))
    permit_photos(workspace, company, allowed=True)
    assert find_company_by(workspace, "Fournil").photos == "report"
    permit_photos(workspace, company, allowed=False)
    assert find_company_by(workspace, "Fournil").photos == "none"


def test_a_further_site_lies_in_the_country_of_its_company(workspace):
    new_company(workspace, NewCompany("Fournil", country="SEN", currency="XOF", city="Thiès"))
    company = find_company_by(workspace, "Fournil")
    add_site(workspace, company, " Dépôt ", "Mbour")
    with workspace.read() as connection:
        found = [(one.name, one.city, one.country) for one in sites_of(connection, company.id)]
    assert found == [("Dépôt", "Mbour", "SEN"), ("Thiès", "Thiès", "SEN")]
    with pytest.raises(ProblemError) as caught:
        add_site(workspace, company, " ")
    assert caught.value.code == "site.no_name"


def test_the_sample_factory_becomes_an_open_visit_of_the_workspace(workspace):
    sample = sample_factory("bakery")
    opened, problems = put_sample_visit(workspace, sample, "fr", lambda: NOW)
    assert problems == []
    with workspace.read() as connection:
        (row,) = list_visits(connection)
        assert visit_rows(connection, [row.id]) == [row]
        assert visit_rows(connection, ["0" * 32]) == []
    assert (row.id, row.state, row.company_name) == (opened.visit.id, "open", "Fournil du Baobab")
    assert row.answered >= len(sample.answers)


def test_a_toolkit_tells_how_many_questions_it_asks_at_most(workspace, visit):
    sha256 = visit.visit.toolkit
    assert most_questions(workspace, [sha256, "0" * 64]) == {sha256: 60}


OFFERED = ["quick-scan", "walk-through", "park-management", "tenant-company"]
"""Those for any factory first."""


def test_a_new_visit_may_use_the_toolkits_of_program_and_workspace_once_each(workspace):
    assert [one.manifest.id for one in offered_toolkits(workspace)] == OFFERED
    company, _ = new_company(workspace, NewCompany("Fournil", country="SEN", currency="XOF"))
    prepare_visit(workspace, NewVisit(company, "quick-scan", date(2026, 3, 10)), NOW)
    assert [one.manifest.id for one in offered_toolkits(workspace)] == OFFERED
