"""Repeats: instances, positions, what they read of each other, counts."""

from collections.abc import Callable

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.session import FormSession

Open = Callable[..., FormSession]
PEOPLE = """
    survey
    | type         | name    | label          | calculation                                         | default |
    | integer      | factor  | Factor         |                                                     | 2       |
    | begin repeat | person  | Person         |                                                     |         |
    | text         | name    | Name           |                                                     |         |
    | integer      | age     | Age of ${name} |                                                     | 1       |
    | calculate    | double  |                | ${age} * ${factor}                                  |         |
    | calculate    | place   |                | position(..)                                        |         |
    | calculate    | many    |                | count(${person})                                    |         |
    | calculate    | share   |                | round(${age} div sum(../../person/age), 2)          |         |
    | calculate    | before  |                | indexed-repeat(${age}, ${person}, position(..) - 1) |         |
    | calculate    | running |                | ${age} + coalesce(indexed-repeat(${running}, ${person}, position(..) - 1), 0) | |
    | end repeat   |         |                |                                                     |         |
    | calculate    | total   |                | sum(${age})                                         |         |
    | calculate    | oldest  |                | max(${double})                                      |         |
"""


def values(session: FormSession, name: str) -> list[str]:
    return [node.value for node in session.nodes() if node.ref.rpartition("/")[2] == name]


@pytest.fixture
def people(open_form: Open) -> FormSession:
    session = open_form(PEOPLE)
    session.add("/data/person", count=2)
    for position, age in ((1, "10"), (2, "20"), (3, "70")):
        session.set(f"/data/person[{position}]/age", age)
    return session


def test_each_instance_has_its_own_calculations(people: FormSession) -> None:
    assert values(people, "double") == ["20", "40", "140"]
    assert values(people, "place") == ["1", "2", "3"]
    assert values(people, "share") == ["0.1", "0.2", "0.7"]
    assert values(people, "before") == ["", "10", "20"]
    assert values(people, "running") == ["10", "30", "100"]


def test_the_outside_sees_all_instances(people: FormSession) -> None:
    assert (people.node("/data/total").value, people.node("/data/oldest").value) == ("100", "140")
    assert values(people, "many") == ["3", "3", "3"]


def test_an_answer_touches_its_own_instance_and_who_reads_all(people: FormSession) -> None:
    delta = people.set("/data/person[2]/name", "Ben")
    assert [node.ref for node in delta.nodes] == ["/data/person[2]/name", "/data/person[2]/age"]
    assert people.node("/data/person[2]/age").label == "Age of Ben"
    delta = people.set("/data/person[3]/age", "170")
    assert {node.ref for node in delta.nodes} == {
        *(
            "/data/person[3]/age",
            "/data/person[3]/double",
            "/data/person[3]/running",
            "/data/total",
            "/data/oldest",
        ),
        *("/data/person[1]/share", "/data/person[2]/share", "/data/person[3]/share"),
    }


def test_a_question_outside_reaches_into_every_instance(people: FormSession) -> None:
    people.set("/data/factor", "3")
    assert values(people, "double") == ["30", "60", "210"]


def test_an_instance_comes_with_its_defaults_where_it_is_wanted(people: FormSession) -> None:
    delta = people.add("/data/person", after=0)
    assert values(people, "age") == ["10", "1", "20", "70"]
    assert values(people, "running") == ["10", "11", "31", "101"]
    assert delta.answers == {"/data/person[2]/age": "1"}
    people.add("/data/person", after=-1)
    assert values(people, "age") == ["1", "10", "1", "20", "70"]
    assert values(people, "place") == ["1", "2", "3", "4", "5"]


def test_a_removed_instance_is_gone_from_sums_and_positions(people: FormSession) -> None:
    delta = people.remove("/data/person", 0)
    assert values(people, "age") == ["20", "70"]
    assert values(people, "place") == ["1", "2"]
    assert values(people, "running") == ["20", "90"]
    assert people.node("/data/total").value == "90"
    assert "/data/person[2]/before" in {node.ref for node in delta.nodes}
    people.remove("/data/person", 1)
    people.remove("/data/person", 0)
    assert (people.node("/data/total").value, people.node("/data/oldest").value) == ("0", "")


def test_a_failing_answer_does_not_outlive_its_instance(open_form: Open) -> None:
    session = open_form("""
        survey
        | type         | name  | label | constraint |
        | begin repeat | meter | Meter |            |
        | integer      | use   | Use   | . > 0      |
        | end repeat   |       |       |            |
    """)
    session.add("/data/meter")
    session.set("/data/meter[2]/use", "-1")
    assert not session.valid
    session.remove("/data/meter", 1)
    assert session.valid


