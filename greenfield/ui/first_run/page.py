"""The first run, from the language to the first visit, in about two minutes."""

from dataclasses import replace

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from greenfield.base.places import currency_of, locale_of
from greenfield.base.problem import ProblemError
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample
from greenfield.ui.context import WindowContext
from greenfield.ui.first_run.code_sheet import CodeSheet
from greenfield.ui.first_run.making import Made, Wanted, make_workspace
from greenfield.ui.first_run.places import documents_folder
from greenfield.ui.first_run.protection import Protection
from greenfield.ui.first_run.ready import Ready
from greenfield.ui.first_run.welcome import Welcome
from greenfield.ui.frame.mark import Mark
from greenfield.ui.frame.page import Page
from greenfield.vault.passphrase import Cost


class FirstRunPage(Page):
    """Makes a workspace step by step; only at its end is the workspace entered.

    `cost` is that of a try of the passphrase, None for today's.
    """

    def __init__(self, context: WindowContext) -> None:
        """Build the steps in the language of the moment."""
        super().__init__(context)
        self.cost: Cost | None = None
        self.welcome = Welcome(context)
        self.protection = Protection(context, documents_folder())
        self.code = CodeSheet(context)
        self.ready = Ready(context)
        self._made: Made | None = None
        self.steps = QStackedWidget()
        for step in (self.welcome, self.protection, self.code, self.ready):
            self.steps.addWidget(step)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.steps)
        self._mark = Mark(context, self)
        self.welcome.language_chosen.connect(self._speak)
        self.welcome.went_on.connect(self._protect)
        self.welcome.other_wanted.connect(lambda folder: context.router.show("unlock", folder=folder))
        self.protection.went_back.connect(lambda: self.steps.setCurrentWidget(self.welcome))
        self.protection.wanted.connect(self._make)
        self.code.went_on.connect(self._end_code)
        self.ready.own_wanted.connect(self._enter)
        self.ready.sample_wanted.connect(self._prepare_sample)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Keep the mark in its corner."""
        super().resizeEvent(event)
        self._mark.stand_in_corner(self)

    def open_with(self, **what: str) -> None:
        """Begin, with the name that was written before the language changed."""
        if "name" in what:
            self.welcome.name.setText(what["name"])
        if "country" in what:
            self.welcome.country.set_key(what["country"])
        self.welcome.name.setFocus()

    def leave(self) -> None:
        """Forget what is secret; close a workspace that was made and not entered, to be unlocked next time."""
        self.protection.forget()
        self.code.forget()
        made, self._made = self._made, None
        if made is not None:
            made.opened.close()

    def _speak(self, language: str) -> None:
        """Speak another language from now on; the page is made anew with what was written."""
        context = self.context
        written = {"name": self.welcome.name.text(), "country": self.welcome.country.key()}
        settings = msgspec.structs.replace(context.settings, language=language, locale="")

        def change() -> None:
            context.router.show("first-run", **written)
            context.apply_settings(settings)

        QTimer.singleShot(0, context.events, change)

    def _protect(self) -> None:
        self.steps.setCurrentWidget(self.protection)
        self.protection.passphrase.setFocus()

    def _make(self, wanted: Wanted) -> None:
        door, cost = self.context.door, self.cost
        named = replace(wanted, name=self.welcome.name.text().strip())
        self.protection.set_busy(busy=True)
        job = self.context.runner.run(lambda _progress: make_workspace(door, named, cost), self)
        job.on_success(self._show_made).on_failure(self._explain)
        job.with_progress(self.context.texts("The workspace is being made"))
        job.ended.connect(lambda: self.protection.set_busy(busy=False))

    def _explain(self, error: ProblemError) -> None:
        self.protection.show_problems(error.problems)

    def _show_made(self, made: Made) -> None:
        """Remember the workspace at once: whoever closes the window now finds it again."""
        self._made = made
        self.protection.forget()
        country = self.welcome.country.key()
        language = self.context.texts.language
        self._settings = msgspec.structs.replace(
            self.context.settings,
            workspace=str(made.opened.folder.resolve()),
            language=language,
            country=country,
            currency=currency_of(country),
            locale=locale_of(language, country),
        )
        self.context.keep_settings(self._settings)
        if made.recovery_code is None:
            self._end_code()
            return
        self.code.show_code(made.recovery_code)
        self.steps.setCurrentWidget(self.code)
        self.code.written.setFocus()

    def _end_code(self) -> None:
        self.code.forget()
        self.steps.setCurrentWidget(self.ready)
        self.ready.sample.setFocus()

    def _prepare_sample(self) -> None:
        if self._made is None:
            return
        workspace, context = self._made.opened.workspace, self.context
        language, clock, sample = context.texts.language, context.clock, self.ready.which.key()
        self.ready.set_busy(busy=True)
        job = context.runner.run(
            lambda _progress: put_sample(workspace, sample_factory(sample), language, clock).visit.id,
            self,
        )
        job.on_success(self._enter).with_progress(context.texts("The sample factory is being prepared"))
        job.ended.connect(lambda: self.ready.set_busy(busy=False))

    def _enter(self, visit: str = "") -> None:
        """Go into the workspace, and to the visit of the sample if there is one."""
        made, self._made = self._made, None
        if made is None:
            return
        context = self.context
        context.door.enter(made.opened)
        context.apply_settings(context.settings)
        if visit:
            context.router.show("visit", visit=visit)
