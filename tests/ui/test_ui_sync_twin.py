"""A workspace that was copied to a second computer: the window says so, and makes one of them a device of its own."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_hub import Colleague, hold, synced
from ui_pages import click, company, named, page, settle, typed
from ui_program import SECRET

from greenfield.services import workspaces
from greenfield.services.sync.connecting import link_of
from greenfield.services.sync.state import Mode, sync_state


@contextmanager
def copied(window, folder):
    """The workspace of a window on a second computer, as it is now."""
    target = Path(shutil.copytree(window.context.workspace.folder, folder))
    with workspaces.opened(target, SECRET, writing=True) as opened:
        yield Colleague(opened)


def edit(workspace, identity, **fields):
    with workspace.unit() as unit:
        unit.set(identity, fields)


def sync_now(qtbot, window):
    window.context.sync.sync()
    synced(qtbot, window)


@pytest.fixture
def doubled(qtbot, joined, tmp_path):
    """The window, and a copy of its workspace at work on another computer; both have met."""
    identity = company(joined.context, "Savonnerie Teranga")
    sync_now(qtbot, joined)
    with copied(joined, tmp_path / "copy.greenfield") as copy:
        for number in range(3):
            edit(joined.context.workspace, identity, city=f"city {number}")
            edit(copy.workspace, identity, region=f"region {number}")
            sync_now(qtbot, joined)
            copy.sync()
        sync_now(qtbot, joined)
        yield joined, copy, identity


def test_the_page_says_what_is_and_what_is_safe_and_makes_a_device_of_its_own(qtbot, doubled, centre):
    window, copy, identity = doubled
    shown = page(qtbot, window, "sync")
    said = shown.hub.twin.band.words.text()
    assert shown.hub.twin.isVisible()
    assert "A second computer works with a copy" in said
    assert "Nothing is lost" in said
    assert "greenfield" not in said, "the words of the command line belong to it"
    assert "A second computer" not in shown.hub.how.text(), "it is said once"
    assert "A second computer" in window.rail.buttons()["sync"].accessibleName()
    before = window.context.workspace.device
    edit(window.context.workspace, identity, city="not sent yet")
    click(qtbot, named(window, "own-device"))
    panel = shown.joining
    assert panel.isVisible()
    assert panel.address.text() == centre.url, "the hub is known"
    assert QApplication.focusWidget() is panel.code
    typed(qtbot, panel.code, "AAAA-AAAA-AAAA")
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    settle(qtbot, window)
    click(qtbot, named(panel, "connect-now"))
    settle(qtbot, window)
    assert "Ask for a new one." in panel.code_field.below.text()
    assert window.context.workspace.device == before, "nothing changes before the hub has taken the code"
    assert link_of(window.context.workspace) is not None
    typed(qtbot, panel.code, centre.invite("Awa").code)
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    settle(qtbot, window)
    typed(qtbot, panel.compare.device, "Second laptop")
    click(qtbot, named(panel, "connect-now"))
    qtbot.waitUntil(shown.hub.isVisible, timeout=20_000)
    synced(qtbot, window)
    state = window.context.sync.state
    assert window.context.workspace.device != before
    assert (state.has_twin, state.unsent, state.link.mode) == (False, 0, str(Mode.BY_HAND))
    assert not shown.hub.twin.isVisible()
    assert "Second laptop" in [one.name for one in centre.devices()]
    copy.sync()
    with copy.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT city FROM company").scalars().all() == ["not sent yet"]


def test_whoever_does_not_want_to_goes_back(qtbot, doubled):
    window, _, _ = doubled
    shown = page(qtbot, window, "sync")
    before = window.context.workspace.device
    click(qtbot, named(window, "own-device"))
    click(qtbot, named(window, "back-to-hub"))
    assert shown.hub.isVisible()
    assert shown.hub.twin.isVisible()
    assert window.context.workspace.device == before
    assert sync_state(window.context.workspace).link is not None


def test_a_sync_that_is_under_way_says_nothing_for_the_new_device(qtbot, doubled, centre):
    window, _, identity = doubled
    shown = page(qtbot, window, "sync")
    edit(window.context.workspace, identity, city="under way")
    go, waits = hold(window.context.sync)
    window.context.sync.sync()
    qtbot.waitUntil(waits.is_set)
    click(qtbot, named(window, "own-device"))
    typed(qtbot, shown.joining.code, centre.invite("Awa").code)
    qtbot.keyClick(shown.joining.code, Qt.Key.Key_Return)
    qtbot.waitUntil(shown.joining.compare.isVisible, timeout=20_000)
    go.set()
    click(qtbot, named(shown.joining, "connect-now"))
    qtbot.waitUntil(shown.hub.isVisible, timeout=20_000)
    synced(qtbot, window)
    assert window.context.sync.report.problem is None
    assert (window.context.sync.state.unsent, window.context.sync.state.has_twin) == (0, False)
