"""A form as bytes for a cache: what comes out answers as what went in."""

from collections.abc import Callable
from dataclasses import fields

import msgspec
import pytest
from test_forms_incremental import FORM

from greenfield import __version__
from greenfield.forms.form import Form
from greenfield.forms.packed import engine, pack_form, unpack_form
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession
from greenfield.forms.tasks import Task

LANGUAGES = """
    survey
    | type            | name | label::English (en) | label::Français (fr) | calculation         | choice_filter |
    | select_one town | town | Town                | Ville                |                     | size > 2      |
    | calculate       | kept |                     |                      | once(random())      |               |
    | calculate       | said |                     |                      | jr:choice-name(${town}, '${town}') |  |
    | calculate       | less |                     |                      | -count-selected(${town}) |          |
    choices
    | list_name | name | label::English (en) | label::Français (fr) | size |
    | town      | a    | The Gate            | La Porte             | 3    |
    | town      | b    | The Bridge          | Le Pont              | 5    |
"""
NESTED = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
<instance><data id="d"><q/></data></instance>
<instance id="tree"><root kind="x">a<item n="1"><part>b<leaf/></part></item><item n="2"/></root></instance>
<bind nodeset="/data/q" type="string" calculate="instance('tree')/root/item[@n = 1]/part"/></model></h:head></h:html>"""


def plain(value: object) -> object:
    """A graph's tasks by what they are, so that two graphs can be compared."""
    if isinstance(value, Task):
        return value.work, value.index, value.scope, value.order
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


@pytest.mark.parametrize("table", [FORM, LANGUAGES])
def test_a_form_comes_back_with_the_same_definitions_and_the_same_graph(
    read_form: Callable[..., Form], table: str
) -> None:
    form = read_form(table)
    back = unpack_form(pack_form(form))
    assert back.questionnaire == form.questionnaire
    assert back.kept == form.kept
    for field in fields(form.graph):
        assert plain(getattr(back.graph, field.name)) == plain(getattr(form.graph, field.name)), field.name


def test_a_form_that_came_back_answers_as_the_one_that_was_read(
    read_form: Callable[..., Form], session_context: Context
) -> None:
    form = read_form(FORM)
    sessions = [FormSession(one, session_context) for one in (form, unpack_form(pack_form(form)))]
    for session in sessions:
        session.set("/data/region", "n")
        session.set("/data/town", "c")
        session.set("/data/site[1]/size", "5")
        session.add("/data/site")
        session.set("/data/count", "2")
    read, back = sessions
    assert back.nodes() == read.nodes()
    assert back.instance_xml() == read.instance_xml()
    assert back.answers() == read.answers()


def test_other_instances_come_back_whole(session_context: Context) -> None:
    form = parse_form(NESTED)
    back = unpack_form(pack_form(form))
    root = back.instances["tree"].children[0]
    assert (root.name, root.text, root.attributes) == ("root", "a", {"kind": "x"})
    assert [item.attributes for item in root.children] == [{"n": "1"}, {"n": "2"}]
    assert root.children[0].children[0].children[0].name == "leaf"
    assert root.children[0].parent is root
    assert FormSession(back, session_context).node("/data/q").value == "b"


def test_the_same_form_gives_the_same_bytes(read_form: Callable[..., Form]) -> None:
    assert pack_form(unpack_form(pack_form(read_form(FORM)))) == pack_form(read_form(FORM))


@pytest.mark.parametrize("content", [b"", b"\x00", b"no form", msgspec.msgpack.encode([1, 2, 3])])
def test_bytes_of_something_else_are_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever it says
        unpack_form(content)


def test_the_engine_names_the_version_of_the_program_and_stays_the_same() -> None:
    assert engine().startswith(f"{__version__}-")
    assert engine() == engine()
