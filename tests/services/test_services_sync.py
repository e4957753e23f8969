"""What a person does with sync: connect, share, see what waits, end conflicts and take that back."""

import threading

import pytest
from services_sample import NOW
from sync_people import URL, Centre, Direct, Person

from greenfield.base.problem import ProblemError
from greenfield.records.scopes import Scope
from greenfield.services.finishing import finish_visit
from greenfield.services.health import examine
from greenfield.services.open_visit import open_visit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample_visit
from greenfield.services.sync.background import BackgroundSync, Listener
from greenfield.services.sync.conflicts import conflicts, count_conflicts, history
from greenfield.services.sync.connecting import Invitation, connect, disconnect, invitation_in
from greenfield.services.sync.resolving import cids_of, decide, decide_all, keep, other_side, own_side, undo
from greenfield.services.sync.sharing import share, sharing_of
from greenfield.services.sync.state import (
    Mode,
    Tray,
    changes_in,
    send_again,
    set_metered,
    set_mode,
    sync_state,
)
from greenfield.services.sync.syncing import fetch_files_of, sync_now
from greenfield.store.reading.visits import results_of


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


def test_who_connects_is_known_by_the_name_of_the_member(two):
    awa, badou, _, visit = two
    with badou.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "13"})
    badou.sync()
    awa.sync()
    assert [
        (side.value, side.author_name, side.is_own) for side in history(awa.workspace, visit, "answers/bread")
    ] == [
        ("12", "Awa", True),
        ("13", "Badou", False),
    ]


def test_connecting_again_goes_on_where_it_was(two):
    awa, _, _, _ = two
    awa.centre.hub.database  # noqa: B018  the same hub
    connect(awa.workspace, Invitation(URL, awa.centre.code("Awa")), line_to=awa.line)
    assert awa.sync().requests == 1


def test_a_workspace_belongs_to_one_organisation(two):
    awa, _, _, _ = two
    other = Centre()
    with pytest.raises(ProblemError) as caught:
        connect(awa.workspace, Invitation(URL, other.code("Awa")), line_to=lambda *_: Direct(other.hub))
    assert caught.value.code == "sync.connected_already"
    disconnect(awa.workspace)
    with pytest.raises(ProblemError) as caught:
        connect(awa.workspace, Invitation(URL, other.code("Awa")), line_to=lambda *_: Direct(other.hub))
    assert caught.value.code == "sync.other_organisation"
    assert sync_state(awa.workspace).link is None
    link = connect(
        awa.workspace,
        Invitation(URL, other.code("Awa")),
        bring_along=True,
        line_to=lambda *_: Direct(other.hub),
    )
    assert link.organisation == other.organisation
    assert sync_state(awa.workspace).unsent > 0
    other.hub.close()


def test_disconnecting_keeps_all_records(two):
    awa, _, _, visit = two
    disconnect(awa.workspace)
    assert awa.values(visit, "answers/bread") == ["12"]
    assert examine(awa.workspace) == []
    with pytest.raises(ProblemError) as caught:
        sync_now(awa.workspace)
    assert caught.value.code == "sync.not_connected"
    with pytest.raises(ProblemError) as caught:
        disconnect(awa.workspace)
    assert caught.value.code == "sync.not_connected"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "sync.invite"),
        (b"not json", "sync.invite"),
        (b'{"proto": 1, "url": "hub.example.org", "code": ""}', "sync.invite"),
        (b'{"proto": 2, "url": "hub.example.org", "code": "A"}', "proto.newer"),
        (b'{"proto": 1, "url": "http://hub.example.org", "code": "A"}', "sync.insecure"),
        (b'{"proto": 1, "url": "hub.example.org", "code": "A", "fingerprint": "12"}', "sync.fingerprint"),
        (b"[" * 100_000, "sync.invite"),
    ],
)
def test_what_is_no_invite_is_refused(tmp_path, content, code):
    path = tmp_path / "x.greenfield-invite"
    path.write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        invitation_in(path)
    assert caught.value.code == code


def test_an_invite_is_read(tmp_path):
    path = tmp_path / "x.greenfield-invite"
    path.write_bytes(
        b'{"proto": 1, "url": "hub.example.org", "code": "ABCD", "fingerprint": "%s", "later": 1}'
        % (b"AB " * 32)
    )
    assert invitation_in(path) == Invitation("https://hub.example.org:8443", "ABCD", "ab" * 32)
    with pytest.raises(ProblemError) as caught:
        invitation_in(tmp_path / "none")
    assert caught.value.code == "file.unreadable"


