"""A hub that is not as it was: set back without a word, under another role, left by the person, its answers cut off."""

import pytest
from device_sample import Direct, heads, with_company
from msgspec.structs import replace
from sqlalchemy import update

from greenfield.store.syncing import outbox
from greenfield.store.syncing.carried_in import take_carried
from greenfield.sync.device.store import Answer
from greenfield.sync.hub import tables
from greenfield.sync.hub.administration import begin_epochs
from greenfield.sync.hub.hub import Hub
from greenfield.sync.hub.limits import UNHURRIED
from greenfield.sync.transport import Reply


@pytest.fixture
def two(join):
    return with_company(join)


def set_back(centre, backup, *, told):
    if told:
        begin_epochs(backup, centre.hub.surroundings)
    centre.hub = Hub(backup, limits=UNHURRIED)


@pytest.mark.parametrize("edits_after", [0, 1, 40])
def test_a_hub_that_was_set_back_without_hub_restore_gets_back_what_it_lost(two, edits_after):
    """A snapshot of its machine, say: nothing tells devices but its numbers."""
    first, second, company = two
    backup = first.centre.backup()
    for each in range(20):
        with first.workspace.unit() as unit:
            unit.set(company, {"employees": each})
    first.sync()
    second.sync()
    set_back(first.centre, backup, told=False)
    for each in range(edits_after):
        with second.workspace.unit() as unit:
            unit.set(company, {"city": f"Thiès {each}"})
    report = second.sync()
    assert (report.problem, report.restored) == (None, True)
    assert first.sync().restored
    assert second.sync().problem is None
    assert heads(first.workspace) == heads(second.workspace)
    assert first.store.digest(10**6) == second.store.digest(10**6)
    with first.centre.hub.database.reading() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()
    assert count == 21 + edits_after


def test_another_role_shows_with_the_next_sync(two):
    first, second, _company = two
    with first.centre.hub.database.writing() as connection:
        connection.execute(update(tables.member).values(role="administrator"))
    assert second.store.link().role == "visitor"
    assert second.sync().requests == 1
    assert second.store.link().role == "administrator"


def test_what_a_person_decides_while_a_sync_ends_is_not_undone_by_it(two, monkeypatch):
    first, _second, _company = two
    link = first.store.link

    def look_and_decide():
        """As a window does that changes the mode between a look and a write of the sync."""
        found = link()
        first.store.change_link(mode="never")
        return found

    first.store.change_link(mode="automatic")
    line = Direct(
        first.centre.hub, after=lambda *_: monkeypatch.setattr(first.store, "link", look_and_decide)
    )
    assert first.sync(line).problem is None
    monkeypatch.undo()
    assert first.store.link().mode == "automatic"  # no sync looks and writes later
    first.store.change_link(mode="never")
    assert first.sync().problem is None
    assert first.store.link().mode == "never"


def test_an_answer_of_a_hub_that_was_left_meanwhile_numbers_nothing(two):
    """Else these changes would never be sent to the hub that comes next."""
    first, _second, company = two
    with first.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    line = Direct(first.centre.hub, after=lambda *_: first.store.save_link(None))
    report = first.sync(line)
    assert report.problem.code == "sync.not_connected"
    with first.workspace.read() as connection:
        assert outbox_count(connection) == 2


def test_an_answer_of_another_organisations_hub_numbers_nothing(two):
    first, _second, company = two
    link = first.store.link()
    with first.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})

    def moves(*_):
        type(first.store)(first.workspace).save_link(replace(link, organisation="f" * 32, since=0))

    report = first.sync(Direct(first.centre.hub, after=moves))
    assert report.problem.code == "sync.not_connected"
    assert first.store.count_unsent() == 1
    assert first.store.link().since == 0


def outbox_count(connection):
    return connection.exec_driver_sql("SELECT count(*) FROM change WHERE rev IS NULL").scalar()


def test_a_refusal_whose_words_were_cut_off_counts_as_a_broken_line(two):
    first, second, _company = two
    backup = first.centre.backup()
    set_back(first.centre, backup, told=True)
    cut = []

    def cuts(request):
        if not cut and "changes" in request.path:
            reply = first.centre.hub.answer(request)
            assert reply.status == 409
            cut.append(reply)
            return Reply(reply.status, reply.headers, reply.body[:-5])
        return None

    report = second.sync(Direct(first.centre.hub, before=cuts))
    assert (report.problem, report.restored) == (None, True)
    assert cut


def test_a_file_replaces_no_seal_of_the_hub(two):
    first, second, company = two
    with first.workspace.unit() as unit:
        unit.erase(company)
    first.sync()
    second.sync()
    with second.workspace.unit() as unit:
        query = "SELECT cid, seal FROM change JOIN sync_seal USING (record) WHERE op = 'create'"
        cid, seal = unit.driver.execute(query).fetchone()
        stub = next(each for each in first_changes(first) if each.cid == cid)
        take_carried(unit, [stub], {cid: "forged"})
        assert outbox.seals(unit.driver, [cid]) == {cid: seal}


def first_changes(device):
    from greenfield.records.change import decode  # noqa: PLC0415  beside what it is for

    device.store.forget_numbers(None, device.store.link())
    return [decode(each.body) for each in device.store.unsent(0, 10**6)]


def test_own_work_on_a_hidden_record_waits_for_a_backup_of_the_hub_that_holds_it(two):
    """The hub was restored, keeps the change to itself (`held`), and is restored once more: only the device has it."""
    first, second, company = two
    with second.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    before = first.centre.backup()
    once_more = first.centre.backup()
    second.sync()
    first.sync()
    with first.workspace.unit() as unit:
        unit.set(company, {"sharing": "own"})
    first.sync()
    second.sync()
    assert heads(second.workspace) == []
    for database in (before, once_more):
        set_back(first.centre, database, told=True)
        assert first.sync().restored  # so that it is shared no more
        report = second.sync()
        assert (report.problem, report.outcomes) == (None, {"held": 1})
    assert second.sync().outcomes == {}


def test_the_same_ends_once_a_backup_holds_it(two):
    _first, second, company = two
    with second.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    second.sync()
    link = second.store.link()
    cid = next(iter(second.store.cids(0, 10)))[1]
    with second.workspace.unit() as unit:
        row = (cid, company, None, b"{}")
        unit.driver.execute("INSERT INTO sync_kept (cid, record, rev, change) VALUES (?, ?, ?, ?)", row)
    second.store.acknowledge([Answer(cid, "held", None, head=9)])
    for upto, left in ((8, 1), (9, 0)):
        second.store.take((), replace(link, durable_upto=upto))
        with second.workspace.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM sync_kept").scalar() == left
