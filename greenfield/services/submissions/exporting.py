"""A visit as the submission that it would be: the instance and its files."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from greenfield.base.problem import Place, Problem, ProblemError, Severity, fail
from greenfield.forms.moments import parse_moment
from greenfield.services.files import write_file
from greenfield.services.open_visit import Opening, OpenVisit
from greenfield.services.submissions.comparing import as_submitted
from greenfield.services.submissions.file_names import INSTANCE, folded, is_plain
from greenfield.services.submissions.instance_xml import read_instance
from greenfield.services.submissions.kept import kept_submissions
from greenfield.services.submissions.media import named_files
from greenfield.services.submissions.places import Folder, Nearby
from greenfield.services.toolkits import toolkit_of
from greenfield.services.visit_states import VisitState
from greenfield.store.reading.plan import attachments_of
from greenfield.store.reading.visits import Visit, answers_of, find_visit, results_of
from greenfield.store.workspace import Workspace

_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


def export_submission(
    workspace: Workspace, beginning: str, out: Path, opening: Opening
) -> tuple[list[Path], list[Problem]]:
    """Write the instance of a visit as it would be submitted, and the files that its answers name.

    `out` is a file that ends in `.xml`, beside which the files are written, or a folder, in which the instance is
    `submission.xml`, as in Briefcase's storage. What follows from the day is worked out as of when the visit was
    finished, else of the submission that it came from. Other files in the folder stay as they are: an earlier
    `submission.xml` of the same visit is replaced, and what is named as `out` itself.

    Returns the files that were written, and a warning for each that the visit lacks or whose name is none for a
    file. Raises ProblemError `visit.unknown`, `visit.ambiguous`, `toolkit.unknown`, `file.unwritable`, and
    `submission.file_there`, before anything is written, where another file would be replaced.
    """
    opened = _opened(workspace, beginning, opening)
    is_file = out.suffix.lower() == ".xml"
    folder = out.parent if is_file else out
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = {folded(path.name): path for path in folder.iterdir()}
    except OSError as error:
        raise fail("file.unwritable", str(folder), reason=error.strerror or str(error)) from error
    target = out if is_file else folder / INSTANCE
    instance = (_HEADER + opened.session.instance_xml() + "\n").encode()
    if not is_file and folded(INSTANCE) in there and not _is_same_visit(there[folded(INSTANCE)], instance):
        raise fail("submission.file_there", str(folder), name=INSTANCE)
    media, problems = _media(workspace, opened, target.name)
    for name, content in media.items():
        path = there.get(folded(name))
        if path is not None and not _holds(path, content):
            raise fail("submission.file_there", str(folder), name=name)
    for name, content in media.items():
        write_file(folder / name, content)
    write_file(target, instance)
    return [target, *(folder / name for name in media)], problems


def _media(workspace: Workspace, opened: OpenVisit, instance: str) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the files that the answers name, by their name, and a warning for each that cannot be written."""
    with workspace.read() as connection:
        attached = {one.text("name"): one.text("blob") for one in attachments_of(connection, opened.visit.id)}
    media: dict[str, bytes] = {}
    problems = []
    taken = {folded(instance): instance}
    for ref, name in named_files(opened.session.form, as_submitted(opened.session).answers.items()):
        if name in media:
            continue
        code = _why_not(name, attached, taken)
        if code:
            problems.append(Problem(code, Place(ref), {"name": name}, Severity.WARNING))
            continue
        taken[folded(name)] = name
        media[name] = workspace.blob(attached[name])
    return media, problems


def _why_not(name: str, attached: Mapping[str, str], taken: Mapping[str, str]) -> str:
    if not attached.get(name):
        return "submission.file_not_kept"
    return "" if is_plain(name) and folded(name) not in taken else "submission.file_not_written"


def _is_same_visit(path: Path, instance: bytes) -> bool:
    """Tell whether a file is an earlier submission of the same visit."""
    nearby = Nearby(Folder(path.parent, deep=False), "")
    try:
        before = read_instance(path.read_bytes(), path.name, nearby)
    except (OSError, ProblemError):
        return False
    return bool(set(before.ids) & set(read_instance(instance, path.name, nearby).ids))


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _opened(workspace: Workspace, beginning: str, opening: Opening) -> OpenVisit:
    with workspace.read() as connection:
        visit = find_visit(connection, beginning)
        answers = answers_of(connection, visit.id)
    moment = _moment(workspace, visit) or opening.now
    toolkit = toolkit_of(workspace, visit.toolkit)
    return OpenVisit(workspace, visit, toolkit, answers, Opening(moment, opening.language))


def _moment(workspace: Workspace, visit: Visit) -> datetime | None:
    """Return when a visit was finished, else when its submission was made; None for one that goes on here."""
    if visit.state == VisitState.FINISHED:
        with workspace.read() as connection:
            results = results_of(connection, visit.id)
        if results:
            return parse_moment(results[0].finished_at, UTC)
    kept = kept_submissions(workspace, visit.id)
    return parse_moment(kept[-1].sent_at, UTC) if kept else None
