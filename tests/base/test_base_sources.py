"""Every data file that is shipped says where it comes from."""

import re
from pathlib import Path

import greenfield

RESOURCES = Path(greenfield.__file__).parent.parent / "resources"


def test_every_resource_file_has_a_row_with_source_year_and_licence():
    rows = (RESOURCES / "SOURCES.md").read_text(encoding="utf-8")
    cells = {
        match[1]: [cell.strip() for cell in match[2].split("|")]
        for match in re.finditer(r"^\| ([\w./-]+\.\w+)[^|]* \|(.*)\|$", rows, re.MULTILINE)
    }
    files = {
        path.relative_to(RESOURCES).as_posix()
        for path in RESOURCES.rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    files |= {path.relative_to(RESOURCES).as_posix() for path in RESOURCES.glob("toolkits/*/toolkit.md")}
    assert files - cells.keys() == set()
    assert {name for name, row in cells.items() if not all(row) or len(row) < 4} == set()
