"""A conflict that was ended some time ago can still be taken back, as long as nothing was written since."""

import pytest
from sync_people import Person

from greenfield.base.problem import ProblemError
from greenfield.records.change import DELETED
from greenfield.records.scopes import Scope
from greenfield.services.sync.conflicts import conflicts, history
from greenfield.services.sync.earlier import earlier_values, put_in_place
from greenfield.services.sync.ended import last_decision, take_back
from greenfield.services.sync.resolving import decide, undo
from greenfield.services.sync.sharing import share
from greenfield.store.reading.plan import find_record


@pytest.fixture
def two(open_copy, centre):
    """Awa and Badou, with a company of Awa's that both have."""
    awa, badou = Person(open_copy("awa"), centre, "Awa"), Person(open_copy("badou"), centre, "Badou")
    with awa.workspace.unit() as unit:
        company = unit.create("company", {"name": "Fournil", "city": "Dakar", "photos": "report"})
    share(awa.workspace, company, Scope.ORGANISATION)
    awa.sync()
    badou.sync()
    return awa, badou, company


def differ(two, field, *values):
    awa, badou, company = two
    for who, value in zip((awa, badou), values, strict=True):
        with who.workspace.unit() as unit:
            unit.set(company, {field: value})
    badou.sync()
    awa.sync()
    badou.sync()


def value(who, company, field):
    with who.workspace.read() as connection:
        return find_record(connection, "company", company).text(field)


@pytest.mark.parametrize(
    ("field", "own", "other", "third"),
    [("city", "Thiès", "Pikine", "Rufisque"), ("photos", "none", "public", "internal")],
    ids=["plain", "guarding"],
)
def test_what_counted_meanwhile_counts_again_wherever_it_is_taken_back(two, field, own, other, third):
    awa, badou, company = two
    assert last_decision(awa.workspace, company, field) is None
    differ(two, field, own, other)
    counted = value(awa, company, field)
    assert last_decision(awa.workspace, company, field) is None, "nobody has decided yet"
    decide(badou.workspace, company, field, third)
    badou.sync()
    awa.sync()
    found = last_decision(awa.workspace, company, field)
    assert (found.before, value(awa, company, field)) == (counted, third)
    undo(awa.workspace, [found])
    assert value(awa, company, field) == counted
    assert conflicts(awa.workspace) == []
    assert last_decision(awa.workspace, company, field) is None, "it is taken back once"


def test_nothing_is_offered_where_a_value_was_written_since(two):
    awa, _, company = two
    differ(two, "city", "Thiès", "Pikine")
    decide(awa.workspace, company, "city", "Thiès")
    with awa.workspace.unit() as unit:
        unit.set(company, {"city": "Mbour"})
    assert last_decision(awa.workspace, company, "city") is None


def test_a_record_whose_removal_was_confirmed_comes_back(two):
    awa, badou, company = two
    with awa.workspace.unit() as unit:
        unit.delete(company)
    with badou.workspace.unit() as unit:
        unit.set(company, {"city": "Thiès"})
    badou.sync()
    awa.sync()
    decide(awa.workspace, company, DELETED, value=True)
    found = last_decision(awa.workspace, company, DELETED)
    undo(awa.workspace, [found])
    assert value(awa, company, "city") == "Thiès"
    assert last_decision(awa.workspace, company, DELETED) is None


def test_a_plain_removal_is_no_decision(two):
    awa, _, company = two
    with awa.workspace.unit() as unit:
        unit.delete(company)
    assert last_decision(awa.workspace, company, DELETED) is None


def refusal(awa, company, field):
    with pytest.raises(ProblemError) as error:
        take_back(awa.workspace, company, field)
    return error.value.code


def test_window_and_command_line_agree_on_what_a_decision_is(two):
    awa, _, company = two
    differ(two, "city", "Thiès", "Thiès")
    decided_alike = (last_decision(awa.workspace, company, "city"), refusal(awa, company, "city"))
    assert decided_alike == (None, "sync.no_decision")
    with awa.workspace.unit() as unit:
        unit.set(company, {"city": "Mbour"})
    assert (last_decision(awa.workspace, company, "city"), refusal(awa, company, "city")) == (
        None,
        "sync.no_decision",
    ), "nobody disagreed"
    differ(two, "city", "Pikine", "Rufisque")
    decide(awa.workspace, company, "city", value(awa, company, "city"))
    assert (last_decision(awa.workspace, company, "city"), refusal(awa, company, "city")) == (
        None,
        "sync.same_value",
    ), "what counted before was kept"
    with awa.workspace.unit() as unit:
        unit.delete(company)
    with awa.workspace.unit() as unit:
        unit.restore(company)
    with awa.workspace.unit() as unit:
        unit.delete(company)
    assert (last_decision(awa.workspace, company, DELETED), refusal(awa, company, DELETED)) == (
        None,
        "sync.no_decision",
    ), "deleted again, and nobody disagreed"


def test_a_value_that_came_meanwhile_is_not_covered_unseen_by_an_earlier_one(two):
    awa, badou, company = two
    differ(two, "city", "Thiès", "Pikine")
    decide(awa.workspace, company, "city", "Thiès")
    shown = earlier_values(awa.workspace, company, "city")
    awa.sync()
    badou.sync()
    with badou.workspace.unit() as unit:
        unit.set(company, {"city": "Mbour"})
    badou.sync()
    awa.sync()
    with pytest.raises(ProblemError) as error:
        put_in_place(awa.workspace, company, "city", shown.others[0], stands=shown.stands)
    assert error.value.code == "sync.conflict_moved", (
        "it says what has happened, and not that a decision was taken back"
    )
    assert value(awa, company, "city") == "Mbour"
    now = earlier_values(awa.workspace, company, "city")
    (offered,) = (
        one.cid
        for one in history(awa.workspace, company, "city")
        if one.cid in now.others and one.value == "Pikine"
    )
    put_in_place(awa.workspace, company, "city", offered, stands=now.stands)
    assert value(awa, company, "city") == "Pikine"
