"""Which files a question takes: pictures, sounds, films, or whatever its form allows, by the file's name."""

import mimetypes
from pathlib import PurePosixPath

from greenfield.forms.definition import Definition

# What the library does not know on every system, and what telephones write.
_KINDS = {
    **dict.fromkeys(("avif", "bmp", "gif", "heic", "heif", "jpeg", "jpg", "png", "svg", "webp"), "image"),
    **dict.fromkeys(("tif", "tiff"), "image"),
    **dict.fromkeys(("aac", "amr", "flac", "m4a", "mka", "mp3", "oga", "ogg", "opus", "wav", "wma"), "audio"),
    **dict.fromkeys(
        ("3gp", "3gpp", "avi", "m4v", "mkv", "mov", "mp4", "mpeg", "mpg", "webm", "wmv"), "video"
    ),
}
# A recording of sound alone often comes in the file of a film.
_MOVING = frozenset({"audio", "video"})
_MEDIA = _MOVING | {"image"}
_AUDIT = "audit"
_OF_AUDIT = ".csv"


def kind_of(name: str) -> str:
    """Return what a file is by its name: `image`, `audio`, `video`, or another main type; empty if unknown."""
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    guessed = mimetypes.guess_type(PurePosixPath(name).name, strict=False)[0] or ""
    return _KINDS.get(suffix) or guessed.partition("/")[0]


def takes(definition: Definition, name: str) -> bool:
    """Tell whether a question takes a file of this name, by the `accept` or `mediatype` of its control.

    A question for any file (`application/*`, as XLSForm's `file`) takes all. What is not asked of a person takes
    pictures, sounds and films, and the log of how a form was filled in a table.
    """
    control = definition.control
    if control is None:
        is_log = definition.name.rpartition(":")[2] == _AUDIT
        return name.lower().endswith(_OF_AUDIT) if is_log else kind_of(name) in _MEDIA
    wanted = control.extra.get("accept") or control.extra.get("mediatype", "image/*")
    return any(_fits(each.strip().lower(), name) for each in wanted.split(","))


def _fits(wanted: str, name: str) -> bool:
    if wanted.startswith("."):
        return name.lower().endswith(wanted)
    main, _, sub = wanted.partition("/")
    if main in _MEDIA:
        kind = kind_of(name)
        return kind == main or {kind, main} <= _MOVING
    if main == "osm":
        return name.lower().endswith(".osm")
    return sub in {"", "*"} or mimetypes.guess_type(name, strict=False)[0] == wanted
