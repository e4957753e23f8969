"""Incremental work gives what starting again gives, and touches nothing else."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.forms.form import Form
from greenfield.forms.session import Context, FormSession

FORM = """
    survey
    | type                 | name   | label      | relevant       | calculation                        | constraint   | required | choice_filter      | repeat_count | default | read_only |
    | integer              | count  | Count      |                |                                    | . < 9        |          |                    |              | 1       |
    | select_one region    | region | Region     |                |                                    |              |          |                    |              |         |
    | select_one town      | town   | Town       |                |                                    |              | yes      | region = ${region} |              |         |
    | begin repeat         | site   | Site       | ${count} != 3  |                                    |              |          |                    |              |         |
    | integer              | size   | Size       |                |                                    | . >= ${count} |         |                    |              | 2       |
    | begin group          | more   | More       | ${size} > 1    |                                    |              |          |                    |              |         |
    | text                 | word   | Word ${total} |             |                                    |              |          |                    |              | w       |
    | select_multiple town | towns  | Towns      |                |                                    |              |          | region = ${region} |              |         |
    | end group            |        |            |                |                                    |              |          |                    |              |         |
    | calculate            | place  |            |                | concat(position(..), ${word}, count-selected(${towns})) | | |              |              |         |
    | calculate            | run    |            |                | ${size} + coalesce(indexed-repeat(${run}, ${site}, position(..) - 1), 0) | | | |  |         |
    | calculate            | before |            |                | sum(../preceding-sibling::site/size) + sum(../following-sibling::site/run) |  | | |         |         |
    | calculate            | above  |            |                | count(ancestor::data/site[size > 1]) |            |          |                    |              |         |
    | begin group          | shut   | Shut       |                |                                    |              |          |                    |              |         | ${size} = 5 |
    | begin repeat         | meter  | Meter      |                |                                    |              |          |                    | ${count}     |         |
    | integer              | use    | Use        | ${size} > 2    |                                    |              |          |                    |              | 1       |
    | end repeat           |        |            |                |                                    |              |          |                    |              |         |
    | end group            |        |            |                |                                    |              |          |                    |              |         |
    | calculate            | uses   |            |                | sum(${use})                        |              |          |                    |              |         |
    | end repeat           |        |            |                |                                    |              |          |                    |              |         |
    | calculate            | total  |            |                | sum(${uses}) + count(${site})      |              |          |                    |              |         |
    | calculate            | second |            |                | (/data/site)[2]/size + count((/data/site)[size > 1]) |  |  |                    |              |         |
    | calculate            | words  |            |                | join('-', ${place})                |              |          |                    |              |         |
    | select_one ${word}   | chief  | Chief      |                |                                    |              |          | ${size} > 1        |              |         |
    | integer              | echo   | Echo       | ${total} > 4   | ${total}                           |              |          |                    |              |         |
    choices
    | list_name | name | label | region |
    | region    | n    | North |        |
    | region    | s    | South |        |
    | town      | a    | Alta  | n      |
    | town      | b    | Berg  | s      |
    | town      | c    | Cova  | n      |
"""
REFS = (
    *("/data/count", "/data/region", "/data/town", "/data/chief"),
    *(f"/data/site[{i}]/{name}" for i in (1, 2, 3) for name in ("size", "more/word", "more/towns")),
    *(f"/data/site[{i}]/shut/meter[{j}]/use" for i in (1, 2) for j in (1, 2, 3)),
)
_SET = st.tuples(
    st.just("set"),
    st.sampled_from(REFS),
    st.sampled_from(["", "0", "1", "2", "3", "5", "n", "s", "a", "b", "a c", "w"]),
)
_ADD = st.tuples(st.just("add"), st.sampled_from([None, -1, 0, 1]), st.integers(1, 2))
_REMOVE = st.tuples(st.just("remove"), st.integers(0, 2), st.just(0))
_STEPS = st.lists(st.one_of(_SET, _SET, _SET, _ADD, _REMOVE), max_size=12)


@pytest.fixture(scope="module")
def shared(read_form: Callable[..., Form]) -> Form:
    return read_form(FORM)


def perform(session: FormSession, step: tuple[str, object, object]) -> None:
    try:
        match step:
            case "set", str(ref), str(value):
                session.set(ref, value)
            case "add", None | int() as after, int(count):
                session.add("/data/site", after, count)
            case "remove", int(index), _:
                session.remove("/data/site", index)
    except ProblemError as error:
        assert error.code.startswith("answer.")  # noqa: PT017  a refused step is as good as any


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_STEPS)
def test_steps_end_where_their_answers_start(
    shared: Form, session_context: Context, steps: list[tuple[str, object, object]]
) -> None:
    session = FormSession(shared, session_context)
    for step in steps:
        perform(session, step)
    fresh = FormSession(shared, session_context, session.answers())
    assert fresh.nodes() == session.nodes()
    assert fresh.valid is session.valid
    assert fresh.instance_xml() == session.instance_xml()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=_STEPS, last=_SET)
def test_a_delta_has_every_node_that_changed(
    shared: Form,
    session_context: Context,
    steps: list[tuple[str, object, object]],
    last: tuple[str, str, str],
) -> None:
    session = FormSession(shared, session_context)
    for step in steps:
        perform(session, step)
    before = {node.ref: node for node in session.nodes()}
    try:
        delta = session.set(last[1], last[2])
    except ProblemError:
        assert {node.ref: node for node in session.nodes()} == before
        return
    after = {node.ref: node for node in session.nodes()}
    changed = {ref for ref, node in after.items() if before.get(ref) != node}
    told = {node.ref: node for node in delta.nodes}
    assert changed <= set(told)
    assert all(after[ref] == node for ref, node in told.items())


def test_an_answer_evaluates_what_depends_on_it_and_nothing_else(
    open_form: Callable[..., FormSession],
) -> None:
    session = open_form("""
        survey
        | type      | name | label | calculation | relevant |
        | integer   | a    | A     |             |          |
        | integer   | b    | B     |             |          |
        | calculate | c    |       | ${a} + 1    |          |
        | calculate | d    |       | ${c} mod 2  |          |
        | calculate | e    |       | ${d} + ${b} |          |
        | text      | f    | F     |             | ${e} > 0 |
    """)
    assert [node.ref for node in session.set("/data/b", "4").nodes] == ["/data/b"]
    assert [node.ref[-1] for node in session.set("/data/a", "2").nodes] == ["a", "c", "d", "e", "f"]
    assert [node.ref[-1] for node in session.set("/data/a", "4").nodes] == ["a", "c"]
