"""The work of a step is counted, and a step that takes far too much is refused and taken back."""

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

import pytest

from greenfield.base.problem import ProblemError
from greenfield.bench.forms_made import flips, repeat_form, section_form
from greenfield.forms.evaluation.scope import MOST_WORK, Scope, World
from greenfield.forms.functions import texts
from greenfield.forms.functions.pattern import SECONDS
from greenfield.forms.parse import parse_form
from greenfield.forms.session import Context, FormSession
from greenfield.toolkit.check.engine import check_xform

CHOICES = "".join(f"<item><name>n{number}</name><label>{number}</label></item>" for number in range(150))
DEEP = "count(instance('c')//*[count(instance('c')//*[count(instance('c')//*) > 0]) > 0])"


def form_of(calculation: str, label: str = "") -> bytes:
    return f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
    <instance><data><a/><b/><c/></data></instance><instance id="c"><root>{CHOICES}</root></instance>
    <bind nodeset="/data/b" calculate={quoteattr(calculation)}/><bind nodeset="/data/c" calculate="/data/a"/></model>
    </h:head><h:body><input ref="/data/a"><label>{label}</label></input></h:body></h:html>""".encode()


LARGE = [
    DEEP,
    "count(instance('c')//*[count(instance('c')//*[instance('c')//* = instance('c')//label]) > 0])",
    "count(instance('c')//*[count(instance('c')//*[count(preceding::*) > 0]) > 0])",
    "count(instance('c')//*[count(instance('c')//*[count(instance('c')/root/item[count-non-empty(/data) = 0]) > 0]) > 0])",
    "count(instance('c')//*[count(instance('c')//*[position(..) + position(.) > 3]) > 0])",
]


@pytest.mark.parametrize("expression", LARGE)
def test_a_formula_that_looks_through_too_much_is_refused_and_named(
    session_context: Context, expression: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        FormSession(parse_form(form_of(expression)), session_context)
    assert [(p.code, p.place.name) for p in caught.value.problems] == [("formula.too_much_work", "/data/b")]


def test_a_step_with_too_much_work_is_taken_back(session_context: Context) -> None:
    session = FormSession(parse_form(form_of(f"if(/data/a = 'x', {DEEP}, 1)")), session_context)
    session.set("/data/a", "w")
    before = session.nodes(), session.answers(), session.instance_xml(), session.valid
    with pytest.raises(ProblemError) as caught:
        session.set("/data/a", "x")
    assert caught.value.code == "formula.too_much_work"
    assert (session.nodes(), session.answers(), session.instance_xml(), session.valid) == before
    session.set("/data/a", "y")
    assert session.node("/data/c").value == "y"


def test_a_text_that_looks_through_too_much_is_refused_too(session_context: Context) -> None:
    output = f"<output value={quoteattr(DEEP)}/>"
    session = FormSession(parse_form(form_of("1", output)), session_context)
    with pytest.raises(ProblemError) as caught:
        session.nodes()
    assert caught.value.code == "formula.too_much_work"


def test_matches_that_take_long_count_as_much_work(session_context: Context) -> None:
    slow = "a" * 40 + "b"
    session = FormSession(
        parse_form(
            form_of("count(instance('c')/root/item[regex(concat(/data/a, name), '(a|a|a)+n[0-9]+')])")
        ),
        session_context,
    )
    session.set("/data/a", "aa")
    assert session.node("/data/b").value == "150"
    with pytest.raises(ProblemError) as caught:
        session.set("/data/a", slow)
    assert caught.value.code in {"formula.regex_slow", "formula.too_much_work"}
    assert session.node("/data/b").value == "150"


def test_every_match_counts_and_a_longer_one_for_more() -> None:
    asked: list[float] = []

    def matches(_text: str, seconds: float = SECONDS) -> bool:
        asked.append(seconds)
        if seconds < SECONDS:
            raise TimeoutError
        return True

    session_world = World.__new__(World)
    session_world.begin_step()
    scope = Scope.__new__(Scope)
    scope.world = session_world
    assert texts._counted(matches, "a", scope)
    assert asked == [0.002, 0.02, SECONDS]
    assert MOST_WORK - session_world.work_left > MOST_WORK / 10


def test_lines_that_are_held_against_each_other_count(session_context: Context) -> None:
    session = FormSession(parse_form(form_of("intersects(/data/a)")), session_context)
    session.set("/data/a", ";".join(f"{at / 1000} 0" for at in range(200)))
    assert session.node("/data/b").value == "false"
    with pytest.raises(ProblemError) as caught:
        session.set("/data/a", ";".join(f"{at / 1000} 0" for at in range(4_000)))
    assert caught.value.code == "formula.too_much_work"


def test_check_tells_of_a_formula_that_looks_through_too_much() -> None:
    assert [p.code for p in check_xform(form_of(DEEP), "deep.xml")] == ["formula.too_much_work"]
    assert list(check_xform(form_of("count(instance('c')//*)"), "flat.xml")) == []


def least_left(session: FormSession, monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> float:
    """Return what the largest step leaves of its work."""
    world, left = session._world, []  # what a step counts is seen nowhere else
    begin = World.begin_step
    monkeypatch.setattr(World, "begin_step", lambda self: (left.append(self.work_left), begin(self)))
    do()
    return min(*left, world.work_left)


def test_the_largest_forms_need_less_than_a_fifth_of_the_work(
    monkeypatch: pytest.MonkeyPatch, session_context: Context
) -> None:
    large = FormSession(parse_form(section_form(500).xml), session_context)
    opened = large._world.work_left
    answers = [answer for answer, _ in zip(flips(), range(4), strict=False)]
    left = least_left(
        large, monkeypatch, lambda: [large.set(*answer) for answer in answers] and large.nodes()
    )
    assert min(opened, left) > 0.8 * MOST_WORK
    repeats = FormSession(parse_form(repeat_form().xml), session_context)

    def fill() -> None:
        repeats.add("/data/meter", count=1_999)
        repeats.set("/data/meter[1]/used", "7")
        repeats.remove("/data/meter", 0)

    assert least_left(repeats, monkeypatch, fill) > 0.8 * MOST_WORK
