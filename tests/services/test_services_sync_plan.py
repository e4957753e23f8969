"""Two people work on the same plan, unseen by each other: nothing is dropped, corrected or agreed away silently."""

from datetime import date
from decimal import Decimal

import pytest
from services_sample import NOW
from sync_people import quiet

from greenfield.base.formats import Formats
from greenfield.base.problem import ProblemError
from greenfield.base.texts import texts_for
from greenfield.services.agreements import agree, agreement_of
from greenfield.services.chosen_measures import choose_measure, chosen_measures, drop_measure
from greenfield.services.erasing import erase_for_good
from greenfield.services.health import examine
from greenfield.services.plan_steps import agree_on
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.sync.connecting import disconnect
from greenfield.services.sync.resolving import decide, undo
from greenfield.services.sync.shown_conflicts import ConflictWords

NAME = "led_lamps"


@pytest.fixture
def plan(factory):
    """Both have the measure in the plan."""
    awa, badou, visit = factory
    choose_measure(awa.workspace, awa.open(visit), NAME, person="Moussa", corrections={"annual_cost": "10"})
    quiet(awa, badou)
    return awa, badou, visit


def correct(key, value):
    return lambda who, visit: choose_measure(who.workspace, who.open(visit), NAME, corrections={key: value})


def appoint(person, due):
    return lambda who, visit: agree_on(who.workspace, who.open(visit), NAME, person=person, due=due)


def choose(**agreed):
    return lambda who, visit: choose_measure(who.workspace, who.open(visit), NAME, **agreed)


def drop(who, visit):
    drop_measure(who.workspace, who.open(visit), NAME)


def in_plan(who, visit):
    return [one.name for one in chosen_measures(who.workspace, visit)]


