"""What another device or version wrote comes in by sync as it is: nothing that people read may end on it."""

import shutil
from pathlib import Path

import pytest
from foreign_readings import LATER, Factory, crashes_in
from services_sample import CHEAP, NOW, SECRET

from greenfield.records.kinds import KINDS, FieldType, is_immutable
from greenfield.services import workspaces
from greenfield.services.documents import documents_handed_over
from greenfield.services.finishing import assess_visit
from greenfield.services.health import examine
from greenfield.services.open_visit import open_visit
from greenfield.services.own_measures import own_measures
from greenfield.store.reading.history import history_of
from greenfield.store.reading.plan import signatures_under

TABLE, LIST, HUGE, NO_TEXT = {"a": [1, {"b": None}]}, ["x", None], "x" * 3000, "next \x00week"
AMOUNTS = frozenset(
    {"annual_saving", "investment", "incentive", "annual_cost", "verified_saving", "usd_rate"}
)
MOMENTS = frozenset(
    {"date", "due", "done_on", "signed_at", "handed_over_at", "finished_at", "period_start", "period_end"}
)
PARTS = {"visit": ("agreement/met",), "action": ("overrides/investment", "overrides/life_years")}


def odd_values(kind, field):
    """Return what a field cannot hold."""
    holds = KINDS[kind].fields.get(field)
    if field.rpartition("/")[2] in AMOUNTS:
        return [TABLE, "NaN", "1e999999", NO_TEXT, "-5", "9" * 40]
    if field in MOMENTS:
        return ["", NO_TEXT, "9999-12-31T23:59:59.9-23:59", 20260310, "2026-13-45", TABLE]
    if holds in {FieldType.WHOLE, FieldType.NUMBER}:
        return ["x", -1e300, 10**30, True, 10**18, LIST]
    if holds is FieldType.REFERENCE:
        return [NO_TEXT, "", "0" * 32, 7, TABLE, LIST]
    if holds is FieldType.BLOB:
        return [NO_TEXT, "0" * 64, 7, "", TABLE, LIST]
    return [TABLE, NO_TEXT, HUGE, "", 10**30, LIST]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A closed workspace with all that a factory has, to be copied, and what knows it."""
    folder = tmp_path_factory.mktemp("foreign")
    workspaces.create_workspace(folder / "made.greenfield", [SECRET], cost=CHEAP)
    with workspaces.opened(folder / "made.greenfield", SECRET, writing=True, clock=lambda: NOW) as opened:
        factory = Factory(opened, folder)
    return factory, folder / "made.greenfield"


@pytest.fixture
def factory(made, tmp_path):
    known, folder = made
    copy = Path(shutil.copytree(folder, tmp_path / "copy.greenfield"))
    with workspaces.opened(copy, SECRET, writing=True, clock=lambda: NOW) as opened:
        known.workspace, known.folder = opened, tmp_path
        yield known


def value_at(connection, record, field):
    return next((one.value for one in history_of(connection, record, field) if one.stands), "")


def fields_of(kind):
    return [*KINDS[kind].fields, *PARTS.get(kind, ())]


def is_link(kind, field):
    return KINDS[kind].fields.get(field) is FieldType.REFERENCE or field in {"toolkit", "state"}


def test_all_is_read_as_it_should_before_anything_odd_comes(factory):
    for reading in factory.readings().values():
        reading()
    assert {kind for kind in KINDS if factory.records(kind)} >= {
        "visit", "company", "site", "measure", "action", "attachment", "note", "result", "document", "signature",
    }  # fmt: skip


@pytest.mark.parametrize("turn", range(6))
def test_no_reading_ends_on_odd_values_in_every_field_at_once(factory, turn):
    for kind in KINDS:
        odd = {name: odd_values(kind, name)[turn] for name in fields_of(kind) if not is_link(kind, name)}
        for record in factory.records(kind):
            factory.push_in(kind, record, odd)
    assert crashes_in(factory) == {}
    assert examine(factory.workspace) == []


def odd_one_by_one(kind):
    """Yield every odd value of what links records, and one in turn of each other field: those come all at once above."""
    for turn, field in enumerate(fields_of(kind)):
        odd = odd_values(kind, field)
        yield field, odd if is_link(kind, field) else [odd[turn % len(odd)]]


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_reading_ends_on_an_odd_value_in_any_field(factory, kind):
    for field, values in odd_one_by_one(kind) if factory.records(kind) else ():
        for odd in values:
            before = {}
            for record in factory.records(kind):
                if not is_immutable(kind):
                    with factory.workspace.read() as connection:
                        before[record] = value_at(connection, record, field)
                factory.push_in(kind, record, {field: odd})
                if is_immutable(kind):
                    break
            assert crashes_in(factory) == {}, (field, odd)
            for record, value in before.items():
                factory.push_in(kind, record, {field: value})


def test_what_cannot_be_read_is_left_out_and_told(factory):
    first, second = factory.visits
    factory.push_in("visit", second, {"date": "next week"})
    own = next(one.record for one in own_measures(factory.workspace, second))
    factory.push_in("measure", own, {"annual_saving": "NaN", "investment": "much"})
    document = documents_handed_over(factory.workspace, first)[0].record
    factory.push_in("document", document, {"handed_over_at": "someday"})
    with factory.workspace.read() as connection:
        (signature,) = signatures_under(connection, document)
    factory.push_in("signature", signature.id, {"signed_at": "9999-12-31T23:59:59.9-23:59"})
    assessment, _ = assess_visit(
        factory.workspace, open_visit(factory.workspace, second, "en", LATER), LATER.date()
    )
    told = {(one.code, one.place.name) for one in assessment.problems}
    assert {("visit.no_day", "next week"), ("measure.no_saving", own)} <= told
    newest, before = documents_handed_over(factory.workspace, first)
    assert newest.handed_over_at is None
    assert before.handed_over_at == LATER
    assert [one.signed_at for one in before.signatures] == [LATER, None]