def test_a_visit_is_shared_with_its_company_and_taken_back_alone(open_copy, centre):
    awa = Person(open_copy("awa"), centre, "Awa")
    with awa.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "sharing": "own"})
        visit = unit.create("visit", {"company": company, "sharing": "own"})
    with awa.workspace.unit() as unit:
        unit.set(visit, {"sharing": "organisation"})
    assert sharing_of(awa.workspace, visit).holds is Scope.OWN
    assert share(awa.workspace, visit, Scope.ORGANISATION) == [company]
    assert sharing_of(awa.workspace, visit).holds is Scope.ORGANISATION
    assert share(awa.workspace, visit, Scope.ORGANISATION) == []
    assert share(awa.workspace, visit, Scope.OWN) == [visit]
    assert sharing_of(awa.workspace, company).holds is Scope.ORGANISATION
    with pytest.raises(ProblemError) as caught:
        share(awa.workspace, visit, Scope.GROUP)
    assert caught.value.code == "sync.group_needs_organisation"
    with pytest.raises(ProblemError) as caught:
        share(awa.workspace, "0" * 32, Scope.OWN)
    assert caught.value.code == "record.unknown"


def test_state_and_trays_say_what_waits_and_where_it_belongs(two):
    awa, badou, company, visit = two
    with badou.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "13"})
    assert sync_state(badou.workspace).unsent == 1
    (waiting,) = changes_in(badou.workspace, Tray.UNSENT)
    assert waiting.change.values == {"answers/bread": "13"}
    assert (waiting.belonging.company_name, waiting.belonging.visit_date) == ("Fournil", "2026-03-10")
    share(awa.workspace, company, Scope.OWN)
    awa.sync()
    badou.sync()
    state = sync_state(badou.workspace)
    assert (state.unsent, state.held, state.refused) == (0, 1, 0)
    (held,) = changes_in(badou.workspace, Tray.HELD)
    assert held.change.record == visit
    assert state.link.last_sync == NOW.isoformat(timespec="seconds")
    with badou.workspace.unit() as unit:
        made = unit.create("company", {"name": "Quarry"})
    badou.sync()
    with badou.workspace.unit() as unit:
        unit.erase(made)
    badou.sync()
    (refused,) = changes_in(badou.workspace, Tray.REFUSED)
    assert (refused.change.op, refused.change.reason) == ("erase", "erase")
    send_again(badou.workspace, [refused.change.cid])
    assert sync_state(badou.workspace).unsent == 1
    badou.sync()
    assert sync_state(badou.workspace).refused == 1


def test_a_conflict_shows_both_values_with_who_when_and_photo(two):
    awa, badou, _, visit = two
    with badou.workspace.unit() as unit:
        photo = unit.put_blob(b"meter")
        values = {
            "subject": visit,
            "question": "bread",
            "blob": photo,
            "media_type": "image/jpeg",
            "name": "a.jpg",
        }
        unit.create("attachment", values, blobs=[photo])
    disagree(awa, badou, visit)
    assert count_conflicts(awa.workspace) == 1
    (found,) = conflicts(awa.workspace)
    assert found == conflicts(awa.workspace, visit)[0]
    assert (found.field, found.belonging.company_name, found.belonging.visit) == (
        "answers/bread",
        "Fournil",
        visit,
    )
    sides = {side.author_name: side for side in found.sides}
    assert {name: side.value for name, side in sides.items()} == {"Awa": "20", "Badou": "30"}
    assert sides["Badou"].photos == (photo,)
    assert sides["Awa"].photos == ()
    assert sides["Awa"].is_own
    assert sides["Badou"].at_device
    assert conflicts(awa.workspace, "0" * 32) == []


@pytest.mark.parametrize("value", ["20", "30", "25"])
def test_a_conflict_ends_by_one_value_the_other_or_a_third(two, value):
    awa, badou, _, visit = two
    disagree(awa, badou, visit)
    (found,) = conflicts(awa.workspace)
    side = next((each for each in found.sides if each.value == value), None)
    if side is not None:
        keep(awa.workspace, visit, "answers/bread", side.cid)
    else:
        decide(awa.workspace, visit, "answers/bread", value)
    awa.sync()
    badou.sync()
    for who in (awa, badou):
        assert conflicts(who.workspace) == []
        assert who.values(visit, "answers/bread") == [value]
        assert len(history(who.workspace, visit, "answers/bread")) == 4
        assert examine(who.workspace) == []
    with pytest.raises(ProblemError) as caught:
        decide(awa.workspace, visit, "answers/bread", "1")
    assert caught.value.code == "sync.no_conflict"


