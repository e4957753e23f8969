"""Reading an exchange file: first a look at what is in it, then taking it in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.services.stored_words import moment, show_date
from greenfield.services.sync.exchange.exporting import SUFFIX
from greenfield.services.sync.exchange.importing import Imported, import_file
from greenfield.services.sync.exchange.looking import Look, key_of, look_into, opens_by_passphrase
from greenfield.services.sync.known import Key
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.messages import Tone
from greenfield.ui.frame.runner import Progress
from greenfield.ui.theme import space
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle, StrongText
from greenfield.vault.passphrase import Passphrase

_NAMED = 6
_WRONG = "exchange.passphrase_wrong"


class FileReading(QWidget):
    """Nothing of a file is taken before a person saw what is in it."""

    def __init__(self, context: WindowContext) -> None:
        """Begin without a file."""
        super().__init__()
        self.context = context
        self.path: Path | None = None
        self.look: Look | None = None
        self._key: Key | None = None
        self._is_taking = False
        texts, theme = context.texts, context.theme
        self.choose_button = Action(
            "choose-exchange", texts("Choose a file…"), "folder-open", self.choose
        ).button(theme)
        self.passphrase = QLineEdit()
        self.passphrase.returnPressed.connect(self.open_by_passphrase)
        self.passphrase_field = Field(
            theme,
            texts("Passphrase of the file"),
            self.passphrase,
            hint=texts("Whoever wrote the file knows it."),
        )
        self.open_button = Action(
            "open-exchange", texts("Look into it"), "", self.open_by_passphrase, main=True
        ).button(theme)
        self.who = StrongText("", theme)
        self.what = BodyText("", theme)
        self.names = QuietText("", theme)
        self.erases = QCheckBox()
        self.erased = QuietText("", theme)
        self.take_button = Action("take-in", texts("Take it in"), "", self.take_in, main=True).button(theme)
        self._build()
        self._show_nothing()

    def choose(self) -> None:
        """Ask for a file."""
        texts = self.context.texts
        pattern = texts("Exchange files ({endings})", endings=f"*{SUFFIX}")
        name, _ = QFileDialog.getOpenFileName(self, texts("Read an exchange file"), "", pattern)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Look into a file, or ask for its passphrase first."""
        self._show_nothing()
        self.path = path
        try:
            by_passphrase = opens_by_passphrase(path)
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        self.passphrase.clear()
        self.passphrase_field.show_problem("")
        self.passphrase_field.setVisible(by_passphrase)
        self.open_button.setVisible(by_passphrase)
        if by_passphrase:
            self.passphrase.setFocus()
        else:
            self._look(key_of(self.context.workspace, None))

    def open_by_passphrase(self) -> None:
        """Look into the file with the passphrase that was typed."""
        if self.passphrase.text().strip():
            self._look(key_of(self.context.workspace, Passphrase(self.passphrase.text())))

    def take_in(self) -> None:
        """Take what was looked at into the workspace."""
        path, key, workspace = self.path, self._key, self.context.workspace
        if path is None or key is None or self._is_taking:
            return
        self._is_taking = True  # the button stays enabled, so that the keyboard can stay on it
        erases = self.erases.isVisible() and self.erases.isChecked()
        job = self.context.runner.run(
            lambda progress: import_file(workspace, path, key, erases=erases, progress=_teller(progress)),
            self,
        )
        job.on_success(self._taken).with_progress(self.context.texts("The file is being taken in"))
        job.ended.connect(self._look_around)

    def _look(self, key: Key) -> None:
        path, workspace = self.path, self.context.workspace
        if path is None:
            return
        self._key = key
        self.open_button.setEnabled(False)
        job = self.context.runner.run(
            lambda progress: look_into(workspace, path, key, progress=_teller(progress)), self
        )
        job.on_success(self._show).on_failure(self._failed)
        job.with_progress(self.context.texts("The file is being looked into"))
        job.ended.connect(lambda: self.open_button.setEnabled(True))

    def _failed(self, error: ProblemError) -> None:
        if error.code == _WRONG:
            self.passphrase_field.show_problem(sentence(error.problems[0], self.context.texts))
            self.passphrase.setFocus()
            self.passphrase.selectAll()
        else:
            self.context.messages.problem(error)

    def _show(self, look: Look) -> None:
        texts, formats = self.context.texts, self.context.formats
        self.look = look
        self.passphrase_field.hide()
        self.open_button.hide()
        author = look.opening.author or texts("somebody without a name")
        self.who.setText(
            texts(
                "Written by {author} on {moment}", author=author, moment=moment(look.opening.made_at, formats)
            )
        )
        if look.is_known:
            said = texts("Everything in this file is here already.")
        else:
            said = texts(
                "New here are {new} of {all} changes, and {new_files} of {files} photos, documents and questionnaires ({size}).",
                new=formats.number(look.new),
                all=formats.number(look.changes),
                new_files=formats.number(look.new_files),
                files=formats.number(look.files),
                size=formats.size(look.bytes_of_files),
            )
        self.what.setText(said + " " + texts("What the file says of its writer is not proven."))
        self.names.setText(self._names(look))
        count = len(look.erases)
        self.erases.setText(
            texts.plural("Also remove {count} record for good", "Also remove {count} records for good", count)
        )
        self.erases.setChecked(False)
        self.erased.setText("\n".join(one.name or one.record[:8] for one in look.erases[:_NAMED]))
        for part in (self.who, self.what):
            part.show()
        self.names.setVisible(bool(self.names.text()))
        self.erases.setVisible(bool(count))
        self.erased.setVisible(bool(count))
        self.take_button.setVisible(not look.is_known)
        (self.choose_button if look.is_known else self.take_button).setFocus()

    def _names(self, look: Look) -> str:
        texts, formats = self.context.texts, self.context.formats
        nameless = texts("Company without a name")
        visits = [
            " · ".join(part for part in (name or nameless, show_date(day, formats)) if part)
            for day, name in look.visits.values()
        ]
        visited = {name for _, name in look.visits.values()}
        names = [*visits, *(name or nameless for name in look.companies.values() if name not in visited)]
        more = (
            [texts.plural("and {count} more", "and {count} more", len(names) - _NAMED)]
            if len(names) > _NAMED
            else []
        )
        return "\n".join([*names[:_NAMED], *more])

    def _taken(self, imported: Imported) -> None:
        context, texts = self.context, self.context.texts
        said = texts.plural(
            "{count} change was taken in.", "{count} changes were taken in.", imported.changed
        )
        conflicts = len(imported.conflicts)
        action = None
        if conflicts:
            said += " " + texts.plural(
                "{count} record has a conflict to decide.",
                "{count} records have a conflict to decide.",
                conflicts,
            )
            action = Action("conflicts", texts("Decide"), "", lambda: context.router.show("conflicts"))
        context.messages.toast(said, action, Tone.WARNING if conflicts else Tone.NEWS)
        problems = list(imported.problems(str(self.path)))
        if problems:
            context.messages.problem(problems)
        if self.take_button.hasFocus():  # which goes now
            self.choose_button.setFocus()
        self._show_nothing()

    def _look_around(self) -> None:
        """Let everybody look again, also after a file that was taken in part."""
        self._is_taking = False
        if self.context.door.is_open and self.look is not None:
            self.context.events.arrived.emit(frozenset(self.look.visits))
            for visit in self.look.visits:
                self.context.events.visit_changed.emit(visit)
            self.context.events.companies_changed.emit()
            self.context.sync.look_again()

    def _show_nothing(self) -> None:
        for part in (
            self.passphrase_field, self.open_button, self.who, self.what, self.names, self.erases, self.erased,
            self.take_button,
        ):  # fmt: skip
            part.hide()

    def _build(self) -> None:
        texts, theme = self.context.texts, self.context.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        for part in (
            SectionTitle(texts("Read a file"), theme),
            BodyText(texts("Choose an exchange file, or drop it here. You see what is in it before anything is taken."), theme),
            self.choose_button, self.passphrase_field, self.open_button, self.who, self.what, self.names, self.erases,
            self.erased, self.take_button,
        ):  # fmt: skip
            rows.addWidget(part)
        for button in (self.choose_button, self.open_button, self.take_button):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def _teller(progress: Progress) -> Callable[[int, int], None]:
    def tell(done: int, total: int) -> None:
        progress.stop_if_cancelled()
        progress.report(done // 1024, max(1, total // 1024))

    return tell
