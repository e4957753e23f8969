"""One value of a conflict: what it is, who set it when, and a button that keeps it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from greenfield.services.sync.shown_conflicts import ShownConflict, ShownSide
from greenfield.services.sync.value_words import LONGEST
from greenfield.store.workspace import Workspace
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.sync.deciding import Deciding
from greenfield.ui.theme import space
from greenfield.ui.visit.photos.reading import small_picture
from greenfield.ui.visit.text_link import TextLink
from greenfield.ui.widgets.line import Line
from greenfield.ui.widgets.words import BodyText, QuietText
from greenfield.ui.widgets.wrapping_row import WrappingRow

_PHOTO = QSize(160, 120)


class SideRow(QWidget):
    """Shows one of the values; with photos where they are wanted and there are any."""

    def __init__(
        self,
        context: WindowContext,
        deciding: Deciding,
        shown: ShownConflict,
        side: ShownSide,
        *,
        photos: bool,
    ) -> None:
        """Show a value."""
        super().__init__()
        texts, theme = context.texts, context.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        across = QHBoxLayout()
        across.setSpacing(space.GAP)
        words = QVBoxLayout()
        words.setSpacing(0)
        counts = texts("counts meanwhile") if side.counts else ""
        below = " · ".join(part for part in (side.below, counts) if part)
        self.value = BodyText(whole_text(shown, side) if photos else side.value, theme)
        words.addWidget(self.value)
        words.addWidget(QuietText(below, theme))
        across.addLayout(words, 1)
        self.button = Action(
            "keep-side", texts("Keep this"), "", lambda: deciding.keep(shown, side),
            hint=texts("The other value goes; the history keeps both."),
        ).button(theme)  # fmt: skip
        self.button.setAccessibleName(texts("Keep {value}", value=side.value))
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        rows.addLayout(across)
        if photos and side.side.photos:
            rows.addWidget(_Photos(context, side.side.photos))


class ConflictRow(QWidget):
    """A conflict of the list: its question, its values, and the way to everything about it."""

    def __init__(self, context: WindowContext, deciding: Deciding, shown: ShownConflict) -> None:
        """Show a conflict."""
        super().__init__()
        self.shown = shown
        texts, theme = context.texts, context.theme
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.NEAR)
        record, field = shown.key
        self.title = TextLink(theme, shown.described.title)
        self.title.setObjectName("conflict-details")
        self.title.setToolTip(texts("History, photos, and writing another value"))
        self.title.clicked.connect(lambda: context.router.show("conflict", record=record, field=field))
        rows.addWidget(self.title)
        if shown.conflict.is_delete:
            rows.addWidget(QuietText(texts("One person removed it while another one changed it."), theme))
        self.sides = [SideRow(context, deciding, shown, side, photos=False) for side in shown.sides]
        for row in self.sides:
            rows.addWidget(row)
        if len({side.value for side in shown.sides}) < len(shown.sides):
            more = texts("They begin alike. Click on the question to see all of both.")
            rows.addWidget(QuietText(more, theme))
        rows.addWidget(Line(theme))


def whole_text(shown: ShownConflict, side: ShownSide) -> str:
    """Return a value in words, a long text in its full length: it may differ at its very end."""
    value, node = side.side.value, shown.described.node
    is_text = isinstance(value, str) and (node is None or node.options is None)
    return str(value) if is_text and len(str(value)) > LONGEST else side.value


class _Photos(QWidget):
    """Small pictures in a row, read in the background."""

    def __init__(self, context: WindowContext, hashes: Sequence[str]) -> None:
        super().__init__()
        row = WrappingRow(self, spacing=space.NEAR)
        height = round(_PHOTO.height() * self.devicePixelRatioF())
        workspace = context.workspace
        for sha256 in hashes:
            picture = _Picture()
            picture.setFixedSize(_PHOTO)
            picture.setAccessibleName(context.texts("Photo of this value"))
            row.addWidget(picture)
            job = context.runner.run(_reader(workspace, sha256, height), picture)
            job.on_success(picture.show_image)
            job.on_failure(picture.shower(context.texts("The photo is not here yet.")))


class _Picture(QLabel):
    def show_image(self, image: QImage) -> None:
        whole = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.setPixmap(QPixmap.fromImage(image).scaled(_PHOTO, *whole))

    def shower(self, words: str) -> Callable[[object], None]:
        """Return what shows words in place of the picture."""
        self.setWordWrap(True)
        return lambda _problem: self.setText(words)


def _reader(workspace: Workspace, sha256: str, height: int) -> Callable[[object], QImage]:
    return lambda _progress: small_picture(workspace.blob(sha256), height)
