"""Questions of the rarer kinds: times, places, ranges, ranks, and what only a phone can make."""

import os
import time as clock
from datetime import date, time

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_visits import field_of, kept, new_visit, press, show

from greenfield.base.formats import Formats
from greenfield.services.packages import build_to, install
from greenfield.ui.settings import Settings
from greenfield.ui.visit.photos.strip import PhotoStrip
from greenfield.ui.visit.points import Fault, read_point, read_points, show_point, show_points
from greenfield.ui.visit.times import as_stored, read_time, show_time, stored_time

KINDS = """
| package |
|  | id | version | kind | publisher | licence | title | default_language |
|  | kinds | 1 | toolkit | A centre | CC-BY-4.0 | Kinds | English (en) |

| survey |
|  | type | name | label | parameters | relevant |
|  | text | hall | Hall |  |  |
|  | time | opens | When does it open? |  |  |
|  | datetime | stopped | When did it stop last? |  |  |
|  | text | why | Why? |  | ${stopped} != '' |
|  | geopoint | gate | Where is the gate? |  |  |
|  | geotrace | pipe | Where does the pipe run? |  |  |
|  | geoshape | yard | Where is the yard? |  |  |
|  | range | noise | How loud is it? | start=0 end=10 step=0.5 |  |
|  | range | floor | On which floor? | start=3 end=-1 step=1 |  |
|  | rank wish | wishes | What comes first? |  |  |
|  | audio | sound | How does it sound? |  |  |
|  | video | film | How does it run? |  |  |
|  | text | last | Anything else? |  |  |

| choices |
|  | list_name | name | label |
|  | wish | light | Light |
|  | wish | air | Air |
|  | wish | room | Room |

| settings |
|  | form_id | version | default_language |
|  | kinds | 1 | English (en) |
"""


@pytest.fixture(autouse=True)
def zone(monkeypatch):
    """A place with summer time, whatever the computer's own is."""
    before = os.environ.get("TZ")
    monkeypatch.setenv("TZ", "Africa/Casablanca")
    clock.tzset()
    yield
    if before is None:
        monkeypatch.delenv("TZ")
    else:
        monkeypatch.setenv("TZ", before)
    clock.tzset()


@pytest.fixture
def visit(shell, tmp_path):
    source = tmp_path / "kinds.md"
    source.write_text(KINDS, encoding="utf-8")
    install(shell.context.workspace, build_to(source, tmp_path)[0])
    return new_visit(shell.context.workspace, toolkit="kinds")


@pytest.fixture
def page(shell, visit):
    return show(shell, visit, "questionnaire")


def focus(widget):
    widget.window().activateWindow()
    widget.setFocus()
    QApplication.processEvents()
    assert widget.hasFocus()


def write(line, text, key=Qt.Key.Key_Tab):
    focus(line)
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, key)
    QApplication.processEvents()


# -- reading and writing


@pytest.mark.parametrize(
    ("locale", "typed", "expected"),
    [
        ("en", "10:30", time(10, 30)),
        ("en", "10:30 PM", time(22, 30)),
        ("en", "12 am", time(0, 0)),
        ("en", "10:30:15", time(10, 30, 15)),
        ("fr", "10h30", time(10, 30)),
        ("fr", "7h", time(7, 0)),
        ("fr", "0730", time(7, 30)),
        ("fr", "10.30", time(10, 30)),
        ("ar", "١٠:٣٠ م", time(22, 30)),
        ("zh_Hans", "10时30分", time(10, 30)),
        ("en", "25:00", None),
        ("en", "13 pm", None),
        ("en", "10:75", None),
        ("en", "noon", None),
        ("en", "", None),
    ],
)
def test_a_time_is_read_as_people_write_it(locale, typed, expected):
    assert read_time(typed, Formats(locale)) == expected


@pytest.mark.parametrize("locale", ["en", "fr", "es", "pt_BR", "ru", "ar", "zh_Hans"])
@pytest.mark.parametrize("moment", [time(0, 0), time(9, 5), time(12, 0), time(23, 59, 58)])
def test_a_time_that_is_shown_can_be_typed_again(locale, moment):
    formats = Formats(locale)
    assert read_time(show_time(moment, formats), formats) == moment


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("10:30:00.000+01:00", time(10, 30)),
        ("10:30", time(10, 30)),
        ("10:30:15Z", time(10, 30, 15)),
        ("25:00", None),
        ("ten", None),
    ],
)
def test_a_stored_time_is_shown_as_the_clock_there_said(stored, expected):
    assert stored_time(stored) == expected


