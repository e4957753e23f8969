"""Forms drawn as markdown tables, and sessions on them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

import pytest
from pyxform.xls2xform import convert

from greenfield.forms.form import Form
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

NOW = datetime(2024, 3, 5, 14, 30, 0, tzinfo=timezone(timedelta(hours=1)))
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


@pytest.fixture(scope="session")
def session_context() -> Context:
    return Context(now=NOW, random=lambda: 0.5, username="ana", deviceid="device-1")


@pytest.fixture(scope="session")
def read_form() -> Callable[..., Form]:
    """A form from a drawn table and the files that it names."""

    def make(table: str, files: Mapping[str, bytes] | None = None) -> Form:
        return parse_form(xform(table), files or {})

    return make


@pytest.fixture
def open_form(read_form: Callable[..., Form], session_context: Context) -> Callable[..., FormSession]:
    """A session on a form drawn as a table."""

    def make(table: str, files: Mapping[str, bytes] | None = None, **settings: object) -> FormSession:
        return FormSession(read_form(table, files), session_context, **settings)  # type: ignore[arg-type]

    return make
