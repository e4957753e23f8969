"""The main window: rail, header, pages, messages. It knows pages only by their entries."""

import base64
from collections.abc import Mapping, Sequence

import msgspec
from PySide6.QtCore import QByteArray, QEvent, QPoint, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from greenfield.base.problem import ProblemError
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.context import WindowContext
from greenfield.ui.frame.focus_keeper import FocusKeeper, first_field, press_focused
from greenfield.ui.frame.header import Header
from greenfield.ui.frame.job_bar import JobBar
from greenfield.ui.frame.messages import Notice
from greenfield.ui.frame.page import Page, PageEntry
from greenfield.ui.frame.question import Question
from greenfield.ui.frame.rail import Rail
from greenfield.ui.frame.toast_area import ToastArea
from greenfield.ui.leaving import let_go

_SIZE = (1240, 800)
_LEAST = (1024, 600)
_TITLE_BAR = 40
_ROOM_FOR_WORDS = 1180
_HOME = "home"


class MainWindow(QMainWindow):
    """Shows one page at a time. Pages are made when they are first shown, and anew after a change of settings."""

    painted = Signal()
    """Once, after the window was first seen."""
    closed = Signal()
    """Once, after the workspace was closed."""

    def __init__(self, context: WindowContext, entries: Sequence[PageEntry]) -> None:
        """Show none of the pages yet; `context.router.show` does."""
        super().__init__()
        self.context = context
        self._entries = {entry.id: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._drafts: dict[str, dict[str, str]] = {}
        self._current = ""
        self._wanted_fold: bool | None = None
        self._was_painted = self._was_closed = False
        self.setWindowTitle("Greenfield")
        self.setMinimumSize(960, 560)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize() - QSize(0, _TITLE_BAR)))
        self._keeper = FocusKeeper(self, self._home_of_keyboard)
        self._furnish()
        context.router.attach(self.open_page)
        context.messages.attach(self)
        context.events.settings_changed.connect(self._renew_soon)
        context.events.workspace_changed.connect(self._workspace_changed)
        for keys, work in (
            ("Alt+Left", context.router.back),
            ("Ctrl+,", self._show_settings),
            ("F1", self._help),
            ("Ctrl+Q", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(work)
        self._restore_geometry()

    # -- pages

    def open_page(self, page_id: str, what: Mapping[str, str]) -> bool:
        """Show a page and tell whether it is shown; what the page before is typing is kept first."""
        entry = self._entries[page_id]
        if not self._leave_current():
            return False
        try:
            page = self._pages.get(page_id) or self._make(entry)
            page.open_with(**what)
        except ProblemError as error:
            self.context.messages.problem(error)
            return False
        self._current = page_id
        self.stack.setCurrentWidget(page)
        self.rail.setVisible(entry.needs_workspace)
        self.rail.setEnabled(True)
        self.header.setVisible(entry.needs_workspace)
        self.rail.show_current(page_id)
        self._show_header()
        self._keeper.enter(page)
        return True

    def show_empty(self, *, with_rail: bool) -> None:
        """Show the frame while the first page is being prepared."""
        self.rail.setVisible(with_rail)
        self.rail.setEnabled(False)
        self.header.setVisible(with_rail)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._current)

    def made_pages(self) -> dict[str, Page]:
        """Return the pages that were made so far, by id."""
        return dict(self._pages)

    # -- messages

    def show_notice(self, notice: Notice) -> None:
        """Show a toast."""
        self.toasts.show_notice(notice)

    def ask(self, title: str, text: str, yes: Action) -> bool:
        """Ask, and return whether the person agrees."""
        question = Question(self.context.texts, self.context.theme, (title, text), yes, self)
        try:
            return question.exec() == Question.DialogCode.Accepted
        finally:
            let_go(question)

    # -- Qt

    def event(self, event: QEvent) -> bool:
        """Tell when the window was first seen."""
        if event.type() == QEvent.Type.Paint and not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self.painted.emit)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Press the button that has the keyboard by Return, which no field wanted."""
        if not event.isAutoRepeat() and press_focused(self, event.key()):
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  Qt's name
        """Keep what is being typed, stop what runs, close the workspace."""
        if self._was_closed:
            return
        if not self._leave_current() and not self._give_up():
            event.ignore()
            return
        self.context.sync.end()
        self.context.runner.close()
        self._keep_geometry()
        try:
            self.context.door.close()
        except ProblemError as error:  # a stick that was pulled out: what was answered before is safe
            self.context.messages.problem(error)
        self._was_closed = True
        self.closed.emit()
        super().closeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold the rail where words find no room."""
        super().resizeEvent(event)
        crossed = (event.oldSize().width() < _ROOM_FOR_WORDS) != (self.width() < _ROOM_FOR_WORDS)
        if crossed:
            self._wanted_fold = None
        self._fold_rail()

    # -- inside

    def _furnish(self) -> None:
        """Make rail, header and the rest in the language and theme of the moment."""
        room = QWidget()
        across = QHBoxLayout(room)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self.rail = Rail(self.context, list(self._entries.values()))
        self.rail.chosen.connect(self.context.router.show)
        self.rail.fold_wanted.connect(self._fold_by_hand)
        across.addWidget(self.rail)
        host = QWidget()
        down = QVBoxLayout(host)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.header = Header(self.context)
        self.header.back_wanted.connect(self.context.router.back)
        self.stack = QStackedWidget()
        self.jobs = JobBar(self.context)
        down.addWidget(self.header)
        down.addWidget(self.stack, 1)
        down.addWidget(self.jobs)
        across.addWidget(host, 1)
        self.toasts = ToastArea(self.context, host)
        self.setCentralWidget(room)
        self._keeper.rail = self.rail
        self._fold_rail()

    def _make(self, entry: PageEntry) -> Page:
        page = entry.make(self.context)
        page.header_changed.connect(self._show_header)
        self._pages[entry.id] = page
        self.stack.addWidget(page)
        if draft := self._drafts.pop(entry.id, None):
            page.take_draft(draft)
        return page

    def _leave_current(self) -> bool:
        """Keep what is being typed; False if that failed, and then the problem was shown."""
        page = self.page
        if page is None:
            return True
        try:
            page.leave()
        except ProblemError as error:
            self.context.messages.problem(error)
            return False
        return True

    def _give_up(self) -> bool:
        texts = self.context.texts
        return self.context.messages.ask(
            texts("Close without the last answer?"),
            texts("The answer that you were typing could not be kept. All earlier answers are safe."),
            texts("Close without it"),
            dangerous=True,
        )

    def _show_header(self) -> None:
        page = self.page
        if page is None:
            return
        entry = self._entries[self._current]
        title = page.title() or self.context.texts(entry.title)
        self.header.show_page(
            title,
            page.subtitle(),
            page.actions(),
            can_go_back=self.context.router.can_go_back and not entry.in_rail,
        )
        self.setWindowTitle(f"{title} – Greenfield")

    def _home_of_keyboard(self) -> QWidget | None:
        """Return where the keyboard belongs: what the page names, its first field, or the main action."""
        page = self.page
        if page is None or not page.isVisible():
            return None
        main = next((one.id for one in page.actions() if one.main), "")
        return page.first_focus() or first_field(page) or self.header.button(main)

    def _renew_soon(self) -> None:
        QTimer.singleShot(0, self, self.renew)

    def renew(self) -> None:
        """Make everything anew in the language and theme of the moment, and show the same page again."""
        stop = self.context.router.current
        self._leave_current()
        self._drafts |= {name: draft for name, page in self._pages.items() if (draft := page.draft())}
        self._drop_pages()
        self._furnish()
        if stop is not None:
            self.open_page(stop.page, stop.what)

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            self.stack.removeWidget(page)
            let_go(page)
        self._pages.clear()
        self._current = ""

    def _workspace_changed(self) -> None:
        """Begin at home in a workspace that was just opened."""
        self._drop_pages()
        self._drafts.clear()
        self.context.router.forget()
        if self.context.door.is_open and _HOME in self._entries:
            self.context.router.show(_HOME)

    def _fold_rail(self) -> None:
        narrow = self.width() < _ROOM_FOR_WORDS
        wanted = self._wanted_fold
        folded = narrow or self.context.settings.rail_folded if wanted is None else wanted
        if folded != self.rail.is_folded:
            self.rail.set_folded(folded=folded)

    def _fold_by_hand(self, folded: bool) -> None:
        """Fold or unfold the rail; where both would fit, it stays so the next time."""
        self._wanted_fold = folded
        if self.width() >= _ROOM_FOR_WORDS:
            self.context.keep_settings(msgspec.structs.replace(self.context.settings, rail_folded=folded))
        self._fold_rail()

    def _show_settings(self) -> None:
        if "settings" in self._entries:
            self.context.router.show("settings")

    def _help(self) -> None:
        """Show the explanation of what has the focus, as hovering over it would."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not (widget.toolTip() or widget.whatsThis()):
            widget = widget.parentWidget()
        if widget is None:
            text = self.context.texts(
                "Nothing is explained here. Move to a field or a figure and press F1 again."
            )
            QToolTip.showText(self.mapToGlobal(QPoint(40, 40)), text, self)
            return
        QToolTip.showText(
            widget.mapToGlobal(QPoint(0, widget.height())), widget.whatsThis() or widget.toolTip(), widget
        )

    def _restore_geometry(self) -> None:
        kept = self.context.settings.geometry
        if kept:
            self.restoreGeometry(QByteArray(base64.b64decode(kept)))

    def _keep_geometry(self) -> None:
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        self.context.keep_settings(msgspec.structs.replace(self.context.settings, geometry=geometry))
