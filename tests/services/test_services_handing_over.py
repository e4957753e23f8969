"""A document is what was handed over, byte for byte, bound to the result that it shows."""

import io
from datetime import date

import pypdf
import pytest
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.finishing import finish_visit
from greenfield.services.handing_over import (
    hand_over,
    hand_over_plan,
    keep_printed,
    make_plan,
    plan_to_make,
    render_plan,
)
from greenfield.services.open_visit import open_visit
from greenfield.services.visits import reopen_visit
from greenfield.store.reading.plan import documents_of


def documents(workspace, visit):
    with workspace.read() as connection:
        return documents_of(connection, visit.visit.id)


def words_of(content):
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split())


@pytest.fixture
def planned(workspace, answered):
    choose_measure(workspace, answered, "air_leaks", person="Moussa Diouf", due=date(2026, 4, 15))
    choose_measure(workspace, answered, "led_lamps", corrections={"investment": "322000"})
    return answered


@pytest.fixture
def finished(workspace, planned):
    finish_visit(workspace, planned, NOW)
    return open_visit(workspace, planned.visit.id, "en", NOW)


def test_what_was_handed_over_is_kept_byte_for_byte(workspace, finished, tmp_path):
    made = hand_over_plan(workspace, finished, "en", NOW, tmp_path / "plan.pdf")
    (kept,) = documents(workspace, finished)
    assert kept.id == made.record
    assert workspace.blob(kept.text("blob")) == (tmp_path / "plan.pdf").read_bytes() == made.content
    assert (kept.text("language"), kept.text("type"), kept.fields["size"]) == (
        "en",
        "plan",
        len(made.content),
    )


def test_the_plan_names_company_measures_people_and_offers(workspace, finished, tmp_path):
    text = words_of(hand_over_plan(workspace, finished, "en", NOW, tmp_path / "plan.pdf").content)
    for words in ("Fournil", "Find and mend the leaks of compressed air", "Moussa Diouf", "322,000"):
        assert words in text
    assert "{" not in text


def test_the_plan_in_french_says_nothing_in_english(workspace, finished, tmp_path):
    text = words_of(hand_over_plan(workspace, finished, "fr", NOW, tmp_path / "plan.pdf").content)
    assert "Plan d’action" in text.replace("'", "’")
    for words in (
        "Action plan",
        "First step",
        "Saving",
        "Electricity",
        "a year",
        "compressed air",
        "What happens",
    ):
        assert words not in text


def test_a_visit_that_is_not_finished_gives_a_draft_and_no_record(workspace, planned, tmp_path):
    assert make_plan(workspace, planned, "en", NOW).content.startswith(b"%PDF")
    with pytest.raises(ProblemError) as caught:
        hand_over_plan(workspace, planned, "en", NOW, tmp_path / "plan.pdf")
    assert caught.value.code == "visit.not_finished"
    assert not (tmp_path / "plan.pdf").exists()
    assert documents(workspace, planned) == []


def test_a_file_that_cannot_be_written_leaves_no_record(workspace, finished, tmp_path):
    with pytest.raises(ProblemError) as caught:
        hand_over_plan(workspace, finished, "en", NOW, tmp_path / "no such folder" / "plan.pdf")
    assert caught.value.code == "file.unwritable"
    assert documents(workspace, finished) == []


def test_an_old_result_still_makes_its_plan_after_the_visit_went_on(workspace, finished, tmp_path):
    before = make_plan(workspace, finished, "en", NOW).content
    reopen_visit(workspace, finished.visit.id)
    again = open_visit(workspace, finished.visit.id, "en", NOW)
    again.answer(again.answers.ref("elec_cost"), "99000000")
    finish_visit(workspace, again, NOW)
    after = make_plan(workspace, open_visit(workspace, finished.visit.id, "en", NOW), "en", NOW).content
    assert "15,999,600" in words_of(before)
    assert "15,999,600" not in words_of(after)
    assert "99,000,000" in words_of(after)


def test_an_empty_visit_makes_a_plan_that_says_what_is_missing(workspace, visit):
    text = words_of(make_plan(workspace, visit, "en", NOW).content)
    assert "How much electricity was bought?" in text


def test_what_was_printed_is_kept_once(workspace, finished, tmp_path):
    plan = plan_to_make(workspace, finished, NOW)
    made = render_plan(plan, "en", NOW)
    printed = keep_printed(workspace, plan, made, "plan.pdf", language="en", now=NOW)
    (kept,) = documents(workspace, finished)
    assert (kept.id, kept.text("name"), kept.text("result")) == (printed.record, "plan.pdf", plan.record)
    assert workspace.blob(kept.text("blob")) == made.content
    again = keep_printed(workspace, plan, made, "other.pdf", language="en", now=NOW)
    assert again.record == printed.record
    assert len(documents(workspace, finished)) == 1


def test_what_was_saved_and_printed_is_one_document(workspace, finished, tmp_path):
    plan = plan_to_make(workspace, finished, NOW)
    made = render_plan(plan, "en", NOW)
    saved = hand_over(workspace, plan, made, tmp_path / "plan.pdf", language="en", now=NOW)
    assert keep_printed(workspace, plan, made, "plan.pdf", language="en", now=NOW).record == saved.record


def test_a_printed_draft_is_not_kept(workspace, planned):
    plan = plan_to_make(workspace, planned, NOW)
    with pytest.raises(ProblemError) as raised:
        keep_printed(workspace, plan, render_plan(plan, "en", NOW), "plan.pdf", language="en", now=NOW)
    assert raised.value.code == "visit.not_finished"
    assert documents(workspace, planned) == []
