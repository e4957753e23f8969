"""A centre's own tables: checked, installed, used from then on; what was finished before stays as it was."""

from datetime import date

import openpyxl
import pytest
from services_sample import NOW

from greenfield.assess.benchmarks import NoStrip
from greenfield.base.problem import ProblemError
from greenfield.services.finishing import assess_visit, finish_visit
from greenfield.services.open_visit import open_visit
from greenfield.services.own_tables import kept_benchmarks, kept_factors
from greenfield.services.packages import install, kept_packages, read_package
from greenfield.services.shown_result import shown_result
from greenfield.services.visits import NewVisit, prepare_visit, reopen_visit

GRID = """set,version,publisher,country,year,g_co2e_per_kwh,source,licence
sen-factors,2025,Ministry of Energy,SEN,2024,512.5,National grid factor 2024,open
"""
HEADER = "set,title,region,metric,basis,system,sector,n,p25,median,p75,cases,years,definition,source,licence,version\n"
OWN = HEADER + (
    "sen-bakeries,Bakeries of Senegal,SEN,electricity_kwh_per_employee,,ISIC,C10,14,1000,2000,4000,,2024,"
    "Electricity bought,Centre,own,1\n"
)
FEW = HEADER + (
    "sen-few,Few bakeries,SEN,electricity_kwh_per_employee,,ISIC,C10,3,,,,900;2000 4000,2024,Electricity bought,Centre,own,1\n"
)