def test_a_time_is_stored_with_the_offset_of_its_day():
    assert as_stored(date(2026, 3, 1), time(10, 30)) == "2026-03-01T10:30:00.000+00:00"  # Ramadan
    assert as_stored(date(2026, 6, 1), time(10, 30)) == "2026-06-01T10:30:00.000+01:00"
    assert as_stored(None, time(10, 30)).startswith("10:30:00.000+0")


@pytest.mark.parametrize(
    ("locale", "texts", "expected"),
    [
        ("en", ["14.79", "-16.93", "60", "4.5"], "14.79 -16.93 60 4.5"),
        ("en", ["14.79", "-16.93", "", ""], "14.79 -16.93 0.0 0.0"),
        ("fr", ["14,79", "-16,93", "", "4,5"], "14.79 -16.93 0.0 4.5"),
        ("en", ["", "", "", ""], ""),
        ("en", ["14.79", "", "", ""], (1, Fault.MISSING)),
        ("en", ["", "", "60", ""], (0, Fault.MISSING)),
        ("en", ["91", "0", "", ""], (0, Fault.OUTSIDE)),
        ("en", ["0", "-180.1", "", ""], (1, Fault.OUTSIDE)),
        ("en", ["0", "0", "0", "-1"], (3, Fault.OUTSIDE)),
        ("en", ["north", "0", "", ""], (0, Fault.NO_NUMBER)),
    ],
)
def test_a_point_is_read_by_the_number_format(locale, texts, expected):
    assert read_point(texts, Formats(locale)) == expected


def test_a_point_is_shown_without_what_is_not_known():
    assert show_point("14.79 -16.93 0.0 0.0", Formats("fr")) == ["14,79", "-16,93", "", ""]
    assert show_point("14.79 -16.93 0.0 4.5", Formats("en")) == ["14.79", "-16.93", "0", "4.5"]
    assert show_point("", Formats("en")) == ["", "", "", ""]


def test_points_are_read_one_a_line_and_an_area_closes_itself():
    english = Formats("en")
    assert read_points("1 2\n\n3, 4, 5", english, is_area=False) == "1 2 0.0 0.0; 3 4 5 0.0"
    area = read_points("1 2\n3 4\n5 6", english, is_area=True)
    assert area == "1 2 0.0 0.0; 3 4 0.0 0.0; 5 6 0.0 0.0; 1 2 0.0 0.0"
    assert show_points(area, english, is_area=True) == "1  2\n3  4\n5  6"
    assert read_points(show_points(area, english, is_area=True), english, is_area=True) == area
    assert read_points("1 2\n3 x", english, is_area=False) == 2
    assert read_points("1 2", english, is_area=False) == 0
    assert read_points("1 2\n3 4", english, is_area=True) == 0
    assert read_points(" \n", english, is_area=False) == ""


# -- on the screen


def test_a_time_is_typed_and_stored_as_collect_stores_it(shell, visit, page):
    field = field_of(page, "opens")
    write(field.editor.line, "2:30 pm")
    assert kept(shell, visit)["opens"] == as_stored(None, time(14, 30))
    assert field.editor.line.text() == show_time(time(14, 30), Formats("en"))
    write(field.editor.line, "soon")
    assert field.complaint.startswith("“soon” is not a time. Write it like")
    assert kept(shell, visit)["opens"] == as_stored(None, time(14, 30))
    write(field.editor.line, " ", Qt.Key.Key_Return)
    assert "opens" not in kept(shell, visit)


def test_a_moment_waits_for_its_time_and_brings_what_follows(shell, visit, page):
    field = field_of(page, "stopped")
    day, moment = field.editor.lines
    write(day, "6/1/2026")
    assert moment.hasFocus()
    assert (field.complaint, "stopped" in kept(shell, visit)) == ("", False)
    write(moment, "10:30")
    assert kept(shell, visit)["stopped"] == "2026-06-01T10:30:00.000+01:00"
    assert day.text() == "Jun 1, 2026"
    assert field_of(page, "why").isVisible()


def test_half_a_moment_is_said_when_the_field_is_left_and_stays_there(shell, visit, page):
    field = field_of(page, "stopped")
    write(field.editor.lines[0], "6/1/2026")
    focus(field_of(page, "hall").editor.line)
    QApplication.processEvents()
    assert field.complaint == "The time is missing."
    assert field.editor.lines[0].text() == "6/1/2026"
    assert "stopped" not in kept(shell, visit)
    focus(field.editor.lines[0])
    press(Qt.Key.Key_Escape)
    assert (field.complaint, field.editor.lines[0].text()) == ("", "")


