"""The stylesheet: only what palette and Fusion style cannot say."""

from collections.abc import Mapping
from string import Template

from greenfield.ui.theme.roles import Colour

_RULES = Template("""
QPushButton { border: 1px solid $edge; border-radius: 6px; padding: 0 14px; min-height: ${inner}px;
  background: $field; color: $ink; }
QPushButton, QToolButton, QCheckBox, QRadioButton { outline: none; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:disabled { color: $quiet; border-color: $line; background: $paper; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: ${focused}px; }
QPushButton[kind="main"] { background: $main; color: $on_main; border: 1px solid $main; font-weight: 600; }
QPushButton[kind="main"]:hover { background: $main_hover; }
QPushButton[kind="main"]:pressed { background: $main_pressed; }
QPushButton[kind="main"]:disabled { background: $line; color: $quiet; border-color: $line; }
QPushButton[kind="main"]:focus { border: 2px solid $ink; }
QPushButton[kind="dangerous"] { color: $error_text; border-color: $error; }
QPushButton[kind="link"] { border: none; background: transparent; color: $main_text; padding: 0;
  font-weight: 600; text-align: left; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 1px solid $focus; }
QPushButton[kind="quiet"] { border: 1px solid transparent; background: transparent; padding: 0 8px; }
QPushButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:focus { border: 1px solid $focus; }
QPushButton[kind="inside"] { border: none; background: transparent; padding: 0 4px; min-height: 24px; }
QPushButton[kind="inside"]:hover, QPushButton[kind="inside"]:focus { background: $hover; }
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QAbstractSpinBox { border: 1px solid $edge; border-radius: 6px;
  background: $field; padding: 0 8px; selection-background-color: $main; selection-color: $on_main; }
QLineEdit, QComboBox, QDateEdit, QAbstractSpinBox { min-height: ${inner}px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QAbstractSpinBox:focus {
  border: 2px solid $focus; padding: 0 7px; }
QLineEdit:focus, QComboBox:focus, QDateEdit:focus, QAbstractSpinBox:focus { min-height: ${focused}px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
  border: none; background: transparent; padding: 0; min-height: 0; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $quiet; background: $rail;
  border-color: $line; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 28px; }
QComboBox::down-arrow, QDateEdit::down-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0;
  border-left: 4px solid $field; border-right: 4px solid $field; border-top: 5px solid $quiet; }
QAbstractSpinBox::up-arrow { image: none; width: 0; height: 0; border-left: 4px solid $field;
  border-right: 4px solid $field; border-bottom: 5px solid $quiet; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; background: transparent; width: 24px; }
QComboBox QAbstractItemView, QListView#choices { border: 1px solid $edge; border-radius: 0; background: $field;
  padding: 4px; outline: none; }
QComboBox QAbstractItemView::item, QListView#choices::item { min-height: ${row}px; padding: 0 8px; border-radius: 4px;
  color: $ink; }
QComboBox QAbstractItemView::item:selected, QListView#choices::item:selected, QListView#choices::item:hover {
  background: $main_soft; color: $ink; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $main_text; }
QCheckBox::indicator, QRadioButton::indicator { width: 16px; height: 16px; border: 1px solid $edge;
  background: $field; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus,
QRadioButton::indicator:focus { border-color: $focus; }
QCheckBox::indicator:checked { border-color: $main; background: $main; image: url("$tick"); }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 5px solid $main; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { width: 14px; height: 14px; border-width: 2px; }
QRadioButton::indicator:checked:focus { width: 8px; height: 8px; border: 5px solid $focus; }
QCheckBox::indicator:checked:focus { border-color: $ink; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $rail; }
QCheckBox::indicator:checked:disabled { background: $quiet; border-color: $quiet; }
QRadioButton::indicator:checked:disabled { border-color: $quiet; background: $field; }
QLabel[ink="quiet"] { color: $quiet; }
QLabel[ink="main_text"] { color: $main_text; }
QLabel[ink="on_main"] { color: $on_main; }
QLabel[ink="warning_text"] { color: $warning_text; }
QLabel[ink="error_text"] { color: $error_text; }
QLabel[ink="info_text"] { color: $info_text; }
QToolTip { border: 1px solid $line; background: $field; color: $ink; padding: 6px 8px; }
QMenu { background: $field; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $main_soft; color: $ink; }
QScrollArea, QScrollArea > QWidget > QWidget#column { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 32px; min-width: 32px; margin: 1px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: transparent; }
QCalendarWidget QToolButton { color: $ink; background: transparent; border: none; border-radius: 6px; padding: 4px 8px;
  font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $hover; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: $field; border: none; outline: none;
  selection-background-color: $main; selection-color: $on_main; }
QHeaderView::section { background: transparent; border: none; border-bottom: 1px solid $line; padding: 6px 8px;
  color: $quiet; }
QTableView { border: none; background: $paper; gridline-color: $line; selection-background-color: $main_soft;
  selection-color: $ink; }
QProgressBar { border: none; background: $line; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $main; border-radius: 2px; }
""")


def stylesheet(colours: Mapping[Colour, str], target: int, tick: str) -> str:
    """Return the stylesheet in these colours; `target` is how high a button or field is, `tick` the file of a tick."""
    named = {str(role): value for role, value in colours.items()}
    return _RULES.substitute(
        named, inner=str(target - 2), focused=str(target - 4), row=str(target - 4), tick=tick
    )
