"""The photos and other files that the answers of a submission name."""

import mimetypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from greenfield.base.problem import Place, Problem, ProblemError, Severity
from greenfield.forms.form import Form
from greenfield.forms.references import plain_path
from greenfield.services.photos import decode_photo
from greenfield.services.submissions.file_kinds import kind_of, takes
from greenfield.services.submissions.file_names import is_plain
from greenfield.services.submissions.submission import Files, Filled
from greenfield.store.unit import Unit

_FILE = "binary"
_UNREAD = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Medium:
    """A file that an answer names: the answer's place, its question, and what the file is.

    `sent` are the bytes that came, of a photo, which is kept without what its camera noted; an earlier version kept these.
    """

    ref: str
    question: str
    name: str
    content: bytes
    media_type: str
    width: int = 0
    height: int = 0
    sent: bytes = b""


def named_files(form: Form, answers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield place and file name of the answers that are files."""
    for ref, text in answers:
        definition = form.layout.by_path.get(plain_path(ref))
        if definition is not None and definition.type == _FILE and text.strip():
            yield ref, text.strip()


def read_media(
    form: Form, filled: Filled, files: Files, source: str, *, photos_allowed: bool
) -> tuple[list[Medium], list[Problem]]:
    """Return the files of a submission, and a warning for each that is not there or is left behind.

    A question takes what its type allows, so that the file of somebody else's answer does not come in by its name.
    """
    found: list[Medium] = []
    problems: list[Problem] = []
    refused = []
    for ref, name in named_files(form, filled.answers.items()):
        place = Place(f"{source}: {ref}")
        if not takes(form.layout.by_path[plain_path(ref)], name):
            problems.append(Problem("submission.file_other_kind", place, {"name": name}, Severity.WARNING))
            continue
        try:
            content = files.find(name) if is_plain(name) else None
        except ProblemError as error:
            problems += [Problem(one.code, place, one.values, Severity.WARNING) for one in error.problems]
            continue
        if content is None:
            problems.append(Problem("submission.file_missing", place, {"name": name}, Severity.WARNING))
            continue
        if kind_of(name) == "image" and not photos_allowed:
            refused.append(name)
            continue
        found.append(_medium(ref, name, content, problems, place))
    if refused:
        values = {"names": ", ".join(refused)}
        problems.append(Problem("submission.photos_not_allowed", Place(source), values, Severity.WARNING))
    return found, problems


def keep_media(unit: Unit, visit: str, media: Iterable[Medium]) -> None:
    """Keep files with a visit, each at its question."""
    for medium in media:
        blob = unit.put_blob(medium.content)
        size = {"width": medium.width, "height": medium.height} if medium.width else {}
        unit.create(
            "attachment",
            {
                "subject": visit,
                "name": medium.name,
                "media_type": medium.media_type,
                "question": medium.question,
                "size": len(medium.content),
                "blob": blob,
                **size,
            },
            blobs=[blob],
        )


def _medium(ref: str, name: str, content: bytes, problems: list[Problem], place: Place) -> Medium:
    question = plain_path(ref).rpartition("/")[2]
    guessed = mimetypes.guess_type(PurePosixPath(name).name)[0] or _UNREAD
    if kind_of(name) != "image":
        return Medium(ref, question, name, content, guessed)
    try:
        photo = decode_photo(content, Path(name))
    except ProblemError as error:
        problems += [Problem(one.code, place, one.values, Severity.WARNING) for one in error.problems]
        return Medium(ref, question, name, content, _UNREAD)
    return Medium(ref, question, name, photo.content, photo.media_type, photo.width, photo.height, content)