def test_a_moment_is_taken_from_the_calendar(qtbot, shell, visit, page):
    editor = field_of(page, "stopped").editor
    write(editor.lines[1], "10:30", Qt.Key.Key_Backtab)
    qtbot.mouseClick(editor.button, Qt.MouseButton.LeftButton)
    popup = QApplication.activePopupWidget()
    popup.calendar.setCurrentPage(2026, 6)
    popup.calendar.clicked.emit(popup.calendar.selectedDate())
    chosen = popup.calendar.selectedDate().toString(Qt.DateFormat.ISODate)
    assert kept(shell, visit)["stopped"].startswith(f"{chosen}T10:30:00.000")


def test_a_place_has_its_parts_in_the_visitors_numbers(qtbot, shell, visit, page):
    field = field_of(page, "gate")
    lines = field.editor.lines
    write(lines[0], "14.7917")
    assert lines[1].hasFocus()
    write(lines[1], "-16.9359")
    assert kept(shell, visit)["gate"] == "14.7917 -16.9359 0.0 0.0"
    write(lines[2], "1060")
    write(lines[3], "4.5")
    assert kept(shell, visit)["gate"] == "14.7917 -16.9359 1060 4.5"
    assert [line.text() for line in lines] == ["14.7917", "-16.9359", "1,060", "4.5"]
    write(lines[0], "94")
    assert field.complaint == "A latitude lies between -90 and 90."
    assert kept(shell, visit)["gate"] == "14.7917 -16.9359 1060 4.5"
    assert "Where is the gate?: Latitude" in lines[0].accessibleName()


def test_a_place_without_its_longitude_is_not_lost_when_the_page_is_left(shell, visit, page):
    field = field_of(page, "gate")
    write(field.editor.lines[0], "14.7917")
    page.leave()
    assert field.complaint == "A place needs latitude and longitude."
    assert field.editor.lines[0].text() == "14.7917"


def test_lines_and_areas_are_written_or_pasted_point_by_point(shell, visit, page):
    pipe, yard = field_of(page, "pipe"), field_of(page, "yard")
    focus(pipe.editor.area)
    QTest.keyClicks(pipe.editor.area, "1 2")
    press(Qt.Key.Key_Tab)
    assert pipe.complaint == "A line needs two points or more."
    focus(pipe.editor.area)
    pipe.editor.area.appendPlainText("3 4 5 6")
    press(Qt.Key.Key_Tab)
    assert kept(shell, visit)["pipe"] == "1 2 0.0 0.0; 3 4 5 6"
    focus(yard.editor.area)
    yard.editor.area.setPlainText("1 2\n3 4\n5 y")
    press(Qt.Key.Key_Tab)
    assert yard.complaint.startswith("Line 3 is not a point.")
    yard.editor.area.setPlainText("1 2\n3 4\n5 6")
    page.leave()
    assert kept(shell, visit)["yard"] == "1 2 0.0 0.0; 3 4 0.0 0.0; 5 6 0.0 0.0; 1 2 0.0 0.0"


def test_a_range_is_picked_by_keys_or_typed_and_takes_nothing_else(shell, visit, page):
    field = field_of(page, "noise")
    editor = field.editor
    assert editor.line.text() == ""
    focus(editor.slider)
    press(Qt.Key.Key_Space)
    assert kept(shell, visit)["noise"] == "0"
    for _ in range(3):
        press(Qt.Key.Key_Right)
    assert (kept(shell, visit)["noise"], editor.line.text()) == ("1.5", "1.5")
    write(editor.line, "7.5")
    assert (kept(shell, visit)["noise"], editor.slider.value()) == ("7.5", 15)
    for wrong in ("11", "7.25"):
        write(editor.line, wrong)
        assert field.complaint.startswith("Give a number from 0 to 10, in steps of 0.5.")
    write(editor.line, "loud")
    assert field.complaint.startswith("“loud” is not a number.")
    assert kept(shell, visit)["noise"] == "7.5"


def test_a_range_that_runs_down_has_its_start_at_the_start(shell, visit, page):
    editor = field_of(page, "floor").editor
    focus(editor.slider)
    press(Qt.Key.Key_Right)
    assert kept(shell, visit)["floor"] == "2"
    press(Qt.Key.Key_End)
    assert kept(shell, visit)["floor"] == "-1"
    write(editor.line, "3")
    assert editor.slider.value() == 0


