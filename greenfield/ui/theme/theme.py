"""The theme of the window: one object that knows colours, type and icons of the moment."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from greenfield.charts.shapes import Role
from greenfield.ui.settings import Look
from greenfield.ui.theme import space
from greenfield.ui.theme.fonts import Type, font, load_fonts
from greenfield.ui.theme.icons import Icons
from greenfield.ui.theme.palette import palette
from greenfield.ui.theme.roles import DARK, LIGHT, Colour
from greenfield.ui.theme.stylesheet import stylesheet
from greenfield.ui.theme.tick import TickFile


class Theme:
    """Colours, type and icons; `apply` makes them true for the whole program."""

    def __init__(self, look: Look = "system", *, touch: bool = False) -> None:
        """Choose light, dark, or what the system says."""
        self.look: Look = look
        self.touch = touch
        self._icons = Icons()
        self._tick = TickFile()

    @property
    def is_dark(self) -> bool:
        """Tell whether the window is dark now."""
        if self.look != "system":
            return self.look == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def target(self) -> int:
        """How high what is clicked is, in pixels."""
        return space.TOUCH_TARGET if self.touch else space.TARGET

    @property
    def motion_ms(self) -> int:
        """How long a movement takes; 0 where the system asks for none."""
        wanted = QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
        return space.MOTION_MS if wanted and QGuiApplication.platformName() != "offscreen" else 0

    def change(self, look: Look, *, touch: bool) -> None:
        """Choose anew; `apply` follows."""
        self.look, self.touch = look, touch

    def apply(self, application: QApplication) -> None:
        """Give the program style, palette, font and stylesheet."""
        load_fonts(chinese=False)
        colours = DARK if self.is_dark else LIGHT
        application.setStyle("Fusion")
        application.setPalette(palette(colours))
        application.setFont(font(Type.BODY))
        tick = self._tick.write(self.icon("check-bold", Colour.ON_MAIN), "dark" if self.is_dark else "light")
        application.setStyleSheet(stylesheet(colours, self.target, tick))

    def load_all_fonts(self) -> None:
        """Load what the first look did not need."""
        load_fonts(chinese=True)

    def colour(self, role: Colour | Role) -> QColor:
        """Return the colour of a role of the window or of a chart."""
        return QColor(self.hex(role))

    def hex(self, role: Colour | Role) -> str:
        """Return the colour of a role as `#RRGGBB`."""
        return (DARK if self.is_dark else LIGHT)[Colour(role.value)]

    def font(self, kind: Type) -> QFont:
        """Return the font of a kind of text, with figures of one width."""
        return font(kind)

    def icon(self, name: str, colour: Colour = Colour.INK, *, on_main: bool = False) -> QIcon:
        """Return a line icon by its Phosphor name (`house`, `plus`); `on_main` for the filled button."""
        return self._icons.icon(name, self.colour(Colour.ON_MAIN if on_main else colour))
