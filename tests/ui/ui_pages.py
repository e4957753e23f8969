"""What the tests of the pages share: companies and visits by the services, and finding what is shown."""

from datetime import date

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QRadioButton, QWidget

from greenfield.services.companies import NewCompany, new_company
from greenfield.services.visits import NewVisit, prepare_visit


def company(context, name="Atelier Teranga", **given):
    values = {"country": "SEN", "currency": "XOF", "city": "Dakar", **given}
    identity, _ = new_company(context.workspace, NewCompany(name, **values))
    context.events.companies_changed.emit()
    return identity


def prepared(context, identity, day=date(2026, 3, 10)):
    opened, _ = prepare_visit(context.workspace, NewVisit(identity, "quick-scan", day), context.clock())
    context.events.visit_changed.emit(opened.visit.id)
    return opened


def settle(qtbot, window):
    """Wait until the background has nothing to do, nor what its end gave the window to do."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not window.context.runner.is_busy)
        qtbot.wait(1)


def page(qtbot, window, page_id, **what):
    if not window.isActiveWindow():
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
    window.context.router.show(page_id, **what)
    settle(qtbot, window)
    return window.page


def click(qtbot, button):
    """Click a button; a box to tick on its box, as its words may end before its middle."""
    where = button.rect().center()
    if isinstance(button, QCheckBox | QRadioButton):
        from_left = button.layoutDirection() == Qt.LayoutDirection.LeftToRight
        where.setX(8 if from_left else button.width() - 8)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=where)


def named(widget, name):
    """Return the one button of this name that can be seen."""
    found = [one for one in widget.findChildren(QPushButton, name) if one.isVisible()]
    assert len(found) == 1, (name, found)
    return found[0]


def typed(qtbot, editor, text):
    """Type over what stands in a field; letters that QTest has no key for come as an input method sends them."""
    editor.setFocus()
    editor.selectAll()
    if not text:
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
    for letter in text:
        if letter.isascii():
            qtbot.keyClicks(editor, letter)
        else:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(editor, event)


def pick(qtbot, box, text):
    """Choose in a box by typing and Enter."""
    box.setFocus()
    typed(qtbot, box.lineEdit(), text)
    popup = box.completer().popup()
    qtbot.keyClick(popup if popup.isVisible() else box, Qt.Key.Key_Return)


def cut_texts(root: QWidget):
    """Return what stands in labels and buttons without enough room for it."""
    cut = []
    for widget in root.findChildren(QWidget):
        text = widget.text() if hasattr(widget, "text") and callable(widget.text) else ""
        if not text or not widget.isVisible() or hasattr(widget, "cursorPosition"):
            continue
        if getattr(widget, "wordWrap", lambda: False)():
            needed = widget.heightForWidth(widget.width())
            if needed > widget.height() + 1:
                cut.append((text, "height", needed, widget.height()))
        elif widget.minimumSizeHint().width() > widget.width() + 1:
            cut.append((text, "width", widget.minimumSizeHint().width(), widget.width()))
    return cut


def drop_file(widget, path):
    """Drag a file onto a widget and let it go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QDragEnterEvent(QPointF(9, 9), copy, data, left, none))
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), copy, data, left, none))
