"""Small pictures in a row, with the ways to add one and to bring a removed one back."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.visit_photos import VisitPhoto, remove_photo, restore_photo
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.photos.adding import PhotoAdding
from greenfield.ui.visit.photos.thumbnail import Thumbnail


class ThumbnailRow(PhotoAdding):
    """Base of what shows photos. What it is for says what follows from a removed or restored one, and who complains."""

    def __init__(self, context: WindowContext, desk: VisitDesk, parent: QWidget | None = None) -> None:
        """Begin without a photo, and so with nothing to see."""
        super().__init__(context, parent)
        self.desk = desk
        self.thumbnails: list[Thumbnail] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.setSpacing(space.NEAR)
        self._row.addStretch(1)
        self.hide()

    def removed(self, photo: VisitPhoto) -> None:
        """Show that a photo was taken away."""
        raise NotImplementedError

    def restored(self, photo: VisitPhoto) -> None:
        """Show that a photo was brought back."""
        raise NotImplementedError

    def refused(self, problem: ProblemError) -> None:
        """Say why something could not be done with a photo."""
        raise NotImplementedError

    def show_photos(self, photos: list[VisitPhoto]) -> None:
        """Show these photos; nothing moves if they are there already."""
        if [photo.record for photo in photos] == [one.photo.record for one in self.thumbnails]:
            return
        for thumbnail in self.thumbnails:
            self._row.removeWidget(thumbnail)
            thumbnail.hide()
            let_go(thumbnail)
        self.thumbnails = [Thumbnail(self.context, self.desk, photo) for photo in photos]
        for place, thumbnail in enumerate(self.thumbnails):
            thumbnail.removed.connect(partial(self.remove, thumbnail.photo))
            self._row.insertWidget(place, thumbnail)
        self.setVisible(bool(self.thumbnails))

    def remove(self, photo: VisitPhoto) -> None:
        """Take a photo away, and offer to bring it back."""
        texts = self.context.texts
        try:
            remove_photo(self.desk.workspace, self.desk.opened, photo.record)
        except ProblemError as problem:
            self.refused(problem)
            return
        self.removed(photo)
        undo = Action("undo", texts("Undo"), "arrow-counter-clockwise", partial(self._restore, photo))
        self.context.messages.toast(texts("The photo {name} was removed.", name=photo.name), undo)

    def _restore(self, photo: VisitPhoto) -> None:
        restore_photo(self.desk.workspace, self.desk.opened, photo.record)
        self.restored(photo)
