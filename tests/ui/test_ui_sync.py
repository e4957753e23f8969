"""Syncing from the window: by hand, by itself, stopped, without a connection; what waits and what was not taken."""

import shutil

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFileDialog, QPushButton
from ui_hub import hold, synced
from ui_pages import click, company, named, page, prepared, settle, typed
from ui_program import SECRET

from greenfield.base.problem import fail
from greenfield.records.scopes import Scope
from greenfield.services import hub as hubs
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.sync.known import Link, Report
from greenfield.services.sync.sharing import share
from greenfield.services.sync.state import Mode, SyncState, Tray, set_mode
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.transport import LineError
from greenfield.ui.sync.words import standing
from greenfield.ui.theme.fonts import Type
from greenfield.ui.window import Arguments


def sign(window):
    return window.rail.buttons()["sync"].accessibleName()


def sync_now(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


def test_what_others_shared_comes_and_is_shown_everywhere(qtbot, joined, colleague):
    identity, _ = new_company(
        colleague.workspace, NewCompany("Fournil du Port", country="SEN", currency="XOF")
    )
    share(colleague.workspace, identity, Scope.ORGANISATION)
    colleague.sync()
    home = page(qtbot, joined, "home")
    assert home.companies.total == 0
    shown = page(qtbot, joined, "sync")
    click(qtbot, named(joined, "sync-now"))
    synced(qtbot, joined)
    assert "received" in shown.hub.course.did.text()
    settle(qtbot, joined)
    page(qtbot, joined, "home")
    settle(qtbot, joined)
    assert [home.companies.index(row, 0).data() for row in range(home.companies.rowCount())] == [
        "Fournil du Port"
    ]
    assert "Everything was synced last on" in shown.hub.how.text()


def test_unsent_changes_are_counted_in_the_rail_and_listed_in_words(qtbot, joined):
    identity = company(joined.context, "Savonnerie Teranga")
    prepared(joined.context, identity)
    synced(qtbot, joined)
    count = joined.context.sync.state.unsent
    assert count >= 2
    assert f"{count} changes wait to be sent." in sign(joined)
    shown = page(qtbot, joined, "sync")
    click(qtbot, shown.hub.waiting.trays[Tray.UNSENT])
    settle(qtbot, joined)
    tray = joined.page
    assert tray.title() == "Not sent yet"
    said = [line.said for line in tray.list.lines.lines]
    assert len(said) == count
    assert any("Name: Savonnerie Teranga" in one for one in said)
    assert any("State: Prepared" in one and "visit on Mar 10, 2026" in one for one in said)
    assert not any("sharing:" in one for one in said), "a field has its name in words"
    click(qtbot, named(joined, "sync-now"))
    synced(qtbot, joined)
    assert joined.context.sync.state.unsent == 0
    assert tray.advice.text() == "Nothing lies here."


def test_a_sync_shows_how_far_it_is_and_can_be_stopped(qtbot, joined):
    company(joined.context)
    synced(qtbot, joined)
    shown = page(qtbot, joined, "sync")
    _, waits = hold(joined.context.sync)
    assert not shown.hub.course.stop.isVisible()
    click(qtbot, named(joined, "sync-now"))
    qtbot.waitUntil(waits.is_set)
    assert shown.hub.course.stop.isVisible()
    assert shown.hub.course.far.text()
    assert "Syncing now." in sign(joined)
    assert not joined.header.button("sync-now").isEnabled()
    click(qtbot, shown.hub.course.stop)
    synced(qtbot, joined)
    assert joined.context.sync.report.cancelled
    assert "The sync was stopped." in shown.hub.course.did.text()
    assert joined.context.sync.state.unsent > 0
    joined.context.sync.line_to = None
    sync_now(qtbot, joined)
    assert joined.context.sync.state.unsent == 0
    assert "sent" in shown.hub.course.did.text()


def test_progress_names_the_step_and_the_bytes(qtbot, joined):
    told = []
    for number in range(12):
        company(joined.context, f"Atelier {number}")
    synced(qtbot, joined)
    shown = page(qtbot, joined, "sync")
    joined.context.sync.progressed.connect(lambda _progress: told.append(shown.hub.course.far.text()))
    sync_now(qtbot, joined)
    assert any(one.startswith("Sending changes: ") and " sent, " in one for one in told), told


def test_the_window_closes_in_the_middle_of_a_sync(qtbot, joined):
    company(joined.context)
    synced(qtbot, joined)
    _, waits = hold(joined.context.sync)
    joined.context.sync.sync()
    qtbot.waitUntil(waits.is_set)
    assert joined.close()
    assert joined.context.sync._idle.is_set()
    assert not joined.context.door.is_open


def test_another_workspace_is_opened_in_the_middle_of_a_sync(qtbot, joined, tmp_path, empty_workspace):
    company(joined.context)
    synced(qtbot, joined)
    _, waits = hold(joined.context.sync)
    joined.context.sync.sync()
    qtbot.waitUntil(waits.is_set)
    other = shutil.copytree(empty_workspace, tmp_path / "other.greenfield")
    joined.context.door.enter(joined.context.door.open(other, SECRET))
    synced(qtbot, joined)
    assert joined.context.sync.state.link is None
    assert joined.context.workspace.folder == other
    assert joined.context.sync.report is None, "the sync that was ended was one of the workspace before"


def test_without_a_connection_everything_goes_on_quietly(qtbot, joined):
    def none(url, certificate):
        class Gone(HttpLine):
            def send(self, _request):
                raise LineError

        return Gone(url, certificate)

    said = len(joined.context.messages.shown)
    joined.context.sync.line_to = none
    set_mode(joined.context.workspace, Mode.AUTOMATIC)
    joined.context.sync.look_again()
    synced(qtbot, joined)
    joined.context.sync.sync(by_hand=False)
    synced(qtbot, joined)
    assert "There is no connection to the hub." in sign(joined)
    assert len(joined.context.messages.shown) == said, "nobody is interrupted"
    shown = page(qtbot, joined, "sync")
    assert "could not be reached" in shown.hub.band.shown.words.text()


def test_without_an_answer_the_page_says_which_try_it_is_and_can_be_stopped(qtbot, joined):
    class Mute(HttpLine):
        def send(self, _request):
            raise LineError

    company(joined.context)
    synced(qtbot, joined)
    shown = page(qtbot, joined, "sync")
    joined.context.sync.line_to = Mute
    tries = []  # each as it is shown: none stays
    joined.context.sync.progressed.connect(lambda _progress: tries.append(shown.hub.course.far.text()))
    click(qtbot, named(joined, "sync-now"))
    qtbot.waitUntil(lambda: any("try 3 of 5" in one for one in tries))
    assert any("try 2 of 5" in one for one in tries)
    assert "does not answer" in shown.hub.course.far.text()
    click(qtbot, shown.hub.course.stop)
    synced(qtbot, joined)
    assert joined.context.sync.report.cancelled
    joined.context.sync.line_to = None
    told = []
    joined.context.sync.progressed.connect(lambda _progress: told.append(shown.hub.course.far.text()))
    sync_now(qtbot, joined)
    assert told
    assert not any("try" in one for one in told), "an answer has come"


def test_an_edit_is_sent_by_itself_a_little_later(qtbot, joined):
    shown = page(qtbot, joined, "sync")
    click(qtbot, shown.hub.when.modes[Mode.AUTOMATIC])
    synced(qtbot, joined)
    joined.context.sync._after_edit.setInterval(50)
    before = joined.context.sync.report
    company(joined.context)
    qtbot.waitUntil(lambda: joined.context.sync.report is not before, timeout=20_000)
    synced(qtbot, joined)
    assert joined.context.sync.state.unsent == 0


def test_never_means_never(qtbot, joined):
    shown = page(qtbot, joined, "sync")
    click(qtbot, shown.hub.when.modes[Mode.NEVER])
    synced(qtbot, joined)
    assert not joined.header.button("sync-now").isEnabled()
    before = joined.context.sync.report
    joined.context.sync.sync(by_hand=False)
    synced(qtbot, joined)
    assert joined.context.sync.report is before


def test_a_costly_connection_is_kept_so(qtbot, joined):
    shown = page(qtbot, joined, "sync")
    click(qtbot, shown.hub.when.metered)
    synced(qtbot, joined)
    assert joined.context.sync.state.link.metered
    assert shown.hub.when.metered.isChecked()


def test_a_refused_change_is_shown_with_its_reason_and_sent_again(qtbot, joined):
    identity = company(joined.context, "Savonnerie Teranga")
    sync_now(qtbot, joined)
    with joined.context.workspace.unit() as unit:
        unit.erase(identity)  # which only an administrator may
    sync_now(qtbot, joined)
    assert joined.context.sync.state.refused == 1
    assert "did not take" in sign(joined)
    shown = page(qtbot, joined, "sync")
    click(qtbot, shown.hub.waiting.trays[Tray.REFUSED])
    settle(qtbot, joined)
    line = joined.page.list.lines.lines[0]
    assert line.text.endswith("removed for good")
    assert "only an administrator may remove for good" in line.below
    click(qtbot, named(joined, "send-again"))
    synced(qtbot, joined)
    assert joined.context.sync.state.refused == 1, "the hub still does not take it"


@pytest.fixture
def revoked(qtbot, joined, centre):
    company(joined.context)
    synced(qtbot, joined)
    hubs.revoke(centre.hub, centre.devices()[0].id)
    sync_now(qtbot, joined)
    return joined


def test_a_device_that_was_taken_out_says_so_and_saves_what_it_had_not_sent(
    qtbot, revoked, centre, tmp_path, monkeypatch
):
    assert "taken out of the organisation" in sign(revoked)
    shown = page(qtbot, revoked, "sync")
    click(qtbot, shown.hub.band.shown.findChild(QPushButton, "save-unsent"))
    settle(qtbot, revoked)
    writing = revoked.page.writing
    assert writing.what["unsent"].isChecked()
    assert writing.whom["organisation"].isChecked()
    target = tmp_path / "home.greenfield-exchange"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    click(qtbot, named(revoked, "write-file"))
    settle(qtbot, revoked)
    taken = hubs.import_file(centre.hub, target)
    assert sum(taken["statuses"].values()) > 0


def test_a_device_that_was_taken_out_by_mistake_comes_back_with_a_new_code(qtbot, revoked, centre):
    shown = page(qtbot, revoked, "sync")
    assert not shown.hub.how.isVisible(), "the band says it already"
    click(qtbot, named(shown, "connect-again"))
    panel = shown.joining
    assert panel.code.hasFocus()
    qtbot.keyClicks(panel.code, centre.invite("Awa").code)
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    settle(qtbot, revoked)
    click(qtbot, named(panel, "connect-now"))
    settle(qtbot, revoked)
    synced(qtbot, revoked)
    state = revoked.context.sync.state
    assert (state.link.revoked, state.unsent) == (False, 0), "what had waited is there"
    assert shown.hub.band.shown is None


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_rail_has_room_for_whatever_it_says_of_sync(program, folder, language):
    made = program(arguments=Arguments(language=language))
    made.context.door.enter(made.context.door.open(folder, SECRET))
    button, texts = made.window.rail.buttons()["sync"], made.context.texts
    link = Link(url="", organisation="", organisation_name="", member="", member_name="", role="", token="")
    out, whole = replace(link, revoked=True), replace(link, last_sync="2026-03-10T09:00:00+00:00")
    gone = Report(problem=fail("sync.line", reason="refused").problems[0])
    states = [
        (SyncState(whole), None, False),
        (SyncState(whole), None, True),
        (SyncState(out), None, False),
        (SyncState(whole, refused=1), None, False),
        (SyncState(whole), gone, False),
        (SyncState(whole, unsent=120), gone, False),
    ]
    metrics = QFontMetrics(made.context.theme.font(Type.SECONDARY))
    for state, report, syncs in states:
        said = standing(state, report, texts, made.context.formats, is_syncing=syncs).short
        assert said
        assert metrics.horizontalAdvance(said) <= button.room_for_sign(), said


def test_the_sync_page_is_worked_by_keyboard(qtbot, joined):
    page(qtbot, joined, "sync")
    button = joined.header.button("sync-now")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    synced(qtbot, joined)
    assert joined.context.sync.report is not None


def test_the_name_of_a_device_that_was_typed_stays_out_of_the_way(qtbot, shell):
    shown = page(qtbot, shell, "sync")
    typed(qtbot, shown.joining.code, "abcd")
    shell.context.sync.look_again()
    settle(qtbot, shell)
    assert shown.joining.code.text() == "abcd", "looking again takes nothing away that is being typed"
