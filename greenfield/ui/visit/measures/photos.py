"""The photos of one chosen measure."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.photos import Photo, attach_photo
from greenfield.services.visit_photos import VisitPhoto, photos_of, remove_photo, restore_photo
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.photos.adding import PhotoAdding
from greenfield.ui.visit.photos.thumbnail import Thumbnail


class MeasurePhotos(PhotoAdding):
    """Small pictures in a row; nothing to see before there is one."""

    def __init__(self, context: WindowContext, desk: VisitDesk, measure: str) -> None:
        """Serve the record of a measure."""
        super().__init__(context)
        self.desk, self._measure = desk, measure
        self.thumbnails: list[Thumbnail] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.setSpacing(space.NEAR)
        self._row.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the photos that are kept."""
        photos = photos_of(self.desk.workspace, self._measure)
        for thumbnail in self.thumbnails:
            self._row.removeWidget(thumbnail)
            thumbnail.hide()
            thumbnail.deleteLater()
        self.thumbnails = [Thumbnail(self.context, self.desk, photo) for photo in photos]
        for place, thumbnail in enumerate(self.thumbnails):
            thumbnail.removed.connect(partial(self._remove, thumbnail.photo))
            self._row.insertWidget(place, thumbnail)
        self.setVisible(bool(self.thumbnails))

    def open_menu(self, below: QWidget) -> None:
        """Offer the ways to add a photo."""
        self.offer(below)

    def read(self, read: Callable[[], Photo]) -> None:
        """Keep a photo with the measure."""
        workspace, opened, measure = self.desk.workspace, self.desk.opened, self._measure
        job = self.context.runner.run(
            lambda _: attach_photo(workspace, opened, read(), measure=measure), self
        )
        job.on_success(lambda _record: self.refresh()).on_failure(self.context.messages.problem)
        job.with_progress(self.context.texts("Reading the photo …"))

    def _remove(self, photo: VisitPhoto) -> None:
        texts = self.context.texts
        try:
            remove_photo(self.desk.workspace, self.desk.opened, photo.record)
        except ProblemError as error:
            self.context.messages.problem(error)
            return
        self.refresh()
        undo = Action("undo", texts("Undo"), "arrow-counter-clockwise", partial(self._restore, photo))
        self.context.messages.toast(texts("The photo {name} was removed.", name=photo.name), undo)

    def _restore(self, photo: VisitPhoto) -> None:
        restore_photo(self.desk.workspace, self.desk.opened, photo.record)
        self.refresh()
