"""The lists of visits and companies: found while typing, in order, quick with thousands."""

import time
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from greenfield.base.formats import Formats
from greenfield.base.texts import texts_for
from greenfield.store.reading.companies import Company
from greenfield.store.reading.visits import VisitRow
from greenfield.ui.lists.company_reading import CompanyWords
from greenfield.ui.lists.record_list_model import RecordListModel, arrange
from greenfield.ui.lists.row_face import RowRole
from greenfield.ui.lists.visit_reading import VisitWords


def visit(number, **changes):
    row = VisitRow(
        id=f"{number:032x}",
        company=f"c{number}",
        company_name=f"Company {number}",
        site=f"s{number}",
        site_name="Thiès",
        toolkit="t",
        state="open",
        date="2026-03-10",
        answered=30,
        updated="",
        in_conflict=False,
        order=number,
    )
    return replace(row, **changes)


@pytest.fixture
def words():
    return VisitWords(texts_for("en"), Formats("en"), most={"t": 60})


@pytest.fixture
def model(words, qapp):
    model = RecordListModel(words.reading())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def titles(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_visit_that_was_worked_on_last_stands_on_top(model):
    model.show([visit(1), visit(3), visit(2)])
    assert titles(model) == ["Company 3", "Company 2", "Company 1"]


def test_a_search_finds_each_word_without_accents_and_capitals(model):
    model.show([visit(1, company_name="Fournil du Baobab"), visit(2, site_name="Dakar"), visit(3)])
    model.search("THIES fournil")
    assert titles(model) == ["Fournil du Baobab"]
    model.search("")
    assert model.rowCount() == 3
    model.search("nowhere")
    assert (model.rowCount(), model.total) == (0, 3)


def test_a_changed_visit_moves_where_it_belongs_and_the_rest_stays(model):
    model.show([visit(1), visit(2), visit(3)])
    model.put(visit(1, order=9, state="finished"))
    assert titles(model) == ["Company 1", "Company 3", "Company 2"]
    assert model.index(0).data(RowRole.FACE).words == "Finished · 30 answers"
    model.put(visit(4, order=5))
    assert titles(model) == ["Company 1", "Company 4", "Company 3", "Company 2"]
    model.put(visit(1, order=0))
    assert titles(model)[-1] == "Company 1"
    model.remove(visit(3).id)
    model.remove("not here")
    assert titles(model) == ["Company 4", "Company 2", "Company 1"]


def test_a_change_during_a_search_shows_and_hides_rows(model):
    model.show([visit(1), visit(2)])
    model.search("Company 1")
    model.put(visit(2, company_name="Company 12"))
    assert titles(model) == ["Company 12", "Company 1"]
    model.put(visit(1, company_name="Other"))
    assert titles(model) == ["Company 12"]
    model.search("")
    assert titles(model) == ["Company 12", "Other"]


def test_a_row_says_who_where_when_and_how_far(model):
    model.show([visit(1)])
    index = model.index(0)
    face = index.data(RowRole.FACE)
    assert (face.under, face.words, face.share) == (
        "Thiès · Mar 10, 2026",
        "Open · 30 of at most 60 answers",
        0.5,
    )
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Company 1, Thiès · Mar 10, 2026, Open · 30 of at most 60 answers"
    )
    assert index.data(RowRole.ID) == visit(1).id


@pytest.mark.parametrize(
    ("changes", "said", "share"),
    [
        ({"state": "finished"}, "Finished · 30 answers", 1.0),
        ({"state": "prepared", "answered": 15}, "Prepared · not begun yet", 0.0),
        ({"answered": 61}, "Open · 61 answers", 1.0),
        ({"toolkit": "other"}, "Open · 30 answers", 0.0),
        ({"state": "later"}, "later · 30 answers", 0.5),
        ({"in_conflict": True}, "Open · two versions differ", 0.5),
    ],
)
def test_progress_is_told_in_words_and_as_a_share(words, changes, said, share):
    face = words.face(visit(1, **changes))
    assert (face.words, face.share) == (said, share)


def test_two_thousand_visits_are_shown_and_searched_within_a_blink(words, qapp):
    model = RecordListModel(words.reading())
    rows = [visit(number) for number in range(2_000)]
    arranged = arrange(words.reading(), rows)  # in the background
    begun = time.thread_time()
    model.show(arranged)
    model.search("company 19")
    model.put(visit(5, order=9_999, company_name="Company 195"))
    assert time.thread_time() - begun < 0.05
    assert model.rowCount() == 140


def test_companies_are_listed_by_name_and_found_by_place_and_sector(qapp):
    words = CompanyWords(texts_for("fr"), Formats("fr"), {"b": 2})
    model = RecordListModel(words.reading())
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    def company(identity, name):
        return Company(identity, name, "SEN", "Thiès", "C10", 48, "", "XOF", "no", "own")

    model.show([company("b", "fournil"), company("a", "Atelier")])
    assert titles(model) == ["Atelier", "fournil"]
    assert model.index(0).data(RowRole.FACE).under.startswith("Thiès, Sénégal")
    model.search("senegal atelier")
    assert titles(model) == ["Atelier"]
