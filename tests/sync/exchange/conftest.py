import shutil
from datetime import date
from pathlib import Path

import pytest
from exchange_sample import CHEAP, NOON, SECRET

from greenfield.records.scopes import PhotoPermission
from greenfield.services import workspaces
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import OpenVisit
from greenfield.services.visits import NewVisit, prepare_visit


@pytest.fixture(scope="session")
def empty_folder(tmp_path_factory):
    """A closed workspace to be copied, which introduces itself anew when a copy is opened."""
    folder = tmp_path_factory.mktemp("empty") / "empty.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    with workspaces.opened(folder, SECRET, writing=True) as workspace, workspace.unit():
        workspace.writing_connection.execute("DELETE FROM meta")
    return folder


@pytest.fixture
def make(tmp_path, empty_folder):
    """Open a new workspace of that name, a device of its own."""
    contexts = []

    def open_one(name):
        folder = Path(shutil.copytree(empty_folder, tmp_path / f"{name}.greenfield"))
        contexts.append(workspaces.opened(folder, SECRET, writing=True, clock=lambda: NOON))
        workspace = contexts[-1].__enter__()
        workspaces.introduce(workspace, name)
        return workspace

    yield open_one
    for context in reversed(contexts):
        context.__exit__(None, None, None)


@pytest.fixture
def awa(make):
    return make("Awa")


@pytest.fixture
def binta(make):
    return make("Binta")


@pytest.fixture
def visited():
    """Note a company with a visit, one answer and one photo; gives company, site, visit, and the photo's record."""

    def visit(workspace, name, photo=b"", photos=PhotoPermission.REPORT):
        company, site = new_company(
            workspace, NewCompany(name, country="SEN", currency="XOF", city="Thiès", photos=photos)
        )
        opened, _ = prepare_visit(workspace, NewVisit(company, "quick-scan", date(2026, 3, 10)), NOON)
        assert isinstance(opened, OpenVisit)
        opened.answer(opened.answers.ref("elec_amount"), "9000")
        content = photo or name.encode() * 90_000
        with workspace.unit() as unit:
            blob = unit.put_blob(content)
            values = {
                "subject": opened.visit.id,
                "name": "boiler.jpg",
                "media_type": "image/jpeg",
                "blob": blob,
            }
            attachment = unit.create("attachment", values, blobs=[blob])
        return company, site, opened.visit.id, attachment

    return visit
