"""The ways to add a photo: chosen as files, pasted, dropped."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from greenfield.services.photos import Photo
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.leaving import let_go
from greenfield.ui.visit.photos.reading import files_in, has_photo, image_in, read_file, read_image

_PATTERN = "*.jpg *.jpeg *.png *.webp"


class PhotoAdding(QWidget):
    """Base of the rows of small pictures. What one is for says what becomes of a photo, in `read`."""

    def __init__(self, context: WindowContext, parent: QWidget | None = None) -> None:
        """Offer nothing yet."""
        super().__init__(parent)
        self.context = context

    def read(self, read: Callable[[], Photo]) -> None:
        """Read a photo in the background by calling `read`, and keep it."""
        raise NotImplementedError

    def offer(self, below: QWidget) -> None:
        """Offer the ways to add a photo, below a widget."""
        texts, theme = self.context.texts, self.context.theme
        menu = QMenu(self)
        for action in (
            Action("photo-file", texts("Choose a file …"), "folder-open", self.choose_file),
            Action(
                "photo-paste",
                texts("Paste from the clipboard"),
                "clipboard",
                self.paste,
                enabled=has_photo(clipboard()),
            ),
        ):
            menu.addAction(action.menu_entry(theme, menu))
        menu.addSeparator()
        menu.addAction(texts("Place, time and device, if the camera noted them, are left out.")).setEnabled(
            False
        )
        menu.aboutToHide.connect(partial(let_go, menu))
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def choose_file(self) -> None:
        """Let the person choose files."""
        texts = self.context.texts
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        pattern = texts("Photos") + f" ({_PATTERN})"
        names, _ = QFileDialog.getOpenFileNames(self, texts("Add photos"), folder, pattern)
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: list[Path]) -> None:
        """Add photos from files."""
        for path in paths:
            self.read(partial(read_file, path))

    def paste(self) -> None:
        """Add what the clipboard holds."""
        self.take(clipboard())

    def take(self, data: QMimeData) -> None:
        """Add what was pasted or dropped: files before the picture that may come with them."""
        files, image = files_in(data), image_in(data)
        if files:
            self.add_files(files)
        elif image is not None:
            self.read(partial(read_image, image.copy()))


def clipboard() -> QMimeData:
    """Return what the clipboard holds; it may hold nothing at all."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return held if held is not None else QMimeData()
