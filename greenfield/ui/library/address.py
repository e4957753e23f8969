"""Addresses of the web: shown so that they break, copied, and opened only when a person asks for it."""

import re

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from greenfield.ui.context import WindowContext

_LEFT_TO_RIGHT, _END = "\u2066", "\u2069"
_MAY_BREAK = "\u200b"
_AFTER = re.compile(r"(?<=[/?&=._-])(?=[^/])")
_LONG = re.compile(r"([^\u200b]{24})(?=[^\u200b])")


def shown_address(address: str) -> str:
    """Return an address that runs from left to right in any text and breaks where it is too long for a line."""
    broken = _LONG.sub(rf"\1{_MAY_BREAK}", _AFTER.sub(_MAY_BREAK, address))
    return f"{_LEFT_TO_RIGHT}{broken}{_END}" if address else ""


def copy_address(context: WindowContext, address: str) -> None:
    """Put an address on the clipboard, and say so."""
    QGuiApplication.clipboard().setText(address)
    context.messages.toast(context.texts("The address was copied."))


def open_address(context: WindowContext, address: str) -> None:
    """Hand an address to the browser of the system; where there is none, copy it and say so."""
    if not QDesktopServices.openUrl(QUrl(address)):
        QGuiApplication.clipboard().setText(address)
        said = context.texts(
            "No browser could be opened. The address was copied, so that you can paste it elsewhere."
        )
        context.messages.toast(said)
