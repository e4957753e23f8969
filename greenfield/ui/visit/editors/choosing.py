"""Which field a question gets."""

from collections.abc import Callable, Mapping
from functools import partial

from greenfield.forms.node import Node
from greenfield.ui.visit.editors.bounds import bounds_of
from greenfield.ui.visit.editors.combo import ComboEditor
from greenfield.ui.visit.editors.date import DateEditor
from greenfield.ui.visit.editors.date_time import DateTimeEditor
from greenfield.ui.visit.editors.editor import Editor, Manners
from greenfield.ui.visit.editors.geo_points import GeoPointsEditor
from greenfield.ui.visit.editors.geopoint import GeopointEditor
from greenfield.ui.visit.editors.long_text import LongTextEditor
from greenfield.ui.visit.editors.multiple import MultipleEditor
from greenfield.ui.visit.editors.not_here import NotHereEditor, is_photo
from greenfield.ui.visit.editors.note import NoteEditor
from greenfield.ui.visit.editors.number import NumberEditor
from greenfield.ui.visit.editors.photo import PhotoEditor
from greenfield.ui.visit.editors.place import CHOICES, PlaceEditor
from greenfield.ui.visit.editors.radio import RadioEditor
from greenfield.ui.visit.editors.range import RangeEditor
from greenfield.ui.visit.editors.rank import RankEditor
from greenfield.ui.visit.editors.text import TextEditor
from greenfield.ui.visit.editors.time import TimeEditor
from greenfield.ui.visit.editors.trigger import TriggerEditor

FEW = 6
"""Up to so many choices all stand in sight; more go into a box that is searched."""
_IN_A_BOX = frozenset({"minimal", "autocomplete", "search"})
_BY_TYPE: Mapping[str, Callable[[Manners], Editor]] = {
    "date": DateEditor,
    "time": TimeEditor,
    "dateTime": DateTimeEditor,
    "geopoint": GeopointEditor,
    "geotrace": partial(GeoPointsEditor, is_area=False),
    "geoshape": partial(GeoPointsEditor, is_area=True),
    "select": MultipleEditor,
    "rank": RankEditor,
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
    if node.type == "binary" and not is_photo(node):
        return NotHereEditor(manners)
    bounds = bounds_of(node) if node.control == "range" else None
    if bounds is not None:
        return RangeEditor(manners, bounds, whole=node.type == "int")
    if node.type in {"int", "decimal"}:
        return NumberEditor(manners, whole=node.type == "int", has_unit=has_unit)
    if node.type == "select1":
        is_long = len(node.options or ()) > FEW or bool(looks & _IN_A_BOX)
        return ComboEditor(manners) if is_long else RadioEditor(manners)
    plain = LongTextEditor if "multiline" in looks else TextEditor
    return _BY_TYPE.get(node.type, plain)(manners)
