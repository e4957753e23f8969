"""Defaults, dynamic defaults, triggers, once, preloads; and starting again from saved answers."""

from collections.abc import Callable

from greenfield.forms.form import Form
from greenfield.forms.session import Context, FormSession

Open = Callable[..., FormSession]
DEFAULTS = """
    survey
    | type         | name    | label   | default             | calculation        | trigger |
    | text         | country | Country | Senegal             |                    |         |
    | date         | day     | Day     | today()             |                    |         |
    | text         | place   | Place   | concat(${country}, '!') |                |         |
    | begin repeat | meter   | Meter   |                     |                    |         |
    | text         | where   | Where   | ${country}          |                    |         |
    | end repeat   |         |         |                     |                    |         |
    | calculate    | code    |         |                     | once(concat('c', ${country})) | |
    | dateTime     | changed | Changed |                     | now()              | ${country} |
    | text         | echo    | Echo    |                     | ${country}         | ${country} |
    | start        | start   |         |                     |                    |         |
    | today        | today   |         |                     |                    |         |
    | username     | who     |         |                     |                    |         |
    | deviceid     | device  |         |                     |                    |         |
"""


def test_a_fresh_form_starts_with_its_defaults(open_form: Open) -> None:
    session = open_form(DEFAULTS)
    instance_id = "uuid:88888888-8888-4888-8888-888888888888"
    assert session.initial.answers == {
        "/data/country": "Senegal",
        "/data/day": "2024-03-05",
        "/data/place": "Senegal!",
        "/data/meter[1]/where": "Senegal",
        "/data/code": "cSenegal",
        "/data/start": "2024-03-05T14:30:00.000+01:00",
        "/data/today": "2024-03-05",
        "/data/who": "ana",
        "/data/device": "device-1",
        "/data/meta/instanceID": instance_id,
    }


def test_a_new_instance_gets_its_dynamic_default(open_form: Open) -> None:
    session = open_form(DEFAULTS)
    session.set("/data/country", "Ghana")
    delta = session.add("/data/meter")
    assert delta.answers == {"/data/meter[2]/where": "Ghana"}
    assert session.node("/data/meter[1]/where").value == "Senegal"


def test_a_change_triggers_what_hangs_on_it(open_form: Open) -> None:
    session = open_form(DEFAULTS)
    assert session.node("/data/changed").value == ""
    delta = session.set("/data/country", "Ghana")
    assert delta.answers == {
        "/data/country": "Ghana",
        "/data/changed": "2024-03-05T14:30:00.000+01:00",
        "/data/echo": "Ghana",
    }
    session.set("/data/echo", "own words")
    assert session.set("/data/country", "Ghana").answers == {}
    assert session.node("/data/echo").value == "own words"


def test_once_keeps_its_first_value(open_form: Open) -> None:
    session = open_form(DEFAULTS)
    session.set("/data/country", "Ghana")
    assert session.node("/data/code").value == "cSenegal"


def test_saved_answers_bring_a_session_back(read_form: Callable[..., Form], session_context: Context) -> None:
    form = read_form(DEFAULTS)
    first = FormSession(form, session_context)
    first.set("/data/country", "Ghana")
    first.add("/data/meter")
    first.set("/data/meter[2]/where", "Roof")
    again = FormSession(form, session_context, first.answers())
    assert again.nodes() == first.nodes()
    assert again.instance_xml() == first.instance_xml()
    assert again.unplaced == ()


def test_saved_answers_make_room_and_what_has_none_is_told(
    read_form: Callable[..., Form], session_context: Context
) -> None:
    answers = {
        "/data/meter[3]/where": "Roof",
        "/data/gone": "1",
        "/data/meter[x]/where": "1",
        "/data/day": "soon",
    }
    session = FormSession(read_form(DEFAULTS), session_context, answers)
    assert session.node("/data/meter[3]/where").value == "Roof"
    assert sorted(session.unplaced) == ["/data/gone", "/data/meter[x]/where"]
    day = session.node("/data/day")
    assert (day.value, day.constraint_ok) == ("soon", False)
    assert day.problem is not None
    assert day.problem.code == "answer.type"
    assert not session.valid
    session.set("/data/day", "2024-01-01")
    assert session.valid


def test_a_repeat_can_come_back_empty(read_form: Callable[..., Form], session_context: Context) -> None:
    form = read_form(DEFAULTS)
    first = FormSession(form, session_context)
    first.remove("/data/meter", 0)
    assert first.answers()["/data/meter"] == "0"
    again = FormSession(form, session_context, first.answers())
    assert "/data/meter[1]" not in {node.ref for node in again.nodes()}


def test_a_saved_choice_that_left_the_list_is_kept_with_a_problem(
    read_form: Callable[..., Form], session_context: Context
) -> None:
    form = read_form("""
        survey
        | type            | name | label |
        | select_one fuel | fuel | Fuel  |
        choices
        | list_name | name | label |
        | fuel      | oil  | Oil   |
    """)
    session = FormSession(form, session_context, {"/data/fuel": "peat"})
    node = session.node("/data/fuel")
    assert (node.value, node.constraint_ok, session.valid) == ("peat", False, False)
    session.set("/data/fuel", "oil")
    assert session.node("/data/fuel").constraint_ok
    assert session.valid


def test_triggers_that_change_each_other_come_to_rest(open_form: Open) -> None:
    session = open_form("""
        survey
        | type    | name | label | calculation | trigger |
        | integer | a    | A     | ${b} + 1    | ${b}    |
        | integer | b    | B     | ${a} + 1    | ${a}    |
    """)
    session.set("/data/a", "1")
    assert (session.node("/data/a").value, session.node("/data/b").value) == ("3", "2")
