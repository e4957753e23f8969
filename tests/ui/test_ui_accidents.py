"""Bad input and accidents at the window: a named message, the last answer kept, the window alive."""

import subprocess
import sys
import zlib
from struct import pack

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from ui_accidents import Child
from ui_program import CHEAP, SECRET
from ui_visits import enter, field_of, kept, new_visit, show, type_into

from greenfield.services import workspaces
from greenfield.services.visit_photos import photos_of
from greenfield.ui.settings import Settings
from greenfield.ui.unlock.page import UnlockPage
from greenfield.ui.window import Arguments


@pytest.fixture
def visit(shell):
    return new_visit(shell.context.workspace)


@pytest.fixture
def lamps(shell, visit):
    """A question with an answer that was kept, which takes photos."""
    page = show(shell, visit, "questionnaire")
    field = field_of(page, "elec_amount")
    type_into(field, "1200")
    page.steps["questionnaire"].sheet.lead_to(field.ref)
    return field


@pytest.fixture
def strip(shell, lamps):
    return shell.page.steps["questionnaire"].sheet.strips[lamps.name]


def png(path, width, height):
    """A PNG that says how large it is, and has none of its pixels."""

    def chunk(kind, content):
        return pack(">I", len(content)) + kind + content + pack(">I", zlib.crc32(kind + content))

    head = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", b"") + chunk(b"IEND", b""))
    return path


def damaged(path):
    Image.effect_noise((300, 200), 90).save(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


def written(path, content):
    path.write_bytes(content)
    return path


BAD_FILES = {
    "wall.png": (lambda path: png(path, 20_000, 10_000), "200 megapixels"),
    "list.pdf": (lambda path: written(path, b"%PDF-1.7 a list"), "cannot be read as a photo"),
    "song.jpg": (lambda path: written(path, b"ID3 a song"), "cannot be read as a photo"),
    "half.jpg": (damaged, "cannot be read as a photo"),
    "half.png": (damaged, "cannot be read as a photo"),
    "empty.jpg": (lambda path: written(path, b""), "cannot be read as a photo"),
    "heavy.jpg": (lambda path: written(path, b"\xff\xd8\xff" + bytes(50_000_001)), "50 MB"),
    "folder.jpg": (lambda path: path.mkdir() or path, "cannot be read"),
    "gone.jpg": (lambda path: path, "cannot be read"),
}


def by_file(strip, _field, path):
    strip.add_files([path])


def by_drop(_strip, field, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    at, buttons, keys = QPointF(5, 5), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(field, QDragEnterEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))
    QApplication.sendEvent(field, QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, keys))


def by_clipboard(_strip, field, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QGuiApplication.clipboard().setMimeData(data)
    field.photos_wanted.emit()
    field.findChild(object)  # the menu is open; its entry pastes
    strip = _strip
    strip.paste()


@pytest.mark.parametrize("way", [by_file, by_drop, by_clipboard])
@pytest.mark.parametrize("name", BAD_FILES)
def test_what_is_no_photo_is_refused_beside_the_question(  # noqa: PLR0917  fixtures
    qtbot, shell, visit, lamps, strip, tmp_path, name, way
):
    make, said = BAD_FILES[name]
    way(strip, lamps, make(tmp_path / name))
    qtbot.waitUntil(lambda: strip.waiting == 0)
    assert said in lamps.complaint
    assert name in lamps.complaint
    assert photos_of(shell.context.workspace, visit) == []
    assert kept(shell, visit)["elec_amount"] == "1200"
    assert shell.isVisible()
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()


def test_a_good_photo_after_a_bad_one_takes_the_message_away(qtbot, shell, lamps, strip, tmp_path):
    strip.add_files([written(tmp_path / "song.jpg", b"ID3")])
    qtbot.waitUntil(lambda: lamps.complaint != "")
    Image.new("RGB", (640, 480)).save(tmp_path / "good.jpg")
    strip.add_files([tmp_path / "good.jpg"])
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1)
    assert lamps.complaint == ""
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)


def test_a_large_picture_on_the_clipboard_is_taken_as_a_jpeg(qtbot, shell, visit, lamps, strip):
    image = QImage(6_000, 5_000, QImage.Format.Format_Grayscale8)
    image.fill(120)
    QGuiApplication.clipboard().setImage(image)
    QTest.keyClick(enter(lamps), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(strip.thumbnails) == 1, timeout=20_000)
    assert [one.name for one in photos_of(shell.context.workspace, visit)] == ["clipboard.jpg"]
    qtbot.waitUntil(lambda: not shell.context.runner.is_busy)


