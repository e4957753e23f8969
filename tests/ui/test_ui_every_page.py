import os

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from greenfield.store.reading.companies import list_companies
from greenfield.store.reading.visits import latest_visits
from greenfield.ui.frame.elided import Elided
from greenfield.ui.frame.rail_button import RailButton
from greenfield.ui.pages import all_pages
from greenfield.ui.visit.steps import all_steps

LOOKS = {
    "en-light": {"language": "en", "theme": "light"},
    "fr-dark": {"language": "fr", "theme": "dark"},
    "longer": {"language": "en", "pseudo": "long"},
    "mirrored": {"language": "en", "pseudo": "mirrored"},
    "touch": {"language": "fr", "touch": True},
}
PAGES = [entry.id for entry in all_pages() if entry.id != "visit"]
PLACES = [*PAGES, *(f"visit/{entry.id}" for entry in all_steps())]
SMALL = (1024, 600)


def show(shell, place, look):
    page, _, step = place.partition("/")
    context = shell.context
    with context.workspace.read() as connection:
        visit = latest_visits(connection, 1)[0].id
        company = list_companies(connection)[0].id
    what = {
        "visit": {"visit": visit, "step": step},
        "company": {"company": company},
        "new-visit": {"company": company},
        "unlock": {"folder": str(context.workspace.folder)},
    }
    shell.resize(*SMALL)
    context.apply_settings(msgspec.structs.replace(context.settings, **look))
    QApplication.processEvents()
    context.router.show(page, **what.get(page, {}))
    for _ in range(3):
        QApplication.processEvents()
    if folder := os.environ.get("GREENFIELD_TEST_SHOTS"):
        name = "-".join([place.replace("/", "-"), *(str(value) for value in look.values())])
        shell.grab().save(f"{folder}/{name}.png")
    return shell.page


def described(widget):
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text!r} {widget.width()}x{widget.height()}"


def cut(page):
    """Return what of the texts on a page does not fit into its widget."""
    found = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, (Elided, RailButton, QLineEdit)):
            continue
        if isinstance(widget, QLabel) and widget.text():
            needed = (
                widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
            )
            too_wide = not widget.wordWrap() and widget.sizeHint().width() > widget.width() + 1
            if too_wide or needed > widget.height() + 1:
                found.append(described(widget))
        elif (
            isinstance(widget, QAbstractButton)
            and widget.text()
            and widget.minimumSizeHint().width() > widget.width() + 1
        ):
            found.append(described(widget))
    return found


def beyond(page):
    """Return the scrolled columns that are wider than what can be seen of them."""
    return [
        described(area)
        for area in page.findChildren(QScrollArea)
        if area.isVisible()
        and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget() is not None
        and area.widget().width() > area.viewport().width()
    ]


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("place", PLACES)
def test_every_page_opens_in_every_look_and_nothing_is_cut(demo_shell, place, look):
    page = show(demo_shell, place, look)
    assert demo_shell.context.router.current.page == place.partition("/")[0]
    assert demo_shell.width() == SMALL[0], "something forces the window to be wider"
    assert cut(page) == []
    assert beyond(page) == []


@pytest.mark.parametrize("place", PLACES)
def test_every_page_follows_the_direction_of_writing(demo_shell, place):
    page = show(demo_shell, place, LOOKS["mirrored"])
    assert page.layoutDirection() == Qt.LayoutDirection.RightToLeft
    wrong = [
        described(widget)
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.layoutDirection() != Qt.LayoutDirection.RightToLeft
        and not isinstance(widget, QLineEdit)
    ]
    assert wrong == []
