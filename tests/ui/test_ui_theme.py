import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF

from greenfield.charts.shapes import Role
from greenfield.ui.pages import all_pages
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import DARK, LIGHT, Colour
from greenfield.ui.theme.theme import Theme

GROUNDS = (Colour.PAPER, Colour.FIELD, Colour.RAIL)
READ = [
    *((text, ground) for text in (Colour.INK, Colour.QUIET, Colour.MAIN_TEXT) for ground in GROUNDS),
    *(
        (text, ground)
        for text in (Colour.WARNING_TEXT, Colour.ERROR_TEXT, Colour.INFO_TEXT)
        for ground in GROUNDS
    ),
    *(
        (Colour.INK, soft)
        for soft in (Colour.MAIN_SOFT, Colour.WARNING_SOFT, Colour.ERROR_SOFT, Colour.INFO_SOFT)
    ),
    (Colour.INK, Colour.HOVER),
    (Colour.MAIN_TEXT, Colour.MAIN_SOFT),
    (Colour.WARNING_TEXT, Colour.WARNING_SOFT),
    (Colour.ERROR_TEXT, Colour.ERROR_SOFT),
    (Colour.INFO_TEXT, Colour.INFO_SOFT),
    (Colour.ON_MAIN, Colour.MAIN),
    (Colour.ON_MAIN, Colour.MAIN_HOVER),
    (Colour.ON_MAIN, Colour.MAIN_PRESSED),
]
SEEN = [Colour.EDGE, Colour.FOCUS, Colour.WARNING, Colour.ERROR, Colour.INFO, Colour.MAIN]


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ, ids=str)
def test_every_text_can_be_read_on_its_ground(colours, text, ground):
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("role", SEEN, ids=str)
def test_every_frame_and_icon_can_be_seen_on_paper(colours, role):
    assert contrast(colours[role], colours[Colour.PAPER]) >= 3


def test_both_themes_have_a_colour_for_every_role_and_for_every_role_of_charts():
    assert set(LIGHT) == set(DARK) == set(Colour)
    assert {role.value for role in Role} <= {colour.value for colour in Colour}


def test_the_window_writes_in_the_fonts_that_come_with_the_program(qapp):
    theme = Theme("light")
    theme.apply(qapp)
    assert QFontInfo(theme.font(Type.BODY)).family() == "Noto Sans"
    assert QFontInfo(theme.font(Type.STRONG)).weight() == QFont.Weight.DemiBold
    theme.load_all_fonts()
    assert {"Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC"} <= set(QFontDatabase.families())


def test_figures_are_all_of_one_width(qapp):
    theme = Theme("light")
    theme.apply(qapp)
    metrics = QFontMetricsF(theme.font(Type.FIGURE))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_the_look_of_the_system_is_followed_only_when_it_is_wanted(qapp):
    assert not Theme("light").is_dark
    assert Theme("dark").is_dark
    assert Theme("system").hex(Colour.PAPER) in {LIGHT[Colour.PAPER], DARK[Colour.PAPER]}


def test_targets_are_44_pixels_high_in_touch_mode(qapp):
    assert Theme("light", touch=True).target == 44
    assert Theme("light").target < 44


def test_icons_are_drawn_in_the_colour_that_is_asked_for(qapp):
    theme = Theme("light")
    picture = theme.icon("house", Colour.ERROR).pixmap(QSize(32, 32)).toImage()
    inked = {
        picture.pixelColor(x, y).name().upper()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inked == {LIGHT[Colour.ERROR]}


def test_every_page_has_an_icon_that_exists(qapp):
    names = Theme("light")._icons.names()
    assert [entry.id for entry in all_pages() if entry.icon not in names] == []
