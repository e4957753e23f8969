"""The photos of one question: small pictures in a row, and the ways to add one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QStandardPaths
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QWidget

from greenfield.base.problem import ProblemError
from greenfield.services.photos import Photo
from greenfield.services.visit_photos import VisitPhoto, remove_photo, restore_photo
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.theme import space
from greenfield.ui.visit.desk import VisitDesk
from greenfield.ui.visit.photos.reading import files_in, has_photo, image_in, read_file, read_image
from greenfield.ui.visit.photos.thumbnail import Thumbnail
from greenfield.ui.visit.questions.question import QuestionField

_PATTERN = "*.jpg *.jpeg *.png *.webp"


class PhotoStrip(QWidget):
    """Stands below a question. Files come by its menu, by drag and drop on the question, or pasted into it."""

    def __init__(self, context: WindowContext, desk: VisitDesk, field: QuestionField) -> None:
        """Serve a question; there is nothing to see before it has a photo."""
        super().__init__(field)
        self.context = context
        self.desk = desk
        self.field = field
        self.waiting = 0
        self.thumbnails: list[Thumbnail] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 4, 0, 0)
        self._row.setSpacing(space.NEAR)
        self._row.addStretch(1)
        self.hide()
        field.setAcceptDrops(True)
        field.installEventFilter(self)
        for kind in (QLineEdit, QPlainTextEdit):
            for widget in field.editor.findChildren(kind):
                widget.setAcceptDrops(False)
                widget.installEventFilter(self)
        field.photos_wanted.connect(self.open_menu)

    def show_photos(self, photos: list[VisitPhoto]) -> None:
        """Show the photos of the question."""
        records = [photo.record for photo in photos]
        if records == [one.photo.record for one in self.thumbnails]:
            return
        for thumbnail in self.thumbnails:
            self._row.removeWidget(thumbnail)
            thumbnail.hide()
            thumbnail.deleteLater()
        self.thumbnails = [Thumbnail(self.context, self.desk, photo) for photo in photos]
        for place, thumbnail in enumerate(self.thumbnails):
            thumbnail.removed.connect(partial(self.remove, thumbnail.photo))
            self._row.insertWidget(place, thumbnail)
        self.setVisible(bool(self.thumbnails))

    def open_menu(self) -> None:
        """Offer the ways to add a photo."""
        texts, theme = self.context.texts, self.context.theme
        menu = QMenu(self)
        actions = (
            Action("photo-file", texts("Choose a file …"), "folder-open", self.choose_file),
            Action(
                "photo-paste",
                texts("Paste from the clipboard"),
                "clipboard",
                self.paste,
                enabled=has_photo(_clipboard()),
            ),
        )
        for action in actions:
            menu.addAction(action.menu_entry(theme, menu))
        menu.aboutToHide.connect(menu.deleteLater)
        below = self.field.camera if self.field.camera.isVisible() else self.field.editor
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def choose_file(self) -> None:
        """Let the person choose files."""
        texts = self.context.texts
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        pattern = texts("Photos") + f" ({_PATTERN})"
        names, _ = QFileDialog.getOpenFileNames(self, texts("Add photos"), folder, pattern)
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: list[Path]) -> None:
        """Add photos from files; what is wrong with one is said beside the question."""
        for path in paths:
            self._read(partial(read_file, path))

    def paste(self) -> None:
        """Add what the clipboard holds."""
        self._take(_clipboard())

    def remove(self, photo: VisitPhoto) -> None:
        """Take a photo away, and offer to bring it back."""
        texts = self.context.texts
        try:
            remove_photo(self.desk.workspace, self.desk.opened, photo.record)
        except ProblemError as problem:
            self.field.say(problem)
            return
        self.desk.photos_changed.emit(photo.question)
        self._answer_by_photo()
        undo = Action("undo", texts("Undo"), "arrow-counter-clockwise", partial(self._restore, photo))
        self.context.messages.toast(texts("The photo {name} was removed.", name=photo.name), undo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Take what is dropped on the question or pasted into it."""
        kinds = QEvent.Type
        if event.type() in {kinds.DragEnter, kinds.DragMove, kinds.Drop} and isinstance(event, QDropEvent):
            if self.desk.is_finished or not has_photo(event.mimeData()):
                return False
            event.acceptProposedAction()
            if event.type() is kinds.Drop:
                self._take(event.mimeData())
            return True
        if event.type() is kinds.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Paste) and not self.desk.is_finished:
            held = _clipboard()
            if has_photo(held) and not held.hasText():
                self.paste()
                return True
        return False

    def _take(self, data: QMimeData) -> None:
        image = image_in(data)
        files = files_in(data)
        if files:
            self.add_files(files)
        elif image is not None:
            self._read(partial(_read_copy, image.copy()))

    def _read(self, read: Callable[[], Photo]) -> None:
        self.waiting += 1
        attach = partial(self.desk.keep_photo, question=self.field.name)
        job = self.context.runner.run(lambda _progress: attach(read()), self)
        job.on_success(self._kept).on_failure(self._refused)
        job.ended.connect(self._over)
        job.with_progress(self.context.texts("Reading the photo …"))

    def _answer_by_photo(self) -> None:
        """Let the first photo be the answer of a question that wants one."""
        if self.field.node.type != "binary":
            return
        name = self.thumbnails[0].photo.name if self.thumbnails else ""
        if name != self.field.node.value:
            self.desk.answer(self.field.ref, name)

    def _kept(self, _name: str) -> None:
        self.field.say(None)
        self.desk.photos_changed.emit(self.field.name)
        self._answer_by_photo()

    def _over(self) -> None:
        self.waiting -= 1

    def _refused(self, problem: ProblemError) -> None:
        self.field.say(problem)

    def _restore(self, photo: VisitPhoto) -> None:
        restore_photo(self.desk.workspace, self.desk.opened, photo.record)
        self.desk.photos_changed.emit(photo.question)
        self._answer_by_photo()


def _clipboard() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def _read_copy(image: QImage) -> Photo:
    return read_image(image)
