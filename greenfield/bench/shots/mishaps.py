"""What nobody hopes for: a fault of the program, a message, a locked workspace and a wrong passphrase."""

import logging

from PySide6.QtWidgets import QLineEdit

from greenfield.base.problem import fail
from greenfield.bench.shots.stage import Stage, as_a
from greenfield.ui.frame.crash_dialog import CrashDialog
from greenfield.ui.frame.messages import Tone
from greenfield.ui.frame.question import Question


def messages(stage: Stage) -> None:
    """Show news, a warning and an error at the lower end of a page."""
    stage.go("companies")
    texts, said = stage.context.texts, stage.context.messages
    said.toast(texts("The visit is open again. The earlier result is kept."))
    said.toast(texts("The visit is being prepared"), tone=Tone.WARNING)
    said.problem(fail("file.unwritable", "plan.pdf", reason="disk full"))
    stage.shot("messages", with_toasts=True)


def question(stage: Stage) -> None:
    """Ask before something that cannot be undone."""
    texts = stage.context.texts

    def ask() -> None:
        stage.context.messages.ask(
            texts("Close without the last answer?"),
            texts("The answer that you were typing could not be kept. All earlier answers are safe."),
            texts("Close without it"),
            dangerous=True,
        )

    stage.in_dialog(Question, ask, lambda: stage.shot("question"))


def crash(stage: Stage) -> None:
    """Show what is said when the program itself is at fault."""
    logging.getLogger("greenfield.window").disabled = True  # this one is wanted

    def fall() -> None:
        try:
            [].pop()
        except IndexError as error:
            stage.program.crashes.report(error)

    stage.in_dialog(CrashDialog, fall, lambda: stage.shot("crash"))


def locked(stage: Stage) -> None:
    """Ask for the passphrase of a workspace that is closed, and refuse a wrong one."""
    folder = stage.context.workspace.folder
    stage.context.door.close()
    stage.go("unlock", folder=str(folder))
    stage.shot("unlock")
    stage.type_into(as_a(QLineEdit, stage.find("secret")), "wrong", leave=False)
    stage.click("open-workspace")
    stage.shot("unlock-wrong")
    stage.click("other-way")
    stage.shot("unlock-by-code")
