"""What of a form a desktop program cannot do, and says so: nothing of it stops a form or loses an answer."""

from collections.abc import Iterator, Sequence

from greenfield.base.problem import Place, Problem, Severity
from greenfield.forms.definition import Definition, Questionnaire


def what_cannot_be(form: Questionnaire) -> Iterator[tuple[int, str]]:
    """Yield definitions with the code of the problem that says what of them cannot be done."""
    for action in form.actions:
        if action.kind == "recordaudio":
            yield action.target, "form.no_recording"
        elif action.kind == "setgeopoint":
            yield action.target, "form.no_position"
    for definition in form.definitions:
        code = _of_question(definition)
        if code:
            yield definition.index, code


def notices(form: Questionnaire) -> Sequence[Problem]:
    """Return warnings for the form as a whole and for each question that cannot be done here as in the field."""
    found = [
        Problem(
            code,
            Place(form.definitions[index].path),
            {"path": form.definitions[index].path},
            Severity.WARNING,
        )
        for index, code in what_cannot_be(form)
    ]
    if form.public_key:
        found.append(Problem("form.encrypted", Place(form.id), {}, Severity.WARNING))
    return found


def _of_question(definition: Definition) -> str:
    control = definition.control
    if control is None:
        is_log = definition.name.rpartition(":")[2] == "audit" and definition.type == "binary"
        return "form.no_log" if is_log and "/meta/" in definition.path.replace("orx:", "") else ""
    looks = set(control.appearance.split())
    if (
        any(look.startswith("ex:") for look in looks)
        or definition.type == "intent"
        or "intent" in control.extra
    ):
        return "form.no_app"
    if control.tag == "upload":
        wanted = control.extra.get("accept") or control.extra.get("mediatype", "")
        if wanted.startswith(("audio/", "video/")):
            return "form.no_camera" if wanted.startswith("video/") else "form.no_microphone"
    if any(look.startswith("search") for look in looks) and control.choices:
        return "form.no_search"
    return ""
