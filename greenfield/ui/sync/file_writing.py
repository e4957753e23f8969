"""Writing an exchange file: what goes into it, and who can open it."""

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.catalogue import sentence
from greenfield.base.problem import ProblemError
from greenfield.services.sync.exchange.exporting import (
    SUFFIX,
    Exported,
    Wish,
    export_file,
    recipient_of_organisation,
    wish_for,
)
from greenfield.services.sync.exchange.receivers import read_recipient
from greenfield.services.sync.known import Recipients
from greenfield.store.reading.companies import list_companies
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.runner import Progress
from greenfield.ui.theme import space
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.words import BodyText, SectionTitle, StrongText
from greenfield.vault.passphrase import Cost, Passphrase


class FileWriting(QWidget):
    """Asks what and for whom, then writes the file."""

    def __init__(self, context: WindowContext) -> None:
        """Offer everything, for a passphrase."""
        super().__init__()
        self.context = context
        self.cost: Cost | None = None
        """How much work a passphrase takes; the usual one for None."""
        texts, theme = context.texts, context.theme
        self.what = {
            "everything": QRadioButton(texts("Everything in this workspace")),
            "unsent": QRadioButton(texts("Only what was not sent to the hub yet")),
            "company": QRadioButton(texts("One company with its visits")),
        }
        self.company = ChoiceBox([], hint=texts("Type a part of the name"))
        self.company_field = Field(theme, texts("Which company"), self.company, framed=False)
        self.photos = QCheckBox(texts("With photos, where the company permits them"))
        self.photos.setChecked(True)
        self.whom = {
            "organisation": QRadioButton(texts("For the organisation of the hub")),
            "receiver": QRadioButton(texts("For one device, by its key")),
            "passphrase": QRadioButton(texts("For whoever knows a passphrase")),
        }
        self.receiver, self.passphrase = QLineEdit(), QLineEdit()
        self.receiver_field = Field(
            theme, texts("Key of the receiver"), self.receiver,
            hint=texts("It begins with age1 and stands on this page of the other device."),
        )  # fmt: skip
        self.passphrase_field = Field(
            theme, texts("Passphrase"), self.passphrase,
            hint=texts("Tell it to the receiver, but not together with the file."),
        )  # fmt: skip
        self.write_button = Action("write-file", texts("Write the file…"), "", self.choose, main=True).button(
            theme
        )
        self.write_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._build()
        for line, field in ((self.receiver, self.receiver_field), (self.passphrase, self.passphrase_field)):
            line.textEdited.connect(lambda _text, field=field: field.show_problem(""))
        for button in (*self.what.values(), *self.whom.values()):
            button.toggled.connect(self._show)
        self.what["everything"].setChecked(True)
        self.whom["passphrase"].setChecked(True)

    def begin(self, *, unsent: bool, company: str) -> None:
        """Offer what there is now."""
        texts = self.context.texts
        with self.context.workspace.read() as connection:
            listed = list_companies(connection)
        self.company.offer([Choice(one.id, one.name or texts("Company without a name")) for one in listed])
        state = self.context.sync.state
        link = state.link if state else None
        has_key = link is not None and bool(link.recipient)
        self.what["unsent"].setVisible(link is not None)
        self.what["company"].setVisible(bool(listed))
        self.whom["organisation"].setVisible(has_key)
        if unsent and link is not None:
            self.what["unsent"].setChecked(True)
        elif company:
            self.what["company"].setChecked(True)
            self.company.set_key(company)
        if unsent and has_key:
            self.whom["organisation"].setChecked(True)
        self._show()

    def choose(self) -> None:
        """Ask where the file shall be, and write it there."""
        texts = self.context.texts
        try:
            to = self._to()
        except ProblemError as error:
            wrong = self.receiver_field if self.whom["receiver"].isChecked() else self.passphrase_field
            wrong.show_problem(sentence(error.problems[0], texts))
            wrong.editor.setFocus()
            return
        if to is None:
            self.passphrase_field.show_problem(texts("Type a passphrase."))
            self.passphrase.setFocus()
            return
        if self.what["company"].isChecked():
            self.company.commit()
            self.company_field.show_problem("" if self.company.key() else texts("Choose a company."))
            if not self.company.key():
                self.company.setFocus()
                return
        pattern = texts("Exchange files ({endings})", endings=f"*{SUFFIX}")
        name, _ = QFileDialog.getSaveFileName(
            self, texts("Write an exchange file"), f"greenfield{SUFFIX}", pattern
        )
        if name:
            path = Path(name)
            self.write(path if path.suffix else path.with_suffix(SUFFIX), to)

    def write(self, path: Path, to: Recipients | Passphrase) -> None:
        """Write the file in the background."""
        context, workspace, cost = self.context, self.context.workspace, self.cost
        chosen = next(name for name, button in self.what.items() if button.isChecked())
        company, photos = self.company.key(), self.photos.isChecked()

        def work(progress: Progress) -> Exported:
            def tell(done: int, total: int) -> None:
                progress.stop_if_cancelled()
                progress.report(done, total)

            wish: Wish = wish_for(
                workspace,
                company=company if chosen == "company" else "",
                unsent=chosen == "unsent",
                photos=photos,
            )
            return export_file(workspace, path, wish, to, clock=context.clock, cost=cost, progress=tell)

        self.write_button.setEnabled(False)
        job = context.runner.run(work, self)
        job.on_success(self._written).with_progress(context.texts("The exchange file is being written"))
        job.ended.connect(lambda: self.write_button.setEnabled(True))

    def _written(self, written: Exported) -> None:
        texts, formats = self.context.texts, self.context.formats
        self.context.messages.toast(
            texts(
                "{name} was written ({size}). Changes: {changes}; photos, documents and questionnaires: {files}. Eject the stick"
                " before you pull it out.",
                name=written.path.name,
                changes=formats.number(written.changes),
                files=formats.number(written.files),
                size=formats.size(written.size),
            )
        )

    def _to(self) -> Recipients | Passphrase | None:
        self.receiver_field.show_problem("")
        self.passphrase_field.show_problem("")
        if self.whom["organisation"].isChecked():
            return Recipients((recipient_of_organisation(self.context.workspace),))
        if self.whom["receiver"].isChecked():
            return Recipients((read_recipient(self.receiver.text()),))
        return Passphrase(self.passphrase.text()) if self.passphrase.text().strip() else None

    def _show(self, _on: bool = True) -> None:
        self.company_field.setVisible(self.what["company"].isChecked())
        self.receiver_field.setVisible(self.whom["receiver"].isChecked())
        self.passphrase_field.setVisible(self.whom["passphrase"].isChecked())

    def _build(self) -> None:
        texts, theme = self.context.texts, self.context.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        rows.addWidget(SectionTitle(texts("Write a file"), theme))
        rows.addWidget(
            BodyText(
                texts(
                    "For a USB stick. Nobody but the receiver can open it, and reading it twice does no harm."
                ),
                theme,
            )
        )
        for title, buttons, below in (
            (texts("What goes into it"), self.what, (self.company_field, self.photos)),
            (texts("Who can open it"), self.whom, (self.receiver_field, self.passphrase_field)),
        ):
            rows.addSpacing(space.NEAR)
            rows.addWidget(StrongText(title, theme))
            group = QButtonGroup(self)
            for button in buttons.values():
                group.addButton(button)
                rows.addWidget(button)
            for part in below:
                rows.addWidget(part)
        rows.addSpacing(space.NEAR)
        rows.addWidget(self.write_button)
