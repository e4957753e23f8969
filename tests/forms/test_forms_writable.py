"""Whatever text is given, the instance is XML, and reads back as what was stored."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from greenfield.forms.answers import stored, writable
from greenfield.forms.form import Form
from greenfield.forms.session import Context, FormSession

FORM = """
    survey
    | type           | name  | label | calculation                            | bind::code |
    | text           | said  | Said  |                                        |            |
    | calculate      | again |       | concat(${said}, digest(${said}, 'MD5')) |            |
    | calculate      | part  |       | base64-decode(${said})                 |            |
"""


@pytest.fixture(scope="module")
def shared(read_form: Callable[..., Form]) -> Form:
    return read_form(FORM)


_TEXTS = st.text(st.characters(codec=None, exclude_categories=()), max_size=20) | st.text(
    "a\x00\x08\x0b\x0c\x1f\r\n\t\x85\u2028\ud800\udfff\ufffe\uffff\U0001f642 <&>\"'", max_size=12
)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=_TEXTS)
@example("one\x0btwo\x0cthree")
@example("a\r\nb\rc")
@example("\ud800")
@example("CwwA/w==")
def test_an_instance_with_any_text_is_read_as_what_was_stored(
    shared: Form, session_context: Context, text: str
) -> None:
    session = FormSession(shared, session_context)
    delta = session.set("/data/said", text)
    root = etree.fromstring(session.instance_xml().encode())
    for name in ("said", "again", "part"):
        assert (root.findtext(name) or "") == session.node(f"/data/{name}").value
    assert delta.answers.get("/data/said", "") == (root.findtext("said") or "")
    restored = FormSession(shared, session_context, {"/data/said": text})
    assert restored.node("/data/said").value == session.node("/data/said").value


def test_feeds_end_lines_and_the_rest_is_left_out() -> None:
    assert writable("a\x0bb\x0cc\x00d\x1fe\ufffef\ud800g\r\n\th") == "a\nb\ncdefg\r\n\th"
    assert stored("a\x0bb", "string") == "a\nb"
    assert stored("\x004\x0b", "int") == "4"
