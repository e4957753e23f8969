"""People with laptops that are connected to a centre, as the tests of services draw them."""

import shutil
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "sync" / "device"))

from device_sample import Centre, Direct
from services_sample import NOW, SECRET

from greenfield.base.ids import new_id
from greenfield.records.scopes import PhotoPermission, Scope
from greenfield.services import workspaces
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.open_visit import open_visit
from greenfield.services.sync.conflicts import history
from greenfield.services.sync.connecting import Invitation, connect
from greenfield.services.sync.known import Conduct
from greenfield.services.sync.sharing import share
from greenfield.services.sync.syncing import sync_now
from greenfield.services.visits import NewVisit, prepare_visit

__all__ = ["URL", "Centre", "Direct", "Person", "centre", "factory", "open_copy", "records_only"]
URL = "http://127.0.0.1:1"


class Person:
    """Somebody with a laptop that is connected to a centre."""

    def __init__(self, workspace, centre, name, role="visitor"):
        self.workspace, self.centre = workspace, centre
        self.lines = []
        connect(workspace, Invitation(URL, centre.code(name, role)), name="laptop", line_to=self.line)

    def line(self, _url="", _certificate=""):
        self.lines.append(Direct(self.centre.hub))
        return self.lines[-1]

    def sync(self, conduct=None):
        report = sync_now(self.workspace, conduct, line_to=self.line, clock=self.clock)
        assert report.problem is None
        return report

    def clock(self):
        return NOW

    def values(self, record, field):
        return [side.value for side in history(self.workspace, record, field) if side.stands]

    def open(self, visit):
        return open_visit(self.workspace, visit, "en", NOW)


def records_only():
    """A conduct of a sync that is stopped as soon as the first page came, before any file."""
    conduct = Conduct()
    conduct.page_taken = lambda _records: conduct.cancel()
    return conduct


def quiet(*people):
    """Sync until everybody has everything."""
    for _ in range(2):
        for one in people:
            one.sync()


@pytest.fixture
def centre():
    made = Centre()
    yield made
    made.hub.close()


@pytest.fixture
def open_copy(tmp_path, empty_folder):
    with ExitStack() as stack:

        def make(name):
            folder = Path(shutil.copytree(empty_folder, tmp_path / f"{name}.greenfield"))
            # a copied folder is the same laptop: each gets its own ids
            opened = stack.enter_context(workspaces.opened(folder, SECRET, writing=True, clock=lambda: NOW))
            opened.keep(device=new_id(), workspace=new_id())
            return opened

        yield make


@pytest.fixture
def factory(open_copy, centre, bakery):
    """Awa and Badou, with an answered visit to the sample bakery that both have."""
    awa, badou = Person(open_copy("awa"), centre, "Awa"), Person(open_copy("badou"), centre, "Badou")
    about = NewCompany(
        "Fournil", country="SEN", currency="XOF", sector="C10", employees=48, photos=PhotoPermission.REPORT
    )
    company, _ = new_company(awa.workspace, about)
    opened, _ = prepare_visit(awa.workspace, NewVisit(company, bakery.toolkit, date(2026, 3, 10)), NOW)
    assert opened.answer_all(bakery.answers) == []
    share(awa.workspace, opened.visit.id, Scope.ORGANISATION)
    awa.sync()
    badou.sync()
    return awa, badou, opened.visit.id


@pytest.fixture
def two(open_copy, centre):
    """Awa and Badou, with a visit of Awa's that both have."""
    awa, badou = Person(open_copy("awa"), centre, "Awa"), Person(open_copy("badou"), centre, "Badou")
    with awa.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "own", "photos": "report"})
        visit = unit.create(
            "visit", {"company": company, "sharing": "own", "date": "2026-03-10", "answers/bread": "12"}
        )
    share(awa.workspace, visit, Scope.ORGANISATION)
    awa.sync()
    badou.sync()
    return awa, badou, company, visit


def disagree(awa, badou, visit):
    """Let both answer a question without knowing of each other, 20 and 30; Badou's answer arrives first."""
    for who, value in ((awa, "20"), (badou, "30")):
        with who.workspace.unit() as unit:
            unit.set(visit, {"answers/bread": value})
    badou.sync()
    awa.sync()
    badou.sync()
