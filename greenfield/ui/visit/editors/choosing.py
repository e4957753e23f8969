"""Which field a question gets."""

from collections.abc import Callable, Mapping

from greenfield.forms.node import Node
from greenfield.ui.visit.editors.combo import ComboEditor
from greenfield.ui.visit.editors.date import DateEditor
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.long_text import LongTextEditor
from greenfield.ui.visit.editors.multiple import MultipleEditor
from greenfield.ui.visit.editors.note import NoteEditor
from greenfield.ui.visit.editors.number import NumberEditor
from greenfield.ui.visit.editors.photo import PhotoEditor
from greenfield.ui.visit.editors.place import CHOICES, PlaceEditor
from greenfield.ui.visit.editors.radio import RadioEditor
from greenfield.ui.visit.editors.text import TextEditor
from greenfield.ui.visit.editors.trigger import TriggerEditor

FEW = 6
"""Up to so many choices all stand in sight; more go into a box that is searched."""
_IN_A_BOX = frozenset({"minimal", "autocomplete", "search"})
_BY_TYPE: Mapping[str, Callable[[Manners], Editor]] = {
    "date": DateEditor,
    "select": MultipleEditor,
    "trigger": TriggerEditor,
    "note": NoteEditor,
    "binary": PhotoEditor,
}


def make_editor(node: Node, manners: Manners, *, has_unit: bool = False, profile_key: str = "") -> Editor:
    """Return the field for a question, still empty. Kinds without a field of their own take text.

    `profile_key` is the key of the toolkit's profile that the question gives, if it gives one.
    """
    looks = set(node.appearance.split())
    if node.type == "string" and profile_key in CHOICES:
        return PlaceEditor(manners, profile_key)
    if node.type in {"int", "decimal"}:
        return NumberEditor(manners, whole=node.type == "int", has_unit=has_unit)
    if node.type == "select1":
        is_long = len(node.options or ()) > FEW or bool(looks & _IN_A_BOX)
        return ComboEditor(manners) if is_long else RadioEditor(manners)
    if node.cannot and node.type == "binary":
        return TextEditor(manners)  # the name of a file that another device recorded
    plain = LongTextEditor if "multiline" in looks else TextEditor
    return _BY_TYPE.get(node.type, plain)(manners)
