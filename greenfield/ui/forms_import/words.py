"""An examined form in words: its problems and its preview as lines."""

from collections.abc import Iterator

from greenfield.base.catalogue import sentence
from greenfield.base.problem import Place, Problem, Severity
from greenfield.base.texts import Texts
from greenfield.services.form_import import FormPreview, PreviewRow
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.line_painter import Line

_SHOWN_CHOICES = 8
_DEEPEST = 6
_GROUPS = frozenset({"group", "repeat"})


def problem_lines(problems: tuple[Problem, ...], texts: Texts) -> tuple[Line, ...]:
    """Return a line for each problem, errors before warnings, with where it stands."""
    ordered = sorted(problems, key=lambda one: one.severity is not Severity.ERROR)
    return tuple(
        Line(
            sentence(problem, texts),
            _where(problem.place, texts),
            Colour.ERROR if problem.severity is Severity.ERROR else Colour.WARNING,
        )
        for problem in ordered
    )


def summary(problems: tuple[Problem, ...], texts: Texts) -> str:
    """Return what a person has to do about the problems."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if errors:
        return texts.plural(
            "{count} error keeps this form from being used. Mend it in the file, and choose the file again.",
            "{count} errors keep this form from being used. Mend them in the file, and choose the file again.",
            errors,
        )
    if problems:
        return texts.plural(
            "The form can be used. {count} warning is worth a look.",
            "The form can be used. {count} warnings are worth a look.",
            len(problems),
        )
    return texts("The form can be used. No problem was found.")


def about(preview: FormPreview, texts: Texts) -> str:
    """Return what is to be known of a form before it is kept, as one line."""
    questions = texts.plural("{count} question", "{count} questions", preview.questions)
    version = texts("version {version}", version=preview.version) if preview.version else ""
    languages = ", ".join(preview.languages)
    return " · ".join(part for part in (questions, version, languages) if part)


def preview_lines(preview: FormPreview, texts: Texts) -> tuple[Line, ...]:
    """Return the form as a visitor would meet it: groups, questions, what can be chosen."""
    return tuple(_line(row, texts) for row in preview.rows)


def _line(row: PreviewRow, texts: Texts) -> Line:
    label = row.label or row.ref.rpartition("/")[2]
    return Line(
        label,
        " · ".join(_below(row, texts)),
        depth=min(row.depth, _DEEPEST),
        strong=row.kind in _GROUPS,
    )


def _below(row: PreviewRow, texts: Texts) -> Iterator[str]:
    if row.kind == "repeat":
        yield texts("may be answered several times")
    if row.choices:
        shown = ", ".join(row.choices[:_SHOWN_CHOICES])
        yield shown + (", …" if len(row.choices) > _SHOWN_CHOICES else "")
    if row.hint:
        yield row.hint
    if row.required:
        yield texts("must be answered")
    if row.conditional:
        yield texts("asked only when it applies")


def _where(place: Place, texts: Texts) -> str:
    """Return where a problem stands: the cell of a sheet, or the line of an XForm."""
    if place.sheet and place.row is not None and place.column:
        return texts(
            "Sheet {sheet}, row {row}, column {column}",
            sheet=place.sheet,
            row=str(place.row),
            column=place.column,
        )
    if place.sheet and place.row is not None:
        return texts("Sheet {sheet}, row {row}", sheet=place.sheet, row=str(place.row))
    if place.sheet:
        return texts("Sheet {sheet}", sheet=place.sheet)
    if place.row is not None:
        return texts("Line {row}", row=str(place.row))
    return ""
