"""Sentences about a centre's own tables, benchmark sets and national factors, and about shared packages that do not open here."""

from greenfield.base.texts import mark

ENTRIES = {
    "factors.not_here": mark(
        "The factors “{table}”, version {version}, are shared with you but have not come yet, so the figures were worked"
        " out without them. Sync again."
    ),
    "factors.newer": mark(
        "The factors “{table}”, version {version}, cannot be read by this Greenfield, so the figures were worked out"
        " without them. Update Greenfield."
    ),
    "factors.damaged": mark(
        "The factors “{table}”, version {version}, are damaged and do not open, so the figures were worked out without them."
        " Ask whoever shared them to make them again, with a higher version."
    ),
    "benchmarks.damaged": mark(
        "The benchmarks “{table}”, version {version}, are damaged and do not open, so nothing was compared with them. Ask"
        " whoever shared them to make them again, with a higher version."
    ),
    "benchmarks.not_here": mark(
        "The benchmarks “{table}”, version {version}, are shared with you but have not come yet, so nothing was compared"
        " with them. Sync again."
    ),
    "benchmarks.newer": mark(
        "The benchmarks “{table}”, version {version}, cannot be read by this Greenfield, so nothing was compared with them."
        " Update Greenfield."
    ),
    "benchmark.word": mark(
        "In the table at {where}, “{value}” is not one of the known words. Use one of these: {known}."
    ),
    "benchmark.sector": mark(
        "In the table at {where}, “{sector}” is no code of {system}. ISIC is written as C10 or C1071, NAICS in figures only."
    ),
    "benchmark.order": mark(
        "In the table at {where} the three quartiles are not all there, or not in rising order. Give p25, median and p75."
    ),
    "benchmark.band": mark("The high price must be above the low one."),
    "benchmark.few": mark(
        "In the table at {where} the row rests on {n} plants. With fewer than {least} give each of them in the column "
        "“cases”, and no quartiles."
    ),
    "benchmark.twice": mark(
        "In the table at {where} sector {sector} stands twice with {metric}. Keep one of the two rows."
    ),
    "benchmark.no_rows": mark("The table {where} has no rows. Add at least one below the first line."),
    "table.mixed": mark(
        "The file {where} holds more than one package. Give each set and version, and benchmarks and factors, a file of "
        "its own."
    ),
    "table.twice": mark("The file {where} holds the same kind of table twice. Put the rows into one sheet."),
    "factor.country": mark(
        "In the table at {where}, “{country}” is not a country code. Use the three letters of ISO 3166, such as KEN or FRA."
    ),
    "package.not_fetched": mark(
        "The package “{package}”, version {version}, is shared with you, but its file has not come yet. Sync again."
    ),
    "package.needs_newer": mark(
        "The package “{package}”, version {version}, cannot be read by this Greenfield and is left out. Update Greenfield."
    ),
    "package.cannot_open": mark(
        "The package “{package}”, version {version}, is damaged, does not open and is left out. Ask whoever shared it to"
        " make it again, with a higher version."
    ),
}
