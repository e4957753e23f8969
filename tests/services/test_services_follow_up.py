"""Coming back: a follow-up visit begins with the last one's answers, and says what became of its plan."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.records.measure_status import MeasureStatus
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.finishing import finish_visit
from greenfield.services.follow_ups import FollowUp, last_time, next_period, prepare_follow_up
from greenfield.services.last_answers import period_amounts
from greenfield.services.last_plan import Noted, last_plan, note_status
from greenfield.services.open_visit import open_visit
from greenfield.services.shown_result import shown_result
from greenfield.services.sync.conflicts import conflicts
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.store.reading.plan import actions_of

LATER = datetime(2027, 3, 9, 9, 0, tzinfo=UTC)


@pytest.fixture
def finished(workspace, answered):
    choose_measure(workspace, answered, "switch_off", person="Ibrahima Faye", due=date(2026, 3, 31))
    choose_measure(workspace, answered, "air_leaks")
    finish_visit(workspace, answered, NOW)
    return answered


@pytest.fixture
def follow(workspace, finished):
    made, problems = prepare_follow_up(workspace, FollowUp(finished.visit.id[:8], LATER.date()), LATER)
    assert problems == []
    return made


def code(failed):
    return failed.value.code


def test_profile_and_practice_are_taken_over_amounts_are_not(workspace, finished, follow):
    assert follow.visit.follow_up_of == finished.visit.id
    for name in (
        "country",
        "sector",
        "employees",
        "product",
        "burner",
        "heat_carrier",
        "heat_unit",
        "air_kw",
    ):
        assert follow.answers.lookup(name) == finished.answers.lookup(name) is not None
    amounts = [name for name in period_amounts(finished) if name.endswith(("_amount", "_cost"))]
    assert len(amounts) > 15
    assert [name for name in amounts if follow.answers.lookup(name) is not None] == []
    again = open_visit(workspace, follow.visit.id, "en", LATER)
    assert again.answers.lookup("burner") == "older"


def test_the_period_moves_on_by_its_own_length(follow):
    assert follow.answers.lookup("period_start") == "2026-01-01"
    assert follow.answers.lookup("period_end") == "2026-12-31"


def test_a_period_that_is_not_over_stays_empty(workspace, finished):
    made, _ = prepare_follow_up(workspace, FollowUp(finished.visit.id, date(2026, 11, 2)), NOW)
    shown = last_time(workspace, made, NOW)
    assert "2025-01-01" in {one.value for one in shown.fitting}
    assert made.answers.lookup("period_start") != "2026-01-01"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2023-03-01", "2024-02-29", ("2024-03-01", "2025-02-28")),
        ("2025-01-01", "2025-06-30", ("2025-07-01", "2025-12-31")),
        ("2025-01-10", "2025-01-19", ("2025-01-20", "2025-01-29")),
        ("2026-01-01", "2026-12-31", None),
        ("", "", None),
    ],
)
def test_the_next_period(start, end, expected):
    assert next_period(start, end, date(2026, 11, 2)) == expected


def test_last_time_shows_each_amount_beside_its_question(workspace, follow):
    shown = {one.ref.rsplit("/", 1)[-1]: one for one in last_time(workspace, follow, LATER).fitting}
    assert shown["elec_amount"].value == "117600"
    assert not shown["elec_amount"].is_taken_over
    assert shown["burner"].shown == "Longer ago, or serviced without measuring"
    assert shown["burner"].is_taken_over


def test_a_walk_through_follows_up_a_quick_scan_and_reports_what_did_not_fit(workspace, finished):
    follow = FollowUp(finished.visit.id, LATER.date(), toolkit="walk-through")
    made, problems = prepare_follow_up(workspace, follow, LATER)
    assert made.toolkit.manifest.id == "walk-through"
    assert made.answers.lookup("employees") == 48
    told = {(problem.code, str(problem.severity)) for problem in problems}
    assert told
    assert {code for code, _ in told} <= {
        "follow.question_gone",
        "follow.choice_gone",
        "follow.other_type",
        "follow.breaks_rule",
    }
    assert {severity for _, severity in told} == {"warning"}


def test_only_a_finished_visit_can_be_followed_up(workspace, answered):
    with pytest.raises(ProblemError) as failed:
        prepare_follow_up(workspace, FollowUp(answered.visit.id, LATER.date()), LATER)
    assert code(failed) == "visit.not_finished"


def test_status_and_verified_saving_stand_beside_the_estimate(workspace, follow):
    noted = Noted(MeasureStatus.IMPLEMENTED, verified_saving="410000", on=date(2026, 4, 6))
    note_status(workspace, follow, "switch_off", noted)
    note_status(workspace, follow, "air_leaks", Noted(MeasureStatus.NOT_IMPLEMENTED, "No time for it"))
    by_name = {one.name: one for one in last_plan(workspace, follow).measures}
    done, not_done = by_name["switch_off"], by_name["air_leaks"]
    assert (done.status, done.verified_saving, done.on) == (
        "implemented",
        Decimal(410000),
        date(2026, 4, 6),
    )
    assert done.estimated_saving > 0
    assert (not_done.status, not_done.reason, not_done.verified_saving) == (
        "not_implemented",
        "No time for it",
        None,
    )


def test_a_day_noted_after_the_agreement_was_taken_away_is_no_conflict_with_what_it_said(workspace, follow):
    with workspace.read() as connection:
        (agreed,) = [
            one.id for one in actions_of(connection, follow.visit.follow_up_of) if one.text("person")
        ]
    for day in (date(2026, 4, 6), date(2026, 4, 7)):
        note_status(workspace, follow, "switch_off", Noted(MeasureStatus.IMPLEMENTED, on=day))
        with workspace.unit() as unit:
            unit.delete(agreed)
    note_status(workspace, follow, "switch_off", Noted(MeasureStatus.IMPLEMENTED, on=date(2026, 4, 8)))
    (done,) = [one for one in last_plan(workspace, follow).measures if one.name == "switch_off"]
    assert done.on == date(2026, 4, 8)
    assert conflicts(workspace) == []


def test_a_measure_of_which_nothing_was_noted_is_not_known(workspace, follow):
    assert {one.status for one in last_plan(workspace, follow).measures} == {MeasureStatus.UNKNOWN}


@pytest.mark.parametrize(
    ("name", "noted", "expected"),
    [
        ("switch_off", Noted(MeasureStatus.NOT_IMPLEMENTED), "follow.no_reason"),
        ("switch_off", Noted(MeasureStatus.PENDING, verified_saving="1"), "follow.not_implemented"),
        ("switch_off", Noted(MeasureStatus.IMPLEMENTED, verified_saving="much"), "measure.not_a_figure"),
        ("burner_tuning", Noted(MeasureStatus.PENDING), "follow.not_in_plan"),
    ],
)
def test_a_status_that_makes_no_sense_is_refused(workspace, follow, name, noted, expected):
    with pytest.raises(ProblemError) as failed:
        note_status(workspace, follow, name, noted)
    assert code(failed) == expected
    assert {one.status for one in last_plan(workspace, follow).measures} == {MeasureStatus.UNKNOWN}


def test_a_first_visit_has_no_last_plan(workspace, finished):
    assert last_plan(workspace, finished) is None
    with pytest.raises(ProblemError) as failed:
        note_status(workspace, finished, "switch_off", Noted(MeasureStatus.PENDING))
    assert code(failed) == "follow.no_last_visit"


def test_the_result_keeps_changes_and_statuses_and_later_notes_leave_it_alone(
    workspace, finished, follow, bakery
):
    twice = {"elec_amount": "58800", "elec_cost": "8000000"}
    amounts = {name: value for name, value in bakery.answers.items() if not name.startswith("period_")}
    assert follow.answer_all(amounts | twice) == []
    before, record = shown_result(workspace, finished, NOW)
    note_status(workspace, follow, "switch_off", Noted(MeasureStatus.IMPLEMENTED))
    kept = finish_visit(workspace, follow, LATER).result.follow_up
    assert (kept.visit, kept.result) == (finished.visit.id, record)
    assert kept.changes["output"].index == pytest.approx(100)
    assert kept.changes["energy_gj"].percent < 0 < kept.changes["energy_productivity"].percent
    assert kept.changes["water_m3"].percent == pytest.approx(0)
    assert {one.name: one.status for one in kept.measures} == {
        "switch_off": "implemented",
        "air_leaks": "unknown",
    }
    assert shown_result(workspace, finished, NOW)[0] == before
    with pytest.raises(ProblemError) as failed:
        note_status(workspace, follow, "switch_off", Noted(MeasureStatus.PENDING))
    assert code(failed) == "visit.finished"


def test_outputs_without_a_common_unit_give_no_change_of_what_rests_on_them(workspace, follow, bakery):
    amounts = {name: value for name, value in bakery.answers.items() if not name.startswith("period_")}
    assert follow.answer_all(amounts | {"output_unit": "pieces", "output_amount": "3500000"}) == []
    kept = shown_result(workspace, follow, LATER)[0].follow_up
    assert not kept.same_output
    assert kept.changes["energy_productivity"] is None
    assert kept.changes["energy_gj"].index == pytest.approx(100)


def test_the_rows_of_a_list_are_taken_over_in_their_order(workspace, finished):
    new = NewVisit(finished.visit.company, "walk-through", date(2026, 3, 10))
    first, _ = prepare_visit(workspace, new, NOW)
    motors = "/data/motors_group/motor"
    first.add_instance(motors, count=2)
    for row in (1, 2, 3):
        first.answer(f"{motors}[{row}]/mot_count", str(row * 2))
    finish_visit(workspace, first, NOW)
    made, problems = prepare_follow_up(workspace, FollowUp(first.visit.id, LATER.date()), LATER)
    again = open_visit(workspace, made.visit.id, "en", LATER)
    assert [again.session.node(f"{motors}[{row}]/mot_count").value for row in (1, 2, 3)] == ["2", "4", "6"]
    assert problems == []


def test_bills_of_the_old_period_are_not_taken_over(workspace, finished):
    new = NewVisit(finished.visit.company, "walk-through", date(2026, 3, 10))
    first, _ = prepare_visit(workspace, new, NOW)
    first.answer(first.answers.ref("elec_bills"), "month")
    ref = first.answers.ref("elec_month_end")
    for name, value in {"end": "2025-01-31", "days": "31", "kwh": "9000", "energy": "1000000"}.items():
        first.answer(ref.replace("elec_month_end", f"elec_month_{name}"), value)
    finish_visit(workspace, first, NOW)
    made, problems = prepare_follow_up(workspace, FollowUp(first.visit.id, LATER.date()), LATER)
    assert made.answers.lookup("elec_bills") == "month"
    for name in ("end", "kwh", "energy"):
        assert made.answers.lookup(f"elec_month_{name}") is None
    assert problems == []
