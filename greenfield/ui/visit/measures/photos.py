"""The photos of one chosen measure."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.photos import Photo, attach_photo
from greenfield.services.visit_photos import VisitPhoto, photos_of
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.photos.thumbnail_row import ThumbnailRow


class MeasurePhotos(ThumbnailRow):
    """Small pictures below a measure; nothing to see before there is one."""

    def __init__(self, context: WindowContext, desk: VisitDesk, measure: str) -> None:
        """Serve the record of a measure."""
        super().__init__(context, desk)
        self._measure = measure
        self.refresh()

    def refresh(self) -> None:
        """Show the photos that are kept."""
        self.show_photos(photos_of(self.desk.workspace, self._measure))

    def open_menu(self, below: QWidget) -> None:
        """Offer the ways to add a photo."""
        self.offer(below)

    def read(self, read: Callable[[], Photo]) -> None:
        """Keep a photo with the measure."""
        workspace, opened, measure = self.desk.workspace, self.desk.opened, self._measure
        job = self.context.runner.run(
            lambda _: attach_photo(workspace, opened, read(), measure=measure), self
        )
        job.on_success(lambda _record: self.refresh()).on_failure(self.refused)
        job.with_progress(self.context.texts("Reading the photo …"))

    def refused(self, problem: ProblemError) -> None:
        """Say what could not be done, in the place for messages: a measure has no field."""
        self.context.messages.problem(problem)

    def removed(self, photo: VisitPhoto) -> None:  # noqa: ARG002  all are shown anew
        """Show that a photo was taken away."""
        self.refresh()

    def restored(self, photo: VisitPhoto) -> None:  # noqa: ARG002  all are shown anew
        """Show that a photo was brought back."""
        self.refresh()
