import os

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from greenfield.store.reading.companies import list_companies
from greenfield.store.reading.visits import latest_visits
from greenfield.ui.frame.elided import Elided
from greenfield.ui.frame.rail_button import RailButton
from greenfield.ui.pages import all_pages
from greenfield.ui.pseudo import RIGHT_TO_LEFT_MARK
from greenfield.ui.visit.steps import all_steps

LOOKS = {
    "en-light": {"language": "en", "theme": "light"},
    "en-dark": {"language": "en", "theme": "dark"},
    "fr-light": {"language": "fr", "theme": "light"},
    "fr-dark": {"language": "fr", "theme": "dark"},
    "longer": {"language": "en", "pseudo": "long"},
    "mirrored": {"language": "en", "pseudo": "mirrored"},
    "touch": {"language": "fr", "touch": True},
}
PAGES = [entry.id for entry in all_pages() if entry.id != "visit"]
PLACES = [*PAGES, *(f"visit/{entry.id}" for entry in all_steps())]
SMALL = (1024, 600)
ARROW = 32
NEAR = 3


def settle(shell):
    """Wait until nothing runs in the background, and what follows is laid out."""
    for _ in range(12_000):
        QApplication.processEvents()
        if not shell.context.runner.is_busy:
            break
        QTest.qWait(5)
    else:
        pytest.fail("the background never ends")
    for _ in range(3):
        QApplication.processEvents()


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
    settle(shell)
    if folder := os.environ.get("GREENFIELD_TEST_SHOTS"):
        name = "-".join([place.replace("/", "-"), *(str(value) for value in look.values())])
        shell.grab().save(f"{folder}/{name}.png")
    return shell.page


def described(widget):
    text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
    return f"{type(widget).__name__} {widget.objectName()} {text!r} {widget.width()}x{widget.height()}"


def visible(page, *kinds):
    return [one for one in page.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]


def lacks_room(widget):
    """Tell whether the text of a widget does not fit into it."""
    if isinstance(widget, QLabel):
        if not widget.text():
            return False
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        too_wide = not widget.wordWrap() and widget.sizeHint().width() > widget.width() + 1
        return too_wide or needed > widget.height() + 1
    if isinstance(widget, QComboBox):
        words = widget.currentText() or widget.placeholderText()
        return (
            widget.fontMetrics().horizontalAdvance(words) + ARROW > widget.width() and not widget.isEditable()
        )
    if isinstance(widget, QLineEdit):
        hint = widget.placeholderText() if not widget.text() else ""
        return widget.fontMetrics().horizontalAdvance(hint) > widget.contentsRect().width()
    if not widget.text():
        return False
    if widget.hasHeightForWidth() and widget.heightForWidth(widget.width()) > widget.height() + 1:
        return True
    return widget.minimumSizeHint().width() > widget.width() + 1


def cut(page):
    """Return what of the texts on a page does not fit into its widget."""
    kinds = (QLabel, QAbstractButton, QComboBox, QLineEdit)
    return [
        described(one)
        for one in visible(page, *kinds)
        if not isinstance(one, (Elided, RailButton)) and lacks_room(one)
    ]


def sticking_out(page):
    """Return what ends beyond the edge of the widget around it, where it cannot be seen."""
    found = []
    for one in visible(page, QLabel, QAbstractButton, QComboBox, QLineEdit):
        around = one.parentWidget()
        while around is not None and around is not page:
            at = one.mapTo(around, QPoint(0, 0)).x()
            if at < -1 or at + one.width() > around.width() + 1:
                found.append(described(one) + f" in {type(around).__name__} {around.width()} from {at}")
                break
            if isinstance(around.parentWidget(), QAbstractScrollArea):
                break  # how far it scrolls is asked by `beyond`
            around = around.parentWidget()
    return found


def beyond(page):
    """Return the scrolled columns that are wider than what can be seen of them."""
    return [
        described(area)
        for area in visible(page, QScrollArea)
        if area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        and area.widget() is not None
        and area.widget().width() > area.viewport().width()
    ]


def places_of(shell):
    """Return where each word and field in the window stands, by what it says."""
    found = {}
    for one in visible(shell, QLabel, QAbstractButton, QComboBox, QLineEdit):
        if isinstance(one.parentWidget(), (QComboBox, QAbstractSpinBox)) or one.parentWidget() is None:
            continue
        words = one.text() if hasattr(one, "text") else one.currentText()
        key = (type(one).__name__, one.objectName(), words.replace(RIGHT_TO_LEFT_MARK, ""))
        at = one.mapTo(shell, QPoint(0, 0))
        found.setdefault(key, []).append((at.y(), at.x(), one.width()))
    return found


@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("place", PLACES)
def test_every_page_opens_in_every_look_and_nothing_is_cut(demo_shell, place, look):
    page = show(demo_shell, place, look)
    assert demo_shell.context.router.current.page == place.partition("/")[0]
    assert demo_shell.width() == SMALL[0], "something forces the window to be wider"
    assert cut(page) == []
    assert sticking_out(page) == []
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


@pytest.mark.parametrize("place", PLACES)
def test_every_page_stands_as_in_a_mirror(demo_shell, place):
    """What stands so far from one edge in English stands so far from the other one where it is read from there."""
    show(demo_shell, place, LOOKS["en-light"])
    plain = places_of(demo_shell)
    show(demo_shell, place, LOOKS["mirrored"])
    mirrored = places_of(demo_shell)
    wrong = []
    for key, places in plain.items():
        turned = sorted((y, demo_shell.width() - x - width, width) for y, x, width in places)
        found = sorted(mirrored.get(key, []))
        far = [
            (one, other)
            for one, other in zip(turned, found, strict=False)
            if abs(one[1] - other[1]) > NEAR or abs(one[0] - other[0]) > NEAR
        ]
        if far or len(turned) != len(found):
            wrong.append((key, turned, found))
    assert wrong == []
    assert len(plain) > 5
