"""Joining an organisation: by code, by invite, found on the network; never another hub than the one that is meant."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from ui_hub import synced
from ui_pages import click, drop_file, named, page, settle, typed

from greenfield.services.sync.connecting import link_of
from greenfield.sync.device.address import in_groups
from greenfield.sync.discovery import FoundHub, announced
from greenfield.ui.sync import connect_panel

OTHER = "0" * 64
SEARCHES = 10
"""How soon a hub answers depends on what else its computer does."""


def joining(qtbot, shell):
    return page(qtbot, shell, "sync").joining


def look_by_code(qtbot, shell, centre, code):
    panel = joining(qtbot, shell)
    typed(qtbot, panel.address, centre.url)
    typed(qtbot, panel.code, code)
    qtbot.keyClick(panel.code, Qt.Key.Key_Return)
    settle(qtbot, shell)
    return panel


def shown_fingerprint(panel):
    return panel.compare.fingerprint.text()


def test_a_workspace_joins_by_address_and_code_after_the_fingerprint_was_compared(qtbot, shell, centre):
    panel = look_by_code(qtbot, shell, centre, centre.invite("Awa").code)
    assert shown_fingerprint(panel) == in_groups(centre.fingerprint)
    assert panel.compare.first_focus() is panel.compare.no, "Return must not agree by itself"
    assert centre.devices() == [], "nothing was sent before somebody agreed"
    click(qtbot, named(panel, "connect-now"))
    qtbot.waitUntil(lambda: shell.context.sync.is_linked, timeout=20_000)
    synced(qtbot, shell)
    hub = shell.page.hub
    assert (hub.organisation.text(), hub.member.text()) == ("Centre", "You are Awa, visitor.")
    assert [one.member_name for one in centre.devices()] == ["Awa"]
    assert shell.context.sync.state.link.last_sync, "it syncs by itself at once"
    assert "Up to date" in shell.rail.buttons()["sync"].accessibleName() or (
        "synced" in shell.rail.buttons()["sync"].accessibleName()
    )


def test_an_invite_file_that_is_chosen_brings_address_code_and_fingerprint(
    qtbot, shell, centre, tmp_path, monkeypatch
):
    invite = tmp_path / "awa.greenfield-invite"
    centre.invite("Awa", invite)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(invite), ""))
    panel = joining(qtbot, shell)
    click(qtbot, named(panel, "choose-invite"))
    settle(qtbot, shell)
    assert panel.compare.name.text() == "Hub of Centre"
    assert panel.compare._band.words.text() == "It shows the same fingerprint as your invite file."
    click(qtbot, named(panel, "connect-now"))
    qtbot.waitUntil(lambda: shell.context.sync.is_linked, timeout=20_000)
    synced(qtbot, shell)
    assert link_of(shell.context.workspace).member_name == "Awa"


def test_another_hub_than_that_of_the_invite_is_never_connected(qtbot, shell, centre, tmp_path):
    invite = tmp_path / "awa.greenfield-invite"
    centre.invite("Awa", invite, fingerprint=OTHER)
    panel = joining(qtbot, shell)
    drop_file(panel, invite)
    settle(qtbot, shell)
    assert "Another hub answers here" in panel.compare._band.words.text()
    assert not panel.compare.yes.isVisible()
    panel.connect_now()  # whatever leads there: it is compared again before anything is sent
    settle(qtbot, shell)
    assert shell.context.messages.shown[-1].codes == ("sync.other_hub",)
    assert centre.devices() == []
    assert link_of(shell.context.workspace) is None
    click(qtbot, named(panel, "other-hub"))
    assert panel.column.isVisible()


@pytest.mark.parametrize(
    ("address", "said"), [("http://example.org", "not encrypted"), ("::::", "is no address of a hub")]
)
def test_what_is_no_address_is_said_beside_it(qtbot, shell, address, said):
    panel = joining(qtbot, shell)
    typed(qtbot, panel.address, address)
    typed(qtbot, panel.code, "abc")
    click(qtbot, named(panel, "look-at-hub"))
    assert said in panel.address_field.below.text()
    assert panel.address.hasFocus()


@pytest.mark.usefixtures("own_network")
def test_hubs_on_the_network_are_listed_and_what_they_announce_is_compared(qtbot, shell, centre):
    panel = joining(qtbot, shell)
    panel.interfaces = ("127.0.0.1",)
    port = int(centre.url.rpartition(":")[2])
    with announced("Workshop", port, "Centre", OTHER, interfaces=["127.0.0.1"]):
        for _ in range(SEARCHES):
            searching = named(panel, "search-hubs")
            searching.setFocus()
            qtbot.keyClick(searching, Qt.Key.Key_Space)
            settle(qtbot, shell)
            if panel.found_rows.count() > 1:  # more than the words that there is none
                break
    assert panel.found_rows.itemAt(0).widget().hasFocus(), "whoever searched by the keyboard goes on there"
    names = [one.text() for one in panel.found.findChildren(type(panel.found_rows.itemAt(0).widget()))]
    assert names == ["Centre · Workshop"]
    click(qtbot, panel.found_rows.itemAt(0).widget())
    assert panel.address.text() == centre.url
    typed(qtbot, panel.code, centre.invite("Awa").code)
    click(qtbot, named(panel, "look-at-hub"))
    settle(qtbot, shell)
    assert "Another hub answers here" in panel.compare._band.words.text()


def test_whoever_types_while_hubs_are_searched_goes_on_typing(qtbot, shell, centre, monkeypatch):
    found, go = FoundHub("Workshop", centre.url, "Centre", centre.fingerprint), threading.Event()
    monkeypatch.setattr(connect_panel, "hubs_nearby", lambda **_: go.wait(60) and [found])
    panel = joining(qtbot, shell)
    click(qtbot, named(panel, "search-hubs"))
    typed(qtbot, panel.code, "AB")
    go.set()
    settle(qtbot, shell)
    assert panel.found_rows.itemAt(0).widget().text() == "Centre · Workshop"
    qtbot.keyClicks(QApplication.focusWidget(), "CD")
    assert panel.code.text() == "ABCD"


def test_after_a_search_that_finds_nothing_the_keyboard_is_where_it_was(qtbot, shell, monkeypatch):
    monkeypatch.setattr(connect_panel, "hubs_nearby", lambda **_: [])
    panel = joining(qtbot, shell)
    searching = named(panel, "search-hubs")
    searching.setFocus()
    qtbot.keyClick(searching, Qt.Key.Key_Space)
    settle(qtbot, shell)
    assert "No hub answered." in panel.found_rows.itemAt(0).widget().text()
    assert searching.hasFocus()


def test_a_workspace_leaves_and_keeps_everything(qtbot, joined, centre):
    shown = page(qtbot, joined, "sync")
    asked = []
    joined.ask = lambda title, text, _yes: asked.append((title, text)) or True
    click(qtbot, named(shown, "disconnect"))
    synced(qtbot, joined)
    assert asked[0][0] == "Disconnect from Centre?"
    assert "All records stay on this computer" in asked[0][1]
    assert not joined.context.sync.is_linked
    assert shown.joining.isVisible()


def test_whoever_does_not_agree_stays_connected(qtbot, joined):
    shown = page(qtbot, joined, "sync")
    joined.ask = lambda *_: False
    click(qtbot, named(shown, "disconnect"))
    synced(qtbot, joined)
    assert joined.context.sync.is_linked


def test_whoever_has_connected_finds_the_keyboard_on_the_choice_that_holds(qtbot, shell, centre):
    panel = look_by_code(qtbot, shell, centre, centre.invite("Awa").code)
    panel.compare.yes.setFocus()
    qtbot.keyClick(panel.compare.yes, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.context.sync.is_linked, timeout=20_000)
    synced(qtbot, shell)
    focused = QApplication.focusWidget()
    assert focused in shell.page.hub.when.modes.values()
    assert focused.isChecked(), "an empty choice must not look like the one that holds"
