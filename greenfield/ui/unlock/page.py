"""The page that asks for the passphrase of a workspace, or for its recovery code."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Problem, ProblemError
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.door import Opened
from greenfield.ui.frame.mark import Mark
from greenfield.ui.frame.messages import Tone
from greenfield.ui.frame.page import Page
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import BodyText, Heading
from greenfield.vault.keystore import KeyStore
from greenfield.vault.passphrase import Passphrase
from greenfield.vault.recovery import RecoveryCode
from greenfield.vault.wrapping import Secret

PAUSE_AFTER = 3
PAUSE_S = 10
_WIDTH = 440
_WRONG = frozenset({"passphrase.wrong", "recovery.wrong"})


class UnlockPage(Page):
    """Asks for what opens a workspace. Wrong three times it waits a moment, and never locks anybody out."""

    def __init__(self, context: WindowContext) -> None:
        """Build the form; which workspace it is follows in `open_with`."""
        super().__init__(context)
        self.folder = Path()
        self.pause_s = PAUSE_S
        self._by_code = False
        self._wrong = 0
        self._waits = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1_000)
        self._clock.timeout.connect(self._tick)
        self._build()

    def open_with(self, **what: str) -> None:
        """Ask for the workspace in the folder `folder`; the key store is tried first where it may know it."""
        self.folder = Path(what.get("folder", ""))
        self._heading.setText(self.context.texts("Open {name}", name=self.folder.stem))
        self.editor.setFocus()
        if what.get("by") == "key-store":
            self._open(KeyStore)

    def leave(self) -> None:
        """Keep nothing: what was typed here is secret."""
        self.editor.clear()

    def submit(self) -> None:
        """Try what was typed."""
        typed = self.editor.text()
        if self._waits or self.editor.isReadOnly():
            return
        self._open(lambda: RecoveryCode.parse(typed) if self._by_code else Passphrase(typed))

    def _build(self) -> None:
        texts, theme = self.context.texts, self.context.theme
        middle = QWidget()
        middle.setFixedWidth(_WIDTH)
        rows = QVBoxLayout(middle)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        self._heading = Heading("", theme)
        self._lead = BodyText("", theme)
        self.editor = QLineEdit()
        self.editor.setObjectName("secret")
        self.editor.setEchoMode(QLineEdit.EchoMode.Password)
        self.editor.returnPressed.connect(self.submit)
        self._eye = Action("show-secret", "", "eye", self._turn_eye, hint=texts("Show what is typed")).button(
            theme
        )
        self._eye.setProperty("kind", "inside")
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a Space too many would show the passphrase
        self._eye.setAccessibleName(texts("Show what is typed"))
        self.field = Field(theme, "", self.editor, inside=(self._eye,))
        self._band = QVBoxLayout()
        self.button = Action("open-workspace", texts("Unlock"), "", self.submit, main=True).button(theme)
        self._other_way = self._link("other-way", "", self._turn_way)
        choose = self._link("other-workspace", texts("Open another workspace …"), self._choose)
        new = self._link("new-workspace", texts("Make a new workspace …"), self._make_new)
        end = QHBoxLayout()
        end.addWidget(self._other_way)
        end.addStretch(1)
        end.addWidget(self.button)
        for widget in (self._heading, self._lead, self.field):
            rows.addWidget(widget)
        rows.addLayout(self._band)
        rows.addLayout(end)
        rows.addSpacing(space.MARGIN)
        for link in (choose, new):
            rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        around = QVBoxLayout(self)
        around.addStretch(2)
        across = QHBoxLayout()  # an alignment instead would take the heights from the texts that wrap
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        around.addLayout(across)
        around.addStretch(3)
        self._mark = Mark(self.context, self)
        self._say_way()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep the mark in its corner."""
        super().resizeEvent(event)
        self._mark.stand_in_corner(self)

    def _link(self, name: str, text: str, run: Callable[[], None]) -> QPushButton:
        link = Action(name, text, "", run).button(self.context.theme)
        link.setProperty("kind", "link")
        return link

    def _turn_way(self) -> None:
        """Ask for the recovery code instead, or for the passphrase again."""
        self._by_code = not self._by_code
        self._end_waiting()  # whoever has the code need not wait for another try at the passphrase
        self.editor.clear()
        self._show_band("", Tone.NEWS)
        self._say_way()
        self.editor.setFocus()

    def _say_way(self) -> None:
        texts = self.context.texts
        if self._by_code:
            self._lead.setText(
                texts("Type the code from the sheet that was printed when this workspace was made.")
            )
            self.field.label.setText(texts("Recovery code"))
            self._other_way.setText(texts("Use the passphrase"))
        else:
            self._lead.setText(texts("What you have kept here is encrypted. Your passphrase opens it."))
            self.field.label.setText(texts("Passphrase"))
            self._other_way.setText(texts("Use the recovery code"))
        self.editor.setAccessibleName(self.field.label.text())

    def _turn_eye(self) -> None:
        self._show_typed(shown=self.editor.echoMode() is QLineEdit.EchoMode.Password)

    def _show_typed(self, *, shown: bool) -> None:
        self.editor.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self.context.theme.icon("eye-slash" if shown else "eye"))

    def _open(self, secret: Callable[[], Secret]) -> None:
        folder = self.folder
        self._set_busy(busy=True)
        self._show_band("", Tone.NEWS)
        job = self.context.runner.run(lambda _: self.context.door.open(folder, secret()), self)
        job.on_success(self._enter).on_failure(self._explain)
        job.with_progress(self.context.texts("Opening the workspace …"))
        job.ended.connect(self._after)

    def _enter(self, opened: Opened) -> None:
        self._wrong = 0
        self.editor.clear()
        self.context.door.enter(opened)

    def _after(self) -> None:
        self._set_busy(busy=bool(self._waits))

    def _explain(self, error: ProblemError) -> None:
        """Say what is wrong; after the third wrong one in a row, wait a moment."""
        self._set_busy(busy=False)
        if error.code.startswith("keystore."):
            self._show_band(sentence(error.problems[0], self.context.texts), Tone.WARNING, code=error.code)
            self.editor.setFocus()
            return
        if error.code in _WRONG:
            self._wrong += 1
            self.editor.selectAll()
        if error.code in _WRONG and self._wrong % PAUSE_AFTER == 0:
            self._waits = self.pause_s
            self._clock.start()
            self._show_waiting()
            return
        self._show_problem(error.problems[0])
        self.editor.setFocus()

    def _tick(self) -> None:
        self._waits -= 1
        if self._waits > 0:
            self._show_waiting()
            return
        self._end_waiting()
        self._show_band("", Tone.NEWS)
        self.editor.setFocus()

    def _end_waiting(self) -> None:
        if self._clock.isActive():
            self._waits = 0
            self._clock.stop()
            self._set_busy(busy=False)

    def _show_waiting(self) -> None:
        self._set_busy(busy=True)
        self._show_problem(Problem("passphrase.wrong_often", values={"seconds": self._waits}))

    def _show_problem(self, problem: Problem) -> None:
        again = problem.code in {"workspace.in_use", "workspace.busy"}
        action = Action("again", self.context.texts("Try again"), "", self.submit) if again else None
        self._show_band(self._said(problem), Tone.ERROR, action, problem.code)

    def _said(self, problem: Problem) -> str:
        """Return a problem in words; who has the workspace is said with the time as the reader writes it."""
        since = str(problem.values.get("since", ""))
        try:
            moment = datetime.fromisoformat(since).astimezone()
        except ValueError:
            return sentence(problem, self.context.texts)
        return self.context.texts(
            "This workspace is already open in {program}, since {since}. Close it there first, then try again.",
            program=problem.values.get("program", ""),
            since=self.context.formats.moment(moment, "short"),
        )

    def _show_band(self, text: str, tone: Tone, action: Action | None = None, code: str = "") -> None:
        while (item := self._band.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                let_go(old)
        self.shown_code = code
        if text:
            self._band.addWidget(StatusBand(self.context.theme, text, tone, action))

    def _set_busy(self, *, busy: bool) -> None:
        """Take nothing meanwhile; the keyboard stays in the field, which hides what is typed."""
        self.editor.setReadOnly(busy)
        self.button.setEnabled(not busy)
        self._eye.setEnabled(not busy)
        if busy:
            self._show_typed(shown=False)

    def _choose(self) -> None:
        texts = self.context.texts
        start = str(self.folder.parent)
        chosen = QFileDialog.getExistingDirectory(self, texts("Choose the folder of a workspace"), start)
        if chosen:
            self.context.router.show("unlock", folder=chosen)

    def _make_new(self) -> None:
        self.context.router.show("first-run")