ACTS = {
    "person": appoint("Binta", None),
    "due": appoint("Moussa", date(2026, 5, 1)),
    "choose_person": choose(person="Binta"),
    "choose_due": choose(due=date(2026, 5, 1)),
    "investment": correct("investment", "5000000"),
    "taken_back": correct("annual_cost", None),
    "life": correct("life_years", "7"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("first", ["drop", "edit"])
def test_dropping_a_measure_that_somebody_else_works_on_is_a_conflict_and_it_stays(plan, act, first):
    awa, badou, visit = plan
    drop(awa, visit)
    ACTS[act](badou, visit)
    quiet(*((awa, badou) if first == "drop" else (badou, awa)))
    quiet(awa, badou)
    for who in (awa, badou):
        (found,) = conflicts(who.workspace, visit)
        assert found.is_delete
        assert in_plan(who, visit) == [NAME]
        assert examine(who.workspace) == []
    (shown,) = ConflictWords(awa.workspace, texts_for("en"), Formats("en"), NOW).all()[1]
    assert shown.described.title.endswith(": in the plan or not")
    assert [side.value.partition(" · ")[0] for side in shown.sides] == [
        "Taken out of the plan",
        "In the plan",
    ]
    assert [side.who for side in shown.sides] == ["You, on this device", "Badou"]


@pytest.mark.parametrize(("removes", "left"), [(True, []), (False, [NAME])])
def test_a_person_decides_whether_the_measure_stays_and_takes_that_back(plan, removes, left):
    awa, badou, visit = plan
    drop(awa, visit)
    ACTS["person"](badou, visit)
    quiet(awa, badou)
    (found,) = conflicts(badou.workspace)
    decision = decide(badou.workspace, found.belonging.record, found.field, removes)
    quiet(awa, badou)
    assert [in_plan(who, visit) for who in (awa, badou)] == [left, left]
    assert conflicts(awa.workspace) == conflicts(badou.workspace) == []
    undo(badou.workspace, [decision])
    quiet(awa, badou)
    assert [in_plan(who, visit) for who in (awa, badou)] == [[NAME], [NAME]]


@pytest.mark.parametrize("act", ACTS)
def test_who_saw_the_edit_and_drops_makes_no_conflict_nor_who_saw_the_drop_and_chooses_again(plan, act):
    awa, badou, visit = plan
    ACTS[act](badou, visit)
    quiet(awa, badou)
    drop(awa, visit)
    quiet(awa, badou)
    assert [in_plan(who, visit) for who in (awa, badou)] == [[], []]
    with pytest.raises(ProblemError) as caught:
        drop(badou, visit)
    assert caught.value.code == "measure.not_chosen"
    choose_measure(badou.workspace, badou.open(visit), NAME)
    ACTS["investment"](badou, visit)
    quiet(awa, badou)
    assert [in_plan(who, visit) for who in (awa, badou)] == [[NAME], [NAME]]
    (one,) = chosen_measures(awa.workspace, visit)
    assert (one.person, one.corrections.investment) == (
        "Binta" if "person" in act else "Moussa",
        Decimal(5_000_000),
    )
    assert conflicts(awa.workspace) == conflicts(badou.workspace) == []


def test_both_drop_it_and_nobody_is_asked(plan):
    awa, badou, visit = plan
    drop(awa, visit)
    drop(badou, visit)
    quiet(awa, badou)
    assert [in_plan(who, visit) for who in (awa, badou)] == [[], []]
    assert conflicts(awa.workspace) == conflicts(badou.workspace) == []


def test_two_people_correct_different_figures_of_a_measure_and_both_stay(plan):
    awa, badou, visit = plan
    correct("investment", "200000")(awa, visit)
    correct("life_years", "7.5")(badou, visit)
    correct("annual_saving", "90000")(badou, visit)
    quiet(awa, badou)
    for who in (awa, badou):
        (one,) = chosen_measures(who.workspace, visit)
        figures = one.corrections
        assert (figures.investment, figures.life_years, figures.annual_saving, figures.annual_cost) == (
            Decimal(200000), 7.5, Decimal(90000), Decimal(10),
        )  # fmt: skip
        assert conflicts(who.workspace) == []
        assert examine(who.workspace) == []


def test_the_same_figure_corrected_twice_is_one_conflict_in_words(plan):
    awa, badou, visit = plan
    correct("investment", "200000")(awa, visit)
    correct("investment", "250000")(badou, visit)
    quiet(awa, badou)
    (shown,) = ConflictWords(badou.workspace, texts_for("en"), Formats("en"), NOW).all()[1]
    assert shown.described.title.endswith("”: Investment, own figure")
    assert {side.value for side in shown.sides} == {"200,000\u00a0XOF", "250,000\u00a0XOF"}


def test_two_people_choose_the_same_measure_and_it_stands_in_the_plan_once(factory):
    awa, badou, visit = factory
    choose_measure(awa.workspace, awa.open(visit), "air_leaks")
    choose(person="Moussa")(awa, visit)
    choose(person="Binta")(badou, visit)
    quiet(awa, badou)
    assert in_plan(awa, visit) == in_plan(badou, visit)
    assert sorted(in_plan(awa, visit)) == ["air_leaks", NAME]
    (found,) = conflicts(awa.workspace, visit)
    assert (found.field, {side.value for side in found.sides}) == ("person", {"Moussa", "Binta"})
    drop(awa, visit)
    quiet(awa, badou)
    assert in_plan(badou, visit) == ["air_leaks"]
    assert conflicts(badou.workspace) == []


@pytest.mark.parametrize("kept_in", ["record", "action"])
def test_what_was_removed_for_good_can_be_chosen_again(factory, kept_in):
    """The ids follow from visit and name, and nothing that is said of an erased record stays."""
    awa, _, visit = factory
    disconnect(awa.workspace)
    for person in ("Moussa", "Binta", "Ali"):
        choose(person=person)(awa, visit)
        (one,) = chosen_measures(awa.workspace, visit)
        assert (one.name, one.person) == (NAME, person)
        erase_for_good(awa.workspace, getattr(one, kept_in))
    choose(person="Fatou")(awa, visit)
    drop(awa, visit)
    assert in_plan(awa, visit) == []


def test_of_several_agreements_the_one_that_counted_comes_back(factory):
    awa, _, visit = factory
    choose_measure(awa.workspace, awa.open(visit), NAME, person="Moussa")
    with awa.workspace.unit() as unit:
        measure = chosen_measures(awa.workspace, visit)[0].record
        for record, person in (("0" * 32, "Ali"), ("f" * 32, "Binta")):
            unit.create("action", {"visit": visit, "measure": measure, "person": person}, record=record)
    before = chosen_measures(awa.workspace, visit)
    assert [one.person for one in before] == ["Ali"]
    drop(awa, visit)
    choose()(awa, visit)
    assert chosen_measures(awa.workspace, visit) == before


def test_what_an_earlier_version_wrote_is_read_on_and_changed_figure_by_figure(factory):
    """It kept all corrections in one field of the measure, dropped by `chosen`, and made an id for each choice."""
    awa, badou, visit = factory
    with awa.workspace.unit() as unit:
        twice = [
            unit.create("measure", {"visit": visit, "catalogue": NAME, "chosen": True, "order_key": "V"})
            for _ in range(2)
        ]
        for record in twice:
            unit.set(record, {"overrides": {"investment": "100", "annual_cost": "5"}})
            unit.create("action", {"visit": visit, "measure": record, "status": "open", "person": "Moussa"})
        gone = unit.create("measure", {"visit": visit, "catalogue": "air_leaks", "chosen": False})
        unit.create("action", {"visit": visit, "measure": gone, "status": "open", "person": "Ali"})
    quiet(awa, badou)
    (one,) = chosen_measures(badou.workspace, visit)
    assert (one.person, one.corrections.investment) == ("Moussa", Decimal(100))
    correct("investment", "200")(badou, visit)
    correct("annual_cost", None)(badou, visit)
    quiet(awa, badou)
    (one,) = chosen_measures(awa.workspace, visit)
    assert (one.corrections.investment, one.corrections.annual_cost) == (Decimal(200), None)
    drop(awa, visit)
    assert in_plan(awa, visit) == []
    choose_measure(awa.workspace, awa.open(visit), "air_leaks")
    (again,) = chosen_measures(awa.workspace, visit)
    assert (again.name, again.person) == ("air_leaks", "Ali")


def test_two_people_fill_in_different_parts_of_the_agreement_and_both_stay(factory):
    awa, badou, visit = factory
    with awa.workspace.unit() as unit:
        unit.set(visit, {"agreement": {"met": "Fatou", "role": "owner"}})
    quiet(awa, badou)
    agree(awa.workspace, awa.open(visit), "met", "Binta")
    agree(badou.workspace, badou.open(visit), "photos", "yes")
    quiet(awa, badou)
    for who in (awa, badou):
        said = agreement_of(who.workspace, visit)
        assert (said.met, said.role, said.photos) == ("Binta", "owner", "yes")
        assert conflicts(who.workspace) == []
