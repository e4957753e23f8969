"""What of a repeat is no cell: shown for the current row under its name; photos and times in rows; Tab at the ends."""

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from ui_visits import kept, new_visit, press, show

from greenfield.services.packages import build_to, install
from greenfield.services.visit_photos import photos_of
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.results.figure_button import FigureButton
from greenfield.ui.visit.text_link import TextLink

FORM = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | boilers | 1 | toolkit | A centre | CC-BY-4.0 | Boilers | English (en) |

| survey |
|  | type | name | label | appearance | choice_filter | required |
|  | begin_repeat | boiler | Boilers |  |  |  |
|  | text | name | Name |  |  |  |
|  | image | plate | The plate |  |  |  |
|  | time | start | Starts at |  |  |  |
|  | note | hello | Look at the burner. |  |  |  |
|  | integer | hours | Hours a year |  |  |  |
|  | end_repeat |  |  |  |  |  |
|  | text | after | After all boilers |  |  | yes |
|  | begin_group | judged | Judgement | table-list |  |  |
|  | select_one grade | order | Order |  |  |  |
|  | select_one grade | light | Light |  |  |  |
|  | end_group |  |  |  |  |  |
|  | select_one region | region | Region |  |  |  |
|  | select_one town | town | Town |  | region=${region} |  |

| choices |
|  | list_name | name | label | region |
|  | grade | good | Good |  |
|  | grade | bad | Bad |  |
|  | region | n | North |  |
|  | region | s | South |  |
|  | town | a | Alto | n |

