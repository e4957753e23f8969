"""An indicator set in the window: brought in like a questionnaire, its verdicts on the results."""

from datetime import date
from pathlib import Path

import pytest
from park_sample import PARK
from ui_bakery import click, show_step, words_of
from ui_pages import named, page, settle

from greenfield.services.companies import NewCompany, new_company
from greenfield.services.packages import install
from greenfield.services.visits import NewVisit, prepare_visit
from greenfield.ui.visit.results.figure_button import FigureButton

SET = Path(__file__).parents[1] / "toolkit" / "indicator_set.csv"


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def results(shell):
    context = shell.context
    install(context.workspace, SET)
    company, _ = new_company(
        context.workspace, NewCompany("Parc du Littoral", country="TUN", currency="EUR", sector="L68")
    )
    new = NewVisit(company, "test-set", date(2026, 3, 10))
    opened, _ = prepare_visit(context.workspace, new, context.clock())
    period = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    assert opened.answer_all({**period, **PARK, "ind_A_1": "yes", "ind_B_1": "61"}) == []
    return show_step(shell, opened.visit.id, "results")


def test_a_set_is_looked_at_kept_and_chosen_for_the_next_visit(qtbot, shell):
    settle(qtbot, shell)
    shown = page(qtbot, shell, "import-form")
    shown.look_at(SET)
    settle(qtbot, shell)
    assert shown.title_text.text() == "Made-up framework"
    assert shown.keep_button.isEnabled()
    click(named(shown, "keep-form"))
    settle(qtbot, shell)
    assert shell.page.toolkit.key() == "test-set"


def test_a_bad_row_is_listed_with_row_and_column(qtbot, shell, tmp_path):
    settle(qtbot, shell)
    shown = page(qtbot, shell, "import-form")
    bad = tmp_path / "bad.csv"
    bad.write_text(SET.read_text(encoding="utf-8").replace(">=,80", "=>,80"), encoding="utf-8")
    shown.look_at(bad)
    settle(qtbot, shell)
    (line,) = shown.problems.lines.lines
    assert (line.text, line.below) == (
        "“=>” is no comparison. Write one of >= <= > < =.",
        "Sheet indicators, row 3, column comparison",
    )
    assert not shown.keep_button.isEnabled()


def test_results_show_which_indicators_are_met_and_where_the_threshold_stands(results):
    text = plain(words_of(results))
    for words in (
        "Management, prerequisites: 1 of 1 met",
        "Met: Yes",
        "Not met: at least 80%",
        "Environment: 0 of 1 met",
        "Not met: less than 50%",
    ):
        assert words in text, words
    click(results.findChild(FigureButton, "figure_own:ind_B_1"))
    assert "Where the threshold stands: Made up for tests, 2026" in plain(words_of(results.panel))
