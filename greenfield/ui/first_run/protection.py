"""The second step: what opens the workspace, and where it lives."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Place, Problem, ProblemError
from greenfield.ui.context import WindowContext
from greenfield.ui.first_run.making import Wanted
from greenfield.ui.first_run.places import as_workspace, proposed_folder
from greenfield.ui.first_run.sheet import Sheet
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import QuietText
from greenfield.vault.passphrase import Passphrase

_INDENT = 24


class Protection(Sheet):
    """Offers a passphrase or the key store of the computer; says beside the field what did not work."""

    went_back = Signal()
    wanted = Signal(object)
    """A `Wanted`, without a name."""

    def __init__(self, context: WindowContext, documents: Path) -> None:
        """Propose a folder below `documents`."""
        texts, theme = context.texts, context.theme
        super().__init__(
            theme,
            texts(
                "Step {number} of {count}", number=context.formats.number(2), count=context.formats.number(3)
            ),
            texts("Protect your visits"),
            texts("All that you keep is encrypted on this computer. Choose what opens it."),
        )
        self._context, self._documents = context, documents
        self._by_passphrase()
        self._by_key_store()
        self.folder = QLineEdit(str(proposed_folder(documents)))
        change = Action("change-folder", texts("Change …"), "", self._choose).button(theme)
        change.setProperty("kind", "link")
        folder_hint = texts("One folder holds everything. Copied while Greenfield is closed, it is a backup.")
        self.folder_field = Field(
            theme, texts("Where your visits are kept"), self.folder, hint=folder_hint, inside=(change,)
        )
        self._band = QVBoxLayout()
        self.rows.addSpacing(space.NEAR)
        self.add(self.folder_field)
        self.rows.addLayout(self._band)
        self.back = Action("back-to-welcome", texts("Back"), "", self.went_back.emit).button(theme)
        self.button = Action("make-workspace", texts("Continue"), "", self.go_on, main=True).button(theme)
        self.end_with([self.back], [self.button])
        group = QButtonGroup(self)
        group.addButton(self.by_passphrase)
        group.addButton(self.by_key_store)
        self.by_passphrase.setChecked(True)
        self.by_passphrase.toggled.connect(self._show_way)

    def go_on(self) -> None:
        """Ask for the workspace; what is missing is said below its field."""
        self.show_problems(())
        if not self.folder.text().strip():
            self.folder.setText(str(proposed_folder(self._documents)))
        passphrase = None
        if self.by_passphrase.isChecked():
            passphrase = self._passphrase()
            if passphrase is None:
                return
        self.wanted.emit(
            Wanted(
                as_workspace(self.folder.text()),
                "",
                passphrase,
                with_recovery_code=self.with_code.isChecked(),
            )
        )

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say what did not work: a folder below the folder, the rest above the buttons."""
        for band in self.bands():
            self._band.removeWidget(band)
            band.hide()
            let_go(band)
        texts = self._context.texts
        of_folder = [one for one in problems if one.code.startswith(("workspace.", "file."))]
        self.folder_field.show_problem(sentence(of_folder[0], texts) if of_folder else "")
        for problem in problems:
            if problem not in of_folder:
                self._band.addWidget(StatusBand(self._context.theme, sentence(problem, texts), Tone.ERROR))
        if of_folder:
            self.reveal(self.folder)

    def bands(self) -> list[StatusBand]:
        """Return what is said above the buttons."""
        items = [self._band.itemAt(place) for place in range(self._band.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, StatusBand)]

    def set_busy(self, *, busy: bool) -> None:
        """Take no further wish while the workspace is being made."""
        self.button.setEnabled(not busy)
        self.back.setEnabled(not busy)

    def forget(self) -> None:
        """Empty what is secret."""
        self.passphrase.clear()
        self.again.clear()

    def _by_passphrase(self) -> None:
        texts, theme = self._context.texts, self._context.theme
        self.by_passphrase = QRadioButton(texts("A passphrase"))
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        for editor in (self.passphrase, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Password)
            editor.returnPressed.connect(self.go_on)
        self._eye = Action(
            "show-passphrase", "", "eye", self._turn_eye, hint=texts("Show what is typed")
        ).button(theme)
        self._eye.setProperty("kind", "inside")
        self._eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a Space too many would show the passphrase
        self._eye.setAccessibleName(texts("Show what is typed"))
        hint = texts(
            "Typed each time Greenfield opens. Four words or more are safe, and easy to keep in mind."
        )
        self.passphrase_field = Field(theme, texts("Passphrase"), self.passphrase, inside=(self._eye,))
        self.again_field = Field(theme, texts("The same again"), self.again)
        self.with_code = QCheckBox(texts("Give me a recovery code too, in case I forget it"))
        self.with_code.setChecked(True)
        self._typed = QWidget()
        rows = QVBoxLayout(self._typed)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        both = QHBoxLayout()
        both.setSpacing(space.GAP)
        for field in (self.passphrase_field, self.again_field):
            both.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(both)
        rows.addWidget(QuietText(hint, theme))
        rows.addWidget(self.with_code)
        self._group(self.by_passphrase, self._typed)

    def _by_key_store(self) -> None:
        texts, theme = self._context.texts, self._context.theme
        self.by_key_store = QRadioButton(texts("The key store of this computer"))
        hint = QuietText(
            texts(
                "Opens without typing for whoever is signed in to this account. You get a recovery code for the day "
                "on which the computer is lost."
            ),
            theme,
        )
        self._group(self.by_key_store, hint)

    def _group(self, way: QRadioButton, below: QWidget) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(space.NEAR)
        rows.addWidget(way)
        indented = QHBoxLayout()
        indented.setSpacing(0)
        indented.addSpacing(_INDENT)  # a margin would not turn with the direction of writing
        indented.addWidget(below, 1)
        rows.addLayout(indented)
        self.rows.addLayout(rows)

    def _passphrase(self) -> Passphrase | None:
        texts = self._context.texts
        typed, again = self.passphrase.text(), self.again.text()
        self.passphrase_field.show_problem("")
        self.again_field.show_problem("")
        try:
            passphrase = Passphrase(typed)
        except ProblemError as error:
            self.passphrase_field.show_problem(sentence(error.problems[0], texts))
            self.reveal(self.passphrase)
            return None
        if typed != again:
            self.again_field.show_problem(sentence(Problem("passphrase.not_the_same", Place()), texts))
            self.reveal(self.again)
            return None
        return passphrase

    def _turn_eye(self) -> None:
        hidden = self.passphrase.echoMode() is QLineEdit.EchoMode.Password
        for editor in (self.passphrase, self.again):
            editor.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(self._context.theme.icon("eye-slash" if hidden else "eye"))

    def _show_way(self) -> None:
        self._typed.setVisible(self.by_passphrase.isChecked())
        self.show_problems(())

    def _choose(self) -> None:
        title = self._context.texts("Choose where your visits are kept")
        before = Path(self.folder.text()).parent
        chosen = QFileDialog.getExistingDirectory(
            self, title, str(before if before.is_dir() else self._documents)
        )
        if chosen:
            self.folder.setText(str(proposed_folder(Path(chosen))))
