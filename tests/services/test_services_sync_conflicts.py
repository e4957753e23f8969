"""What a person does with a conflict: look at it, end it, and take that back."""

import pytest
from services_sample import NOW
from sync_people import Person, disagree

from greenfield.base.problem import ProblemError
from greenfield.records.scopes import Scope
from greenfield.services.finishing import finish_visit
from greenfield.services.health import examine
from greenfield.services.open_visit import open_visit
from greenfield.services.sample_factory import sample_factory
from greenfield.services.sample_visit import put_sample_visit
from greenfield.services.sync.conflicts import conflicts, count_conflicts, history
from greenfield.services.sync.resolving import cids_of, decide, decide_all, keep, other_side, own_side, undo
from greenfield.services.sync.sharing import share
from greenfield.store.reading.visits import results_of


def test_a_conflict_shows_both_values_with_who_when_and_photo(two):
    awa, badou, _, visit = two
    with badou.workspace.unit() as unit:
        photo = unit.put_blob(b"meter")
        values = {
            "subject": visit,
            "question": "bread",
            "blob": photo,
            "media_type": "image/jpeg",
            "name": "a.jpg",
        }
        unit.create("attachment", values, blobs=[photo])
    disagree(awa, badou, visit)
    assert count_conflicts(awa.workspace) == 1
    (found,) = conflicts(awa.workspace)
    assert found == conflicts(awa.workspace, visit)[0]
    assert (found.field, found.belonging.company_name, found.belonging.visit) == (
        "answers/bread",
        "Fournil",
        visit,
    )
    sides = {side.author_name: side for side in found.sides}
    assert {name: side.value for name, side in sides.items()} == {"Awa": "20", "Badou": "30"}
    assert sides["Badou"].photos == (photo,)
    assert sides["Awa"].photos == ()
    assert sides["Awa"].is_own
    assert sides["Badou"].at_device
    assert conflicts(awa.workspace, "0" * 32) == []


@pytest.mark.parametrize("value", ["20", "30", "25"])
def test_a_conflict_ends_by_one_value_the_other_or_a_third(two, value):
    awa, badou, _, visit = two
    disagree(awa, badou, visit)
    (found,) = conflicts(awa.workspace)
    side = next((each for each in found.sides if each.value == value), None)
    if side is not None:
        keep(awa.workspace, visit, "answers/bread", side.cid)
    else:
        decide(awa.workspace, visit, "answers/bread", value)
    awa.sync()
    badou.sync()
    for who in (awa, badou):
        assert conflicts(who.workspace) == []
        assert who.values(visit, "answers/bread") == [value]
        assert len(history(who.workspace, visit, "answers/bread")) == 4
        assert examine(who.workspace) == []
    with pytest.raises(ProblemError) as caught:
        decide(awa.workspace, visit, "answers/bread", "1")
    assert caught.value.code == "sync.no_conflict"


@pytest.mark.parametrize("way", ["keep", "decide"])
def test_a_value_that_a_sync_brought_after_the_person_looked_is_not_ended_unseen(two, way):
    awa, badou, _, visit = two
    for who, value in ((badou, "30"), (awa, "20")):
        with who.workspace.unit() as unit:
            unit.set(visit, {"answers/bread": value})
        who.sync()
    (shown,) = conflicts(awa.workspace)
    with badou.workspace.unit() as unit:  # he knows of no conflict yet
        unit.set(visit, {"answers/bread": "40"})
    badou.sync()
    awa.sync()
    now_open = conflicts(awa.workspace)
    assert {side.value for side in now_open[0].sides} == {"20", "40"}
    seen, mine = cids_of(shown), own_side(shown)
    end, chosen = (keep, mine.cid) if way == "keep" else (decide, "25")
    with pytest.raises(ProblemError) as caught:
        end(awa.workspace, visit, "answers/bread", chosen, seen=seen)
    assert caught.value.code == "sync.conflict_moved"
    assert conflicts(awa.workspace) == now_open


