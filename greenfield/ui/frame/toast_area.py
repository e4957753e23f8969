"""Where messages appear: at the lower end of the page, the latest below, never more than three."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.messages import Notice
from greenfield.ui.frame.toast import Toast
from greenfield.ui.leaving import let_go
from greenfield.ui.theme import space

_MOST = 3
_WIDTH = 460


class ToastArea(QWidget):
    """Lies over its host without taking clicks beside the messages."""

    def __init__(self, context: WindowContext, host: QWidget) -> None:
        """Lie over `host` and follow its size."""
        super().__init__(host)
        self._context = context
        self._host = host
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(space.NEAR)
        host.installEventFilter(self)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a message; the same again, or one about the same, takes the place of the one before."""
        for toast in self.toasts():
            if toast.notice.text == notice.text or (notice.about and toast.notice.about == notice.about):
                self._drop(toast)
        while len(self.toasts()) >= _MOST:
            self._drop(self.toasts()[0])
        toast = Toast(self._context, notice)
        toast.gone.connect(lambda: self._drop(toast))
        self._rows.addWidget(toast)
        toast.show()
        self._place()

    def toasts(self) -> list[Toast]:
        """Return the messages that are shown, the latest last."""
        items = (self._rows.itemAt(at) for at in range(self._rows.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, Toast)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Follow the size of the host."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _drop(self, toast: Toast) -> None:
        self._rows.removeWidget(toast)
        toast.hide()
        let_go(toast)
        self._place()

    def _place(self) -> None:
        if not self.toasts():
            self.hide()
            return
        width = min(_WIDTH, self._host.width() - 2 * space.GAP)
        self._rows.activate()
        height = min(self._rows.totalHeightForWidth(width), self._host.height() - 2 * space.GAP)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = space.GAP if mirrored else self._host.width() - width - space.GAP
        self.setGeometry(QRect(left, self._host.height() - height - space.GAP, width, height))
        self.show()
        self.raise_()
