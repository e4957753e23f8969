"""Starting with the sample factory: its visit is put into the workspace and shown."""

from PySide6.QtCore import QObject

from greenfield.services.open_visit import OpenVisit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.widgets.sample_choice import SampleChoice


class SampleStart:
    """Puts the sample factory into the workspace, once at a time."""

    def __init__(self, context: WindowContext, owner: QObject) -> None:
        """Work for a page, and follow up only as long as it is there."""
        self._context, self._owner = context, owner
        self._is_running = False
        self.which = SampleChoice(context.texts)

    def action(self) -> Action:
        """Return the action that starts it."""
        return Action(
            "sample",
            self._context.texts("Start with the sample factory"),
            "factory",
            self.start,
            hint=self._context.texts("A factory with all answers, to try everything out"),
        )

    def start(self) -> None:
        """Make the visit in the background and show it."""
        if self._is_running:
            return
        self._is_running = True
        context = self._context
        workspace, language, clock = context.workspace, context.texts.language, context.clock
        sample = sample_factory(self.which.key())
        job = context.runner.run(
            lambda _progress: put_sample(workspace, sample, language, clock), self._owner
        )
        job.on_success(self._show).with_progress(context.texts("The sample factory is being prepared"))
        job.ended.connect(self._end)

    def _show(self, opened: OpenVisit) -> None:
        self._context.events.companies_changed.emit()
        self._context.events.visit_changed.emit(opened.visit.id)
        self._context.router.show("visit", visit=opened.visit.id)

    def _end(self) -> None:
        self._is_running = False
