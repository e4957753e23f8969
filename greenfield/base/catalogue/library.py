"""Problems of library packs: of the tables in which resources are listed."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "library.not_a_table": mark(
        "The file {where} is not a table of values with commas between them. Save it as CSV in UTF-8."
    ),
    "library.no_rows": mark(
        "There is no row in a table (.csv) beside {where}. A library pack lists at least one resource."
    ),
    "library.column": mark("The column “{column}” is not one of the library. There are: {known}."),
    "library.cells": mark(
        "This row has more cells than there are columns. Put quotes around a text with a comma."
    ),
    "library.empty": mark("“{column}” is empty. Every resource of a library pack needs it."),
    "library.name_elsewhere": mark(
        "The name “{name}” is already taken in {first}. Give one of the two another name."
    ),
    "library.listed_before": mark(
        "“{title}” of this publisher already stands in {first}. Keep one of the two."
    ),
    "library.year": mark("“{value}” is not a year. Write its four digits, or leave the cell empty."),
    "library.language": mark("“{value}” is not a language of Greenfield. There are: {known}."),
    "library.type": mark("“{value}” is not a kind of resource. There are: {known}."),
    "library.topic": mark("“{value}” is not a topic. There are: {known}."),
    "library.sector": mark(
        "“{value}” is not a division of ISIC Rev. 4. Write codes such as C10, with spaces between, or nothing for all."
    ),
    "library.country": mark(
        "“{value}” is not a country in three letters (ISO 3166). Write codes such as SEN, with spaces between, or "
        "nothing for all."
    ),
    "library.day": mark("“{value}” is not a date. Write it as in 2026-01-31."),
    "library.expired_before": mark(
        "This offer ended on {expires}, before it was seen on {seen}. Correct one of the two, or take the row out."
    ),
    "library.not_one": mark(
        "The package {where} is of the kind “{kind}”, and cannot be used here. Library packs and toolkits can be installed."
    ),
}
