"""A box of many choices: found by typing, and only a choice stays."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from greenfield.base.texts import texts_for
from greenfield.ui.new_visit.place_choices import country_choices, currency_choices
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox

# the offscreen platform says so of every list that pops up
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def around(qtbot):
    whole = QWidget()
    qtbot.addWidget(whole)
    rows = QVBoxLayout(whole)
    box = ChoiceBox(country_choices(texts_for("fr")))
    other = QLineEdit()
    rows.addWidget(box)
    rows.addWidget(other)
    whole.show()
    with qtbot.waitExposed(whole):
        pass
    yield box, other
    whole.close()


@pytest.fixture
def box(around):
    around[0].setFocus()
    return around[0]


def tab(qtbot, box):
    """Press Tab where the keyboard goes: the list below the field while it is open."""
    press(qtbot, box, Qt.Key.Key_Tab)


def press(qtbot, box, key):
    """Press a key where the keyboard goes: the list below the field while it is open."""
    popup = box.completer().popup()
    qtbot.keyClick(popup if popup.isVisible() else box, key)


def test_nothing_is_chosen_at_first(box):
    assert (box.key(), box.currentText(), box.count()) == ("", "", 249)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("sene", "SEN"),
        ("SN", "SEN"),
        ("sen", "SEN"),
        ("guinee", "GIN"),
        ("congo kin", "COD"),
        ("equatoriale guinee", "GNQ"),
        ("uni", "ARE"),
    ],
)
def test_enter_takes_the_best_that_was_found(box, qtbot, typed, key):
    qtbot.keyClicks(box.lineEdit(), typed)
    press(qtbot, box, Qt.Key.Key_Return)
    assert box.key() == key


def test_choices_that_begin_so_are_offered_first(box, qtbot):
    qtbot.keyClicks(box.lineEdit(), "guin")
    offered = box.completer().model().stringList()
    assert offered == ["Guinée", "Guinée équatoriale", "Guinée-Bissau", "Papouasie-Nouvelle-Guinée"]


def test_a_row_that_is_marked_in_the_list_is_taken(box, qtbot):
    qtbot.keyClicks(box.lineEdit(), "guin")
    popup = box.completer().popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert box.key() == "GNQ"


def test_a_part_of_the_name_without_accents_is_enough(box, qtbot):
    with qtbot.waitSignal(box.chosen) as sent:
        qtbot.keyClicks(box.lineEdit(), "ivoire")
        press(qtbot, box, Qt.Key.Key_Return)
    assert sent.args == ["CIV"]
    assert box.currentText() == "Côte d’Ivoire"


def test_leaving_the_field_takes_the_only_match_and_an_exact_name(around, qtbot):
    box, other = around
    box.setFocus()
    qtbot.keyClicks(box.lineEdit(), "senegal")
    tab(qtbot, box)
    assert other.hasFocus()
    assert box.key() == "SEN"
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "niger")
    tab(qtbot, box)
    assert other.hasFocus()
    assert box.key() == "NER"


def test_what_names_no_choice_goes_back_to_the_one_before(around, qtbot):
    box, other = around
    box.set_key("SEN")
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "Atlantis")
    tab(qtbot, box)
    assert other.hasFocus()
    assert (box.key(), box.currentText()) == ("SEN", "Sénégal")


def test_an_emptied_field_means_nothing_chosen(around, qtbot):
    box, other = around
    box.set_key("SEN")
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Backspace)
    tab(qtbot, box)
    assert other.hasFocus()
    assert box.key() == ""


def test_the_program_sets_without_a_signal(box, qtbot):
    with qtbot.assertNotEmitted(box.chosen):
        box.set_key("SEN")
        box.set_key("nowhere")
    assert box.key() == ""


def test_down_goes_through_the_choices(box, qtbot):
    box.set_key("SEN")
    with qtbot.waitSignal(box.chosen):
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.key() != "SEN"
    assert box.currentText() == next(c.text for c in country_choices(texts_for("fr")) if c.key == box.key())


def test_the_wheel_changes_nothing(box):
    box.set_key("SEN")
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(box.mapToGlobal(QPoint(5, 5))),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.key() == "SEN"


def test_other_choices_keep_what_is_chosen_if_it_is_among_them(box):
    box.set_key("SEN")
    box.offer([Choice("SEN", "Senegal"), Choice("TUN", "Tunisia")])
    assert (box.key(), box.currentText()) == ("SEN", "Senegal")
    box.offer([Choice("TUN", "Tunisia")])
    assert (box.key(), box.currentText()) == ("", "")


def test_a_currency_is_found_by_its_code(qtbot):
    box = ChoiceBox(currency_choices(texts_for("en")))
    qtbot.addWidget(box)
    box.show()
    qtbot.keyClicks(box.lineEdit(), "xof")
    press(qtbot, box, Qt.Key.Key_Return)
    assert box.key() == "XOF"
