"""The profile ends with what the figures are worked out and questioned with: the GWP set, and what a dollar costs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from ui_visits import new_visit, show

from greenfield.store.reading.visits import find_visit
from greenfield.ui.visit.dollar_field import DollarField
from greenfield.ui.visit.warming_choice import WarmingChoice


@pytest.fixture
def page(shell):
    visit = new_visit(shell.context.workspace)
    return show(shell, visit, "profile")


def stored(shell, page):
    with shell.context.workspace.read() as connection:
        return find_visit(connection, page.desk.visit.id)


def one(page, kind):
    (found,) = page.findChildren(kind)
    return found


def write(field, text):
    field.editor.setFocus()
    field.editor.setText(text)
    QTest.keyClick(field.editor, Qt.Key.Key_Return)


def test_the_usual_set_is_chosen_until_somebody_chooses_another(shell, page):
    choice = one(page, WarmingChoice)
    assert choice.box.key() == "AR5"
    assert choice.box.itemText(choice.box.currentIndex()) == "AR5, 2013 (usual)"
    choice.box.setFocus()
    choice.box.activated.emit(2)
    assert choice.box.key() == "AR6"
    assert stored(shell, page).gwp == "AR6"
    assert page.desk.opened.gwp == "AR6"


def test_a_rate_is_kept_as_it_is_written_and_what_is_none_says_so(shell, page):
    field = one(page, DollarField)
    write(field, "612.5")
    assert stored(shell, page).usd_rate == "612.5"
    write(field, "many")
    assert stored(shell, page).usd_rate == "612.5"
    assert "not what a US dollar costs" in field.field.below.text()
    write(field, "")
    assert stored(shell, page).usd_rate == ""
    assert "not what a US dollar costs" not in field.field.below.text()
