"""Preparing a visit: whom it is paid to, with which toolkit, on which day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Place, Problem
from greenfield.services.open_visit import OpenVisit
from greenfield.services.toolkits import offered_toolkits
from greenfield.services.visits import NewVisit
from greenfield.store.reading.companies import Company, list_companies
from greenfield.store.workspace import Workspace
from greenfield.toolkit.toolkit import Toolkit
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.page import Page
from greenfield.ui.new_visit.company_choice import CompanyChoice
from greenfield.ui.new_visit.preparation import Preparation
from greenfield.ui.theme import space
from greenfield.ui.widgets.choice_box import Choice, ChoiceBox
from greenfield.ui.widgets.column import ScrollColumn
from greenfield.ui.widgets.day_field import DayField
from greenfield.ui.widgets.field import Field
from greenfield.ui.widgets.status_band import StatusBand
from greenfield.ui.widgets.words import SectionTitle

Prepared = tuple[OpenVisit, list[Problem]]
_NARROW = 220


@dataclass(frozen=True, slots=True)
class Offered:
    """What a visit can be made of."""

    companies: list[Company]
    toolkits: list[Toolkit]


def _read(workspace: Workspace) -> Offered:
    with workspace.read() as connection:
        companies = list_companies(connection)
    return Offered(companies, offered_toolkits(workspace))


class NewVisitPage(Page):
    """What is written here stays while other pages are looked at, until the visit begins."""

    def __init__(self, context: WindowContext) -> None:
        """Build the fields; companies and toolkits follow from the background."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        self.company = CompanyChoice(context)
        self.toolkit = ChoiceBox(())
        self.day = DayField(theme, context.formats, context.clock().date())
        self.purpose = QLineEdit()
        self._toolkit_field = Field(theme, texts("Toolkit"), self.toolkit, framed=False)
        day = Field(theme, texts("Day of the visit"), self.day, framed=False)
        day.setFixedWidth(_NARROW)
        purpose_hint = texts("For example: first visit, energy audit, follow-up.")
        purpose = Field(theme, texts("Purpose (may stay empty)"), self.purpose, hint=purpose_hint)
        begin = Action("begin-visit", texts("Begin the visit"), "arrow-right", self.begin, main=True)
        self.button = begin.button(theme)
        self._column = ScrollColumn()
        self.followed = StatusBand(
            theme,
            texts(
                "A follow-up visit begins with the answers of the last one. Amounts are asked anew, with those of "
                "the last time beside them."
            ),
        )
        self.followed.hide()
        self._column.add(self.followed)
        self._column.add(SectionTitle(texts("Whom do you visit?"), theme))
        self._column.add(self.company)
        self._column.add_space(space.NEAR)
        self._column.add(SectionTitle(texts("What is it about?"), theme))
        first = QHBoxLayout()
        first.setSpacing(space.GAP)
        first.addWidget(self._toolkit_field, 1, Qt.AlignmentFlag.AlignTop)
        first.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        self._column.add(first)
        self._column.add(purpose)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.button)
        self._column.add(last)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._column)
        self._wanted = self._wanted_toolkit = self.follow = ""
        self._draft: Mapping[str, str] = {}
        self._preparation = Preparation(context.workspace)

    def open_with(self, **what: str) -> None:
        """Offer the companies and toolkits there are; `company` and `toolkit` choose one each, `follow` a last visit."""
        self._wanted = what.get("company", "")
        self._wanted_toolkit = what.get("toolkit", "")
        self.follow = what.get("follow", "")
        self.company.setEnabled(not self.follow)
        self.followed.setVisible(bool(self.follow))
        workspace = self.context.workspace
        self.context.runner.run(lambda _progress: _read(workspace), self).on_success(self._offer)

    def actions(self) -> Sequence[Action]:  # type: ignore[override]  # QWidget.actions is never asked here
        """Offer to bring in a questionnaire of one's own."""
        show = self.context.router.show
        text = self.context.texts("Own questionnaire…")
        return (Action("import-form", text, "file-plus", lambda: show("import-form")),)

    def draft(self) -> dict[str, str]:
        """Return what is written; it outlives a change of the language."""
        if self._draft:  # companies are not on offer yet
            return dict(self._draft)
        return {
            **self.company.draft(),
            "toolkit": self.toolkit.key(),
            "day": self.day.day().isoformat(),
            "purpose": self.purpose.text(),
            "wanted": self._wanted,
        }

    def take_draft(self, draft: Mapping[str, str]) -> None:
        """Show what was written as soon as the companies are on offer."""
        self._draft = draft

    def leave(self) -> None:
        """Take what was typed into boxes for what it names."""
        self.company.commit()
        self.toolkit.commit()

    def begin(self) -> None:
        """Prepare the visit and show it; what is missing is said beside its field."""
        problems = self.company.problems()
        if not self.toolkit.key():
            problems.append(Problem("visit.no_toolkit", Place("toolkit")))
        if wrong := self._show_problems(problems):
            self._column.reveal(wrong)
            wrong.setFocus()
            return
        if not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        prepare = self._preparation.run
        company = self.company.form.company()[0] if self.company.is_new else None
        visit = NewVisit(
            company=self.company.company.key(),
            site=self.company.site.key(),
            toolkit=self.toolkit.key(),
            on=self.day.day(),
            language=self.context.texts.language,
            purpose=self.purpose.text().strip(),
            follow_up_of=self.follow,
        )
        now = self.context.clock()
        job = self.context.runner.run(lambda _progress: prepare(company, visit, now), self)
        job.on_success(self._show_visit).with_progress(self.context.texts("The visit is being prepared"))
        job.ended.connect(lambda: self.button.setEnabled(True))

    def _show_problems(self, problems: list[Problem]) -> QWidget | None:
        texts = self.context.texts
        said = {problem.place.name: sentence(problem, texts) for problem in problems}
        self._toolkit_field.show_problem(said.get("toolkit", ""))
        return self.company.show_problems(problems) or (self._toolkit_field if "toolkit" in said else None)

    def _offer(self, offered: Offered) -> None:
        self.company.offer(offered.companies)
        draft, self._draft = self._draft, {}
        if draft:
            self.company.take_draft(draft)
            self.day.set_day(date.fromisoformat(draft["day"]))
            self.purpose.setText(draft["purpose"])
        if self._wanted and self._wanted != draft.get("wanted"):
            self.company.choose(self._wanted)
        language = self.context.texts.language
        before = self.toolkit.key()
        self.toolkit.offer(Choice(one.manifest.id, one.title(language)) for one in offered.toolkits)
        if self._wanted_toolkit:
            self.toolkit.set_key(self._wanted_toolkit)
        elif not before and offered.toolkits:
            self.toolkit.set_key(draft.get("toolkit") or offered.toolkits[0].manifest.id)

    def _show_visit(self, prepared: Prepared) -> None:
        opened, problems = prepared
        context = self.context
        self.company.begin()
        self.follow = ""
        self.purpose.clear()
        self.day.set_day(context.clock().date())
        context.events.companies_changed.emit()
        context.events.visit_changed.emit(opened.visit.id)
        context.router.show("visit", visit=opened.visit.id)
        context.messages.problem(problems)
