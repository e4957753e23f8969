"""Instance XML, as ODK Collect, Briefcase, Central and KoboToolbox keep a submission."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from greenfield.base.problem import Place, Problem, ProblemError, fail
from greenfield.forms.definition import ROOT, Definition
from greenfield.forms.form import Form
from greenfield.forms.reading.xml import Node, elements, first, local, read_xml, written_name
from greenfield.services.submissions.submission import Files, Filled, plain_ids
from greenfield.toolkit.archive import MEGABYTE

MOST_MEGABYTES = 5
MOST_INSTANCES = 5_000
XML_TYPE = "application/x-odk-submission+xml"
_BOOKKEEPING = frozenset(
    {"__version__", "_version_", "formhub", "deprecatedID", "rootUuid", "instanceID", "instanceName"}
)
"""What servers and apps add to an instance for themselves."""


@dataclass(frozen=True, slots=True)
class XmlSubmission:
    """A submission in instance XML; see `submission.Submission`."""

    source: str
    content: bytes
    root: Node
    form: str
    version: str | None
    ids: tuple[str, ...]
    sent_at: str
    files: Files

    def fill(self, form: Form) -> tuple[Filled, list[Problem]]:
        """Lay the instance over its form."""
        return fill_from_xml(self.root, form), []

    def keep(self, filled: Filled) -> tuple[bytes, str]:
        """Return the bytes as they came."""
        del filled
        return self.content, XML_TYPE


def is_form(root: Node) -> bool:
    """Tell whether a document is a questionnaire, not answers to one."""
    return local(root) == "html"


def is_instance(root: Node) -> bool:
    """Tell whether a document looks like a submission: it names its form, or has an id of its own."""
    return root.get("id") is not None or _meta(root, "instanceID") != ""


def read_document(content: bytes, source: str) -> Node:
    """Return the root of a submission's XML.

    Raises ProblemError `submission.not_xml` for what is none, or declares entities, `file.too_large` above 5 MB: an
    instance holds text alone, and a larger one would fill the memory.
    """
    if len(content) > MOST_MEGABYTES * MEGABYTE:
        raise fail("file.too_large", source, megabytes=MOST_MEGABYTES)
    try:
        return read_xml(content, source)
    except ProblemError as error:
        line = error.problems[0].values.get("line", 1)
        raise fail("submission.not_xml", source, line=line) from error


def read_instance(content: bytes, source: str, files: Files) -> XmlSubmission:
    """Return the submission in instance XML.

    Raises ProblemError `submission.not_xml`, `submission.is_form` for a questionnaire, `submission.not_one`
    for other XML, `submission.encrypted`.
    """
    root = read_document(content, source)
    if is_form(root):
        raise fail("submission.is_form", source)
    if not is_instance(root):
        raise fail("submission.not_one", source)
    if root.get("encrypted", "").lower() in {"yes", "true"}:
        raise fail("submission.encrypted", source)
    named = [
        *(_meta(root, name) for name in ("instanceID", "rootUuid", "deprecatedID")),
        root.get("instanceID", ""),
    ]
    return XmlSubmission(
        source=source,
        content=content,
        root=root,
        form=root.get("id") or "",
        version=root.get("version", ""),
        ids=plain_ids(named) or (f"sha256:{hashlib.sha256(content).hexdigest()}",),
        sent_at=root.get("submissionDate", ""),
        files=files,
    )


def _meta(root: Node, name: str) -> str:
    block = first(root, "meta")
    found = first(block, name) if block is not None else None
    return (found.text or "").strip() if found is not None else ""


def fill_from_xml(root: Node, form: Form) -> Filled:
    """Return the answers of an instance by their place in the form; names count, prefixes need not agree.

    Raises ProblemError `submission.too_many_instances` for more instances of repeats than a visit can hold.
    """
    answers: dict[str, str] = {}
    counts: dict[str, int] = {}
    left_out: dict[str, str] = {}
    seen: dict[str, int] = {}
    instances = 0
    start = form.definition(ROOT)
    waiting: list[tuple[Node, Definition, str]] = [(root, start, start.path)]
    while waiting:
        node, definition, ref = waiting.pop()
        by_name = _children(form, definition)
        for child in elements(node):
            found = by_name.get(written_name(child)) or by_name.get(local(child))
            if found is None:
                left_out.update(_texts(child, ref, seen))
                continue
            place = f"{ref}/{found.name}"
            if found.is_repeat:
                counts[place] = counts.get(place, 0) + 1
                instances += 1
                if instances > MOST_INSTANCES:
                    raise fail("submission.too_many_instances", limit=MOST_INSTANCES)
                place = f"{place}[{counts[place]}]"
            if found.children:
                waiting.append((child, found, place))
            elif len(child) or place in answers:
                left_out.update(_texts(child, ref, seen))
            elif child.text and child.text.strip():
                answers[place] = child.text
    return Filled(answers, counts, left_out)


def _children(form: Form, definition: Definition) -> dict[str, Definition]:
    """Return the definitions below one by the name as written, and by it without its prefix."""
    below = [form.definition(index) for index in definition.children]
    plain = {each.name.rpartition(":")[2]: each for each in below}
    return plain | {each.name: each for each in below}


def _texts(node: Node, ref: str, seen: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the texts of an element that the form does not have, but not what servers add for themselves.

    `seen` counts the elements at each place, so that a second one gets a place of its own.
    """
    waiting = [(node, ref)]
    while waiting:
        current, above = waiting.pop()
        name = local(current)
        if name in _BOOKKEEPING:
            continue
        path = f"{above}/{name}"
        seen[path] = seen.get(path, 0) + 1
        place = path if seen[path] == 1 else f"{path}[{seen[path]}]"
        if current.text and current.text.strip():
            yield place, current.text.strip()
        waiting.extend((child, place) for child in reversed(list(elements(current))))


def problem_at(code: str, source: str, ref: str, /, **values: object) -> Problem:
    """Make a problem that stands at a question of a submission."""
    return Problem(code, Place(f"{source}: {ref}"), values)
