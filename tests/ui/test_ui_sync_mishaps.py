"""What may go wrong between a person and a hub: each state says what is, what is safe, and what to do."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from ui_hub import centre_at, synced
from ui_pages import click, company, named, page, prepared, settle, typed
from ui_program import NOW

from greenfield.base.problem import Problem
from greenfield.records.scopes import Scope
from greenfield.services.companies import permit_photos
from greenfield.services.open_visit import open_visit
from greenfield.services.photos import attach_photo, read_photo
from greenfield.services.sync.connecting import link_of, own_name
from greenfield.services.sync.sharing import share
from greenfield.services.sync.state import Mode, set_metered, set_mode
from greenfield.services.sync.workspace_store import WorkspaceStore
from greenfield.sync.device.engine import Report
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.transport import LineError


def rail(window):
    return window.rail.buttons()["sync"].accessibleName()


def sync_now(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


def look_by_code(qtbot, shell, centre, code):
    panel = page(qtbot, shell, "sync").joining
    typed(qtbot, panel.address, centre.url)
    typed(qtbot, panel.code, code)
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    settle(qtbot, shell)
    return panel


def connected(qtbot, shell):
    qtbot.waitUntil(lambda: shell.context.sync.is_linked, timeout=20_000)
    synced(qtbot, shell)


def test_a_code_that_was_read_over_the_telephone(qtbot, shell, centre):
    code = centre.invite("Awa").code
    spoken = " ".join(code.replace("-", "").lower())
    panel = look_by_code(qtbot, shell, centre, f"  {spoken} ")
    click(qtbot, named(panel, "connect-now"))
    connected(qtbot, shell)
    assert [one.name for one in centre.devices()] == [own_name()]


@pytest.mark.parametrize("why", ["wrong", "used", "expired"])
def test_a_code_that_does_not_open_is_said_beside_its_field_and_mended_there(
    qtbot, shell, centre, colleague, why
):
    good = centre.invite("Awa").code
    if why == "used":
        bad = centre.invite("Badou").code
        centre.join_by(colleague.workspace, bad, "Badou")
    elif why == "expired":
        bad = centre.invite("Awa", days=-1).code
    else:
        bad = "AAAA-AAAA-AAAA"
    panel = look_by_code(qtbot, shell, centre, bad)
    click(qtbot, named(panel, "connect-now"))
    settle(qtbot, shell)
    assert panel.column.isVisible(), "back where the code is typed"
    assert "Ask for a new one." in panel.code_field.below.text()
    assert panel.code.hasFocus()
    assert panel.code.selectedText() == bad
    assert panel.address.text() == centre.url, "nothing has to be typed twice"
    typed(qtbot, panel.code, good)
    assert "Ask for a new one." not in panel.code_field.below.text(), "of another code nothing is known yet"
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    settle(qtbot, shell)
    assert panel.compare.isVisible()
    click(qtbot, named(panel, "connect-now"))
    connected(qtbot, shell)


def test_the_name_of_the_device_is_typed_when_connecting_and_changed_later(qtbot, shell, centre):
    panel = look_by_code(qtbot, shell, centre, centre.invite("Awa").code)
    assert panel.compare.device.text() == own_name(), "nobody has to type one"
    typed(qtbot, panel.compare.device, "Red laptop")
    qtbot.keyClick(panel.compare.device, Qt.Key.Key_Return)
    assert centre.devices() == [], "Return in the field agrees to nothing"
    click(qtbot, named(panel, "connect-now"))
    connected(qtbot, shell)
    assert [one.name for one in centre.devices()] == ["Red laptop"]
    device = shell.page.hub.device
    assert device.line.text() == "Red laptop"
    typed(qtbot, device.line, "   ")
    qtbot.keyClick(device.line, Qt.Key.Key_Return)
    assert "needs a name" in device.field.below.text()
    typed(qtbot, device.line, "Blue laptop")
    qtbot.keyClick(device.line, Qt.Key.Key_Return)
    sync_now(qtbot, shell)
    assert [one.name for one in centre.devices()] == ["Blue laptop"]
    assert device.line.text() == "Blue laptop"


def test_another_hub_at_the_old_address_is_no_missing_connection(qtbot, joined, tmp_path):
    company(joined.context)
    with centre_at(tmp_path / "other.hub") as other:
        joined.context.sync.line_to = lambda _url, certificate: HttpLine(other.url, certificate)
        shown = page(qtbot, joined, "sync")
        sync_now(qtbot, joined)
        said = shown.hub.band.shown.words.text()
        assert "Another hub answers" in rail(joined)
        assert "Another hub answers at this address" in said
        assert "Nothing was sent" in said
        assert "Ask whoever runs the hub" in said
        assert not shown.hub.how.isVisible(), "nothing is said twice"
        assert other.devices() == []
        assert joined.context.sync.state.unsent > 0


class NoPhotos(HttpLine):
    """A line that breaks as soon as a photo is sent."""

    def send(self, request):
        if "/blobs/" in request.path:
            raise LineError("broken")
        return super().send(request)


@pytest.fixture
def photographed(qtbot, joined, tmp_path):
    """A shared visit with a photo that was not sent yet."""
    workspace = joined.context.workspace
    identity = company(joined.context)
    permit_photos(workspace, identity, allowed=True)
    visit = prepared(joined.context, identity).visit.id
    share(workspace, visit, Scope.ORGANISATION)
    Image.effect_noise((640, 480), 90).save(tmp_path / "meter.jpg")
    attach_photo(
        workspace, open_visit(workspace, visit, "en", NOW), read_photo(tmp_path / "meter.jpg"), question="elec_amount"
    )  # fmt: skip
    return visit


@pytest.mark.usefixtures("photographed")
def test_a_line_that_breaks_during_the_photos_leaves_the_records_sent(qtbot, joined):
    shown = page(qtbot, joined, "sync")
    joined.context.sync.line_to = NoPhotos
    joined.context.sync.sync(by_hand=True)
    qtbot.waitUntil(lambda: not joined.context.sync.is_syncing, timeout=60_000)
    synced(qtbot, joined)
    assert joined.context.sync.state.unsent == 0
    assert "What was agreed until then is safe" in shown.hub.band.shown.words.text()
    assert "Changes sent:" in shown.hub.course.did.text(), "what did get through is said as well"
    assert "to send" in shown.hub.waiting.files.text()
    joined.context.sync.line_to = None
    sync_now(qtbot, joined)
    assert not shown.hub.waiting.files.isVisible()
    assert shown.hub.band.shown is None


@pytest.mark.usefixtures("photographed")
@pytest.mark.parametrize("way", ["untick it", "this once"])
def test_where_a_connection_costs_photos_wait_and_it_is_said_why_and_how_much(qtbot, joined, way):
    set_metered(joined.context.workspace, metered=True)
    shown = page(qtbot, joined, "sync")
    sync_now(qtbot, joined)
    waiting, formats = shown.hub.waiting, joined.context.formats
    size = WorkspaceStore(joined.context.workspace).bytes_of_files()[0]
    assert f"1 to send ({formats.size(size)})" in waiting.files.text(), "its thumbnail is not among them"
    assert "They wait because this connection costs." in waiting.files.text()
    assert "All records were synced last on" in shown.hub.how.text()
    if way == "this once":
        click(qtbot, waiting.carry_now)
        synced(qtbot, joined)
        assert shown.hub.when.metered.isChecked()
    else:
        click(qtbot, shown.hub.when.metered)
        sync_now(qtbot, joined)
    assert not waiting.files.isVisible()
    assert not waiting.carry_now.isVisible()
    assert "Everything was synced last on" in shown.hub.how.text()


@pytest.mark.usefixtures("photographed")
def test_photos_that_are_wanted_while_a_sync_is_under_way_go_after_it(qtbot, joined):
    set_metered(joined.context.workspace, metered=True)
    keeper = joined.context.sync
    keeper.sync()
    keeper.sync(all_files=True)
    synced(qtbot, joined)
    assert WorkspaceStore(joined.context.workspace).count_files() == (0, 0)


def test_whoever_leaves_with_unsent_work_is_told_what_nobody_else_has(qtbot, joined):
    company(joined.context)
    synced(qtbot, joined)
    shown = page(qtbot, joined, "sync")
    asked = []
    joined.ask = lambda _title, text, _yes: asked.append(text) and False
    click(qtbot, named(shown, "disconnect"))
    count = joined.context.sync.state.unsent
    assert f"{count} change" in asked[0]
    assert "nobody else has" in asked[0]
    sync_now(qtbot, joined)
    click(qtbot, named(shown, "disconnect"))
    assert "nobody else" not in asked[1]


def test_another_organisation_gets_what_was_shared_before_only_if_a_person_says_so(qtbot, joined, tmp_path):
    company(joined.context)
    sync_now(qtbot, joined)
    shown = page(qtbot, joined, "sync")
    joined.ask = lambda *_: True
    click(qtbot, named(shown, "disconnect"))
    synced(qtbot, joined)
    with centre_at(tmp_path / "other.hub", "Programme") as other:
        asked = []
        joined.ask = lambda title, text, _yes: asked.append((title, text)) and False
        panel = look_by_code(qtbot, joined, other, other.invite("Awa").code)
        click(qtbot, named(panel, "connect-now"))
        settle(qtbot, joined)
        assert asked[0][0] == "Bring everything along?"
        assert "Centre" in asked[0][1]
        assert "Programme" in asked[0][1]
        assert link_of(joined.context.workspace) is None, "whoever says no stays where they are"
        joined.ask = lambda *_: True
        click(qtbot, named(panel, "connect-now"))
        connected(qtbot, joined)
        sync_now(qtbot, joined)
        assert joined.context.sync.state.link.organisation_name == "Programme"
        joined.context.sync.line_to = None
        joined.context.door.close()


@pytest.mark.parametrize("code", ["token.expired", "device.unknown"])
def test_whose_access_has_ended_connects_again_where_it_is_said(qtbot, joined, centre, code):
    company(joined.context)
    synced(qtbot, joined)
    since = link_of(joined.context.workspace).since
    shown = page(qtbot, joined, "sync")
    joined.context.sync._has_synced(Report(problem=Problem(code)))
    joined.context.sync.look_again()
    synced(qtbot, joined)
    assert "Ask" in shown.hub.band.shown.words.text()
    assert "lost" in shown.hub.band.shown.words.text()
    click(qtbot, shown.hub.band.shown.findChild(QPushButton, "connect-again"))
    assert shown.joining.isVisible()
    typed(qtbot, shown.joining.address, centre.url)
    typed(qtbot, shown.joining.code, centre.invite("Awa").code)
    qtbot.keyClick(shown.joining.code, Qt.Key.Key_Return)
    settle(qtbot, joined)
    click(qtbot, named(shown.joining, "connect-now"))
    synced(qtbot, joined)
    qtbot.waitUntil(shown.hub.isVisible, timeout=20_000)
    synced(qtbot, joined)
    assert joined.context.sync.report.problem is None
    assert joined.context.sync.state.unsent == 0
    assert link_of(joined.context.workspace).since >= since, "it goes on where it was"


def test_a_workspace_that_was_restored_from_a_backup_gets_everything_again(qtbot, joined, colleague, centre):
    """As after a lost laptop: the log here is older than what the hub has of this device."""
    context = joined.context
    identity = company(context, "Savonnerie Teranga")
    share(context.workspace, identity, Scope.ORGANISATION)
    sync_now(qtbot, joined)
    store = WorkspaceStore(context.workspace)
    store.change_link(since=0, head=0)
    set_mode(context.workspace, Mode.BY_HAND)
    colleague.sync()
    shown = page(qtbot, joined, "sync")
    sync_now(qtbot, joined)
    assert context.sync.report.problem is None
    assert "Everything was synced last on" in shown.hub.how.text()
    assert context.sync.state.conflicts == 0
