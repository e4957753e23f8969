"""Every page of this part: both languages, both themes, mirrored, with longer texts, at the smallest size."""

import itertools

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from ui_pages import company, cut_texts, page, prepared, settle

from greenfield.ui.settings import Settings
from greenfield.ui.window import Arguments
from greenfield.vault.passphrase import Passphrase

PAGES = ("home", "companies", "company", "new-company", "new-visit", "settings")
LONG_NAME = "Savonnerie du Fleuve et Compagnie, Société anonyme à responsabilité limitée"


@pytest.fixture
def opened(qtbot, program, folder, settings_file):
    """Opens the window with settings, over a workspace with a company and a visit."""

    def make(**given):
        settings_file.write(Settings(**{"country": "SEN", "currency": "XOF", **given}))
        made = program(arguments=Arguments())
        made.window.resize(1024, 600)
        made.context.door.enter(made.context.door.open(folder, Passphrase("a floor full of flour")))
        settle(qtbot, made.window)
        identity = company(made.context, LONG_NAME, sector="C26")
        prepared(made.context, identity)
        return made.window, identity

    return make


def show(qtbot, window, page_id, identity):
    shown = page(qtbot, window, page_id, **({"company": identity} if page_id == "company" else {}))
    qtbot.wait(1)
    return shown


@pytest.mark.parametrize(("language", "theme"), list(itertools.product(("en", "fr"), ("light", "dark"))))
def test_nothing_is_cut_in_any_language_and_theme(qtbot, opened, language, theme):
    window, identity = opened(language=language, theme=theme)
    for page_id in PAGES:
        assert cut_texts(show(qtbot, window, page_id, identity)) == [], page_id


def test_nothing_is_cut_when_texts_are_two_fifths_longer(qtbot, opened):
    window, identity = opened(language="en", pseudo="long")
    for page_id in PAGES:
        assert cut_texts(show(qtbot, window, page_id, identity)) == [], page_id


def test_every_page_is_mirrored(qtbot, opened):
    window, identity = opened(language="en", pseudo="mirrored")
    for page_id in PAGES:
        shown = show(qtbot, window, page_id, identity)
        assert shown.layoutDirection() == Qt.LayoutDirection.RightToLeft
        straight = [one for one in shown.findChildren(QWidget) if not one.isRightToLeft()]
        assert straight == [], page_id


def test_in_a_mirrored_window_the_companies_stand_left_of_the_visits(qtbot, opened):
    window, identity = opened(language="en", pseudo="mirrored")
    home = show(qtbot, window, "home", identity)
    assert (
        home.aside.mapTo(home, home.aside.rect().topLeft()).x()
        < home.visit_list.mapTo(home, home.visit_list.rect().topLeft()).x()
    )


@pytest.mark.parametrize("pseudo", ["", "mirrored"])
def test_a_row_is_drawn_where_reading_begins(qtbot, opened, pseudo):
    """The name of the company in ink, in the half of the row where the reader begins."""
    window, identity = opened(language="en", theme="light", pseudo=pseudo)
    home = show(qtbot, window, "companies", identity)
    row = home.list.visualRect(home.companies.index(0))
    image = home.list.viewport().grab(row).toImage()
    middle = image.width() // 2

    def dark(columns):
        return sum(
            image.pixelColor(x, y).lightness() < 90 for x in columns for y in range(0, image.height() - 2, 2)
        )

    left, right = dark(range(middle)), dark(range(middle, image.width()))
    assert (right > left) == (pseudo == "mirrored")


def test_all_that_can_be_focused_has_a_name(qtbot, opened):
    window, identity = opened(language="en")
    for page_id in PAGES:
        shown = show(qtbot, window, page_id, identity)
        for widget in shown.findChildren(QWidget):
            if (
                widget.isVisible()
                and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
                and not widget.focusProxy()
            ):
                text = getattr(widget, "text", lambda: "")()
                assert widget.accessibleName() or text, (page_id, widget)
