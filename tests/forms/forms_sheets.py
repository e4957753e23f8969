"""Forms drawn as tables: a sheet's name alone on a line, then its rows."""

from pyxform.xls2xform import convert

SHEETS = ("survey", "choices", "settings", "entities")


def draw(table: str) -> str:
    """Turn tables into pyxform's markdown: a sheet's name alone on a line, then its rows."""
    lines = []
    for line in filter(None, map(str.strip, table.strip().splitlines())):
        name = line.strip("| ")
        lines.append(f"| {name} |" if name in SHEETS else f"| {line}")
    return "\n".join(lines)


def xform(table: str) -> bytes:
    return convert(xlsform=draw(table), form_name="data", validate=False).xform.encode()
