"""The page of the library, and the resources on a measure's card: found, looked at, copied, opened on demand."""

from dataclasses import replace

import msgspec
import pytest
from library_sample import PACKAGE, row, table, write
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton
from ui_bakery import bakery_visit, show_step
from ui_pages import click, named, page, settle

from greenfield.services.packages import build_to, install
from greenfield.ui.frame.rail_button import RailButton
from greenfield.ui.library.address import shown_address
from greenfield.ui.visit.text_link import TextLink

OWN = PACKAGE.replace("| library | 1.0 ", "| centre  | 1.0 ")
ROWS = (
    row(name="q_mill", title="Quinoa mills", sectors="C10", topics="water energy", address=""),
    row(name="q_dry", title="Dry the quinoa", language="fr", type="case study", countries="SEN",
        address="https://example.org/dry"),
)  # fmt: skip


class Browser(QObject):
    """Stands in for the browser of the system, which no test machine has."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def browser():
    stand_in = Browser()
    QDesktopServices.setUrlHandler("https", stand_in, "open")
    yield stand_in
    QDesktopServices.unsetUrlHandler("https")


@pytest.fixture
def library(qtbot, shell, tmp_path):
    """The page, with a centre's own two resources beside those of the program."""
    settle(qtbot, shell)
    path, _ = build_to(write(tmp_path / "own", {"10.csv": table(*ROWS)}, OWN), tmp_path)
    install(shell.context.workspace, path)
    return page(qtbot, shell, "library")


def titles(model):
    return [model.index(at).data() for at in range(model.rowCount())]


def words_of(widget):
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_the_rail_leads_to_all_resources(qtbot, shell, library):
    page(qtbot, shell, "home")
    click(qtbot, shell.findChild(RailButton, "rail-library"))
    settle(qtbot, shell)
    assert shell.page is library
    assert library.resources.rowCount() > 300
    assert library.count.text() == f"{library.resources.rowCount()} resources"


def test_what_is_typed_and_chosen_narrows_the_list(qtbot, shell, library):
    QAbstractItemModelTester(library.resources, QAbstractItemModelTester.FailureReportingMode.Fatal)
    library.search.setFocus()
    qtbot.keyClicks(library.search, "quinoa")
    assert titles(library.resources) == ["Quinoa mills", "Dry the quinoa"]
    for box, key, left in (
        (library.filters.topic, "water", ["Quinoa mills"]),
        (library.filters.type, "case study", ["Dry the quinoa"]),
        (library.filters.language, "en", ["Quinoa mills"]),
        (library.filters.sector, "C13", ["Dry the quinoa"]),
    ):
        box.set_key(key)
        box.chosen.emit(key)
        assert titles(library.resources) == left, key
        box.lineEdit().clear()
        box.commit()
        assert box.lineEdit().text().startswith("All ")
        assert len(titles(library.resources)) == 2
    qtbot.keyClicks(library.search, "zz")
    assert titles(library.resources) == []
    assert library.count.text() == "Nothing was found. Try fewer words, or another filter."


def test_the_keyboard_goes_through_the_list_and_shows_each_resource(qtbot, shell, library):
    assert library.details.hint.isVisible()
    library.search.setFocus()
    qtbot.keyClicks(library.search, "quinoa")
    qtbot.keyClick(library.search, Qt.Key.Key_Down)
    assert library.details.row.name == "q_mill"
    settle(qtbot, shell)
    shown = words_of(library.details)
    assert {"Quinoa mills", "How to find leaks.", "Water, Electricity and energy", "Food products"} <= set(
        shown
    )
    assert {"All countries", "November 21, 2026", "“Compressed air, 2012”"} <= set(shown)
    qtbot.keyClick(library.list, Qt.Key.Key_Down)
    assert library.details.row.name == "q_dry"
    settle(qtbot, shell)
    assert "Senegal" in words_of(library.details)
    qtbot.keyClicks(library.search, "q")
    assert library.details.row is None
    assert library.details.hint.isVisible()


