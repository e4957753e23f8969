"""The step of the report: finishing the visit, the plan in the owner's language, saving, printing, signing."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.documents import HandedOver, document_languages, documents_handed_over
from greenfield.services.finishing import unsupported
from greenfield.services.handing_over import only_asks
from greenfield.toolkit.toolkit import said
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.runner import Progress
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.agreeing import Agreeing
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.documents.document_list import DocumentList
from greenfield.ui.visit.documents.finish_panel import FinishPanel
from greenfield.ui.visit.documents.gap_names import gap_name
from greenfield.ui.visit.documents.plan_maker import PlanMaker
from greenfield.ui.visit.documents.preview import PdfPreview
from greenfield.ui.visit.documents.printing import prepared_printer, print_pdf
from greenfield.ui.visit.documents.sign_dialog import SignDialog
from greenfield.ui.visit.step import StepWidget
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import QuietText
from greenfield.ui.widgets.wrapping_row import WrappingRow

_SIDE = 356
_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class ReportStep(StepWidget):
    """What is to be done at the start edge, the document itself beside it."""

    def __init__(self, context: WindowContext, desk: VisitDesk) -> None:
        """Show nothing yet; `enter` makes the document."""
        super().__init__(context, desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._left = QVBoxLayout()
        self._column: ScrollColumn | None = None
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setLayout(self._left)
        self._left.setContentsMargins(0, 0, 0, 0)
        row.addWidget(side)
        row.addWidget(Line(context.theme, upright=True))
        self.preview = PdfPreview(context)
        row.addWidget(self.preview, 1)
        self.maker = PlanMaker(context, desk, self)
        self.maker.made.connect(self._made)
        self.maker.failed.connect(self._failed)
        self.maker.handed_over.connect(self._handed_over)
        self._language = self._first_language()
        self._save_button: QWidget | None = None
        self._print_button: QWidget | None = None
        desk.state_changed.connect(self._state_changed)

    def enter(self, place: str) -> None:  # noqa: ARG002  there is no place in it
        """Show what is to be done, and make the document as it stands now."""
        self._furnish()
        self._make()

    # -- what stands at the start edge

    def _furnish(self) -> None:
        theme, texts = self.context.theme, self.context.texts
        focused = QApplication.focusWidget()
        was_here = self._column is not None and focused is not None and self._column.isAncestorOf(focused)
        if self._column is not None:
            self._column.hide()
            let_go(self._column)
        column = ScrollColumn(widest=_SIDE, margin=space.MARGIN)
        if self.desk.is_finished:
            again = Action("reopen_visit", texts("Reopen"), "arrow-counter-clockwise", self._reopen)
            column.add(
                StatusBand(theme, texts("The visit is finished. Its result is written."), action=again)
            )
        else:
            column.add(self._finish_panel())
            column.add(Line(theme))
        column.add(self._language_field())
        column.add(self._buttons())
        documents = documents_handed_over(self.desk.workspace, self.desk.visit.id)
        if documents:
            listed = DocumentList(self.context, documents)
            listed.opened.connect(self.show_document)
            listed.sign_wanted.connect(self.sign)
            column.add_space(space.NEAR)
            column.add(listed)
        self._column = column
        self._left.addWidget(column)
        column.show()
        if was_here:  # the button that was pressed is gone; the keyboard stays in this column
            self.language.setFocus()
        self._enable()

    def _finish_panel(self) -> FinishPanel:
        language = self.context.texts.language
        rows = [self.desk.opened.toolkit.measure(name) for name in unsupported(self.desk.assessment)]
        titles = [said(row.title, language) for row in rows if row is not None]
        to_agree = Agreeing(self.desk, self.context.texts).open_ones()
        gaps = sorted(self.desk.opened.gaps(), key=lambda node: not node.required)
        panel = FinishPanel(
            self.context,
            gaps,
            titles,
            to_agree=to_agree,
            name_of=lambda gap: gap_name(self.desk, gap, self.context.texts, self.context.formats),
        )
        panel.agreement_wanted.connect(lambda name: self.wanted.emit("agreement", name))
        panel.finish_wanted.connect(self.finish)
        panel.question_wanted.connect(lambda ref: self.wanted.emit("questionnaire", ref))
        return panel

    def _language_field(self) -> Field:
        texts = self.context.texts
        self.language = QComboBox()
        self.language.setObjectName("document_language")
        for code, name in document_languages().items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(max(0, self.language.findData(self._language)))
        self.language.currentIndexChanged.connect(self._pick_language)
        hint = texts(
            "The language of the owner. The toolkit's texts are in it as well, where they are translated."
        )
        return Field(
            self.context.theme, texts("Language of the document"), self.language, hint=hint, framed=False
        )

    def _buttons(self) -> QWidget:
        theme, texts = self.context.theme, self.context.texts
        finished = self.desk.is_finished
        box = QWidget()
        rows = QVBoxLayout(box)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        save = texts("Hand over as PDF …") if finished else texts("Save a draft …")
        self._save_button = Action("save_document", save, "file-pdf", self.save, main=finished).button(theme)
        self._print_button = Action(
            "print_document", texts("Print …"), "printer", self.print_document
        ).button(theme)
        line = WrappingRow()
        line.addWidget(self._save_button)
        line.addWidget(self._print_button)
        rows.addLayout(line)
        note = (
            texts("What is handed over is kept with the visit, byte for byte, and can be signed here.")
            if finished
            else texts("This is a draft: it is not kept, and cannot be signed, before the visit is finished.")
        )
        rows.addWidget(QuietText(note, theme))
        return box

    def _enable(self) -> None:
        for button in (self._save_button, self._print_button):
            if button is not None:
                button.setEnabled(bool(self.preview.content))

    # -- the document

    def _first_language(self) -> str:
        """Return the language of the company if there is one, else of the visit, else of the window."""
        wanted = (self.desk.company.language, self.desk.visit.language, self.context.texts.language)
        return next((code for code in wanted if code in document_languages()), "en")

    def _pick_language(self) -> None:
        self._language = self.language.currentData()
        self._make()

    def _make(self) -> None:
        self.preview.say(self.context.texts("The document is being made …"))
        self._enable()
        self.maker.make(self._language)

    def _made(self, content: bytes) -> None:
        self.preview.show_pdf(content)
        self._enable()
        if self.maker.problems:
            self.context.messages.problem(self.maker.problems)

    def _failed(self, error: ProblemError) -> None:
        self.preview.say(self.context.texts("The document could not be made."))
        self._enable()
        self.context.messages.problem(error)

    def show_document(self, document: HandedOver) -> None:
        """Show the very bytes of a document that was handed over."""
        workspace = self.desk.workspace
        job = self.context.runner.run(lambda _progress: workspace.blob(document.blob), self)
        job.on_success(self.preview.show_pdf).on_failure(self._failed)

    # -- what a person does

    def finish(self) -> None:
        """Finish the visit with what is open."""
        try:
            self.desk.finish()
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        self.context.messages.toast(self.context.texts("The visit is finished. Now hand the plan over."))

    def _reopen(self) -> None:
        try:
            self.desk.reopen()
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        self.context.messages.toast(
            self.context.texts("The visit is open again. The earlier result is kept.")
        )

    def save(self) -> None:
        """Ask for a file, and write the document there."""
        texts = self.context.texts
        dialog = QFileDialog(self, texts("Save the action plan"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(texts("PDF documents") + " (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.setDirectory(folder)
        dialog.selectFile(self.file_name())
        try:
            if dialog.exec() and dialog.selectedFiles():
                self.save_to(Path(dialog.selectedFiles()[0]))
        finally:
            let_go(dialog)

    def save_to(self, path: Path) -> None:
        """Write the document that was made to a file."""
        self.maker.save(path, self._not_saved)

    def file_name(self) -> str:
        """Return a name for the file: company, day and language."""
        parts = (self.desk.company.name, self.desk.visit.date, self._language)
        return " ".join(_NOT_IN_A_NAME.sub(" ", part).strip() for part in parts if part) + ".pdf"

    def print_document(self) -> None:
        """Ask for a printer, and print what is shown."""
        printer = prepared_printer()
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, max(1, self.preview.document.pageCount()))
        try:
            if dialog.exec():
                self.print_on(printer)
        finally:
            let_go(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Print what is shown, in the background; a plan that went out whole is kept as handed over."""
        content, texts = self.preview.content, self.context.texts
        whole, keep = self.preview.document.pageCount(), self.maker.keeping_printed(content, self.file_name())

        def work(progress: Progress) -> tuple[int, bool]:
            def go_on(done: int, total: int) -> bool:
                progress.report(done, total)
                return not progress.cancelled

            pages = print_pdf(content, printer, go_on)
            return pages, pages == whole and keep()

        job = self.context.runner.run(work, self)
        job.on_success(self._printed).on_failure(self.context.messages.problem)
        job.with_progress(texts("Printing …"))

    def _printed(self, printed: tuple[int, bool]) -> None:
        pages, is_kept = printed
        if is_kept:
            self._furnish()
        self.context.messages.toast(
            self.context.texts.plural(
                "One page was sent to the printer.", "{count} pages were sent to the printer.", pages
            )
        )

    def sign(self, document: HandedOver) -> None:
        """Let somebody sign a document that was handed over."""
        dialog = SignDialog(self.context, document, self)
        try:
            if dialog.exec():
                self._furnish()
                self.context.messages.toast(self.context.texts("The signature is kept with the document."))
        finally:
            let_go(dialog)

    # -- what happened

    def _handed_over(self, path: Path) -> None:
        self._furnish()
        texts = self.context.texts
        said = texts("The action plan is in {path}.", path=path)
        if only_asks(self.desk.opened.toolkit):
            said = texts("The report of the answers is in {path}.", path=path)
        self.context.messages.toast(said)

    def _not_saved(self, error: ProblemError) -> None:
        again = Action("save_again", self.context.texts("Choose another place …"), "folder-open", self.save)
        self.context.messages.problem(error, again)

    def _state_changed(self) -> None:
        if self.isVisible():
            self.enter("")
