"""The photos of one question: small pictures in a row, and the ways to add one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from greenfield.base.problem import ProblemError
from greenfield.services.companies import are_permitted
from greenfield.services.photos import Photo
from greenfield.services.visit_photos import VisitPhoto
from greenfield.ui.context import WindowContext
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.editors.photo import PhotoEditor
from greenfield.ui.visit.photos.adding import clipboard
from greenfield.ui.visit.photos.reading import has_photo
from greenfield.ui.visit.photos.thumbnail_row import ThumbnailRow
from greenfield.ui.visit.questions.question import QuestionField


class PhotoStrip(ThumbnailRow):
    """Stands below a question. Files come by its menu, by drag and drop on the question, or pasted into it."""

    def __init__(self, context: WindowContext, desk: VisitDesk, field: QuestionField) -> None:
        """Serve a question; there is nothing to see before it has a photo."""
        super().__init__(context, desk, field)
        self.field = field
        self.waiting = 0
        field.setAcceptDrops(True)
        field.installEventFilter(self)
        for kind in (QLineEdit, QPlainTextEdit):
            for widget in field.editor.findChildren(kind):
                widget.setAcceptDrops(False)
                widget.installEventFilter(self)
        field.photos_wanted.connect(self.open_menu)
        if isinstance(field.editor, PhotoEditor):
            desk.assessed.connect(self._show_agreement)
            self._show_agreement()

    @property
    def waits_for(self) -> QObject:
        """What has to live for a photo that is being read to be kept."""
        return self

    def open_menu(self) -> None:
        """Offer the ways to add a photo."""
        self.offer(self.field.camera if self.field.camera.isVisible() else self.field.editor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take what is dropped on the question or pasted into it."""
        kinds = QEvent.Type
        if event.type() in {kinds.DragEnter, kinds.DragMove, kinds.Drop} and isinstance(event, QDropEvent):
            if self.desk.is_finished or not has_photo(event.mimeData()):
                return False
            event.acceptProposedAction()
            if event.type() is kinds.Drop:
                self.take(event.mimeData())
            return True
        if event.type() is kinds.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste) and not self.desk.is_finished:
            held = clipboard()
            if has_photo(held) and not held.hasText():
                self.paste()
                return True
        return False

    def read(self, read: Callable[[], Photo]) -> None:
        """Keep a photo with the question; what is wrong with it is said beside the question."""
        self.waiting += 1
        attach = partial(self.desk.keep_photo, question=self.field.name)
        job = self.context.runner.run(lambda _progress: attach(read()), self.waits_for)
        job.on_success(self.kept).on_failure(self.refused)
        job.ended.connect(self._over)
        job.with_progress(self.context.texts("Reading the photo …"))

    def _answer_by_photo(self) -> None:
        """Let the first photo be the answer of a question that wants one."""
        if not isinstance(self.field.editor, PhotoEditor):
            return
        name = self.thumbnails[0].photo.name if self.thumbnails else ""
        if name != self.field.node.value:
            self.desk.answer(self.field.ref, name)

    def kept(self, name: str) -> None:  # noqa: ARG002  the question shows all of its photos
        """Show a photo that was kept."""
        self.field.say(None)
        self.desk.photos_changed.emit(self.field.name)
        self._answer_by_photo()

    def _over(self) -> None:
        self.waiting -= 1

    def removed(self, photo: VisitPhoto) -> None:
        """Show that a photo was taken away."""
        self.desk.photos_changed.emit(photo.question)
        self._answer_by_photo()

    def restored(self, photo: VisitPhoto) -> None:
        """Show that a photo was brought back."""
        self.desk.photos_changed.emit(photo.question)
        self._answer_by_photo()

    def refused(self, problem: ProblemError) -> None:
        """Say beside the question why a photo was not kept."""
        self.field.say(problem)

    def _show_agreement(self) -> None:
        """Say beside a question for a photo that the company has not agreed to photos yet."""
        if isinstance(self.field.editor, PhotoEditor):
            waits = not self.desk.is_finished and not are_permitted(self.desk.company)
            said = self.context.texts(
                "Photos wait for the company's agreement. Note it in the step Agreement."
            )
            self.field.editor.say(said if waits else "")
