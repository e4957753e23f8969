"""Which of the texts that are seen do not fit into their widgets, as far as the program can tell."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QWidget,
)

from greenfield.ui.frame.elided import Elided
from greenfield.ui.frame.rail_button import RailButton

_LINE_ROOM = 8


def cut_texts(root: QWidget, *, long: bool = False) -> list[str]:
    """Describe each visible text below `root` that is cut; with `long` a title may end in an ellipsis."""
    seen = [widget for widget in (root, *root.findChildren(QWidget)) if widget.isVisible()]
    return [_described(widget) for widget in seen if _is_cut(widget, long=long)]


def _is_cut(widget: QWidget, *, long: bool) -> bool:
    if isinstance(widget, Elided):
        return not long and widget.fontMetrics().horizontalAdvance(widget.text()) > widget.width() + 1
    if isinstance(widget, QLabel):
        return bool(widget.text()) and _is_label_cut(widget)
    if isinstance(widget, RailButton):
        return False  # it is measured by its own test, and folds
    if isinstance(widget, QAbstractButton):
        return bool(widget.text()) and widget.minimumSizeHint().width() > widget.width() + 1
    if isinstance(widget, QComboBox):
        return not widget.isEditable() and _is_box_cut(widget)
    if isinstance(widget, QLineEdit):
        hint = "" if widget.text() else widget.placeholderText()
        return widget.fontMetrics().horizontalAdvance(hint) > widget.contentsRect().width() - _LINE_ROOM
    if isinstance(widget, QScrollArea):
        return _is_wider_than_its_view(widget)
    return False


def _is_label_cut(label: QLabel) -> bool:
    wraps = label.wordWrap()
    needed = label.heightForWidth(label.width()) if wraps else label.sizeHint().height()
    too_wide = not wraps and label.sizeHint().width() > label.width() + 1
    return too_wide or needed > label.height() + 1


def _is_box_cut(box: QComboBox) -> bool:
    option = QStyleOptionComboBox()
    option.initFrom(box)
    option.subControls = QStyle.SubControl.SC_All
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    return box.fontMetrics().horizontalAdvance(box.currentText()) > room.width() + 1


def _is_wider_than_its_view(area: QScrollArea) -> bool:
    inner = area.widget()
    hidden = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    return hidden and inner is not None and inner.width() > area.viewport().width()


def _described(widget: QWidget) -> str:
    text = ""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        text = widget.text() or getattr(widget, "placeholderText", str)()
    elif isinstance(widget, QComboBox):
        text = widget.currentText()
    name = widget.objectName()
    size = f"{widget.width()}x{widget.height()}"
    return " ".join(part for part in (type(widget).__name__, name, repr(text), size) if part)
