"""Noting a company without a visit."""

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from greenfield.services.companies import new_company
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.page import Page
from greenfield.ui.new_visit.company_form import CompanyForm
from greenfield.ui.widgets.column import ScrollColumn


class NewCompanyPage(Page):
    """The form of a company; what is written stays while other pages are looked at."""

    def __init__(self, context: WindowContext) -> None:
        """Build the form."""
        super().__init__(context)
        self.form = CompanyForm(context)
        self._column = ScrollColumn()
        self._column.add(self.form)
        note = Action("note-company", context.texts("Note the company"), "check", self.note, main=True)
        self.button = note.button(context.theme)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.button)
        self._column.add(last)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._column)

    def open_with(self, **_what: str) -> None:
        """Begin with the name."""
        self.form.name.setFocus()

    def leave(self) -> None:
        """Take what was typed into boxes for what it names."""
        self.form.commit()

    def draft(self) -> dict[str, str]:
        """Return what is written of the company."""
        return self.form.draft()

    def take_draft(self, draft: Mapping[str, str]) -> None:
        """Show what was written of the company."""
        self.form.take_draft(draft)

    def note(self) -> None:
        """Note the company and show it; what is missing is said beside its field."""
        new, problems = self.form.company()
        if wrong := self.form.show_problems(problems):
            self._column.reveal(wrong)
            wrong.setFocus()
            return
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        workspace = self.context.workspace
        job = self.context.runner.run(lambda _progress: new_company(workspace, new)[0], self)
        job.on_success(self._show)
        job.ended.connect(lambda: self.button.setEnabled(True))

    def _show(self, company: str) -> None:
        self.form.begin()
        self.context.events.companies_changed.emit()
        self.context.router.back()
        self.context.router.show("company", company=company)
