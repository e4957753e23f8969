"""The order in which Tab goes through widgets that were made in another order."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def keep_in_order(widgets: Sequence[QWidget], following: QWidget | None) -> None:
    """Let Tab go through `widgets` in their order, and then to `following`; None leaves open where it goes."""
    if not widgets:
        return
    before = _before(following, set(widgets)) if following is not None else None
    for first, second in pairwise([*([before] if before is not None else []), *widgets]):
        QWidget.setTabOrder(first, second)


def _before(following: QWidget, widgets: set[QWidget]) -> QWidget | None:
    """Return what takes the keyboard before a widget, none of `widgets`."""
    found = following.previousInFocusChain()
    while found is not None and found is not following:
        if found not in widgets and found.focusPolicy() != Qt.FocusPolicy.NoFocus and not found.focusProxy():
            return found
        found = found.previousInFocusChain()
    return None
