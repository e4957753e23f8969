import shutil
from datetime import date
from pathlib import Path

import pytest
from services_sample import CHEAP, NOW, SECRET
from submissions_mill import company, mill  # noqa: F401  fixtures
from sync_people import centre, factory, open_copy, two  # noqa: F401  fixtures

from greenfield.records.scopes import PhotoPermission
from greenfield.services import workspaces
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.sample_factory import sample_factory
from greenfield.services.visits import NewVisit, prepare_visit


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """A closed workspace to be copied: making its tables takes half a second."""
    path = tmp_path_factory.mktemp("empty") / "visits.greenfield"
    workspaces.create_workspace(path, [SECRET], cost=CHEAP)
    return path


@pytest.fixture
def folder(tmp_path, empty_folder):
    return Path(shutil.copytree(empty_folder, tmp_path / "visits.greenfield"))


@pytest.fixture
def workspace(folder):
    with workspaces.opened(folder, SECRET, writing=True, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def bakery():
    return sample_factory("bakery")


@pytest.fixture
def visit(workspace, bakery):
    """A prepared visit to the sample bakery, nothing answered."""
    owner, _ = new_company(
        workspace,
        NewCompany(
            "Fournil",
            country="SEN",
            currency="XOF",
            sector="C10",
            city="Thiès",
            employees=48,
            photos=PhotoPermission.REPORT,
        ),
    )
    prepared, problems = prepare_visit(workspace, NewVisit(owner, bakery.toolkit, date(2026, 3, 10)), NOW)
    assert problems == []
    return prepared


@pytest.fixture
def answered(visit, bakery):
    """The same visit with all answers of the sample."""
    assert visit.answer_all(bakery.answers) == []
    return visit
