"""The catalogue of what the program brings along: `docs/content.md`, made from the toolkits and the library.

python -m tools.content write | check
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from greenfield.assess.values import Area, Technique
from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE
from greenfield.base.problem import ProblemError
from greenfield.base.sectors import division_of
from greenfield.services.sector_names import DIVISIONS
from greenfield.toolkit.build import build_package
from greenfield.toolkit.catalogues import check_catalogues, languages_in, translations_folder
from greenfield.toolkit.make_packages import print_problems, toolkit_sources
from greenfield.toolkit.toolkit import MeasureRow, Toolkit, open_toolkit, said
from tools.content_library import library_part, library_rows

PATH = Path(__file__).resolve().parent.parent / "docs" / "content.md"
_NOT_ASKED = frozenset(
    {"group", "repeat", "calculate", "note", "hidden", "start", "end", "today", "deviceid"}
)
_HEAD = """# What the program brings along

Made by `make content` from `resources/`; `make check` fails while it is out of date. Change the toolkits and the tables of
the library, not this page.

**Evidence** of a measure names the source of its saving; `estimate` marks a figure that rests on the judgement of those who
wrote it, which the program says beside it. **ARC** is the Assessment Recommendation Code of the US Industrial Assessment
Centers. **Range** is where the saving may lie, as multiples of the stated one.
"""


def page() -> str:
    """Return the page as it should stand; ProblemError as `build_package` and the tables of the library raise it."""
    sources = toolkit_sources()
    toolkits = [open_toolkit(content, name) for name, content in map(build_package, sources)]
    rows = library_rows()
    parts = [
        _HEAD,
        *_counts(toolkits, len(rows)),
        *_toolkits(toolkits, sources),
        *_by_area(toolkits),
        *_by_sector(toolkits),
        *(line for one in toolkits for line in _measures(one)),
        *library_part(rows),
    ]
    return "\n".join(parts).rstrip("\n") + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield a table of Markdown, numbers aligned at the end by their columns' heads that end with a colon."""
    yield "| " + " | ".join(head.rstrip(":") for head in heads) + " |"
    yield "|" + "|".join("---:" if head.endswith(":") else "---" for head in heads) + "|"
    for row in rows:
        yield "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def _counts(toolkits: Sequence[Toolkit], resources: int) -> Iterator[str]:
    measures = [row for one in toolkits for row in one.measures]
    sourced = sum(is_sourced(row) for row in measures)
    yield (
        f"{len(toolkits)} toolkits, {sum(map(asked, toolkits))} questions, {len(measures)} measures ({sourced} with a "
        f"source, {len(measures) - sourced} as an estimate), {resources} resources in the library. A measure that several "
        f"toolkits offer is counted in each of them: {different(measures)} measures are different ones.\n"
    )


def different(measures: Iterable[MeasureRow]) -> int:
    """Return how many measures are different: those of one name, or of one title, are the same."""
    first: dict[str, str] = {}
    found = 0
    for row in measures:
        keys = (f"name {row.name}", f"title {said(row.title, SOURCE_LANGUAGE)}")
        known = next((first[key] for key in keys if key in first), "")
        found += not known
        first.update(dict.fromkeys(keys, known or row.name))
    return found


def asked(toolkit: Toolkit) -> int:
    """Return how many questions a toolkit asks of a person, rows of lists counted once."""
    return sum(one.kind not in _NOT_ASKED for one in toolkit.outline.questions)


def is_sourced(row: MeasureRow) -> bool:
    """Tell whether the saving of a measure has a source."""
    return row.basis.strip().lower() not in {"", "estimate"}


def _toolkits(toolkits: Sequence[Toolkit], sources: Sequence[Path]) -> Iterator[str]:
    yield "## Toolkits\n"
    heads = ("toolkit", "id", "questions:", "lists:", "measures:", "with a source:", "languages")
    rows = []
    for one, source in zip(toolkits, sources, strict=True):
        repeats = sum(question.kind == "repeat" for question in one.outline.questions)
        sourced = sum(map(is_sourced, one.measures))
        row = (one.title(SOURCE_LANGUAGE), one.manifest.id, asked(one), repeats, len(one.measures), sourced)
        rows.append((*row, ", ".join(_languages(source))))
    yield from table(heads, rows)


def _languages(source: Path) -> Iterator[str]:
    """Yield English and the languages into which all of a toolkit is translated."""
    folder = translations_folder()
    yield SOURCE_LANGUAGE
    for language in languages_in(folder):
        if language in LANGUAGES and not list(check_catalogues(source, folder, [language])):
            yield language


def _by_area(toolkits: Sequence[Toolkit]) -> Iterator[str]:
    yield "## Measures by area and technique\n"
    measures = [row for one in toolkits for row in one.measures]
    counts = Counter((row.area, row.technique) for row in measures)
    heads = ("area", *(f"{_words(technique)}:" for technique in Technique), "all:", "with a source:")
    rows: list[Sequence[object]] = []
    for area in map(str, Area):
        cells = [counts[area, str(technique)] or "" for technique in Technique]
        of_area = [row for row in measures if row.area == area]
        rows.append((_words(area), *cells, len(of_area), f"{sum(map(is_sourced, of_area))}"))
    of_technique = [sum(row.technique == str(one) for row in measures) for one in Technique]
    rows.append(("all", *of_technique, len(measures), sum(map(is_sourced, measures))))
    yield from table(heads, rows)


def _by_sector(toolkits: Sequence[Toolkit]) -> Iterator[str]:
    yield "## Measures by sector\n"
    measures = [row for one in toolkits for row in one.measures]
    counts = Counter(division for row in measures for division in {division_of(code) for code in row.sectors})
    rows: list[Sequence[object]] = [("", "every sector", sum(not row.sectors for row in measures))]
    rows += [(code, DIVISIONS.get(code, code), count) for code, count in sorted(counts.items())]
    yield from table(("ISIC", "sector", "measures:"), rows)


def _measures(toolkit: Toolkit) -> Iterator[str]:
    if not toolkit.measures:
        return
    yield f"## {toolkit.title(SOURCE_LANGUAGE)}: its measures\n"
    for area in Area:
        of_area = [row for row in toolkit.measures if row.area == str(area)]
        if of_area:
            yield f"### {_words(str(area)).capitalize()} ({len(of_area)})\n"
            yield from table(
                ("measure", "technique", "ARC", "evidence", "range", "sectors"), map(_line, of_area)
            )


def _line(row: MeasureRow) -> Sequence[str]:
    low_high = "" if row.range is None else f"{row.range[0]:g} to {row.range[1]:g}"
    evidence = row.basis.strip() if is_sourced(row) else "estimate"
    title = said(row.title, SOURCE_LANGUAGE)
    return (title, _words(row.technique), row.arc, evidence, low_high, ", ".join(row.sectors))


def _words(name: str) -> str:
    return name.replace("_", " ")


def main(arguments: Sequence[str]) -> int:
    """Write the page or check it; return the exit code."""
    if list(arguments) not in (["write"], ["check"]):
        sys.stderr.write("python -m tools.content write | check\n")
        return 2
    try:
        wanted = page()
    except ProblemError as error:
        return print_problems(error.problems)
    if arguments[0] == "write":
        PATH.write_text(wanted, encoding="utf-8")
        return 0
    if not PATH.is_file() or PATH.read_text(encoding="utf-8") != wanted:
        sys.stderr.write(f"{PATH.name} does not say what the resources say. Run: make content\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
