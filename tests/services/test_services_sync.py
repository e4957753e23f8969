"""What a person does with sync: connect, share, see what waits, and fetch photos when they are wanted."""

import pytest
from services_sample import NOW
from sync_people import URL, Centre, Direct, Person

from greenfield.base.problem import ProblemError
from greenfield.records.scopes import Scope
from greenfield.services.health import examine
from greenfield.services.sync.conflicts import history
from greenfield.services.sync.connecting import Invitation, connect, disconnect, invitation_in
from greenfield.services.sync.sharing import share, sharing_of
from greenfield.services.sync.state import (
    Tray,
    changes_in,
    send_again,
    set_metered,
    sync_state,
)
from greenfield.services.sync.syncing import fetch_files_of, sync_now


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