@pytest.mark.parametrize("way", ["keep", "decide"])
def test_a_value_that_a_sync_brought_after_the_person_looked_is_not_ended_unseen(two, way):
    awa, badou, _, visit = two
    for who, value in ((badou, "30"), (awa, "20")):
        with who.workspace.unit() as unit:
            unit.set(visit, {"answers/bread": value})
        who.sync()
    (shown,) = conflicts(awa.workspace)
    with badou.workspace.unit() as unit:  # he knows of no conflict yet
        unit.set(visit, {"answers/bread": "40"})
    badou.sync()
    awa.sync()
    now_open = conflicts(awa.workspace)
    assert {side.value for side in now_open[0].sides} == {"20", "40"}
    seen, mine = cids_of(shown), own_side(shown)
    end, chosen = (keep, mine.cid) if way == "keep" else (decide, "25")
    with pytest.raises(ProblemError) as caught:
        end(awa.workspace, visit, "answers/bread", chosen, seen=seen)
    assert caught.value.code == "sync.conflict_moved"
    assert conflicts(awa.workspace) == now_open


def test_a_decision_is_taken_back_by_a_new_change(two):
    awa, badou, _, visit = two
    disagree(awa, badou, visit)
    before = conflicts(awa.workspace)[0].sides[0].value
    decision = decide(awa.workspace, visit, "answers/bread", "25")
    undo(awa.workspace, [decision])
    awa.sync()
    badou.sync()
    assert awa.values(visit, "answers/bread") == badou.values(visit, "answers/bread") == [before]
    assert len(history(badou.workspace, visit, "answers/bread")) == 5
    with pytest.raises(ProblemError) as caught:
        undo(awa.workspace, [decision])
    assert caught.value.code == "sync.nothing_to_undo"


@pytest.mark.parametrize(("choice", "expected"), [(own_side, "20"), (other_side, "30")])
def test_all_conflicts_of_a_visit_end_in_one_step_and_are_taken_back_in_one(two, choice, expected):
    awa, badou, company, visit = two
    fields = [f"answers/q{each}" for each in range(5)]
    for who, value in ((awa, "20"), (badou, "30")):
        with who.workspace.unit() as unit:
            unit.set(visit, dict.fromkeys(fields, value))
            unit.set(company, {"city": value})
    badou.sync()
    awa.sync()
    assert count_conflicts(awa.workspace) == 6
    decisions = decide_all(awa.workspace, visit, choice)
    assert len(decisions) == 5
    assert [each.field for each in conflicts(awa.workspace)] == ["city"]
    assert {awa.values(visit, field)[0] for field in fields} == {expected}
    undo(awa.workspace, decisions)
    assert examine(awa.workspace) == []
    awa.sync()
    badou.sync()
    assert [badou.values(visit, field) for field in fields] == [awa.values(visit, field) for field in fields]


@pytest.mark.parametrize("deleted", [True, False])
def test_a_delete_against_an_edit_is_decided_too(two, deleted):
    awa, badou, _, visit = two
    with badou.workspace.unit() as unit:
        unit.delete(visit)
    with awa.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "20"})
    badou.sync()
    awa.sync()
    (found,) = conflicts(awa.workspace)
    assert found.is_delete
    decision = decide(awa.workspace, visit, found.field, deleted)
    awa.sync()
    badou.sync()
    for who in (awa, badou):
        assert conflicts(who.workspace) == []
        with who.workspace.read() as connection:
            here = connection.exec_driver_sql("SELECT count(*) FROM visit WHERE id = ?", (visit,)).scalar()
        assert here == (0 if deleted else 1)
    undo(awa.workspace, [decision])
    with awa.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM visit WHERE id = ?", (visit,)).scalar() == 1


