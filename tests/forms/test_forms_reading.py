"""Reading XForm XML: what a form is, and every problem of it at once."""

from collections.abc import Callable

import msgspec
import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.definition import Questionnaire
from greenfield.forms.form import Form
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession

Read = Callable[..., Form]
XFORM = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>T</h:title><model>
 <instance>INSTANCE</instance>BINDS</model></h:head><h:body>BODY</h:body></h:html>"""


def xml(instance: str, binds: str = "", body: str = "") -> bytes:
    return XFORM.replace("INSTANCE", instance).replace("BINDS", binds).replace("BODY", body).encode()


def codes(data: bytes) -> list[str]:
    with pytest.raises(ProblemError) as caught:
        parse_form(data)
    return [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "form.not_xml"),
        (b"PK\x03\x04not xml", "form.not_xml"),
        (b"<a><b></a>", "form.not_xml"),
        (b"<!DOCTYPE x [<!ENTITY e 'boom'>]><x>&e;</x>", "form.not_xml"),
        (b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><x/>", "form.not_xml"),
        (b"<html/>", "form.not_xform"),
        (b'<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head/></h:html>', "form.not_xform"),
        (XFORM.replace("INSTANCE", "").encode(), "form.not_xform"),
        (b"<a>" * 5_000 + b"</a>" * 5_000, "form.not_xml"),
    ],
)
def test_what_is_no_form_is_named(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def test_all_problems_are_told_at_once() -> None:
    data = xml(
        "<data><a/><b/><b/></data>",
        """<bind nodeset="/data/a" relevant="1 +" calculate="nope(1)" constraint="/data/x > 1"/>
           <bind nodeset="/data/gone"/>""",
        """<input ref="/data/lost"><label/></input><input ref="/data/a"><label><output value="/data/y"/></label></input>""",
    )
    assert sorted(codes(data)) == sorted(
        [
            *("form.twice", "formula.syntax", "form.unknown_element", "form.unknown_element"),
            *("formula.unknown_function", "form.unknown_reference", "form.unknown_reference"),
        ]
    )


def test_a_problem_says_where_it_stands() -> None:
    with pytest.raises(ProblemError) as caught:
        parse_form(xml("<data><a/></data>", '<bind nodeset="/data/a" relevant="/data/aa = 1"/>'))
    problem = caught.value.problems[0]
    assert (problem.place.name, problem.place.column) == ("/data/a", "relevant")
    assert problem.values == {"path": "/data/aa", "nearest": "a"}


@pytest.mark.parametrize(
    ("calculations", "path"),
    [
        ({"a": "/data/b + 1", "b": "/data/c", "c": "/data/a"}, {"/data/a", "/data/b", "/data/c"}),
        ({"a": "/data/a + 1"}, {"/data/a"}),
        ({"a": ("relevant", ". = 1")}, {"/data/a"}),
        ({"a": ("relevant", "/data/b = 1"), "b": "/data/a"}, {"/data/a", "/data/b"}),
        ({"g": ("relevant", "/data/g/d = 1")}, {"/data/g"}),
    ],
)
def test_a_cycle_is_named_with_its_path(
    calculations: dict[str, str | tuple[str, str]], path: set[str]
) -> None:
    binds = ""
    for name, formula in calculations.items():
        attribute, text = formula if isinstance(formula, tuple) else ("calculate", formula)
        binds += f'<bind nodeset="/data/{name}" {attribute}="{text}"/>'
    with pytest.raises(ProblemError) as caught:
        parse_form(xml("<data><a/><b/><c/><g><d/></g></data>", binds))
    problem = caught.value.problems[0]
    shown = str(problem.values["path"]).split(" → ")
    assert (problem.code, set(shown), shown[0]) == ("form.cycle", path, shown[-1])


def test_a_calculation_may_read_its_own_value(session_context: Context) -> None:
    data = xml("<data><a>2</a></data>", '<bind nodeset="/data/a" calculate="if(. = 2, 5, .)"/>')
    assert FormSession(parse_form(data), session_context).node("/data/a").value == "5"


def test_a_chain_of_thousands_is_no_cycle(session_context: Context) -> None:
    count = 3_000
    names = "".join(f"<q{i}/>" for i in range(count))
    binds = "".join(f'<bind nodeset="/data/q{i}" calculate="/data/q{i - 1} + 1"/>' for i in range(1, count))
    session = FormSession(parse_form(xml(f"<data>{names}</data>", binds)), session_context)
    session.set("/data/q0", "1")
    assert session.node(f"/data/q{count - 1}").value == str(count)


def test_a_calculation_over_other_instances_that_never_rests_is_named(session_context: Context) -> None:
    data = xml(
        "<data><r><a>1</a></r><r><a>1</a></r></data>",
        '<bind nodeset="/data/r/a" calculate="sum(../../r/a) + 1"/>',
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/a"><label/></input></repeat></group>',
    )
    with pytest.raises(ProblemError) as caught:
        FormSession(parse_form(data), session_context)
    assert caught.value.code == "form.cycle"


def test_a_text_that_doubles_without_end_is_named(session_context: Context) -> None:
    data = xml(
        "<data><r><a>x</a></r><r><a>x</a></r></data>",
        '<bind nodeset="/data/r/a" calculate="concat(., ../../r/a)"/>',
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/a"><label/></input></repeat></group>',
    )
    with pytest.raises(ProblemError) as caught:
        FormSession(parse_form(data), session_context)
    assert caught.value.code == "form.too_long"


def test_a_form_knows_its_name_and_version(read_form: Read) -> None:
    form = read_form("""
        survey
        | type | name | label |
        | text | a    | A     |
        settings
        | form_title | form_id | version |
        | Quick scan | scan    | 12      |
    """)
    questionnaire = form.questionnaire
    assert (questionnaire.id, questionnaire.version, questionnaire.title) == ("scan", "12", "Quick scan")


def test_a_form_can_be_cached(read_form: Read, session_context: Context) -> None:
    form = read_form("""
        survey
        | type         | name  | label   | calculation        | constraint |
        | begin repeat | meter | Meter   |                    |            |
        | integer      | use   | Use ${sum} |                 | . > 0      |
        | end repeat   |       |         |                    |            |
        | calculate    | sum   |         | sum(${use}) * -1.5 |            |
    """)
    packed = msgspec.msgpack.encode(form.questionnaire)
    again = Form(msgspec.msgpack.decode(packed, type=Questionnaire), form.instances)
    assert again.questionnaire == form.questionnaire
    session = FormSession(again, session_context)
    session.set("/data/meter[1]/use", "2")
    assert session.node("/data/sum").value == "-3"


def test_the_instance_is_written_as_it_is_submitted(session_context: Context) -> None:
    data = xml(
        '<data id="f" version="2" orx:kind="x"><a>1 &lt; 2 &amp; "3"</a><g><b/></g><orx:meta><orx:instanceID/></orx:meta></data>',
        '<bind nodeset="/data/orx:meta/orx:instanceID" jr:preload="uid"/>',
    )
    session = FormSession(parse_form(data), session_context)
    assert session.instance_xml() == (
        '<data xmlns:orx="http://openrosa.org/xforms" id="f" version="2" orx:kind="x"><a>1 &lt; 2 &amp; "3"</a>'
        "<g><b/></g><orx:meta><orx:instanceID>uuid:88888888-8888-4888-8888-888888888888</orx:instanceID></orx:meta></data>"
    )


def test_attributes_can_be_worked_out(session_context: Context) -> None:
    data = xml(
        '<data><a/><meta><entity dataset="trees" id=""><label/></entity></meta></data>',
        '<bind nodeset="/data/a" type="int"/><bind nodeset="/data/meta/entity/@id" calculate="/data/a * 2"/>'
        '<bind nodeset="/data/meta/entity/label" calculate="concat(\'T\', /data/a)"/>',
    )
    session = FormSession(parse_form(data), session_context)
    session.set("/data/a", "21")
    assert '<entity dataset="trees" id="42"><label>T21</label></entity>' in session.instance_xml()


def test_entities_of_a_form_are_read_and_kept(read_form: Read, session_context: Context) -> None:
    form = read_form("""
        survey
        | type | name  | label | save_to |
        | text | plant | Plant | plant   |
        entities
        | list_name | label    |
        | plants    | ${plant} |
    """)
    session = FormSession(form, session_context)
    session.set("/data/plant", "Bakery")
    assert "<label>Bakery</label>" in session.instance_xml()
    assert 'dataset="plants"' in session.instance_xml()
