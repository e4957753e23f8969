"""What two people disagree about is said in words: never a path, a Python value or a raw id."""

import pytest
from services_sample import NOW
from sync_people import quiet

from greenfield.base.formats import Formats
from greenfield.base.texts import texts_for
from greenfield.records.kinds import KINDS, FieldType
from greenfield.services.chosen_measures import choose_measure, chosen_measures
from greenfield.services.own_measures import NewMeasure, add_own_measure
from greenfield.services.sync.connecting import name_device
from greenfield.services.sync.shown_conflicts import ConflictWords
from greenfield.services.sync.value_words import ValueWords

TEXTS, FORMATS = texts_for("en"), Formats("en")
SHOWN = ("{", "[", "None", "True", "False", "answers/")


def shown_by(who):
    """Return the conflicts as they are shown to somebody."""
    return ConflictWords(who.workspace, TEXTS, FORMATS, NOW).all()[1]


def differ(people, record, field, mine, theirs):
    """Let both set a field without knowing of each other."""
    for who, value in zip(people, (mine, theirs), strict=True):
        with who.workspace.unit() as unit:
            unit.set(record, {field: value})
    quiet(*people)


def question(who, visit, name):
    """Return the field of a question, and its label."""
    opened = who.open(visit)
    node = next(each for each in opened.session.nodes() if each.ref.rpartition("/")[2] == name)
    return opened.field_at(node.ref)[1], node.label


def test_an_answer_is_named_by_its_question_and_said_with_its_unit_and_who(factory):
    awa, badou, visit = factory
    field, label = question(awa, visit, "elec_amount")
    differ((awa, badou), visit, field, "100000", "250000.5")
    (found,) = shown_by(awa)
    assert found.described.title == label
    assert found.described.where == "Fournil · visit on Mar 10, 2026"
    assert {(side.value, side.who) for side in found.sides} == {
        ("100,000\u00a0kWh", "You, on this device"),
        ("250,000.5\u00a0kWh", "Badou"),
    }
    assert [side.counts for side in found.sides] == [True, False]
    opened = awa.open(visit)
    assert opened.session.node(opened.place_of(visit, field)).value == found.sides[0].side.value
    assert {side.when for side in found.sides} == {FORMATS.moment(NOW.astimezone(), "short")}


def test_a_measure_is_named_by_its_title_also_where_only_its_action_differs(factory):
    awa, badou, visit = factory
    choose_measure(awa.workspace, awa.open(visit), "loss_board")
    own = add_own_measure(awa.workspace, awa.open(visit), NewMeasure("New door", "heat", "onsite_reuse"))
    quiet(awa, badou)
    title = awa.open(visit).toolkit.measure("loss_board").title["en"]
    action = next(one.action for one in chosen_measures(awa.workspace, visit) if one.name == "loss_board")
    differ((awa, badou), action, "due", "2026-05-01", "2026-06-01")
    differ((awa, badou), own, "investment", "200000", "250000")
    titles = {found.described.title: [side.value for side in found.sides] for found in shown_by(badou)}
    assert set(titles) == {f"Measure “{title}”: Due", "Measure “New door”: Investment"}
    assert set(titles[f"Measure “{title}”: Due"]) == {"May 1, 2026", "Jun 1, 2026"}
    assert set(titles["Measure “New door”: Investment"]) == {"200,000\u00a0XOF", "250,000\u00a0XOF"}


def test_two_devices_of_one_person_are_told_apart(factory, open_copy, centre):
    from sync_people import Person  # noqa: PLC0415  beside what it is for

    awa, badou, visit = factory
    again = Person(open_copy("again"), centre, "Badou")
    again.workspace.set_author(badou.workspace.author)
    quiet(awa, badou, again)
    differ((badou, again), visit, "purpose", "a", "b")
    awa.sync()
    (found,) = shown_by(awa)
    assert {side.who for side in found.sides} == {
        f"Badou, on the device laptop ({one.workspace.device[:8]})" for one in (badou, again)
    }
    name_device(again.workspace, "tablet")
    quiet(again, awa)
    (found,) = shown_by(awa)
    told = {"Badou, on the device laptop", "Badou, on the device tablet"}
    assert {side.who for side in found.sides} == told
    past = ConflictWords(awa.workspace, TEXTS, FORMATS, NOW).details(visit, "purpose")
    assert told <= {side.who for side in past.history}


def test_a_removal_against_a_change_says_what_was_changed_and_by_whom(factory):
    awa, badou, visit = factory
    own = add_own_measure(awa.workspace, awa.open(visit), NewMeasure("New door", "heat", "onsite_reuse"))
    quiet(awa, badou)
    with awa.workspace.unit() as unit:
        unit.delete(own)
    with badou.workspace.unit() as unit:
        unit.set(own, {"investment": "90000"})
    quiet(awa, badou)
    (found,) = shown_by(awa)
    assert found.described.title == "Measure “New door”: removed or kept"
    removed, kept = found.sides
    assert (removed.value, removed.who) == ("Removed", "You, on this device")
    assert kept.who == "Badou"
    assert kept.value == "Kept, with what was changed · Investment: 90,000\u00a0XOF"


ODD = ({"a": [1, {"b": None}]}, ["x", 2], True, 7, -1e300, "text", "9" * 5000, "2026-13-45", "NaN", {}, [])


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_value_of_any_field_is_shown_as_the_program_keeps_it(factory, kind):
    awa, _, visit = factory
    words = ValueWords(awa.workspace, TEXTS, FORMATS)
    tables = {"overrides/investment", "agreement/met"} if kind in {"action", "visit"} else set()
    for field in (*KINDS[kind].fields, *sorted(tables), "of_a_newer_version"):
        for value in ODD:
            said = words.of(kind, field, value, visit)
            assert said
            assert len(said) <= 300
            assert not any(each in said for each in SHOWN), (field, value, said)


def test_tables_are_said_by_their_parts(factory):
    awa, _, visit = factory
    words = ValueWords(awa.workspace, TEXTS, FORMATS)
    assert KINDS["measure"].fields["overrides"] is FieldType.JSON
    own = {"investment": "200000", "life_years": 7.5}
    assert words.of("measure", "overrides", own, visit) == "Investment: 200,000\u00a0XOF · Life in years: 7.5"
    assert words.of("action", "overrides/investment", "200000", visit) == "200,000\u00a0XOF"
    agreed = {"met": "Binta", "photos": "yes", "sharing": "organisation"}
    assert words.of("visit", "agreement", agreed, visit) == (
        "Whom we met: Binta · Photos: Yes · Who may see it: The whole organisation"
    )
    assert words.of("visit", "gaps", ["/a", "/b"]) == "2 missing answers"
