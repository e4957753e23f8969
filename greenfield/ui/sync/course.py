"""How far a sync is, with a way to stop it, and what the last one did."""

from PySide6.QtWidgets import QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from greenfield.services.sync.progress_words import how_far
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.sync.words import outcome
from greenfield.ui.theme import space
from greenfield.ui.widgets.words import QuietText


class Course(QWidget):
    """Follows the keeper of the window."""

    def __init__(self, context: WindowContext) -> None:
        """Begin with nothing under way."""
        super().__init__()
        self._context = context
        theme = context.theme
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.far = QuietText("", theme)
        stop = Action("cancel-sync", context.texts("Stop syncing"), "x", context.sync.cancel)
        self.stop = stop.button(theme)
        self.stop.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.did = QuietText("", theme)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(space.GAP)
        for part in (self.bar, self.far, self.stop, self.did):
            rows.addWidget(part)

    def show_progress(self) -> None:
        """Show how far a sync is, or what the last one did."""
        keeper, texts, formats = self._context.sync, self._context.texts, self._context.formats
        progress = keeper.progress
        for part in (self.bar, self.far, self.stop):
            part.setVisible(keeper.is_syncing)
        self.bar.setRange(0, progress.total if progress else 0)
        self.bar.setValue(progress.done if progress else 0)
        self.far.setText(how_far(progress, keeper.retry, texts, formats))
        report = None if keeper.is_syncing else keeper.report
        self.did.setText(outcome(report, texts, formats) if report else "")
        self.did.setVisible(bool(self.did.text()))
        self.setVisible(keeper.is_syncing or bool(self.did.text()))