def test_a_decision_is_taken_back_by_a_new_change(two):
    awa, badou, _, visit = two
    disagree(awa, badou, visit)
    before = conflicts(awa.workspace)[0].sides[0].value
    decision = decide(awa.workspace, visit, "answers/bread", "25")
    undo(awa.workspace, [decision])
    awa.sync()
    badou.sync()
    assert awa.values(visit, "answers/bread") == badou.values(visit, "answers/bread") == [before]
    assert len(history(badou.workspace, visit, "answers/bread")) == 5
    with pytest.raises(ProblemError) as caught:
        undo(awa.workspace, [decision])
    assert caught.value.code == "sync.nothing_to_undo"


@pytest.mark.parametrize(("choice", "expected"), [(own_side, "20"), (other_side, "30")])
def test_all_conflicts_of_a_visit_end_in_one_step_and_are_taken_back_in_one(two, choice, expected):
    awa, badou, company, visit = two
    fields = [f"answers/q{each}" for each in range(5)]
    for who, value in ((awa, "20"), (badou, "30")):
        with who.workspace.unit() as unit:
            unit.set(visit, dict.fromkeys(fields, value))
            unit.set(company, {"city": value})
    badou.sync()
    awa.sync()
    assert count_conflicts(awa.workspace) == 6
    decisions = decide_all(awa.workspace, visit, choice)
    assert len(decisions) == 5
    assert [each.field for each in conflicts(awa.workspace)] == ["city"]
    assert {awa.values(visit, field)[0] for field in fields} == {expected}
    undo(awa.workspace, decisions)
    assert examine(awa.workspace) == []
    awa.sync()
    badou.sync()
    assert [badou.values(visit, field) for field in fields] == [awa.values(visit, field) for field in fields]


@pytest.mark.parametrize("deleted", [True, False])
def test_a_delete_against_an_edit_is_decided_too(two, deleted):
    awa, badou, _, visit = two
    with badou.workspace.unit() as unit:
        unit.delete(visit)
    with awa.workspace.unit() as unit:
        unit.set(visit, {"answers/bread": "20"})
    badou.sync()
    awa.sync()
    (found,) = conflicts(awa.workspace)
    assert found.is_delete
    decision = decide(awa.workspace, visit, found.field, deleted)
    awa.sync()
    badou.sync()
    for who in (awa, badou):
        assert conflicts(who.workspace) == []
        with who.workspace.read() as connection:
            here = connection.exec_driver_sql("SELECT count(*) FROM visit WHERE id = ?", (visit,)).scalar()
        assert here == (0 if deleted else 1)
    undo(awa.workspace, [decision])
    with awa.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM visit WHERE id = ?", (visit,)).scalar() == 1


def test_of_two_results_of_one_visit_all_see_the_same_and_a_conflict(open_copy, centre):
    awa, badou = Person(open_copy("awa"), centre, "Awa"), Person(open_copy("badou"), centre, "Badou")
    mine, _ = put_sample_visit(awa.workspace, sample_factory("bakery"), "en", lambda: NOW)
    visit = mine.visit.id
    share(awa.workspace, visit, Scope.ORGANISATION)
    awa.sync()
    badou.sync()
    theirs = open_visit(badou.workspace, visit, "en", NOW)
    mine = open_visit(awa.workspace, visit, "en", NOW)
    assert mine.answer_all({"elec_amount": "100000"}) == theirs.answer_all({"heat_amount": "50000"}) == []
    results = {finish_visit(who.workspace, it, NOW).record for who, it in ((awa, mine), (badou, theirs))}
    for who in (awa, badou, awa):
        who.sync()
    shown = []
    for who in (awa, badou):
        with who.workspace.read() as connection:
            shown.append([one.id for one in results_of(connection, visit)])
    assert shown[0][0] == shown[1][0]
    assert set(shown[0]) == set(shown[1]) == results
    found = [one for one in conflicts(badou.workspace, visit) if one.field == "result"]
    assert [{side.value for side in one.sides} for one in found] == [results]
    other = next(side for side in found[0].sides if side.value != shown[0][0])
    keep(badou.workspace, visit, "result", other.cid)
    badou.sync()
    awa.sync()
    with awa.workspace.read() as connection:
        assert results_of(connection, visit)[0].id == other.value
    assert count_conflicts(awa.workspace, visit) == 0
