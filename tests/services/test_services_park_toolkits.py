"""A whole visit to a tenant of a park and to its management, from the answers to the document, in English and French."""

import io
from datetime import date
from pathlib import Path

import pypdf
import pytest
from park_sample import PARK, TENANT, TENANT_ROWS
from services_sample import NOW

from greenfield.base.problem import ProblemError
from greenfield.services.chosen_measures import choose_measure
from greenfield.services.companies import NewCompany, new_company
from greenfield.services.finishing import draft_result, finish_visit
from greenfield.services.form_import import examine_form
from greenfield.services.forms import check_form
from greenfield.services.handing_over import make_plan
from greenfield.services.open_visit import open_visit
from greenfield.services.packages import build_to, install, read_package
from greenfield.services.visits import NewVisit, prepare_visit

SET = Path(__file__).parents[1] / "toolkit" / "indicator_set.csv"
SET_ANSWERS = {"ind_A_1": "yes", "ind_B_1": "61"}
CHOSEN = {
    "tenant-company": ("air_leaks", "joint_waste_contract", "heat_neighbour", "wat_reuse", "chem_safe_store"),
    "park-management": ("road_lights_led", "water_leak_search", "tenant_data", "emergency_park"),
}
CHOSEN["test-set"] = CHOSEN["park-management"]
COMPANIES = {
    "tenant-company": ("Fruits du Sahel", "C1030"),
    "park-management": ("Parc du Littoral", "L68"),
    "test-set": ("Parc du Littoral", "L68"),
}


def visited(workspace, toolkit, answers, rows=None):
    name, sector = COMPANIES[toolkit]
    company, _ = new_company(workspace, NewCompany(name, country="TUN", currency="EUR", sector=sector))
    opened, _ = prepare_visit(workspace, NewVisit(company, toolkit, date(2026, 3, 10)), NOW)
    period = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
    assert opened.answer_all({**period, **answers}) == []
    definitions = opened.session.form.questionnaire.definitions
    for repeat, entries in (rows or {}).items():
        path = next(one.path for one in definitions if one.is_repeat and one.name == repeat)
        present = int(opened.session.answers().get(path, "0"))
        opened.add_instance(path, count=len(entries) - present)
        for number, entry in enumerate(entries, 1):
            within = {
                one.name: one.path.removeprefix(path) for one in definitions if one.path.startswith(path)
            }
            assert (
                opened.answer_all({f"{path}[{number}]{within[key]}": value for key, value in entry.items()})
                == []
            )
    for measure in CHOSEN[toolkit]:
        choose_measure(workspace, opened, measure, person="Amel Trabelsi", due=date(2026, 6, 30))
    return opened


def finished(workspace, opened):
    finish_visit(workspace, opened, NOW)
    return open_visit(workspace, opened.visit.id, "en", NOW)


def words_of(content):
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return " ".join(text.split()).replace("’", "'")


@pytest.fixture
def tenant(workspace):
    return visited(workspace, "tenant-company", TENANT, TENANT_ROWS)


@pytest.fixture
def park(workspace):
    return visited(workspace, "park-management", PARK)


@pytest.fixture
def park_with_set(workspace):
    install(workspace, SET)
    return visited(workspace, "test-set", PARK | SET_ANSWERS)


def test_a_tenant_gets_its_plan_in_both_languages(workspace, tenant):
    result = draft_result(workspace, tenant, NOW)
    own = {one.name: one.value for one in result.own_indicators}
    assert own["women"] == pytest.approx(100 * 30 / 62)
    assert own["waste_used"] == 7.2
    assert own["concern_stored"] == 600
    assert result.gaps == ()
    opened = finished(workspace, tenant)
    english = words_of(make_plan(workspace, opened, "en", NOW).content)
    for words in (
        "Fruits du Sahel",
        "Sell heat that is left over to a neighbour",
        "Steam or hot water of the park",
    ):
        assert words in english
    french = words_of(make_plan(workspace, opened, "fr", NOW).content)
    for words in (
        "Vendre à un voisin la chaleur qui reste",
        "Vapeur ou eau chaude du parc",
        "Collecter les déchets",
    ):
        assert words in french
    assert "{" not in english + french


