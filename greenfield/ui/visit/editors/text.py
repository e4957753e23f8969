"""A field for a line of text."""

from greenfield.ui.visit.editors.line_editor import LineEditor


class TextEditor(LineEditor):
    """Takes any text; what the form does not accept is said by the question."""
