"""The main action at the end of a step: on to the next one."""

from PySide6.QtWidgets import QHBoxLayout

from greenfield.ui.frame.action import Action
from greenfield.ui.visit.step import StepWidget


def next_button(step: StepWidget, wanted: str, text: str) -> QHBoxLayout:
    """Return a line with the main button that leads from a step to another one."""
    action = Action("next-step", text, "arrow-right", lambda: step.wanted.emit(wanted, ""), main=True)
    line = QHBoxLayout()
    line.addWidget(action.button(step.context.theme, step))
    line.addStretch(1)
    return line