def test_an_address_is_copied_or_opened_only_when_that_is_clicked(qtbot, shell, library, browser):
    library.search.setText("dry the quinoa")
    library.list.enter()
    assert browser.opened == []
    click(qtbot, named(library, "copy-address"))
    assert QGuiApplication.clipboard().text() == "https://example.org/dry"
    assert shell.context.messages.shown[-1].text == "The address was copied."
    assert browser.opened == []
    click(qtbot, named(library, "open-address"))
    assert browser.opened == ["https://example.org/dry"]


def test_without_an_address_of_its_own_the_page_where_it_was_seen_opens(qtbot, library, browser):
    library.search.setText("quinoa mills")
    library.list.enter()
    click(qtbot, named(library, "open-address"))
    assert browser.opened == ["https://example.org/air"]


def test_where_no_browser_opens_the_address_is_copied(qtbot, shell, library, monkeypatch):
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    library.search.setText("quinoa mills")
    library.list.enter()
    click(qtbot, named(library, "open-address"))
    assert QGuiApplication.clipboard().text() == "https://example.org/air"
    assert shell.context.messages.shown[-1].text.startswith("No browser could be opened.")


def test_what_was_looked_for_outlives_a_change_of_the_language(qtbot, shell, library):
    library.search.setText("quinoa")
    library.filters.sector.set_key("C10")
    library.filters.sector.chosen.emit("C10")
    page(qtbot, shell, "settings")
    shell.context.apply_settings(msgspec.structs.replace(shell.context.settings, language="fr"))
    qtbot.wait(1)
    again = page(qtbot, shell, "library")
    assert again is not library
    assert (again.search.text(), again.filters.sector.key()) == ("quinoa", "C10")
    assert titles(again.resources) == ["Dry the quinoa", "Quinoa mills"]


def test_a_long_address_breaks_and_stays_as_it_is_without_the_breaks():
    address = "https://www.example.org/library/" + "a" * 90 + ".pdf?id=1&x=2"
    shown = shown_address(address)
    assert max(map(len, shown.split("\u200b"))) <= 26
    assert shown.replace("\u200b", "").strip("\u2066\u2069") == address
    assert shown_address("") == ""


def test_a_measures_card_offers_its_resources(qtbot, shell, browser):
    visit = bakery_visit(shell, chosen=False)
    cards = show_step(shell, visit, "measures").cards
    card = cards["air_leaks"]
    settle(qtbot, shell)
    link = card.read_more.findChild(TextLink, "read_doe_air_leaks")
    assert link.text() == (
        "Minimize Compressed Air Leaks (Compressed Air Tip Sheet #3), US Department of Energy, 2004"
    )
    assert browser.opened == []
    click(qtbot, link)
    assert browser.opened == ["https://www.scribd.com/document/40309456/Us-Doe"]
    click(qtbot, card.read_more.findChild(QPushButton, "copy_doe_air_leaks"))
    assert QGuiApplication.clipboard().text() == browser.opened[0]
    assert all(len(one.read_more.findChildren(TextLink)) >= 1 for one in cards.values())


def test_a_card_without_resources_says_nothing_of_them(qtbot, shell):
    visit = bakery_visit(shell, chosen=False)
    step = show_step(shell, visit, "measures")
    card = step.cards["air_leaks"]
    card.read_more.show_resources(())
    assert not card.read_more.isVisible()
    row_without = replace(card._offered.read_more[0], address="", seen_at="")
    card.read_more.show_resources((row_without,))
    assert card.read_more.isVisible()
    assert not [one for one in card.read_more.findChildren(TextLink) if one.isVisible()]


def test_a_library_that_does_not_open_is_named_on_its_page(qtbot, shell, library):
    assert not library.left_out.isVisible()
    with shell.context.workspace.unit() as unit:
        blob = unit.put_blob(b"half a package")
        values = {
            "identifier": "guides",
            "version": "2.0",
            "type": "library",
            "title": "Guides",
            "blob": blob,
        }
        unit.create("package", values, blobs=[blob])
    library.open_with()
    settle(qtbot, shell)
    qtbot.waitUntil(lambda: "“Guides”, version 2.0, is damaged" in library.left_out.text())
    assert library.left_out.isVisible()
