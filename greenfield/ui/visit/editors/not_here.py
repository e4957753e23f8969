"""A question that wants what cannot be made here: a sound, a video, a file of another kind."""

from PySide6.QtWidgets import QWidget

from greenfield.forms.node import Node
from greenfield.ui.theme.fonts import Type
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.widgets.words import Words


class NotHereEditor(Editor):
    """Says what is asked for and which answer there is; the answer stays as it is."""

    def __init__(self, manners: Manners, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(manners, parent)
        self.words = Words("", manners.theme, Type.BODY, Colour.QUIET, self)
        self.row.addWidget(self.words, 1)

    def show_node(self, node: Node) -> None:
        """Say what is asked for, and what was answered elsewhere."""
        texts = self.manners.texts
        wanted = node.extra.get("mediatype", "").partition("/")[0]
        said = {
            "audio": texts("A sound recording is asked for here. It can only be made on a phone."),
            "video": texts("A video is asked for here. It can only be made on a phone."),
        }.get(wanted) or texts("A file is asked for here. It cannot be added in this window.")
        kept = texts("The answer {name} is kept.", name=node.value) if node.value else ""
        self.words.setText("\n".join(filter(None, (said, kept))))


def is_photo(node: Node) -> bool:
    """Tell whether a question that wants a file wants a photo; one that names no kind takes one."""
    return node.extra.get("mediatype", "image/*").startswith(("image/", "*/"))
