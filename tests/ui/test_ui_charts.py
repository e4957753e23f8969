import pytest
from PySide6.QtCore import QPoint, QPointF, Qt

from greenfield.charts.bars import Bar, lay_out_bars
from greenfield.charts.shapes import Chart, Path, Rect, Role, Text
from greenfield.ui.charts.painter import SCALE, ChartWidget
from greenfield.ui.theme.roles import LIGHT, Colour
from greenfield.ui.theme.theme import Theme

BARS = [
    Bar("Electricity", 61, "61 %"),
    Bar("Wood", 30, "30 %", Role.SECOND),
    Bar("Diesel", 9, "9 %", Role.THIRD),
]


@pytest.fixture
def theme(qapp):
    made = Theme("light")
    made.apply(qapp)
    return made


@pytest.fixture
def chart(qtbot, theme):
    widget = ChartWidget(
        theme, lambda width, measure: lay_out_bars(BARS, width, measure), "Energy by carrier"
    )
    qtbot.addWidget(widget)
    widget.resize(480, widget.heightForWidth(480))
    widget.show()
    return widget


def middle(chart, label):
    bar = next(shape for shape in chart.chart.shapes if isinstance(shape, Rect) and shape.subject == label)
    return QPointF((bar.x + bar.width / 2) * SCALE, (bar.y + bar.height / 2) * SCALE)


def test_bars_are_painted_in_the_colours_of_the_theme(chart):
    picture = chart.grab().toImage()
    for label, colour in (("Electricity", Colour.MAIN), ("Wood", Colour.SECOND), ("Diesel", Colour.THIRD)):
        place = (middle(chart, label) * picture.devicePixelRatio()).toPoint()
        assert picture.pixelColor(place).name().upper() == LIGHT[colour]


def test_a_click_tells_which_value_it_hit(qtbot, chart):
    with qtbot.waitSignal(chart.clicked) as told:
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=middle(chart, "Wood").toPoint())
    assert told.args == ["Wood"]


def test_a_click_beside_all_values_tells_nothing(qtbot, chart):
    with qtbot.assertNotEmitted(chart.clicked):
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 1, chart.height() - 1))


def test_a_chart_is_laid_out_for_its_width_and_nothing_is_cut(chart):
    for width in (320, 720):
        chart.resize(width, chart.heightForWidth(width))
        assert chart.chart.width == pytest.approx(width / SCALE)
        texts = [shape for shape in chart.chart.shapes if isinstance(shape, Text)]
        assert all(text.box.x >= -0.5 and text.box.right <= chart.chart.width + 0.5 for text in texts)
        assert chart.height() >= chart.chart.height * SCALE


def test_another_chart_can_be_shown_in_its_place(chart):
    chart.show_chart(lambda width, measure: lay_out_bars(BARS[:1], width, measure))
    assert {shape.subject for shape in chart.chart.shapes if isinstance(shape, Rect)} == {"Electricity"}


def test_outlines_and_lines_are_painted(qtbot, theme):
    shapes = (Rect(10, 10, 40, 20, Role.INK, outlined=True), Path(((10, 50), (90, 50)), Role.STATUS_1, 3))
    widget = ChartWidget(theme, lambda _width, _measure: Chart(100, 60, shapes), "Lines")
    qtbot.addWidget(widget)
    widget.resize(134, 80)
    picture = widget.grab().toImage()
    assert picture.pixelColor(67, 67).name().upper() == LIGHT[Colour.STATUS_1]
    assert picture.pixelColor(40, 27).name().upper() == LIGHT[Colour.PAPER]
