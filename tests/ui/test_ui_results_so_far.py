"""Totals on the way: at least so much, with what is missing; never a total, never in the results or a document."""

import pytest
from ui_bakery import bakery_visit, settled, show_step, words_of
from ui_visits import field_of, new_visit, show, type_into

from greenfield.services.handing_over import plan_to_make
from greenfield.services.so_far import so_far
from greenfield.ui.visit.results.figure_button import FigureButton


@pytest.fixture
def visit(shell):
    return new_visit(shell.context.workspace)


def shown(shell, key):
    return shell.page.panel.results.findChild(FigureButton, f"live_{key}")


def test_a_total_with_a_flow_missing_is_at_least_what_is_known(qtbot, shell, visit):
    page = show(shell, visit, "questionnaire")
    type_into(field_of(page, "elec_amount"), "1000")
    type_into(field_of(page, "heat_carrier"), "diesel")
    qtbot.waitUntil(lambda: shown(shell, "energy_gj").text() == "at least 3.6\u00a0GJ")
    assert "at least" in shown(shell, "energy_gj").accessibleName()
    missing = page.panel.results._missing["energy_gj"]
    assert missing.isVisible()
    before = missing.text()
    assert before.startswith("Still missing: ")
    type_into(field_of(page, "heat_amount"), "1000")
    page.desk.answer(page.desk.opened.answers.ref("heat_unit"), "L")
    qtbot.waitUntil(lambda: missing.text() != before)
    assert shown(shell, "energy_gj").text() != "at least 3.6\u00a0GJ"


def test_nothing_known_stays_not_known(shell, visit):
    show(shell, visit, "questionnaire")
    assert shown(shell, "energy_gj").text() == "not known"
    assert not shell.page.panel.results._missing["energy_gj"].isVisible()


def test_results_and_document_never_show_what_is_only_so_far(qtbot, shell):
    visit = bakery_visit(shell, answers=("country", "currency", "elec_amount", "elec_unit"), chosen=False)
    step = show_step(shell, visit, "results")
    settled(qtbot, shell)
    desk = shell.page.desk
    assert so_far(desk.assessment)["energy_gj"].missing
    assert desk.assessment.indicators.absolute["energy_gj"] is None
    assert "at least" not in words_of(step)
    assert all("at least" not in one.text() for one in step.findChildren(FigureButton))
    made = plan_to_make(desk.workspace, desk.opened, desk.now())
    assert made.result.indicators.absolute["energy_gj"] is None


def test_a_finished_visit_has_totals_or_none(qtbot, shell):
    visit = bakery_visit(shell, answers=("country", "currency", "elec_amount", "elec_unit"), chosen=False)
    show(shell, visit, "questionnaire")
    qtbot.waitUntil(lambda: shown(shell, "energy_gj").text().startswith("at least"))
    shell.page.desk.finish()
    qtbot.waitUntil(lambda: shown(shell, "energy_gj").text() == "not known")
