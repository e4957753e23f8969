"""Problems of indicator sets: tables with the prerequisites and indicators of a framework."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "indicator_set.none": mark(
        "This table is neither an indicator set nor one of benchmarks or factors: its columns are not known. Compare the "
        "first row with the list of columns in docs/toolkit.md."
    ),
    "indicator_set.column": mark(
        "The column “{column}” is not known. Rename it, or leave it out; a text in another language has a column like "
        "“{example}”."
    ),
    "indicator_set.rows": mark(
        "A set has between 1 and {limit} indicators. Fill in rows, or divide the table into several sets."
    ),
    "indicator_set.empty": mark("“{column}” is empty. Every indicator needs it: fill it in."),
    "indicator_set.mixed": mark(
        "“{column}” is “{value}” here and “{first}” in the first row. All rows of a file belong to one set: write the "
        "same in each."
    ),
    "indicator_set.duplicate": mark(
        "The id “{id}” already stands in row {first}. Give one of the two another id."
    ),
    "indicator_set.id": mark(
        "“{value}” cannot be an id. Use letters without accents, digits, points and hyphens, for example PM1.2."
    ),
    "indicator_set.word": mark("“{value}” is not known here. Write one of: {known}."),
    "indicator_set.year": mark(
        "“{value}” is no year. Write the year of the document with four figures, for example 2021."
    ),
    "indicator_set.formula": mark(
        "An answer with yes or no has no formula. Leave the formula empty, or write number as input."
    ),
    "indicator_set.yes_no": mark(
        "“{value}” cannot be compared with yes or no. Leave the comparison empty or write =, and write yes or no as value."
    ),
    "indicator_set.half": mark(
        "“{column}” is missing: a threshold has a comparison and a value. Fill in both, or leave both empty."
    ),
    "indicator_set.sign": mark("“{value}” is no comparison. Write one of >= <= > < =."),
    "indicator_set.value": mark(
        "“{value}” is no number. Write it with figures and a point, without unit or per cent sign, for example 12.5."
    ),
}
