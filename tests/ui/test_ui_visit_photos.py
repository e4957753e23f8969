"""Photos on questions: from a file, dropped, pasted; and those that cannot be taken."""

import struct
import zlib

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_visits import enter, field_of, motor_visit, new_visit, show
from ui_visits import kept as answers

from greenfield.services.visit_photos import photos_of


@pytest.fixture
def visit(shell):
    return new_visit(shell.context.workspace)


@pytest.fixture
def field(shell, visit):
    page = show(shell, visit, "questionnaire")
    found = field_of(page, "old_lamps")
    page.steps["questionnaire"].sheet.lead_to(found.ref)
    return found


@pytest.fixture
def strip(shell, field):
    return shell.page.steps["questionnaire"].sheet.strips["old_lamps"]


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "lamps.jpg"
    Image.new("RGB", (640, 480), (180, 140, 20)).save(path)
    return path


@pytest.fixture
def enormous(tmp_path):
    """A PNG that says of itself that it has 200 megapixels; no byte of them is there."""
    path = tmp_path / "wall.png"

    def chunk(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 20_000, 10_000, 8, 2, 0, 0, 0))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )
    return path


@pytest.fixture
def unphotographed(shell, visit):
    """The visit has no photo in the end."""
    yield
    assert kept(shell, visit) == []


def data_of(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget, data):
    """Drag data over a widget and let go; whether it was taken."""
    at, buttons, keys = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys)
    QApplication.sendEvent(widget, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))
    return True


def kept(shell, visit):
    return [(one.name, one.question) for one in photos_of(shell.context.workspace, visit)]


def test_a_photo_from_a_file_is_kept_with_the_question_and_shown_small(qtbot, shell, visit, strip, photo):
    strip.add_files([photo])
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    assert kept(shell, visit) == [("lamps.jpg", "old_lamps")]
    qtbot.waitUntil(lambda: not strip.thumbnails[0]._picture.isNull())
    assert strip.thumbnails[0].isVisible()


def test_a_photo_is_dropped_on_the_question_even_over_its_field(qtbot, field, strip, photo):
    assert drop(field, data_of(photo))
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    assert drop(field.editor.line, data_of(photo))
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 2)
    assert field.editor.line.text() == ""


def test_a_text_that_is_dropped_is_no_photo(field):
    data = QMimeData()
    data.setText("46")
    assert not drop(field, data)


def test_a_picture_is_pasted_into_the_question(qtbot, shell, visit, field, strip):
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    QGuiApplication.clipboard().setImage(image)
    widget = enter(field)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    assert kept(shell, visit) == [("clipboard.png", "old_lamps")]


def test_a_number_is_still_pasted_as_a_number(field):
    QGuiApplication.clipboard().setText("46")
    widget = enter(field)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.editor.line.text() == "46"


def test_a_photo_of_200_megapixels_is_refused_beside_the_question(
    qtbot, unphotographed, field, strip, enormous
):
    strip.add_files([enormous])
    qtbot.waitUntil(lambda: "too large" in field.complaint)
    assert "up to 120 megapixels" in field.complaint


def test_a_file_of_another_type_is_refused_beside_the_question(qtbot, unphotographed, field, strip, tmp_path):
    path = tmp_path / "list.jpg"
    path.write_text("not a photo", encoding="utf-8")
    strip.add_files([path, tmp_path / "gone.jpg"])
    qtbot.waitUntil(lambda: strip.waiting == 0)
    assert field.complaint != ""


def test_without_the_owners_agreement_no_photo_is_kept(qtbot, shell, photo):
    visit = new_visit(shell.context.workspace, photos="none")
    page = show(shell, visit, "questionnaire")
    strip = page.steps["questionnaire"].sheet.strips["old_lamps"]
    strip.add_files([photo])
    field = field_of(page, "old_lamps")
    qtbot.waitUntil(lambda: "has not agreed to photos" in field.complaint)
    assert kept(shell, visit) == []


def test_a_photo_is_taken_away_and_brought_back(qtbot, shell, visit, strip, photo):
    strip.add_files([photo])
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    qtbot.mouseClick(strip.thumbnails[0].button, Qt.MouseButton.LeftButton)
    assert strip.thumbnails == []
    assert kept(shell, visit) == []
    shell.context.messages.shown[-1].action.run()
    assert kept(shell, visit) == [("lamps.jpg", "old_lamps")]
    assert len(strip.thumbnails) == 1
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)


def test_photos_are_there_again_when_the_visit_is_shown_again(qtbot, shell, visit, strip, photo):
    strip.add_files([photo])
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    show(shell, new_visit(shell.context.workspace), "questionnaire")
    page = show(shell, visit, "questionnaire")
    assert len(page.steps["questionnaire"].sheet.strips["old_lamps"].thumbnails) == 1
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)


def test_a_question_for_a_photo_is_answered_by_one(qtbot, shell, photo, tmp_path):
    visit = motor_visit(shell.context.workspace, tmp_path)
    page = show(shell, visit, "questionnaire")
    field = field_of(page, "front")
    strip = page.steps["questionnaire"].sheet.strips["front"]
    assert field.needed.isVisible()
    strip.add_files([photo])
    qtbot.waitUntil(lambda: answers(shell, visit).get("front") == "lamps.jpg")
    assert not field.needed.isVisible()
    strip.thumbnails[0].button.click()
    assert "front" not in answers(shell, visit)
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)