@pytest.fixture
def written(tmp_path):
    def write(text, name="own.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def gas_of_power(assessment):
    return next(row for row in assessment.account.emissions if row.scope == "grid")


def test_a_national_grid_counts_for_visits_of_that_country_from_then_on(workspace, answered, written):
    before, _ = assess_visit(workspace, answered, NOW.date())
    finished = finish_visit(workspace, answered, NOW)
    installed = install(workspace, written(GRID))
    assert (installed.manifest.kind, installed.manifest.id, installed.manifest.publisher) == (
        "factors",
        "sen-factors",
        "Ministry of Energy",
    )
    assert [row.kind for row in kept_packages(workspace) if row.id == "sen-factors"] == ["factors"]

    again = open_visit(workspace, answered.visit.id, "en", NOW)
    kept, _ = shown_result(workspace, again, NOW)
    assert kept.emissions == finished.result.emissions == before.account.emissions

    reopen_visit(workspace, answered.visit.id)
    after, _ = assess_visit(workspace, open_visit(workspace, answered.visit.id, "en", NOW), NOW.date())
    row = gas_of_power(after)
    assert (row.year, row.source) == (2024, "National grid factor 2024")
    assert row.factor == pytest.approx(512.5e-6)
    assert gas_of_power(before).source != row.source


def test_another_country_keeps_the_shipped_figure(workspace, written):
    install(workspace, written(GRID))
    tables, _ = kept_factors(workspace)
    assert tables.for_country("KEN") is tables
    assert tables.for_country("SEN").grid["SEN"].g_co2e_per_kwh == 512.5
    assert tables.grid["SEN"].g_co2e_per_kwh != 512.5
    assert tables.for_country("SEN").grid["KEN"] == tables.grid["KEN"]


def test_own_calorific_values_count_in_formulas_and_totals_alike(workspace, answered, written):
    install(
        workspace,
        written(
            "set,country,carrier,kind,ncv_gj_per_t,density_kg_per_m3,co2_kg_per_tj,ch4_kg_per_tj,n2o_kg_per_tj,year,source,"
            "licence\nsen-fuels,SEN,wood,biogenic,10,,112000,30,4,2024,Measured here,open\n"
            "sen-fuels,SEN,diesel,fossil,40,840,74100,3,0.6,2024,Measured here,open\n"
        ),
    )
    opened = open_visit(workspace, answered.visit.id, "en", NOW)
    opened.inventory()
    convert = opened.evaluation._convert
    assert convert(1.0, "t", "GJ", "energy", "wood") == pytest.approx(10.0)
    assert opened.method("SEN").tables.fuels["wood"].ncv_gj_per_t == 10.0
    assert opened.method("KEN").tables.fuels["wood"].ncv_gj_per_t == 15.6


def test_sets_stand_side_by_side_and_are_kept_in_the_result(workspace, answered, written):
    install(workspace, written(OWN))
    install(workspace, written(FEW, "few.csv"))
    opened = open_visit(workspace, answered.visit.id, "en", NOW)
    result = finish_visit(workspace, opened, NOW).result
    found = {(one.benchmark.set, one.benchmark.metric): one for one in result.benchmarks}
    assert {name for name, _ in found} == {"us-iac", "sen-bakeries", "sen-few"}
    own = found["sen-bakeries", "electricity_kwh_per_employee"]
    us = found["us-iac", "electricity_kwh_per_employee"]
    assert own.own == us.own
    assert own.reason is None
    assert own.own.value > 0
    few = found["sen-few", "electricity_kwh_per_employee"]
    assert (few.reason, few.benchmark.cases) == (NoStrip.FEW, (900.0, 2000.0, 4000.0))
    shown, _ = shown_result(workspace, open_visit(workspace, answered.visit.id, "en", NOW), NOW)
    assert shown.benchmarks == result.benchmarks


def test_a_workbook_and_a_csv_file_of_the_same_rows_are_the_same_package(tmp_path, written):
    book = openpyxl.Workbook()
    for line in OWN.splitlines():
        cells = line.split(",")
        book.active.append([float(cell) if cell.isdigit() else cell for cell in cells])
    book.save(tmp_path / "own.xlsx")
    assert read_package(tmp_path / "own.xlsx").sha256 == read_package(written(OWN)).sha256


def test_other_rows_under_the_same_version_are_refused(workspace, written):
    install(workspace, written(OWN))
    with pytest.raises(ProblemError) as caught:
        install(workspace, written(OWN.replace("2000", "2500")))
    assert caught.value.code == "package.version_taken"
    install(workspace, written(OWN.replace("2000", "2500").replace("own,1\n", "own,2\n")))
    medians = [row.median for row in kept_benchmarks(workspace)[0].rows if row.set == "sen-bakeries"]
    assert medians == [2500.0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OWN.replace("C10,14", "Z9,14"), "benchmark.sector"),
        (OWN.replace("electricity_kwh", "electricity_gwh"), "benchmark.word"),
        (OWN.replace("1000,2000", "3000,2000"), "benchmark.order"),
        (OWN.replace("C10,14", "C10,9"), "benchmark.few"),
        (OWN.replace("C10,14", "C10,many"), "factor.table_value"),
        (OWN.replace(",Centre,own", ",,own"), "factor.table_empty"),
        (OWN.replace(",definition", ",meaning"), "factor.table_column"),
        (OWN + OWN.splitlines()[1] + "\n", "benchmark.twice"),
        (OWN + OWN.splitlines()[1].replace("sen-bakeries", "other") + "\n", "table.mixed"),
        (OWN.splitlines()[0] + "\n", "benchmark.no_rows"),
        (GRID.replace("SEN", "Senegal"), "factor.country"),
        (GRID.replace("512.5", "-1"), "factor.table_value"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(workspace, written, text, code):
    before = kept_packages(workspace)
    with pytest.raises(ProblemError) as caught:
        install(workspace, written(text))
    assert caught.value.code == code
    assert kept_packages(workspace) == before


def test_electricity_a_thousand_times_too_much_warns_at_its_question(workspace, answered):
    assert answered.answer_all({"elec_unit": "kWh"}) == []
    clean, _ = assess_visit(workspace, answered, NOW.date())
    assert not any(one.code.startswith("plausible.above") for one in clean.problems)
    amount = answered.answers.lookup("elec_amount")
    assert answered.answer_all({"elec_amount": str(int(amount * 1000))}) == []
    found, _ = assess_visit(workspace, answered, NOW.date())
    (problem,) = (one for one in found.problems if one.code == "plausible.above_sector")
    assert problem.place.name == "electricity"
    assert problem.values["likely"] == "Wh"


def test_the_next_visit_is_compared_with_the_last_one(workspace, answered, bakery):
    finish_visit(workspace, answered, NOW)
    again, _ = prepare_visit(
        workspace, NewVisit(answered.visit.company, bakery.toolkit, date(2026, 9, 10)), NOW
    )
    assert again.answer_all(bakery.answers) == []
    same, _ = assess_visit(workspace, again, NOW.date())
    assert not any("_last" in one.code for one in same.problems)
    amount = again.answers.lookup("water_amount")
    assert again.answer_all({"water_amount": str(amount * 1000)}) == []
    found, _ = assess_visit(workspace, again, NOW.date())
    (problem,) = (one for one in found.problems if one.code.startswith("plausible.above_last"))
    assert (problem.place.name, problem.values["likely"]) == ("water", "L")
