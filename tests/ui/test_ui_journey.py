"""The whole way once, from the first run to the PDF, by events of mouse and keyboard alone."""

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit
from ui_bakery import settled, when_shown
from ui_person import Person
from ui_program import CHEAP

from greenfield.services import workspaces
from greenfield.services.documents import documents_handed_over
from greenfield.store.reading.visits import list_visits
from greenfield.ui.settings import Settings
from greenfield.ui.window import Arguments
from greenfield.vault.passphrase import Passphrase

WORDS = "four small blue lamps"
SMALL, USUAL = (1024, 600), (1366, 768)
SAID = {
    "en": {"plan": "Action plan", "day": "31/3/2026", "power": "117,600", "lamps": "46"},
    "fr": {"plan": "Plan d", "day": "31/03/2026", "power": "117 600", "lamps": "46"},
}


@pytest.fixture
def person(qtbot, program, settings_file, request):
    settings, size = request.param
    settings_file.write(settings)
    made = program(arguments=Arguments())
    made.window.resize(*size)
    made.begin()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.page.cost = CHEAP
    return Person(qtbot, made.window)


def first_run(person, folder):
    page = person.window.page
    person.write(page.welcome.name, "Aminata Diallo")
    person.choose(page.welcome.country, "senegal")
    person.click(page.welcome.button)
    person.write(page.protection.folder, str(folder))
    person.write(page.protection.passphrase, WORDS)
    person.press(Qt.Key.Key_Tab)
    while not page.protection.again.hasFocus():
        person.press(Qt.Key.Key_Tab)
    person.type(WORDS)
    person.press(Qt.Key.Key_Return)
    person.wait_until(page.code.isVisible)
    person.click(page.code.written)
    person.click(page.code.button)
    person.click("start-own")
    person.wait_until(lambda: person.window.context.router.current.page == "home")
    settled(person.qtbot, person.window)


def prepare(person):
    person.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    person.wait_until(lambda: person.window.context.router.current.page == "new-visit")
    settled(person.qtbot, person.window)
    form = person.window.page.company.form
    person.write(form.name, "Fournil du Baobab")
    person.write(form.city, "Thiès")
    person.choose(form.sector, "C10" if person.window.context.texts.language == "en" else "aliment")
    person.write(form.employees, "48")
    person.click("begin-visit")
    person.wait_until(lambda: person.window.context.router.current.page == "visit")


def ask(person, said):
    page = person.window.page
    assert page.step == "agreement"
    person.click("next-step")
    person.answer("product", "Baguettes")
    person.answer("output_amount", "680")
    person.click("next-step")
    person.wait_until(lambda: page.step == "questionnaire")
    person.answer("elec_amount", said["power"])
    person.answer("elec_cost", "15999600")
    person.answer("old_lamps", said["lamps"])
    person.tick("switch_off", 1)
    person.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert page.step == "results"


def decide(person, said):
    page = person.window.page
    person.click(page.bar.buttons["measures"])
    person.click("choose_led_lamps")
    assert page.steps["measures"].cards["led_lamps"].choose.isChecked()
    person.click(page.bar.buttons["plan"])
    person.click("person_led_lamps")
    person.type("Moussa Diouf")
    person.press(Qt.Key.Key_Tab)
    person.type(said["day"])
    person.click("next-step")
    person.wait_until(lambda: page.step == "report")
    settled(person.qtbot, person.window)


def hand_over(person, folder):
    person.click("finish")
    settled(person.qtbot, person.window)

    def answer(dialog):
        dialog.setDirectory(str(folder))
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        name.selectAll()
        person.qtbot.keyClicks(name, "plan")
        person.qtbot.keyClick(name, Qt.Key.Key_Return)

    when_shown(QFileDialog, answer)
    person.click("save_document")
    settled(person.qtbot, person.window)
    return folder / "plan.pdf"


@pytest.mark.parametrize(
    "person",
    [
        (Settings(language="en"), SMALL),
        (Settings(language="fr", theme="dark"), USUAL),
        (Settings(language="fr", touch=True), SMALL),
        (Settings(language="en", pseudo="mirrored"), SMALL),
    ],
    ids=["english", "french", "touch", "mirrored"],
    indirect=True,
)
def test_from_the_first_run_to_the_pdf_by_mouse_and_keyboard(person, tmp_path, settings_file):
    said = SAID[person.window.context.texts.language]
    folder = tmp_path / "mine.greenfield"
    first_run(person, folder)
    prepare(person)
    ask(person, said)
    decide(person, said)
    written = hand_over(person, tmp_path)
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(written).pages)
    for expected in ("Fournil du Baobab", said["plan"], "Moussa Diouf"):
        assert expected in text
    person.window.close()
    with workspaces.opened(folder, Passphrase(WORDS), writing=False) as workspace:
        with workspace.read() as connection:
            (row,) = list_visits(connection)
        assert row.state == "finished"
        (document,) = documents_handed_over(workspace, row.id)
        assert workspace.blob(document.blob) == written.read_bytes()
    assert settings_file.read().workspace == str(folder)
