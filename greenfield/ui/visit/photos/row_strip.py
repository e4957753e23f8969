"""The photo of a question in one row of a repeat: the row knows it by the name that its answer gives."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject
from shiboken6 import isValid

from greenfield.base.problem import ProblemError
from greenfield.services.photos import Photo
from greenfield.services.visit_photos import VisitPhoto, photos_of
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.photo import PhotoEditor
from greenfield.ui.visit.photos.strip import PhotoStrip
from greenfield.ui.visit.questions.question import QuestionField


class RowPhotoStrip(PhotoStrip):
    """One photo at most. All rows share the name of the question, so each photo gets a name that no other has."""

    def __init__(self, context: WindowContext, desk: VisitDesk, field: QuestionField) -> None:
        """Serve a question of one row."""
        super().__init__(context, desk, field)
        self._ref, self._name = field.ref, field.name

    def show_photos(self, photos: list[VisitPhoto]) -> None:
        """Show of all photos of the visit the one that answers in this row."""
        name = self.desk.node(self.field.ref).value
        super().show_photos(
            [one for one in photos if name and one.name == name and one.question == self.field.name]
        )
        editor = self.field.editor
        if isinstance(editor, PhotoEditor):
            editor.button.setVisible(not self.thumbnails)

    def open_menu(self) -> None:
        """Offer the ways to add a photo, as long as there is none."""
        if not self.thumbnails:
            super().open_menu()

    def read(self, read: Callable[[], Photo]) -> None:
        """Keep a photo under a name of its own, in place of none."""
        if not self.thumbnails and not self.waiting:
            super().read(partial(self._named, read))

    def _named(self, read: Callable[[], Photo]) -> Photo:
        photo = read()
        taken = {one.name for one in photos_of(self.desk.workspace, self.desk.visit.id)}
        name, number = PurePath(photo.name), 2
        while photo.name in taken:
            photo = replace(photo, name=f"{name.stem}-{number}{name.suffix}")
            number += 1
        return photo

    @property
    def waits_for(self) -> QObject:
        """The visit: another row may be current before a large photo was read."""
        return self.desk

    def kept(self, name: str) -> None:
        """Let the photo answer in its row, and show it."""
        self.desk.answer(self._ref, name)
        self.desk.photos_changed.emit(self._name)

    def refused(self, problem: ProblemError) -> None:
        """Say why a photo was not kept, also when another row is current by now."""
        if isValid(self):
            super().refused(problem)
        else:
            self.context.messages.problem(problem)

    def removed(self, photo: VisitPhoto) -> None:
        """Let the row have no answer any more."""
        self.desk.answer(self.field.ref, "")
        self.desk.photos_changed.emit(photo.question)

    def restored(self, photo: VisitPhoto) -> None:
        """Let the photo answer in the row again, unless another one does now."""
        if not self.desk.node(self.field.ref).value:
            self.desk.answer(self.field.ref, photo.name)
        self.desk.photos_changed.emit(photo.question)