def test_a_slider_is_dragged_by_mouse_and_lets_the_page_scroll(qtbot, shell, visit, page):
    slider = field_of(page, "noise").editor.slider
    page.steps["questionnaire"].sheet.lead_to("/data/noise")
    start, end = QPoint(8, slider.height() // 2), QPoint(slider.width() - 2, slider.height() // 2)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(slider, end)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=end)
    assert kept(shell, visit)["noise"] == "10"
    where = slider.rect().center().toPointF()
    no, plain = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        where,
        QPointF(slider.mapToGlobal(where)),
        QPoint(),
        QPoint(0, -120),
        no,
        plain,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(slider, wheel)
    assert kept(shell, visit)["noise"] == "10"


def texts_of(ranks):
    return [ranks.item(row).text() for row in range(ranks.count())]


def test_choices_are_ranked_by_keys(shell, visit, page):
    editor = field_of(page, "wishes").editor
    assert texts_of(editor.list) == ["Light", "Air", "Room"]
    focus(editor.list)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert kept(shell, visit)["wishes"] == "light room air"
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert kept(shell, visit)["wishes"] == "room light air"
    assert texts_of(editor.list) == ["1. Room", "2. Light", "3. Air"]
    assert editor.list.currentRow() == 0
    press(Qt.Key.Key_Delete)
    assert "wishes" not in kept(shell, visit)
    assert texts_of(editor.list) == ["Light", "Air", "Room"]


def test_choices_are_ranked_by_mouse(qtbot, shell, visit, page):
    editor = field_of(page, "wishes").editor
    earlier, later, right = editor.buttons
    assert right.isVisible()
    qtbot.mouseClick(right, Qt.MouseButton.LeftButton)
    assert kept(shell, visit)["wishes"] == "light air room"
    assert not right.isVisible()
    qtbot.mouseClick(later, Qt.MouseButton.LeftButton)
    assert kept(shell, visit)["wishes"] == "air light room"
    qtbot.mouseClick(earlier, Qt.MouseButton.LeftButton)
    assert kept(shell, visit)["wishes"] == "light air room"
    # what a drop does
    editor.list.model().moveRow(QModelIndex(), 2, QModelIndex(), 0)
    assert kept(shell, visit)["wishes"] == "room light air"
    assert editor.list.height() >= 3 * editor.list.sizeHintForRow(0)


def test_what_only_a_phone_can_make_is_said_and_its_answer_stays(shell, visit, page):
    sound = field_of(page, "sound")
    assert sound.editor.words.text() == "A sound recording is asked for here. It can only be made on a phone."
    page.desk.answer("/data/sound", "machine.mp3")
    sound.show_state()
    assert sound.editor.words.text().endswith("The answer machine.mp3 is kept.")
    assert "video" in field_of(page, "film").editor.words.text()
    page.leave()
    assert kept(shell, visit)["sound"] == "machine.mp3"


def test_a_photo_at_such_a_question_is_not_its_answer(qtbot, shell, visit, page):
    page.desk.answer("/data/sound", "machine.mp3")
    strip = next(one for one in page.findChildren(PhotoStrip) if one.field.name == "sound")
    strip._answer_by_photo()
    assert kept(shell, visit)["sound"] == "machine.mp3"


@pytest.mark.parametrize(
    "settings",
    [
        Settings(language="fr"),
        Settings(language="en", pseudo="long"),
        Settings(language="en", pseudo="mirrored"),
        Settings(language="en", touch=True, theme="dark"),
    ],
)
def test_the_kinds_show_their_answers_in_every_dress_and_locked(qtbot, shell, visit, settings):
    desk_page = show(shell, visit, "questionnaire")
    given = {
        "opens": "14:30:00.000+01:00",
        "stopped": "2026-06-01T10:30:00.000+01:00",
        "gate": "14.7917 -16.9359 60 4.5",
        "pipe": "1 2 0.0 0.0; 3 4 5 6",
        "noise": "7.5",
        "wishes": "room light air",
    }
    for name, value in given.items():
        desk_page.desk.answer(f"/data/{name}", value)
    desk_page.desk.finish()
    shell.context.apply_settings(settings)
    qtbot.wait(1)
    shell.resize(1024, 600)
    page = show(shell, visit, "questionnaire")
    for name in given:
        field = field_of(page, name)
        assert all(not widget.isEnabled() or not widget.isVisible() for widget in field.editor.fields())
        for line in getattr(field.editor, "lines", []):
            room = line.contentsRect().width()
            assert line.fontMetrics().horizontalAdvance(line.text()) <= room, (name, line.text())
    assert field_of(page, "noise").editor.slider.value() == 15
    page.leave()
    assert {name: kept(shell, visit)[name] for name in given} == given
