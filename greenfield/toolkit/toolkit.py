"""A toolkit as it was opened from its package: what it asks, what its answers mean, what it offers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from greenfield.assess.values import Area, Resource, Technique
from greenfield.base.languages import SOURCE_LANGUAGE, find_language, form_language_code
from greenfield.base.problem import fail
from greenfield.toolkit.columns import Columns, columns_of
from greenfield.toolkit.outline import REFERENCE, Outline, choice_lists, outline_of
from greenfield.toolkit.package import FORM, MEDIA, SHEETS, Manifest, Package, unpack
from greenfield.toolkit.sheets import Row, Sheets
from greenfield.toolkit.stored import decode_sheets

Texts = Mapping[str, str]
OUTPUT = "output"
NOT_APPLICABLE = "-"
_AREAS = frozenset(map(str, Area))
_TECHNIQUES = frozenset(map(str, Technique))
_RESOURCES = frozenset({*map(str, Resource), OUTPUT})
PROFILE_KEYS = (
    *("employees", "period_start", "period_end", "country", "sector", "currency"),
    *("company", "site", "city", "hours", "efficiency", "gwp"),
    *("product", "value_added"),
)


@dataclass(frozen=True, slots=True)
class FlowRow:
    """One row of `flows`, as written: formulas and literals are still text."""

    name: str
    row: int
    resource: str
    carrier: str
    amount: str
    unit: str
    cost: str
    variable_cost: str
    quality: str
    onsite: bool
    label: Texts
    days: str = ""
    most: float | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells that a person fills by answers, that of the unit left out."""
        return (self.amount, self.carrier, self.cost, self.variable_cost)


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of `measures`: formulas as written, texts by language code.

    `sectors` are ISIC codes (`C10`) to which it is limited, empty for all. `range` is the span in which the
    saving may lie, as multiples of the stated one (0.5, 1.5); None where the row gives none.
    """

    name: str
    row: int
    area: str
    technique: str
    arc: str
    trigger: str
    saves: str
    annual_saving: str
    investment: str
    annual_cost: str
    life_years: str
    ease: str
    basis: str
    sectors: tuple[str, ...]
    range: tuple[float, float] | None
    library: tuple[str, ...]
    title: Texts
    reason: Texts
    first_step: Texts
    how_to: Texts
    co_benefits: Texts
    risks: Texts


@dataclass(frozen=True, slots=True)
class LibraryItem:
    """A resource that helps to carry a measure out; `seen` is the date on which it was seen.

    `sectors` (divisions of ISIC) and `countries` (ISO 3166 alpha-3) are those that it is for, empty for all.
    `expires` is the last day of an offer. `seen_at` is the address of the page on which it was seen, and `proof`
    words of that page which prove title and year.
    """

    name: str
    row: int
    title: str
    publisher: str
    year: str
    language: str
    type: str
    topics: tuple[str, ...]
    address: str
    seen: str
    summary: Texts
    sectors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    expires: str = ""
    seen_at: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Practice:
    """A question on practice: its area, and the score of each of its choices that has one.

    `not_applicable` are the choices that say that the question has no sense in this factory (score `-`).
    """

    question: str
    area: Area
    scores: Mapping[str, float]
    not_applicable: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Toolkit:
    """A toolkit. `form_xml` is parsed by `greenfield.forms` when a visit opens; nothing is compiled yet."""

    sha256: str
    manifest: Manifest
    form_xml: bytes
    sheets: Sheets
    outline: Outline
    flows: tuple[FlowRow, ...]
    profile: Mapping[str, str]
    measures: tuple[MeasureRow, ...]
    library: Mapping[str, LibraryItem]
    practices: tuple[Practice, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)
    """The files that the form reads, by name."""

    def title(self, language: str) -> str:
        """Return the toolkit's title in a language, the default language's where there is none."""
        return said(self.manifest.title, language)

    def measure(self, name: str) -> MeasureRow | None:
        """Return the measure of a name, None if the toolkit has none."""
        return next((measure for measure in self.measures if measure.name == name), None)


def said(texts: Texts, language: str) -> str:
    """Return the text in a language; else in English, else in whatever language there is."""
    return texts.get(language) or texts.get(SOURCE_LANGUAGE) or next(iter(texts.values()), "")


def open_toolkit(content: bytes, name: str) -> Toolkit:
    """Return the toolkit in a package's bytes; pyxform is not needed for it.

    Raises what `unpack` raises, and ProblemError `package.damaged` when the sheets are missing or name areas,
    techniques or resources that do not exist, which no package of ours does.
    """
    package = unpack(content, name)
    return _from_package(package, name)


def _from_package(package: Package, name: str) -> Toolkit:
    sheets = decode_sheets(package.members.get(SHEETS, b""), name)
    measures = measure_rows(sheets)
    flows = flow_rows(sheets)
    if not (
        all(row.area in _AREAS and row.technique in _TECHNIQUES for row in measures)
        and all(row.resource in _RESOURCES for row in flows)
    ):
        raise fail("package.damaged", name)
    return Toolkit(
        sha256=package.sha256,
        manifest=package.manifest,
        form_xml=package.members.get(FORM, b""),
        sheets=sheets,
        outline=outline_of(sheets),
        flows=flows,
        profile=MappingProxyType(profile_of(sheets)),
        measures=measures,
        library=MappingProxyType({item.name: item for item in library_items(sheets)}),
        practices=practices_of(sheets),
        files=MappingProxyType(
            {
                member.removeprefix(MEDIA): found
                for member, found in package.members.items()
                if member.startswith(MEDIA)
            }
        ),
    )


def by_code(columns: Columns, row: Row, column: str) -> Texts:
    """Return what a text column says by language code; the plain column counts as English."""
    texts = {}
    for name, text in columns.texts(row, column).items():
        code = form_language_code(name) or name
        texts[(find_language(code) or code) if name else SOURCE_LANGUAGE] = text
    return MappingProxyType(texts)


def flow_rows(sheets: Sheets) -> tuple[FlowRow, ...]:
    """Return the rows of the sheet `flows`, output included."""
    sheet = sheets.sheet("flows")
    columns = columns_of(sheet)
    return tuple(
        FlowRow(
            **{
                key: columns.get(row, key)
                for key in ("name", "carrier", "amount", "unit", "cost", "variable_cost", "quality", "days")
            },
            row=row.number,
            resource=columns.get(row, "resource").lower(),
            most=share_of(columns.get(row, "most")),
            onsite=columns.get(row, "onsite").lower() in {"yes", "true", "1"},
            label=by_code(columns, row, "label"),
        )
        for row in sheet
    )


def profile_of(sheets: Sheets) -> dict[str, str]:
    """Return which question gives each key of the sheet `profile`; `${name}` and `name` mean the same."""
    sheet = sheets.sheet("profile")
    columns = columns_of(sheet)
    found = {}
    for row in sheet:
        question = columns.get(row, "question")
        reference = REFERENCE.fullmatch(question)
        found[columns.get(row, "key").lower()] = reference.group("name") if reference else question
    return found


def measure_rows(sheets: Sheets) -> tuple[MeasureRow, ...]:
    """Return the rows of the sheet `measures`."""
    sheet = sheets.sheet("measures")
    columns = columns_of(sheet)
    plain = ("name", "arc", "trigger", "saves", "annual_saving", "investment", "annual_cost", "life_years")
    return tuple(
        MeasureRow(
            **{key: columns.get(row, key) for key in (*plain, "ease", "basis")},
            row=row.number,
            area=columns.get(row, "area").lower(),
            technique=columns.get(row, "technique").lower(),
            sectors=tuple(columns.get(row, "sectors").upper().split()),
            range=range_of(columns.get(row, "range")),
            library=tuple(columns.get(row, "library").split()),
            title=by_code(columns, row, "title"),
            reason=by_code(columns, row, "reason"),
            first_step=by_code(columns, row, "first_step"),
            how_to=by_code(columns, row, "how_to"),
            co_benefits=by_code(columns, row, "co_benefits"),
            risks=by_code(columns, row, "risks"),
        )
        for row in sheet
    )


def share_of(text: str) -> float | None:
    """Return the share in a cell, above 0 and up to 1; None for an empty cell and for anything else."""
    share = number_or_none(text)
    return share if share is not None and 0 < share <= 1 else None


def range_of(text: str) -> tuple[float, float] | None:
    """Return the two multiples in a cell such as `0.5 to 1.5`: low up to 1, high from 1; None for anything else."""
    numbers = [
        number for word in text.replace("to", " ").split() if (number := number_or_none(word)) is not None
    ]
    if len(numbers) != 2:
        return None
    low, high = numbers
    return (low, high) if 0 <= low <= 1 <= high else None


def library_items(sheets: Sheets) -> tuple[LibraryItem, ...]:
    """Return the rows of the sheet `library`."""
    sheet = sheets.sheet("library")
    columns = columns_of(sheet)
    plain = ("name", "title", "publisher", "year", "language", "type", "address", "seen")
    return tuple(
        LibraryItem(
            **{key: columns.get(row, key) for key in (*plain, "expires", "seen_at", "proof")},
            row=row.number,
            topics=tuple(columns.get(row, "topics").split()),
            sectors=tuple(columns.get(row, "sectors").upper().split()),
            countries=tuple(columns.get(row, "countries").upper().split()),
            summary=by_code(columns, row, "summary"),
        )
        for row in sheet
    )


def practices_of(sheets: Sheets) -> tuple[Practice, ...]:
    """Return the questions on practice: those with an area, and a choice list with scores."""
    columns = columns_of(sheets.sheet("choices"))
    lists = choice_lists(sheets.sheet("choices"))
    areas = {str(area): area for area in Area}
    found = []
    for question in outline_of(sheets).questions:
        scores = {
            columns.get(row, "name"): score
            for row in lists.get(question.list_name, ())
            if (score := number_or_none(columns.get(row, "score"))) is not None
        }
        if question.area in areas and scores:
            names = [
                columns.get(row, "name")
                for row in lists.get(question.list_name, ())
                if columns.get(row, "score") == NOT_APPLICABLE
            ]
            area = areas[question.area]
            found.append(Practice(question.name, area, MappingProxyType(scores), frozenset(names)))
    return tuple(found)


def number_or_none(text: str) -> float | None:
    """Return the number that a cell holds (decimal point), None if it holds none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
