"""Forms drawn as markdown tables, and sessions on them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, timezone

import pytest
from forms_sheets import xform

from greenfield.forms.form import Form
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

NOW = datetime(2024, 3, 5, 14, 30, 0, tzinfo=timezone(timedelta(hours=1)))


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
