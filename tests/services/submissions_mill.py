"""A mill whose visits come as submissions, and what is read of the workspace after that."""

import pytest
from services_sample import NOW
from submissions_sample import END, NEWER, UUID, collected, instance, with_mill

from greenfield.services.companies import NewCompany, new_company, permit_photos
from greenfield.services.open_visit import Opening, open_visit
from greenfield.store.reading.visits import list_visits

OPENING = Opening(NOW, "en")


@pytest.fixture
def mill(workspace, tmp_path):
    return with_mill(workspace, tmp_path)


@pytest.fixture
def company(workspace, mill):
    identity, _ = new_company(workspace, NewCompany("Moulin  bleu", country="SEN", currency="XOF"))
    permit_photos(workspace, identity, allowed=True)
    return identity


def visits(workspace):
    with workspace.read() as connection:
        return list_visits(connection)


def changes(workspace):
    """How many changes the log of the workspace has."""
    return workspace.writing_connection.execute("SELECT count(*) FROM change").fetchone()[0]


def again(workspace, visit):
    return open_visit(workspace, visit, "en", NOW)


def values(workspace, visit):
    return {node.ref: node.value for node in again(workspace, visit).session.nodes() if node.value}


def newer(tmp_path, **changes):
    """Write a later state of the same submission."""
    meta = f"<deprecatedID>uuid:{UUID}</deprecatedID>"
    return collected(tmp_path, instance(uuid=NEWER, meta=meta, end=END.replace("09:30", "11:00"), **changes))
