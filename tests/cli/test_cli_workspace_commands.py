"""Commands on a workspace: companies, measures, the library, looking for damage."""

import json
import shutil

import pytest
from cli_sample import SECRET

from greenfield.services import workspaces


@pytest.fixture
def mill(greenfield, at):
    """A company and a visit to it."""
    words = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF", "--city", "Thiès"]
    company = greenfield(*at, *words, "--json").json["company"]
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json
    return company, visit["visit"]


def test_companies_are_listed_and_shown_with_their_sites_and_visits(greenfield, at, mill):
    company, visit = mill
    (row,) = greenfield(*at, "company", "list", "--json").json["companies"]
    assert (row["id"], row["name"], row["city"], row["country"]) == (company, "Mill", "Thiès", "SEN")
    for meant in ("Mill", company[:8]):
        shown = greenfield(*at, "company", "show", meant, "--json").json
        assert (shown["id"], [one["id"] for one in shown["visits"]]) == (company, [visit])
        assert len(shown["sites"]) == 1
    lines = greenfield(*at, "company", "show", "Mill").out.splitlines()
    assert lines[0].startswith("Mill, Thiès")
    assert lines[-1].strip().startswith(visit[:8])
    assert greenfield(*at, "company", "show", "Tannery", "--json").codes == (1, ["company.unknown"])


def test_an_empty_workspace_says_that_there_is_no_company(greenfield, at):
    assert greenfield(*at, "company", "list").out == "No company yet.\n"


def test_a_chosen_measure_is_marked_until_it_is_dropped(greenfield, at, mill):
    _, visit = mill

    def chosen():
        listed = greenfield(*at, "measure", "list", visit, "--json").json["measures"]
        return [row["name"] for row in listed if row["chosen"]]

    assert greenfield(*at, "measure", "choose", visit, "led_lamps").code == 0
    assert chosen() == ["led_lamps"]
    marked = [line for line in greenfield(*at, "measure", "list", visit).out.splitlines() if line[0] == "*"]
    assert [line.split()[1] for line in marked] == ["led_lamps"]
    assert greenfield(*at, "measure", "drop", visit, "led_lamps").code == 0
    assert chosen() == []
    dropped = greenfield(*at, "measure", "drop", visit, "led_lamps", "--json")
    assert dropped.codes == (1, ["measure.not_chosen"])


def test_a_measure_is_given_out_with_evidence_and_figures_in_the_reader_s_language(
    greenfield, at, mill, tmp_path
):
    _, visit = mill
    answers = tmp_path / "answers.json"
    given = {"elec_amount": 10000, "elec_cost": "5000", "heat_carrier": "none", "other_carrier": "none"}
    answers.write_text(json.dumps({**given, "old_lamps": 10, "hours_year": 4000}))
    assert greenfield(*at, "visit", "answer", visit, "--script", answers).code == 0
    shown = greenfield(*at, "--language", "fr", "visit", "show", visit, "--json").json["measures"]
    led = next(one for one in shown if one["name"] == "led_lamps")
    assert led["title"] == "Remplacer les anciennes lampes par des LED"
    assert led["evidence"]["arc"] == "2.7142"
    assert led["evidence"]["arc_title"]
    assert led["annual_saving"] is not None
    assert {"how_to", "co_benefits", "risks", "annual_saving_range", "payback_range_years"} <= set(led)
    listed = greenfield(*at, "measure", "list", visit, "--json").json["measures"]
    details = {one["name"]: one["details"] for one in listed}
    assert details["led_lamps"]["evidence"] == led["evidence"]
    assert details["air_leaks"] is None


def test_the_library_finds_all_words_whatever_their_capitals_and_accents(greenfield):
    found = greenfield("library", "search", "COMPRESSED", "áir", "--json").json["items"]
    assert found
    assert all("compressed" in str(item).lower() for item in found)
    assert greenfield("library", "search", "compressed", "quinoa", "--json").json["items"] == []
    assert "Nothing found" in greenfield("library", "search", "quinoa").out


def test_the_library_gives_the_readers_language_first_among_those_with_the_word_in_the_title(greenfield):
    items = greenfield("library", "search", "production", "--language", "fr", "--json").json["items"]
    found = [("production" not in item["title"].lower(), item["language"] != "fr") for item in items]
    assert found == sorted(found)
    assert {(False, False), (False, True), (True, True)} <= set(found)


def test_the_doctor_names_a_table_that_was_altered_until_it_is_built_again(greenfield, folder, at, mill):
    with workspaces.opened(folder, SECRET, writing=True) as workspace, workspace.unit():
        workspace.writing_connection.execute("UPDATE company SET name = 'Other'")
    assert greenfield(*at, "doctor", "--json").codes == (1, ["doctor.rows"])
    rebuilt = greenfield(*at, "doctor", "--rebuild", "--json")
    assert (rebuilt.codes, rebuilt.json["rebuilt"] > 0) == ((0, []), True)


def test_a_cut_database_is_named_and_the_backup_brings_it_back(greenfield, tmp_path, folder, at, mill):
    assert greenfield(*at, "backup", tmp_path / "backup").code == 0
    data = folder / "data.db"
    data.write_bytes(data.read_bytes()[:20_000])
    for words in (["doctor"], ["visit", "list"]):
        run = greenfield(*at, *words, "--json")
        assert run.codes == (1, ["workspace.database_truncated"])
    shutil.rmtree(folder)
    assert greenfield(*at, "restore", tmp_path / "backup").code == 0
    assert len(greenfield(*at, "visit", "list", "--json").json["visits"]) == 1


def test_a_backup_is_not_restored_with_another_passphrase(greenfield, tmp_path, folder, passphrase_file):
    passphrase_file.write_text("something else\n", encoding="utf-8")
    words = ["--workspace", tmp_path / "new", "--passphrase-file", passphrase_file, "restore", folder]
    assert greenfield(*words, "--json").codes == (1, ["passphrase.wrong"])
    assert not (tmp_path / "new").exists()