@pytest.mark.parametrize(
    ("step", "code"),
    [
        (lambda session: session.remove("/data/person", 3), "answer.no_instance"),
        (lambda session: session.remove("/data/person", -1), "answer.no_instance"),
        (lambda session: session.add("/data/person", after=3), "answer.no_instance"),
        (lambda session: session.add("/data/person", count=10_001), "answer.too_many_instances"),
        (lambda session: session.add("/data/factor"), "answer.unknown_question"),
        (lambda session: session.add("/data/nobody"), "answer.unknown_question"),
        (lambda session: session.set("/data/person[9]/age", "1"), "answer.unknown_question"),
        (lambda session: session.set("/data/person[0]/age", "1"), "answer.unknown_question"),
    ],
)
def test_what_cannot_be_done_is_named_and_changes_nothing(
    people: FormSession, step: Callable[[FormSession], object], code: str
) -> None:
    before = people.nodes()
    with pytest.raises(ProblemError) as caught:
        step(people)
    assert caught.value.code == code
    assert people.nodes() == before


COUNTED = """
    survey
    | type         | name  | label | repeat_count | calculation        | calculation |
    | integer      | many  | Many  |              |                    |
    | begin repeat | meter | Meter | ${many}      |                    |
    | integer      | use   | Use   |              |                    |
    | end repeat   |       |       |              |                    |
    | calculate    | total |       |              | sum(${use})        |
""".replace("| calculation        | calculation |", "| calculation        |")


def test_a_count_makes_and_takes_instances_and_loses_no_answer(open_form: Open) -> None:
    session = open_form(COUNTED)
    assert values(session, "use") == []
    session.set("/data/many", "3")
    for position in (1, 2, 3):
        session.set(f"/data/meter[{position}]/use", str(position))
    session.set("/data/many", "1")
    assert values(session, "use") == ["1"]
    assert session.node("/data/total").value == "1"
    session.set("/data/many", "4")
    assert values(session, "use") == ["1", "2", "3", ""]
    assert session.node("/data/total").value == "6"
    with pytest.raises(ProblemError) as caught:
        session.add("/data/meter")
    assert caught.value.code == "answer.fixed_repeat"


def test_a_count_beyond_all_measure_is_refused_and_the_last_answer_kept(open_form: Open) -> None:
    session = open_form(COUNTED)
    session.set("/data/many", "2")
    with pytest.raises(ProblemError) as caught:
        session.set("/data/many", "1000000000")
    assert caught.value.code == "answer.too_many_instances"
    assert session.node("/data/many").value == "2"
    assert values(session, "use") == ["", ""]


def test_a_step_that_fails_half_way_leaves_everything_as_it_was(open_form: Open) -> None:
    session = open_form("""
        survey
        | type         | name  | label | repeat_count | calculation        | trigger | default |
        | integer      | wish  | Wish  |              |                    |         |         |
        | integer      | many  | Many  |              | ${wish} * 100      | ${wish} | 1       |
        | integer      | large | Large |              |                    |         | 1       |
        | begin repeat | site  | Site  |              |                    |         |         |
        | calculate    | first |       |              | once(${large})     |         |         |
        | begin repeat | meter | Meter | ${many} * ${large} |              |         |         |
        | integer      | use   | Use   |              |                    |         | 3       |
        | end repeat   |       |       |              |                    |         |         |
        | end repeat   |       |       |              |                    |         |         |
        | calculate    | total |       |              | sum(${use})        |         |         |
    """)
    session.set("/data/site[1]/meter[1]/use", "7")
    session.set("/data/wish", "1")
    before, answers, instance = session.nodes(), session.answers(), session.instance_xml()
    for ref in ("/data/wish", "/data/large", "/data/many"):
        with pytest.raises(ProblemError) as caught:
            session.set(ref, "99999")
        assert caught.value.code == "answer.too_many_instances"
        assert (session.nodes(), session.answers(), session.instance_xml()) == (before, answers, instance)
    session.set("/data/wish", "2")
    assert session.node("/data/total").value == str(7 + 199 * 3)


NESTED = """
    survey
    | type         | name   | label | calculation                                                                  |
    | begin repeat | site   | Site  |                                                                              |
    | integer      | area   | Area  |                                                                              |
    | begin repeat | meter  | Meter |                                                                              |
    | integer      | use    | Use   |                                                                              |
    | calculate    | dense  |       | ${use} div ${area}                                                           |
    | calculate    | where  |       | concat(position(../..), '.', position(..))                                   |
    | end repeat   |        |       |                                                                              |
    | calculate    | sum    |       | sum(${use})                                                                  |
    | end repeat   |        |       |                                                                              |
    | calculate    | total  |       | sum(${sum})                                                                  |
    | calculate    | one    |       | indexed-repeat(${use}, ${site}, 2, ${meter}, 1)                              |
"""


