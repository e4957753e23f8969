"""Our colours as Qt's palette, for whatever the Fusion style draws by itself."""

from collections.abc import Mapping

from PySide6.QtGui import QColor, QPalette

from greenfield.ui.theme.roles import Colour

_ROLES = {
    QPalette.ColorRole.Window: Colour.PAPER,
    QPalette.ColorRole.WindowText: Colour.INK,
    QPalette.ColorRole.Base: Colour.FIELD,
    QPalette.ColorRole.AlternateBase: Colour.RAIL,
    QPalette.ColorRole.Text: Colour.INK,
    QPalette.ColorRole.PlaceholderText: Colour.QUIET,
    QPalette.ColorRole.Button: Colour.FIELD,
    QPalette.ColorRole.ButtonText: Colour.INK,
    QPalette.ColorRole.BrightText: Colour.ERROR_TEXT,
    QPalette.ColorRole.ToolTipBase: Colour.FIELD,
    QPalette.ColorRole.ToolTipText: Colour.INK,
    QPalette.ColorRole.Highlight: Colour.MAIN,
    QPalette.ColorRole.HighlightedText: Colour.ON_MAIN,
    QPalette.ColorRole.Accent: Colour.MAIN,
    QPalette.ColorRole.Link: Colour.MAIN_TEXT,
    QPalette.ColorRole.LinkVisited: Colour.MAIN_TEXT,
    QPalette.ColorRole.Light: Colour.FIELD,
    QPalette.ColorRole.Midlight: Colour.RAIL,
    QPalette.ColorRole.Mid: Colour.LINE,
    QPalette.ColorRole.Dark: Colour.EDGE,
    QPalette.ColorRole.Shadow: Colour.EDGE,
}
_FADING = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette(colours: Mapping[Colour, str]) -> QPalette:
    """Return the palette that belongs to colours by role."""
    made = QPalette()
    for role, colour in _ROLES.items():
        made.setColor(role, QColor(colours[colour]))
    for role in _FADING:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours[Colour.QUIET]))
    made.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Highlight, QColor(colours[Colour.LINE]))
    return made
