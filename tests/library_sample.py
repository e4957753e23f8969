"""Small libraries, drawn as tables."""

import csv
import io

PACKAGE = """
| package |
|         | id      | version | kind    | publisher | licence    | title   | title::Français (fr) |
|         | library | 1.0     | library | A centre  | Apache-2.0 | Library | Bibliothèque         |
"""
ROW = {
    "name": "x_air",
    "title": "Compressed air",
    "publisher": "Agency",
    "year": "2012",
    "language": "en",
    "type": "guide",
    "topics": "energy",
    "sectors": "",
    "countries": "",
    "address": "https://example.org/air",
    "summary": "How to find leaks.",
    "expires": "",
    "seen": "2026-11-21",
    "seen_at": "https://example.org/air",
    "proof": "Compressed air, 2012",
}


def row(**changed):
    """Return a row without a fault, changed."""
    return {**ROW, **changed}


def table(*rows):
    """Return a table as it is written."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(folder, tables, package=PACKAGE):
    """Write the source of a library pack and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "package.md"
    path.write_text(package, encoding="utf-8")
    return path
