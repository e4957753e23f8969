"""Lets Qt delete what is not shown any more, and Python hold it until then.

Between `deleteLater` and the deletion an object still hears signals. If the last reference of Python went before,
its slots are gone by then, and a signal that comes in between ends in "Slot not found".
"""

from functools import partial

from PySide6.QtCore import QObject

_leaving: dict[int, QObject] = {}


def let_go(one: QObject) -> None:
    """Delete an object with all that it holds, as soon as the window comes to it; whole until then."""
    if id(one) not in _leaving:
        _leaving[id(one)] = one
        one.destroyed.connect(partial(_leaving.pop, id(one), None))
        one.deleteLater()
