"""Makes the plan of the visit on the desk: its bytes in the background, then a file, a record, or paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from greenfield.base.problem import Problem, ProblemError
from greenfield.services.files import write_file
from greenfield.services.handing_over import (
    Document,
    PlanToMake,
    hand_over,
    keep_printed,
    plan_to_make,
    render_plan,
)
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.runner import Job, Progress
from greenfield.ui.visit.desk import VisitDesk


class PlanMaker(QObject):
    """Holds the plan that is shown. `made` tells its bytes, `failed` why there are none."""

    made = Signal(bytes)
    failed = Signal(object)
    handed_over = Signal(Path)
    """A document was written to a file; of a finished visit it is kept as well."""

    def __init__(self, context: WindowContext, desk: VisitDesk, parent: QObject) -> None:
        """Make plans of the visit at `desk`."""
        super().__init__(parent)
        self._context, self._desk = context, desk
        self._plan: PlanToMake | None = None
        self._document: Document | None = None
        self._language = ""
        self._job: Job[Document] | None = None

    @property
    def content(self) -> bytes:
        """The bytes of the plan as it was last made, empty while there are none."""
        return self._document.content if self._document else b""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the document could not show."""
        return self._document.problems if self._document else ()

    def make(self, language: str) -> None:
        """Begin to make the plan in a language; one that is being made already is given up."""
        if self._job is not None:
            self._job.cancel()
        self._document, self._language = None, language
        moment = self._desk.now()
        try:
            plan = plan_to_make(self._desk.workspace, self._desk.opened, moment)
        except ProblemError as error:
            self.failed.emit(error)
            return
        self._plan = plan
        job = self._context.runner.run(lambda _progress: render_plan(plan, language, moment), self)
        self._job = job.on_success(self._take).on_failure(self._refuse)

    def save(self, path: Path, on_failure: Callable[[ProblemError], None]) -> None:
        """Write the plan that is shown to a file; of a finished visit these very bytes are kept as a document."""
        plan, document, language = self._plan, self._document, self._language
        if plan is None or document is None:
            return
        workspace, moment = self._desk.workspace, self._desk.now()

        def work(_progress: Progress) -> None:
            if plan.record is None:
                write_file(path, document.content)
            else:
                hand_over(workspace, plan, document, path, language=language, now=moment)

        job = self._context.runner.run(work, self)
        job.on_success(lambda _nothing: self.handed_over.emit(path)).on_failure(on_failure)
        job.with_progress(self._context.texts("Writing the document …"))

    def keeping_printed(self, content: bytes, name: str) -> Callable[[], bool]:
        """Return what keeps a document after all of it was printed; fit for the background.

        It tells whether the visit has the document now: not a draft, and not what is no plan of this maker.
        """
        plan, document, language = self._plan, self._document, self._language
        if plan is None or plan.record is None or document is None or document.content != content:
            return lambda: False
        workspace, moment = self._desk.workspace, self._desk.now()

        def keep() -> bool:
            keep_printed(workspace, plan, document, name, language=language, now=moment)
            return True

        return keep

    def _take(self, document: Document) -> None:
        self._job, self._document = None, document
        self.made.emit(document.content)

    def _refuse(self, error: ProblemError) -> None:
        self._job = None
        self.failed.emit(error)
