"""A visit as the submission that it would be: the instance and its files."""

from datetime import UTC, datetime
from pathlib import Path

from greenfield.base.problem import Place, Problem, Severity, fail
from greenfield.forms.moments import parse_moment
from greenfield.services.files import write_file
from greenfield.services.open_visit import Opening, OpenVisit, open_visit
from greenfield.services.submissions.comparing import as_submitted
from greenfield.services.submissions.kept import kept_submissions
from greenfield.services.submissions.media import is_plain, named_files
from greenfield.services.toolkits import toolkit_of
from greenfield.store.reading.plan import attachments_of
from greenfield.store.reading.visits import answers_of, find_visit
from greenfield.store.workspace import Workspace

INSTANCE = "submission.xml"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'


def export_submission(
    workspace: Workspace, beginning: str, out: Path, opening: Opening
) -> tuple[list[Path], list[Problem]]:
    """Write the instance of a visit as it would be submitted, and the files that its answers name.

    `out` is a file that ends in `.xml`, beside which the files are written, or a folder, in which the instance is
    `submission.xml`, as in Briefcase's storage. What follows from the day is worked out as of the submission that
    the visit came from. Returns the files that were written, and a warning for each that the visit lacks. Raises
    ProblemError `visit.unknown`, `visit.ambiguous`, `toolkit.unknown`, `file.unwritable`.
    """
    opened = _opened(workspace, beginning, opening)
    is_file = out.suffix.lower() == ".xml"
    folder = out.parent if is_file else out
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise fail("file.unwritable", str(folder), reason=error.strerror or str(error)) from error
    with workspace.read() as connection:
        attached = {one.text("name"): one.text("blob") for one in attachments_of(connection, opened.visit.id)}
    written = [out if is_file else folder / INSTANCE]
    problems = []
    form = opened.session.form
    for ref, name in named_files(form, as_submitted(opened.session).answers.items()):
        blob = attached.get(name)
        if not blob or not is_plain(name) or (folder / name) in written:
            values = {"name": name}
            problems.append(Problem("submission.file_not_kept", Place(ref), values, Severity.WARNING))
            continue
        write_file(folder / name, workspace.blob(blob))
        written.append(folder / name)
    write_file(written[0], (_HEADER + opened.session.instance_xml() + "\n").encode())
    return written, problems


def _opened(workspace: Workspace, beginning: str, opening: Opening) -> OpenVisit:
    with workspace.read() as connection:
        visit = find_visit(connection, beginning)
        answers = answers_of(connection, visit.id)
    kept = kept_submissions(workspace, visit.id)
    moment: datetime | None = parse_moment(kept[-1].sent_at, UTC) if kept else None
    if moment is None:
        return open_visit(workspace, visit.id, opening.language, opening.now)
    toolkit = toolkit_of(workspace, visit.toolkit)
    return OpenVisit(workspace, visit, toolkit, answers, Opening(moment, opening.language))
