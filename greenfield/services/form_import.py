"""Bringing a centre's own questionnaire in: looked at first, all problems and a preview; then kept for visits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from greenfield.base.languages import pick_form_language
from greenfield.base.problem import Problem, ProblemError, Severity, fail, has_error
from greenfield.forms.context import Context
from greenfield.forms.form import Form
from greenfield.forms.node import Node
from greenfield.forms.parse import parse_form
from greenfield.forms.session import FormSession
from greenfield.services.forms import FolderFiles
from greenfield.services.indicator_sets import read_source
from greenfield.services.toolkits import keep_toolkit
from greenfield.store.workspace import Workspace
from greenfield.toolkit.build import build_form
from greenfield.toolkit.check.file import check_source
from greenfield.toolkit.own_form import own_package
from greenfield.toolkit.package import sha256_of
from greenfield.toolkit.read import FormSource
from greenfield.toolkit.toolkit import Toolkit, open_toolkit
from greenfield.toolkit.xform import OUR_SHEETS, to_xform

FORM_ENDINGS = (".xlsx", ".xlsm", ".xls", ".md", ".xml", ".csv")
"""Files that may hold a questionnaire; a `.csv` an indicator set."""
_GROUPS = frozenset({"group", "repeat"})
_FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of a preview: how deep it stands in groups, its kind (as `forms.node` has it), what it asks."""

    ref: str
    depth: int
    kind: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    conditional: bool = False


@dataclass(frozen=True, slots=True)
class FormPreview:
    """What a form asks, as a visitor would see it at its start, in one of its languages."""

    title: str
    id: str
    version: str
    language: str
    languages: tuple[str, ...]
    rows: tuple[PreviewRow, ...]

    @property
    def questions(self) -> int:
        """How many questions a person answers; those inside of a repeat count once."""
        return sum(row.kind not in {*_GROUPS, "note"} for row in self.rows)

    @property
    def sections(self) -> int:
        """How many groups and repeats there are."""
        return sum(row.kind in _GROUPS for row in self.rows)


@dataclass(frozen=True, slots=True)
class ExaminedForm:
    """A file that was looked at: every problem, and a preview if it can be shown.

    `package` are the bytes that would be kept, and `sha256` names them; both empty while an error remains.
    """

    path: Path
    problems: tuple[Problem, ...]
    preview: FormPreview | None = None
    package: bytes = field(default=b"", repr=False)
    sha256: str = ""

    @property
    def may_be_kept(self) -> bool:
        """Tell whether nothing stands in the way."""
        return bool(self.package)


class _Noted(Mapping[str, bytes]):
    """The files beside a form, and which of them it asked for."""

    def __init__(self, folder: Path) -> None:
        self._files = FolderFiles(folder)
        self.asked: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        self.asked[name] = self._files[name]
        return self.asked[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def examine_form(path: Path, language: str) -> ExaminedForm:
    """Return everything that is wrong with a questionnaire in a file, and what it asks.

    `language` is one of our codes; the preview is in it if the form has it. Nothing is written, and no problem is
    raised: a file that is no form has one, too.
    """
    try:
        source = read_source(path)
    except ProblemError as error:
        return ExaminedForm(path, error.problems)
    problems = list(check_source(source))
    if has_error(problems):
        return ExaminedForm(path, tuple(problems))
    try:
        xform = source.xform if source.sheets is None else to_xform(source.sheets).xform
        files = _Noted(path.parent)
        form = parse_form(xform or b"", files)
        preview = preview_of(form, language)
        package = _package(source, xform or b"", form, files.asked)
    except ProblemError as error:
        return ExaminedForm(path, (*problems, *error.problems))
    return ExaminedForm(path, tuple(problems), preview, package, sha256_of(package))


def _package(source: FormSource, xform: bytes, form: Form, files: Mapping[str, bytes]) -> bytes:
    """Return the package of a form: a toolkit's own, or one of a questionnaire alone."""
    ours = OUR_SHEETS - {"package"}
    if source.sheets is not None and any(source.sheets.has(name) for name in ours):
        return build_form(source)[1]
    return own_package(source, xform, form.questionnaire, files)


def keep_form(workspace: Workspace, examined: ExaminedForm) -> Toolkit:
    """Keep a questionnaire that was looked at for new visits, once, and return it as a toolkit.

    The same file again changes nothing. ProblemError with every error that it has; `package.version_taken` for
    another form with the same id and version.
    """
    if not examined.may_be_kept:
        errors = [problem for problem in examined.problems if problem.severity is Severity.ERROR]
        raise ProblemError(*errors) if errors else fail("form.not_xform", examined.path.name)
    toolkit = open_toolkit(examined.package, examined.path.name)
    with workspace.unit() as unit:
        keep_toolkit(unit, examined.package, toolkit)
    return toolkit


def preview_of(form: Form, language: str) -> FormPreview:
    """Return what a form asks at its start; raises what opening it does, `formula.regex_slow` say."""
    questionnaire = form.questionnaire
    shown = pick_form_language(language, questionnaire.languages) or questionnaire.default_language
    context = Context(now=_FIRST_DAY, random=lambda: 0.5)
    session = FormSession(form, context, language=shown or None, plain=True)
    rows = tuple(_row(form, node) for node in session.nodes() if _is_shown(node))
    return FormPreview(
        title=questionnaire.title or questionnaire.id,
        id=questionnaire.id,
        version=questionnaire.version,
        language=shown,
        languages=questionnaire.languages,
        rows=rows,
    )


def _is_shown(node: Node) -> bool:
    return bool(node.control) and node.type != "calculate"


def _row(form: Form, node: Node) -> PreviewRow:
    path = "".join(part.partition("[")[0] + "/" for part in node.ref.split("/")).rstrip("/")
    definition = form.layout.by_path[path]
    controls = (form.definition(above).control for above in form.layout.ancestors(definition.index))
    return PreviewRow(
        ref=node.ref,
        depth=sum(control is not None for control in controls),
        kind=node.type,
        label=" ".join(node.label.split()),
        hint=" ".join(node.hint.split()),
        choices=tuple(option.label for option in node.options or ()),
        required=definition.required is not None,
        conditional=definition.relevant is not None,
    )