def test_the_management_of_a_park_gets_its_plan_in_both_languages(workspace, park):
    result = draft_result(workspace, park, NOW)
    own = {one.name: one.value for one in result.own_indicators}
    assert own["water_loss"] == 22.0
    assert own["reporting"] == pytest.approx(100 * 17 / 41)
    assert own["cost_cover"] == pytest.approx(100 * 310 / 420)
    opened = finished(workspace, park)
    english = words_of(make_plan(workspace, opened, "en", NOW).content)
    for words in ("Parc du Littoral", "Find the leaks of the water network", "Tenants that give figures"):
        assert words in english
    french = words_of(make_plan(workspace, opened, "fr", NOW).content)
    for words in (
        "Trouver les fuites du réseau d'eau",
        "Locataires qui donnent des chiffres",
        "Passer l'éclairage des routes",
    ):
        assert words in french
    assert "{" not in english + french


def test_indicators_of_an_installed_set_are_judged_in_result_and_document(workspace, park_with_set):
    result = draft_result(workspace, park_with_set, NOW)
    judged = {
        one.name: (one.value, one.threshold and one.threshold.is_met(one.value))
        for one in result.own_indicators
        if one.topic
    }
    assert judged == {
        "ind_A_1": (1.0, True),
        "ind_A_2": (pytest.approx(100 * 17 / 41), False),
        "ind_B_1": (61.0, False),
        "ind_B_2": (None, None),
    }
    opened = finished(workspace, park_with_set)
    english = words_of(make_plan(workspace, opened, "en", NOW).content)
    for words in (
        "Management, prerequisites: 1 of 1 met",
        "Met: Yes",
        "Management: 0 of 1 met",
        "Not met: at least 80%",
        "Environment: 0 of 1 met",
        "Not met: less than 50%",
        "Thresholds from: Made up for tests, 2026",
    ):
        assert words in english.replace("\u00a0", " "), words
    french = words_of(make_plan(workspace, opened, "fr", NOW).content).replace("\u00a0", " ")
    for words in (
        "Gestion, conditions préalables remplies : 1 sur 1",
        "Non atteint : au moins 80 %",
        "Arbres plantés",
    ):
        assert words in french.replace("\u202f", " "), words


def test_a_set_is_built_checked_and_looked_at_like_any_toolkit(tmp_path):
    path, sha256 = build_to(SET, tmp_path)
    assert path.name == "test-set-1.0-park1.0.0.gfpack"
    assert read_package(path).sha256 == read_package(SET).sha256 == sha256
    assert [one for one in check_form(SET) if one.severity == "error"] == []
    examined = examine_form(SET, "fr")
    assert examined.may_be_kept
    assert (examined.sha256, examined.preview.title) == (sha256, "Made-up framework")
    labels = [row.label for row in examined.preview.rows]
    assert "Is there a body that runs the park?" in labels or "Un organisme gère-t-il le parc ?" in labels


def test_a_bad_set_is_refused_with_its_cells_everywhere(workspace, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text(SET.read_text(encoding="utf-8").replace(">=,80", "=>,80"), encoding="utf-8")
    places = [("indicator_set.sign", 3, "comparison")]

    def named(problems):
        return [(one.code, one.place.row, one.place.column) for one in problems]

    assert named(check_form(bad)) == places
    assert named(examine_form(bad, "en").problems) == places
    for use in (lambda: install(workspace, bad), lambda: build_to(bad, tmp_path), lambda: read_package(bad)):
        with pytest.raises(ProblemError) as caught:
            use()
        assert named(caught.value.problems) == places


def test_a_table_that_is_none_of_ours_says_so(tmp_path):
    path = tmp_path / "sales.csv"
    path.write_text("month,amount\n1,2\n", encoding="utf-8")
    assert [one.code for one in check_form(path)] == ["indicator_set.none"]