| settings |
|  | form_id | version | default_language |
|  | boilers | 1 | English (en) |
"""


def boiler_visit(shell, tmp_path, photos="report"):
    source = tmp_path / "boilers.md"
    source.write_text(FORM, encoding="utf-8")
    install(shell.context.workspace, build_to(source, tmp_path)[0])
    return new_visit(shell.context.workspace, toolkit="boilers", photos=photos)


@pytest.fixture
def visit(shell, tmp_path):
    return boiler_visit(shell, tmp_path)


@pytest.fixture
def sheet(shell, visit):
    return show(shell, visit, "questionnaire").steps["questionnaire"].sheet


@pytest.fixture
def table(shell, sheet):
    shell.activateWindow()
    return sheet.tables["/data/boiler"]


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "plate.jpg"
    Image.new("RGB", (64, 48), (180, 140, 20)).save(path)
    return path


def go(table, row, column):
    table.view.setCurrentIndex(table.model.index(row, column))
    table.view.setFocus()
    QApplication.processEvents()


def type_and(key, text, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, key, modifiers)
    QApplication.processEvents()


def plate(table):
    (field,) = [one for one in table.detail.fields if one.name == "plate"]
    return field


def test_a_row_is_current_as_soon_as_there_is_one_and_its_questions_stand_under_its_name(table):
    assert [field.ref for field in table.detail.fields] == ["/data/boiler[1]/plate", "/data/boiler[1]/hello"]
    assert table.detail.title.isVisible()
    assert table.detail.title.text() == "Row 1"
    table.desk.answer("/data/boiler[1]/name", "B1")
    assert table.detail.title.text() == "Row 1: B1"
    table.add()
    assert table.detail.title.text() == "Row 2"
    go(table, 0, 0)
    assert table.detail.title.text() == "Row 1: B1"


def test_a_time_is_a_cell(shell, visit, table):
    heads = [table.model.headerData(c, Qt.Orientation.Horizontal) for c in range(table.model.columnCount())]
    assert heads == ["Name", "Starts at", "Hours a year"]
    go(table, 0, 1)
    type_and(Qt.Key.Key_Return, "14:30")
    assert kept(shell, visit)["boiler[1]/start"].startswith("14:30:00")
    assert table.model.index(0, 1).data().replace("\u202f", " ") == "2:30 PM"
    type_and(Qt.Key.Key_Return, "25:77")
    assert "“25:77” is not a time" in table.message.text()
    assert kept(shell, visit)["boiler[1]/start"].startswith("14:30:00")


def test_tab_leaves_what_is_typed_in_the_last_cell(shell, visit, table):
    go(table, 0, 2)
    type_and(Qt.Key.Key_Tab, "8000")
    assert kept(shell, visit)["boiler[1]/hours"] == "8000"
    assert QApplication.focusWidget() is table.add_button
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is plate(table).editor.button


def test_shift_tab_leaves_what_is_typed_in_the_first_cell(shell, visit, table):
    go(table, 0, 0)
    type_and(Qt.Key.Key_Backtab, "B1", Qt.KeyboardModifier.ShiftModifier)
    assert kept(shell, visit)["boiler[1]/name"] == "B1"
    assert not table.isAncestorOf(QApplication.focusWidget())


def test_a_cell_has_one_frame(table):
    delegate, index = table.view.itemDelegate(), table.model.index(0, 0)
    go(table, 0, 0)
    assert delegate.frame_of(index, focused=True) is Colour.FOCUS
    assert delegate.frame_of(index, focused=False) is None
    press(Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert delegate.frame_of(index, focused=True) is None
    assert editor.geometry() == table.view.visualRect(index)


def test_a_photo_answers_in_its_row_and_in_no_other(qtbot, shell, visit, table, photo):
    table.add()
    go(table, 0, 0)
    qtbot.mouseClick(plate(table).editor.button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()
    table.detail.strips["/data/boiler[1]/plate"].add_files([photo])
    qtbot.waitUntil(lambda: kept(shell, visit).get("boiler[1]/plate") == "plate.jpg")
    assert [one.photo.name for one in table.detail.strips["/data/boiler[1]/plate"].thumbnails] == [
        "plate.jpg"
    ]
    assert not plate(table).editor.button.isVisible()
    go(table, 1, 0)
    strip = table.detail.strips["/data/boiler[2]/plate"]
    assert strip.thumbnails == []
    strip.add_files([photo])
    go(table, 0, 0)  # while the photo is being read
    qtbot.waitUntil(lambda: kept(shell, visit).get("boiler[2]/plate") == "plate-2.jpg")
    found = photos_of(shell.context.workspace, visit)
    assert [(one.name, one.question) for one in found] == [("plate.jpg", "plate"), ("plate-2.jpg", "plate")]
    strip = table.detail.strips["/data/boiler[1]/plate"]
    qtbot.mouseClick(strip.thumbnails[0].button, Qt.MouseButton.LeftButton)
    assert "boiler[1]/plate" not in kept(shell, visit)
    assert strip.thumbnails == []
    shell.context.messages.shown[-1].action.run()
    assert kept(shell, visit)["boiler[1]/plate"] == "plate.jpg"
    assert len(strip.thumbnails) == 1
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)


def test_where_photos_wait_for_the_agreement_the_question_says_so(shell, tmp_path):
    visit = boiler_visit(shell, tmp_path, photos="none")
    page = show(shell, visit, "questionnaire")
    waits = plate(page.steps["questionnaire"].sheet.tables["/data/boiler"]).editor.waits
    assert waits.text().startswith("Photos wait for the company's agreement")
    page.show_step("agreement")
    page.steps["agreement"].agreeing.answer("photos", "yes")
    page.desk.assess_now()
    assert waits.text() == ""


def test_the_head_of_a_list_of_choices_is_no_question(sheet):
    names = {field.name for field in sheet.fields.values()}
    assert {"after", "order", "light"} <= names
    assert not any(name.startswith("reserved_name") for name in names)


def test_a_photo_is_taken_in_a_row_that_came_after_the_visit_was_opened(qtbot, shell, visit, table, photo):
    table.remove()
    show(shell, new_visit(shell.context.workspace), "questionnaire")
    table = show(shell, visit, "questionnaire").steps["questionnaire"].sheet.tables["/data/boiler"]
    assert table.model.rowCount() == 0
    table.add()
    table.detail.strips["/data/boiler[1]/plate"].add_files([photo])
    qtbot.waitUntil(lambda: kept(shell, visit).get("boiler[1]/plate") == "plate.jpg")
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)


def test_a_question_without_choices_says_what_to_answer_first(shell, sheet):
    town, desk = sheet.fields["/data/town"], shell.page.desk
    assert town.cannot.text() == "Answer “Region” first."
    desk.answer("/data/region", "s")
    assert town.cannot.text() == "There is nothing to choose here yet."
    desk.answer("/data/region", "n")
    assert town.cannot.isHidden()


def test_open_questions_are_named_with_their_row_and_needed_ones_come_first(shell, table):
    table.add()
    page = show(shell, shell.page.desk.visit.id, "report")
    names = [one.text() for one in page.steps["report"].findChildren(TextLink) if "gap_" in one.objectName()]
    assert names[:3] == ["After all boilers", "Boilers, row 1: Name", "Boilers, row 1: The plate"]
    page.steps["report"].findChild(QPushButton, "more_gaps").click()
    names = [one.text() for one in page.steps["report"].findChildren(TextLink) if "gap_" in one.objectName()]
    assert "Boilers, row 2: Starts at" in names


def test_beside_a_form_without_flows_no_figure_is_promised(shell, sheet):
    results = shell.page.panel.results
    figures = [one for one in results.findChildren(FigureButton) if one.isVisible()]
    assert figures == []
    assert results._hint.text().startswith("This questionnaire asks no figures on resources.")
