"""Run by the tests of accidents: the program at work, until somebody kills it."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_program import NOW, SECRET
from ui_visits import field_of, show, type_into

from greenfield.services.packages import install
from greenfield.ui.none_guard import keep_none
from greenfield.ui.settings import SettingsFile
from greenfield.ui.window import Arguments, Program


def say(what):
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def typing(program, given):
    """Leave two fields, and stand in the middle of a third one."""
    page = show(program.window, given["visit"], "questionnaire")
    type_into(field_of(page, "elec_amount"), "117600")
    type_into(field_of(page, "elec_cost"), "15999600")
    type_into(field_of(page, "water_amount"), "12", leave=False)
    say("typing")


def report(program, given):
    """Hand the plan over again and again, to the same file."""
    program.context.router.show("visit", visit=given["visit"], step="report")
    step = program.window.page.steps["report"]
    path = Path(given["path"])

    def again(*_):
        say("written")
        step.save_to(path)

    step.maker.handed_over.connect(again)
    step.maker.made.connect(lambda _content: step.save_to(path))


def importing(program, given):
    """Install packages one after the other."""
    for path in sorted(Path(given["packages"]).glob("*.gfpack")) or sorted(Path(given["packages"]).iterdir()):
        install(program.context.workspace, path)
        say("installed")
    say("over")


def standing(_program, _given):
    """Just be open."""
    say("open")


MODES = {"typing": typing, "report": report, "importing": importing, "standing": standing}


def main():
    """Open the window over a workspace, begin the work, and wait."""
    keep_none()
    mode, given = sys.argv[1], json.loads(sys.argv[2])
    folder = Path(given["folder"])
    application = QApplication([])
    kept = SettingsFile(folder.parent / "settings-of-child.json")
    program = Program(application, kept, arguments=Arguments(language="en"), clock=lambda: NOW)
    program.window.resize(1240, 800)
    program.window.setWindowState(Qt.WindowState.WindowActive)
    program.window.show()
    QTest.qWaitForWindowActive(program.window)
    program.context.door.enter(program.context.door.open(folder, SECRET))
    MODES[mode](program, given)
    application.exec()


if __name__ == "__main__":
    main()