_READ = """
import resource, sys
from pathlib import Path
from PIL import Image
from greenfield.services.photos import read_photo
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
photo = read_photo(Path(sys.argv[1]))
print(photo.width * photo.height, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="memory is asked for as POSIX systems tell it")
@pytest.mark.parametrize(("name", "size"), [("a.jpg", (12_000, 10_000)), ("a.png", (5_000, 5_000))])
def test_the_largest_photos_are_read_within_300_megabytes(tmp_path, name, size):
    Image.new("RGB", size, "green").save(tmp_path / name)
    said = subprocess.run(
        [sys.executable, "-c", _READ, tmp_path / name], capture_output=True, text=True, check=True
    ).stdout.split()
    assert int(said[0]) == size[0] * size[1]
    assert int(said[1]) < 300


def test_a_word_in_a_number_field_is_said_in_the_persons_language(program, folder, settings_file):
    settings_file.write(Settings(language="fr", locale="fr_SN"))
    made = program(arguments=Arguments())
    made.context.door.enter(made.context.door.open(folder, SECRET))
    visit = new_visit(made.context.workspace, language="fr")
    field = field_of(show(made.window, visit, "questionnaire"), "elec_amount")
    type_into(field, "1 200,5")
    type_into(field, "beaucoup")
    assert "« beaucoup » n’est pas un nombre" in field.complaint.replace("\u00a0", " ").replace("\u202f", " ")
    assert "not" not in field.complaint.split()
    assert kept(made.window, visit)["elec_amount"] == "1200.5"


# -- opening


@pytest.fixture
def begun(qtbot, program):
    def begin(**arguments):
        made = program(arguments=Arguments(language="en", **arguments))
        made.crashed = []
        made.crashes.caught.connect(made.crashed.append)
        made.begin()
        qtbot.waitUntil(lambda: made.window.page is not None)
        return made

    return begin


def try_with(qtbot, page, typed):
    page.editor.clear()
    qtbot.keyClicks(page.editor, typed)
    qtbot.keyClick(page.editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.context.runner.is_busy)


@pytest.fixture
def no_key_store(monkeypatch):
    """The backend that `keyring` takes where there is no desktop."""
    import keyring  # noqa: PLC0415
    from keyring.backends import fail  # noqa: PLC0415

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    yield
    keyring.set_keyring(before)


def test_without_the_key_store_that_opened_it_before_one_is_told_and_types(
    qtbot, begun, tmp_path, monkeypatch, no_key_store
):
    import keyring  # noqa: PLC0415
    from keyring.backend import KeyringBackend  # noqa: PLC0415

    class InMemory(KeyringBackend):
        priority = 1
        kept: dict = {}  # noqa: RUF012

        def get_password(self, service, username):
            return self.kept.get((service, username))

        def set_password(self, service, username, password):
            self.kept[service, username] = password

        def delete_password(self, service, username):
            del self.kept[service, username]

    failing = keyring.get_keyring()
    keyring.set_keyring(InMemory())
    folder = tmp_path / "kept.greenfield"
    secrets = [SECRET, workspaces.key_store()]
    workspaces.create_workspace(folder, secrets, cost=CHEAP)
    keyring.set_keyring(failing)
    made = begun(workspace=folder)
    assert isinstance(made.window.page, UnlockPage)
    notice = made.context.messages.shown[-1]
    assert notice.codes == ("keystore.unavailable",)
    assert notice.tone == "warning"
    try_with(qtbot, made.window.page, SECRET.text)
    assert made.context.door.is_open
    assert made.crashed == []


def test_three_wrong_passphrases_wait_but_the_recovery_code_opens_at_once(qtbot, begun, tmp_path):
    folder = tmp_path / "printed.greenfield"
    code = workspaces.create_workspace(folder, [SECRET], with_recovery_code=True, cost=CHEAP)
    made = begun(workspace=folder)
    page = made.window.page
    for typed in ("one", "two", "three"):
        try_with(qtbot, page, typed)
    assert page.shown_code == "passphrase.wrong_often"
    assert page.editor.isReadOnly()
    qtbot.mouseClick(page._other_way, Qt.MouseButton.LeftButton)
    assert not page.editor.isReadOnly()
    assert page.shown_code == ""
    try_with(qtbot, page, code)
    assert made.context.door.is_open


def test_a_second_window_says_who_has_the_workspace_and_opens_it_when_that_one_is_closed(
    qtbot, begun, folder, tmp_path
):
    first = Child("standing", folder=folder)
    assert first.says() == "open"
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET.text, encoding="utf-8")
    second = begun(workspace=folder, passphrase_file=secret)
    notice = second.context.messages.shown[-1]
    assert notice.codes == ("workspace.in_use",)
    assert str(first.process.pid) in notice.text
    assert isinstance(second.window.page, UnlockPage)
    try_with(qtbot, second.window.page, SECRET.text)
    assert second.window.page.shown_code == "workspace.in_use"
    first.kill()
    again = [one for one in second.window.findChildren(QPushButton, "again") if one.isVisible()]
    qtbot.mouseClick(again[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: second.context.door.is_open)
    assert second.crashed == []
