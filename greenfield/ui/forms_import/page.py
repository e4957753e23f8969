"""Bringing a centre's own questionnaire in: the file is looked at in the background, then kept for new visits."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from greenfield.services.form_import import FORM_ENDINGS, ExaminedForm, examine_form, keep_form
from greenfield.toolkit.toolkit import Toolkit
from greenfield.ui.context import WindowContext
from greenfield.ui.forms_import.words import about, preview_lines, problem_lines, summary
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.page import Page
from greenfield.ui.theme import space
from greenfield.ui.widgets.empty_page import EmptyPage
from greenfield.ui.widgets.file_drop import FileDrop
from greenfield.ui.widgets.line_list import LineList
from greenfield.ui.widgets.words import BodyText, QuietText, SectionTitle

_PROBLEMS = 2
_PREVIEW = 3


class ImportFormPage(Page):
    """What was looked at stays until another file is chosen or the form is kept."""

    def __init__(self, context: WindowContext) -> None:
        """Teach what can be brought in; the rest follows with a file."""
        super().__init__(context)
        texts, theme = context.texts, context.theme
        FileDrop(self, self._dropped)
        self.examined: ExaminedForm | None = None
        choose = Action("choose-form", texts("Choose a file…"), "folder-open", self.choose)
        self.first = EmptyPage(
            theme,
            texts(
                "Use a questionnaire of your own: an XLSForm (.xlsx, .md) or XForm (.xml) as KoboToolbox and ODK "
                "have it, or the indicator set of a framework for parks (.csv, .xlsx). Choose the file or drop it here; "
                "everything that is wrong with it is listed."
            ),
            choose,
            "file-plus",
        )
        self.title_text = SectionTitle("", theme)
        self.about = QuietText("", theme)
        self.summary = BodyText("", theme)
        self.problems = LineList(theme, texts("Problems of the form"))
        self.preview_title = SectionTitle(texts("Preview"), theme)
        self.preview = LineList(theme, texts("Preview"))
        keep = Action("keep-form", texts("Keep for visits"), "check", self.keep, main=True)
        self.choose_button, self.keep_button = choose.button(theme), keep.button(theme)
        self._is_looking = False
        self._lay_out()
        self._show(None)

    def open_with(self, **what: str) -> None:
        """Look at the file of `path`, if one is given; a file that cannot be used is forgotten by then."""
        if what.get("path"):
            self.look_at(Path(what["path"]))
        elif self.examined is not None and not self.examined.may_be_kept:
            self._show(None)

    def first_focus(self) -> QWidget | None:
        """Return the next thing to do: keep the form, or choose a file."""
        if self.examined is None:
            return None
        return self.keep_button if self.keep_button.isEnabled() else self.choose_button

    def choose(self) -> None:
        """Ask for a file, unless one is being looked at."""
        if self._is_looking:
            return
        texts = self.context.texts
        endings = " ".join(f"*{ending}" for ending in FORM_ENDINGS)
        pattern = texts("Questionnaires ({endings})", endings=endings)
        name, _ = QFileDialog.getOpenFileName(self, texts("Choose a questionnaire"), "", pattern)
        if name:
            self.look_at(Path(name))

    def look_at(self, path: Path) -> None:
        """Find everything that is wrong with a file, in the background."""
        texts, language = self.context.texts, self.context.texts.language
        self._is_looking = True
        job = self.context.runner.run(lambda _progress: examine_form(path, language), self)
        job.on_success(self._show).with_progress(texts("The form is being looked at"))
        job.ended.connect(self._looked)

    def keep(self) -> None:
        """Keep the form for new visits, and prepare one with it."""
        examined = self.examined
        if examined is None or not examined.may_be_kept or not self.keep_button.isEnabled():
            return
        self.keep_button.setEnabled(False)
        workspace = self.context.workspace
        job = self.context.runner.run(lambda _progress: keep_form(workspace, examined), self)
        job.on_success(self._kept)
        job.ended.connect(self._allow)

    def _dropped(self, path: Path) -> None:
        if not self._is_looking:
            self.look_at(path)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(space.NEAR)
        column.addWidget(self.first, _PREVIEW)
        for text in (self.title_text, self.about, self.summary):
            column.addWidget(text)
        column.addWidget(self.problems, _PROBLEMS)
        column.addWidget(self.preview_title)
        column.addWidget(self.preview, _PREVIEW)
        column.addStretch(0)
        last = QHBoxLayout()
        last.setSpacing(space.GAP)
        last.addWidget(self.choose_button)
        last.addStretch(1)
        last.addWidget(self.keep_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(space.MARGIN, space.GAP, space.MARGIN, space.MARGIN)
        rows.setSpacing(space.GAP)
        rows.addLayout(column, 1)
        rows.addLayout(last)

    def _show(self, examined: ExaminedForm | None) -> None:
        texts = self.context.texts
        self.examined = examined
        problems = examined.problems if examined else ()
        preview = examined.preview if examined else None
        self.title_text.setText(preview.title if preview else examined.path.name if examined else "")
        self.about.setText(about(preview, texts) if preview else "")
        self.summary.setText(summary(problems, texts) if examined else "")
        self.problems.lines.show(problem_lines(problems, texts))
        self.preview.lines.show(preview_lines(preview, texts) if preview else ())
        for widget, is_wanted in (
            (self.first, examined is None),
            (self.choose_button, examined is not None),
            (self.title_text, examined is not None),
            (self.about, preview is not None),
            (self.summary, examined is not None),
            (self.problems, bool(problems)),
            (self.preview_title, preview is not None),
            (self.preview, preview is not None),
        ):
            widget.setVisible(is_wanted)
        self._allow()

    def _looked(self) -> None:
        """Be ready for another file; who chose this one goes on with the keyboard to keeping it."""
        self._is_looking = False
        following, focused = self.first_focus(), QApplication.focusWidget()
        if following is not None and focused is not None and self.isAncestorOf(focused):
            following.setFocus()

    def _allow(self) -> None:
        may = self.examined is not None and self.examined.may_be_kept
        self.keep_button.setVisible(self.examined is not None)
        self.keep_button.setEnabled(may)

    def _kept(self, toolkit: Toolkit) -> None:
        context = self.context
        title = toolkit.title(context.texts.language)
        context.messages.toast(context.texts("“{title}” can be used for visits now.", title=title))
        self._show(None)
        context.router.show("new-visit", toolkit=toolkit.manifest.id)