def test_repeats_inside_repeats(open_form: Open) -> None:
    session = open_form(NESTED)
    session.add("/data/site")
    assert values(session, "where") == ["1.1"]
    session.add("/data/site[1]/meter")
    session.add("/data/site[2]/meter")
    session.set("/data/site[1]/area", "2")
    session.set("/data/site[1]/meter[1]/use", "10")
    session.set("/data/site[1]/meter[2]/use", "20")
    session.set("/data/site[2]/meter[1]/use", "5")
    assert values(session, "dense") == ["5", "10", ""]
    assert values(session, "where") == ["1.1", "1.2", "2.1"]
    assert values(session, "sum") == ["30", "5"]
    assert (session.node("/data/total").value, session.node("/data/one").value) == ("35", "5")
    session.remove("/data/site", 0)
    assert values(session, "where") == ["1.1"]
    assert (session.node("/data/total").value, session.node("/data/one").value) == ("5", "")


def test_the_order_of_nodes_is_the_documents(people: FormSession) -> None:
    refs = [node.ref for node in people.nodes()]
    assert refs[:4] == ["/data/factor", "/data/person[1]", "/data/person[1]/name", "/data/person[1]/age"]
    assert refs.index("/data/person[3]/name") < refs.index("/data/total")
    assert {node.type for node in people.nodes() if node.ref.endswith("]")} == {"repeat"}


def test_2000_instances_stay_quick_to_work_with(open_form: Open) -> None:
    session = open_form(PEOPLE)
    session.add("/data/person", count=1_999)
    session.set("/data/person[1000]/age", "5")
    assert session.node("/data/total").value == "2004"
    assert session.node("/data/person[2000]/running").value == "2004"


READONLY = """
    survey
    | type         | name | label | repeat_count | read_only |
    | integer      | n    | N     |              |           |
    | integer      | k    | K     |              |           |
    | begin group  | g    | G     |              | ${k} = 5  |
    | begin repeat | r    | R     | ${n}         |           |
    | integer      | z    | Z     |              |           |
    | end repeat   |      |       |              |           |
    | end group    |      |       |              |           |
"""


@pytest.mark.parametrize("then", ["5", "1"])
def test_an_instance_that_comes_back_can_be_answered_as_its_group_now_says(open_form, then):
    session = open_form(READONLY)
    session.set("/data/n", "1")
    session.set("/data/k", "5" if then == "1" else "1")
    session.set("/data/n", "0")
    session.set("/data/k", then)
    session.set("/data/n", "1")
    assert session.node("/data/g/r[1]/z").readonly is (then == "5")
    if then == "1":
        session.set("/data/g/r[1]/z", "3")
        assert session.node("/data/g/r[1]/z").value == "3"


def test_a_refused_instance_leaves_the_form_valid(open_form):
    session = open_form("""
        survey
        | type         | name | label | repeat_count         | default   | required |
        | begin repeat | r    | R     |                      |           |          |
        | text         | q    | Q     |                      | uuid()    | yes      |
        | end repeat   |      |       |                      |           |          |
        | begin repeat | many | Many  | if(count-non-empty(${q}) > 1, 20000, 1) |  |  |
        | text         | m    | M     |                      |           |          |
        | end repeat   |      |       |                      |           |          |
    """)
    assert session.valid
    before = session.nodes()
    with pytest.raises(ProblemError) as caught:
        session.add("/data/r")
    assert caught.value.code == "answer.too_many_instances"
    assert session.valid
    assert session.nodes() == before


@pytest.mark.parametrize(
    ("calculation", "expected"),
    [
        ("sum(../preceding-sibling::p/z)", "0 1 3"),
        ("sum(../following-sibling::p/z)", "5 3 0"),
        ("count(ancestor::data/p[z > 1])", "2 2 2"),
        ("coalesce(${z}, 0) + sum(../preceding-sibling::p[1]/s)", "1 3 6"),
        ("sum((/data/p)[z > 1]/z)", "5 5 5"),
        ("(/data/p)[2]/z", "2 2 2"),
    ],
)
def test_paths_that_go_up_or_aside_follow_every_instance(open_form, calculation, expected):
    session = open_form(f"""
        survey
        | type         | name | label | calculation   |
        | begin repeat | p    | P     |               |
        | integer      | z    | Z     |               |
        | calculate    | s    |       | {calculation} |
        | end repeat   |      |       |               |
    """)
    session.add("/data/p", count=2)
    for place in (2, 1, 3):
        session.set(f"/data/p[{place}]/z", "7")
    for place in (2, 1, 3):
        session.set(f"/data/p[{place}]/z", str(place))
    found = [session.node(f"/data/p[{place}]/s").value for place in (1, 2, 3)]
    assert " ".join(found) == expected