def test_on_a_metered_line_photos_come_when_they_are_asked_for(two):
    awa, badou, _, visit = two
    with awa.workspace.unit() as unit:
        photo = unit.put_blob(b"a photo" * 1000)
        unit.create(
            "attachment", {"subject": visit, "blob": photo, "media_type": "image/jpeg"}, blobs=[photo]
        )
    awa.sync()
    set_metered(badou.workspace, metered=True)
    badou.sync()
    assert sync_state(badou.workspace).files_to_fetch == 1
    report = fetch_files_of(badou.workspace, visit, line_to=badou.line)
    assert report.files_fetched == 1
    assert badou.workspace.blob(photo) == b"a photo" * 1000
    assert fetch_files_of(badou.workspace, visit, line_to=badou.line).requests == 0


class Told:
    """Waits for ends of syncs."""

    def __init__(self):
        self.reports = []
        self.came = threading.Semaphore(0)

    def ended(self, report):
        self.reports.append(report)
        self.came.release()

    def wait(self):
        assert self.came.acquire(timeout=20)
        return self.reports[-1]


@pytest.fixture
def background(two):
    awa = two[0]
    told = Told()
    made = BackgroundSync(
        awa.workspace,
        Listener(ended=told.ended),
        line_to=awa.line,
        every_seconds=3600,
        after_edit_seconds=0.01,
    )
    made.start()
    yield made, told
    assert made.stop()


def test_in_the_background_an_edit_is_sent_a_little_later(two, background):
    awa, badou, _, visit = two
    made, told = background
    with awa.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "14"})
    made.edited()
    assert told.wait().outcomes == {"applied": 1}
    badou.sync()
    assert badou.values(visit, "answers/bread") == ["14"]


def test_by_hand_and_never_mean_what_they_say(two, background):
    awa, _, _, visit = two
    made, told = background
    set_mode(awa.workspace, Mode.BY_HAND)
    with awa.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "14"})
    made.edited()
    made.sync()
    assert told.wait().outcomes == {"applied": 1}
    set_mode(awa.workspace, Mode.NEVER)
    before = len(awa.lines)
    made.sync()
    made.edited()
    assert made.stop()
    assert len(awa.lines) == before


def test_a_sync_under_way_ends_when_the_window_closes(two):
    awa, _, _, _ = two
    waits = threading.Event()

    class Silent(Direct):
        def send(self, request):
            waits.set()
            assert self.closed.wait(20)
            return super().send(request)

        def close(self):
            super().close()
            self.closed.set()

    def line(*_):
        made = Silent(awa.centre.hub)
        made.closed = threading.Event()
        return made

    told = Told()
    made = BackgroundSync(awa.workspace, Listener(ended=told.ended), line_to=line, every_seconds=3600)
    made.start()
    made.sync()
    assert waits.wait(20)
    assert made.stop()
    assert told.reports[0].cancelled
    assert examine(awa.workspace) == []


def test_of_two_results_of_one_visit_all_see_the_same_and_a_conflict(open_copy, centre):
    awa, badou = Person(open_copy("awa"), centre, "Awa"), Person(open_copy("badou"), centre, "Badou")
    mine, _ = put_sample_visit(awa.workspace, sample_factory("bakery"), "en", lambda: NOW)
    visit = mine.visit.id
    share(awa.workspace, visit, Scope.ORGANISATION)
    awa.sync()
    badou.sync()
    theirs = open_visit(badou.workspace, visit, "en", NOW)
    mine = open_visit(awa.workspace, visit, "en", NOW)
    assert mine.answer_all({"elec_amount": "100000"}) == theirs.answer_all({"heat_amount": "50000"}) == []
    results = {finish_visit(who.workspace, it, NOW).record for who, it in ((awa, mine), (badou, theirs))}
    for who in (awa, badou, awa):
        who.sync()
    shown = []
    for who in (awa, badou):
        with who.workspace.read() as connection:
            shown.append([one.id for one in results_of(connection, visit)])
    assert shown[0][0] == shown[1][0]
    assert set(shown[0]) == set(shown[1]) == results
    found = [one for one in conflicts(badou.workspace, visit) if one.field == "result"]
    assert [{side.value for side in one.sides} for one in found] == [results]
    other = next(side for side in found[0].sides if side.value != shown[0][0])
    keep(badou.workspace, visit, "result", other.cid)
    badou.sync()
    awa.sync()
    with awa.workspace.read() as connection:
        assert results_of(connection, visit)[0].id == other.value
    assert count_conflicts(awa.workspace, visit) == 0
