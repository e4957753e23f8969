"""The types of questions: those that there are, and what an author may have meant by another."""

from collections.abc import Mapping

from greenfield.toolkit.check.nearest import suggestion
from greenfield.toolkit.outline import control

COMMON_TYPES = frozenset(
    {
        *("text", "integer", "decimal", "date", "time", "dateTime", "note", "calculate", "hidden", "range"),
        *("geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "acknowledge"),
        *("start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit"),
        *("xml-external", "csv-external", "start-geopoint", "background-audio", "background-geopoint"),
    }
)
SELECT_TYPES = ("select_one", "select_multiple", "rank", "select_one_from_file", "select_multiple_from_file")
SETTINGS_TYPES = frozenset({"form_title", "set form title", "form_id", "set form id", "prefix"})
_CONTROLS = ("begin group", "end group", "begin repeat", "end repeat")
# Words that other programs use for a type, which no likeness of letters would find.
_MEANT = {
    **dict.fromkeys(("number", "numeric", "whole number", "count"), "integer"),
    **dict.fromkeys(("float", "double", "real", "currency"), "decimal"),
    **dict.fromkeys(("dropdown", "radio", "single choice", "choice", "choose one", "select"), "select_one"),
    **dict.fromkeys(("checkbox", "checkboxes", "multiple choice", "multiselect"), "select_multiple"),
    **dict.fromkeys(("paragraph", "textarea", "free text", "open"), "text"),
    **dict.fromkeys(("heading", "label", "info", "message"), "note"),
    **dict.fromkeys(("signature", "picture", "sketch", "draw"), "image"),
    **dict.fromkeys(("formula", "computed", "calculation"), "calculate"),
    **dict.fromkeys(("line", "path"), "geotrace"),
    **dict.fromkeys(("polygon", "area"), "geoshape"),
    **dict.fromkeys(("slider", "scale"), "range"),
    **dict.fromkeys(("qr", "qrcode"), "barcode"),
    **dict.fromkeys(("datetime", "date_time", "date-time", "timestamp"), "dateTime"),
}
_LIKE = 0.8


def known_types() -> Mapping[str, Mapping[str, object]]:
    """Return what pyxform knows of each type; of those that it treats apart, nothing."""
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415  loaded at first use

    unshown: dict[str, Mapping[str, object]] = {key: {} for key in COMMON_TYPES | SETTINGS_TYPES}
    return unshown | dict(QUESTION_TYPE_DICT)


def nearest_type(kind: str) -> str:
    """Return the type that an author may have meant, empty if nothing is like it."""
    lowered = " ".join(kind.lower().split())
    first = lowered.split(maxsplit=1)[0]
    return (
        _MEANT.get(lowered)
        or _MEANT.get(first)
        or suggestion(lowered, [*COMMON_TYPES, *SELECT_TYPES, *_CONTROLS])
        or suggestion(first, SELECT_TYPES)
    )


def meant_control(kind: str) -> tuple[str, str] | None:
    """Return what an unknown type surely begins or ends (`end_groop`), so that what follows is read rightly."""
    lowered = " ".join(kind.lower().replace("_", " ").replace("-", " ").split())
    near = suggestion(lowered, _CONTROLS, cutoff=_LIKE)
    return control(near) if near else None
