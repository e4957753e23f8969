"""One entry of the navigation rail."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.theme.theme import Theme

_ICON = 20
_INSET = 10
_DOT = 8


class RailButton(QAbstractButton):
    """An icon with a word beside it, or alone and then explained when hovered over."""

    def __init__(self, theme: Theme, words: str, icon: str) -> None:
        """Show the icon by its Phosphor name."""
        super().__init__()
        self._theme = theme
        self._folded, self._shows_focus = False, True
        self._sign, self._sign_colour = "", Colour.QUIET
        self.setCheckable(True)
        self.setFixedHeight(max(40, theme.target))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(theme.font(Type.BODY))
        self.set_picture(icon)
        self.set_words(words)

    def set_picture(self, icon: str) -> None:
        """Show an icon by its Phosphor name."""
        self._quiet = self._theme.icon(icon, Colour.INK)
        self._chosen = self._theme.icon(icon, Colour.MAIN_TEXT)
        self.update()

    def set_words(self, words: str) -> None:
        """Say what it is."""
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(words if self._folded else "")

    def set_sign(self, sign: str, colour: Colour, said: str = "") -> None:
        """Show a few quiet words at the end, or a dot where only the icon is shown; `said` explains them."""
        self._sign, self._sign_colour = sign, colour
        words = self.text()
        self.setAccessibleName(f"{words}: {said or sign}" if sign else words)
        self._explain()
        self.update()

    def set_folded(self, *, folded: bool) -> None:
        """Show the icon alone, or with its word."""
        self._folded = folded
        self._explain()
        self.update()

    def _explain(self) -> None:
        named = self.accessibleName()
        self.setToolTip(named if self._folded or self._sign or self._is_cut() else "")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802  Qt's name
        """Show the focus to whoever came by the keyboard; after a click it would only be a second mark."""
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:  # that one only comes back
            self._shows_focus = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """As wide as the rail."""
        return QSize(_ICON + 2 * _INSET, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802  Qt's name
        """Show that it can be clicked."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Be quiet again."""
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        """Paint ground, icon, word, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._theme, self.isChecked()
        if chosen or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Colour.MAIN_SOFT if chosen else Colour.HOVER))
            painter.drawRoundedRect(self.rect(), space.RADIUS, space.RADIUS)
        ink = Colour.MAIN_TEXT if chosen else Colour.INK
        start = (self.width() - _ICON) // 2 if self._folded else _INSET
        box = self._turned(QRect(start, (self.height() - _ICON) // 2, _ICON, _ICON))
        painter.setLayoutDirection(self.layoutDirection())
        (self._chosen if chosen else self._quiet).paint(painter, box)
        room = self._paint_sign(painter) if self._sign else 0
        if not self._folded:
            self._paint_words(painter, ink, room, semibold=chosen)
        if self.hasFocus() and self._shows_focus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour(Colour.FOCUS), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), space.RADIUS, space.RADIUS)

    def _paint_sign(self, painter: QPainter) -> int:
        """Paint the sign and return how much room it takes."""
        colour = self._theme.colour(self._sign_colour)
        if self._folded:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            side = (self.width() + _ICON) // 2 - _DOT // 2
            painter.drawEllipse(
                self._turned(QRect(side, (self.height() - _ICON) // 2 - _DOT // 2, _DOT, _DOT))
            )
            return 0
        painter.setFont(self._theme.font(Type.SECONDARY))
        painter.setPen(colour)
        most = max(0, self.room_for_sign())
        sign = painter.fontMetrics().elidedText(self._sign, Qt.TextElideMode.ElideRight, most)
        wide = painter.fontMetrics().horizontalAdvance(sign)
        room = self._turned(QRect(self.width() - _INSET - wide, 0, wide, self.height()))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, sign)
        return wide + space.NEAR

    def room_for_sign(self) -> int:
        """Return how wide a sign may be beside the word, in pixels."""
        strong = QFontMetrics(self._theme.font(Type.STRONG))
        return self.width() - self._start() - _INSET - strong.horizontalAdvance(self.text()) - space.NEAR

    def _paint_words(self, painter: QPainter, ink: Colour, aside: int, *, semibold: bool) -> None:
        painter.setFont(self._theme.font(Type.STRONG if semibold else Type.BODY))
        painter.setPen(self._theme.colour(ink))
        wide = self.width() - self._start() - _INSET - aside
        room = self._turned(QRect(self._start(), 0, wide, self.height()))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, words)

    def _is_cut(self) -> bool:
        room = space.RAIL - 2 * space.NEAR - self._start() - _INSET
        return self.fontMetrics().horizontalAdvance(self.text()) > room

    def _start(self) -> int:
        return _INSET + _ICON + 12

    def _turned(self, box: QRect) -> QRect:
        """Return the box where it stands in the direction of writing."""
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            box.moveLeft(self.width() - box.right() - 1)
        return box
