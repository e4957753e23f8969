"""Conflicts at the command line: named as people know them, ended by one of several values, taken back, and their history."""

from pathlib import Path

import pytest
from cli_sample import CHEAP, SECRET

from greenfield.services import workspaces


@pytest.fixture
def third(tmp_path, passphrase_file):
    folder = tmp_path / "third.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    return ["--workspace", folder, "--passphrase-file", passphrase_file]


def put(who, record, field, value):
    with workspaces.opened(Path(who[1]), SECRET, writing=True) as workspace, workspace.unit() as unit:
        unit.set(record, {field: value})


def lines_of(greenfield, who, *words):
    return greenfield(*who, "conflict", "list", *words).out.splitlines()


def test_the_list_names_record_and_field_once_and_marks_what_counts(greenfield, at, other, disagreeing):
    visit, disagree = disagreeing
    record = disagree("visit", "answers/power/elec_amount", ("118200", "117900"))
    lines = lines_of(greenfield, other)
    assert lines[0] == "Mill · visit on Mar 10, 2026"
    assert lines[1] == f"  How much electricity was bought?  [{visit[:8]} answers/power/elec_amount]"
    assert sum("counts until somebody decides" in line for line in lines) == 1
    assert "counts" in lines[2]
    by_who = {("You" if "You, on this device" in line else "Awa"): line for line in lines[2:]}
    assert "117,900" in by_who["You"]
    assert "118,200" in by_who["Awa"]
    assert not any(line.count("Mill") > 1 or "T0" in line for line in lines)
    (found,) = greenfield(*other, "conflict", "list", "--visit", visit[:8], "--json").json["conflicts"]
    assert (found["record"], found["field"], found["label"]) == (
        record,
        "answers/power/elec_amount",
        "How much electricity was bought?",
    )
    assert [value["counts"] for value in found["values"]] == [True, False]
    assert {value["author"] for value in found["values"]} == {"Awa", "Badou"}
    assert all(value["change"] and value["device"] and value["at_device"] for value in found["values"])
    assert greenfield(*at, "conflict", "list", "--visit", visit[:8]).code == 0


def test_a_measure_s_conflict_names_the_measure(greenfield, at, other, disagreeing):
    visit, _ = disagreeing
    greenfield(*at, "measure", "choose", visit[:8], "led_lamps", "--person", "Awa")
    greenfield(*at, "sync")
    greenfield(*other, "sync")
    greenfield(*at, "measure", "choose", visit[:8], "led_lamps", "--person", "Ali")
    greenfield(*other, "measure", "choose", visit[:8], "led_lamps", "--person", "Ben")
    greenfield(*at, "sync")
    greenfield(*other, "sync")
    (found,) = greenfield(*other, "conflict", "list", "--json").json["conflicts"]
    assert "LED" in found["label"]
    assert any("LED" in line for line in lines_of(greenfield, other))


def test_one_of_three_values_is_named_by_its_change(greenfield, other, third, served, disagreeing):
    visit, disagree = disagreeing
    centre, url = served
    greenfield(*third, "enrol", "--hub", url, "--code", centre.code("Cleo"))
    greenfield(*third, "sync")
    put(third, visit, "purpose", "three")
    disagree("visit", "purpose", ("one", "two"))
    greenfield(*third, "sync")
    greenfield(*other, "sync")
    ended = greenfield(*other, "conflict", "end", visit[:8], "purpose", "--other", "--json")
    assert ended.codes == (1, ["sync.several_elsewhere"])
    assert "(2)" in ended.json["problems"][0]["text"]
    ended = greenfield(*other, "conflict", "end", visit[:8], "purpose", "--change", "zz", "--json")
    assert ended.codes == (1, ["sync.no_such_value"])
    (found,) = greenfield(*other, "conflict", "list", "--json").json["conflicts"]
    change = next(each["change"] for each in found["values"] if each["value"] == "three")
    assert greenfield(*other, "conflict", "end", visit[:8], "purpose", "--change", change[:8]).code == 0
    assert greenfield(*other, "conflict", "list", "--json").json["conflicts"] == []


def test_what_stays_open_in_a_visit_is_named_with_the_reason(greenfield, at, other, disagreeing):
    visit, disagree = disagreeing
    disagree("visit", "purpose", ("one", "two"))
    with workspaces.opened(Path(other[1]), SECRET, writing=True) as workspace:
        workspace.keep(device="f" * 32)
    disagree("visit", "answers/power/elec_amount", ("1", "2"))
    ended = greenfield(*other, "conflict", "end", "--visit", visit[:8], "--own", "--json")
    assert ended.codes == (0, ["sync.none_here"])
    assert [each["field"] for each in ended.json["ended"]] == ["answers/power/elec_amount"]
    again = greenfield(*other, "conflict", "end", "--visit", visit[:8], "--own")
    assert (again.code, again.out) == (1, "")
    assert "“Purpose”" in again.err
    for words in (("--value", "x"), ("--change", "1")):
        assert greenfield(*other, "conflict", "end", "--visit", visit[:8], *words).code == 2


def test_a_decision_is_taken_back_and_the_history_tells_everything(greenfield, at, other, disagreeing):
    visit, disagree = disagreeing
    field = "answers/power/elec_amount"
    disagree("visit", field, ("118200", "117900"))
    (found,) = greenfield(*other, "conflict", "list", "--json").json["conflicts"]
    meanwhile, rest = (each["value"] for each in found["values"])
    undo = greenfield(*other, "conflict", "undo", visit[:8], "elec_amount", "--json")
    assert undo.codes == (1, ["sync.no_decision"])
    change = found["values"][1]["change"]
    assert greenfield(*other, "conflict", "end", visit[:8], "elec_amount", "--change", change).code == 0
    undone = greenfield(*other, "conflict", "undo", visit[:8], "elec_amount", "--json").json
    assert (undone["field"], undone["value"]) == (field, meanwhile)
    for who in (other, at):
        greenfield(*who, "sync")
        told = greenfield(*who, "conflict", "history", visit[:8], "elec_amount", "--json").json
        assert [each["value"] for each in told["values"]][2:] == [rest, meanwhile]
        assert [each["stands"] for each in told["values"]] == [False, False, False, True]
        decision, undoing = (each["change"] for each in told["values"][2:])
        assert [each["replaced_by"] for each in told["values"]] == [[decision], [decision], [undoing], []]
        assert told["values"][3]["counts"] is True
    shown = greenfield(*other, "conflict", "history", visit[:8], "elec_amount").out
    assert shown.startswith("Mill · visit on Mar 10, 2026\n  How much electricity was bought?")
    assert f"ended by {decision[:8]}" in shown
    listed = greenfield(*other, "conflict", "history", visit[:8], "--json").json["fields"]
    assert {"field": field, "label": "How much electricity was bought?", "values": 4} in listed
    assert greenfield(*other, "conflict", "history", "zz", "x", "--json").codes == (1, ["sync.which_record"])
    assert greenfield(*other, "conflict", "history", visit, "x", "--json").codes == (1, ["sync.no_field"])


def test_a_decision_for_what_counted_is_taken_back_by_naming_another_value(greenfield, other, disagreeing):
    visit, disagree = disagreeing
    disagree("visit", "purpose", ("one", "two"))
    (found,) = greenfield(*other, "conflict", "list", "--json").json["conflicts"]
    counts, rest = found["values"]
    greenfield(*other, "conflict", "end", visit[:8], "purpose", "--change", counts["change"])
    undo = [*other, "conflict", "undo", visit[:8], "purpose"]
    assert greenfield(*undo, "--json").codes == (1, ["sync.same_value"])
    assert greenfield(*undo, "--change", "zz", "--json").codes == (1, ["sync.no_such_value"])
    assert greenfield(*undo, "--change", rest["change"][:8], "--json").json["value"] == rest["value"]


def test_the_narrower_permission_is_what_an_undo_brings_back(greenfield, other, disagreeing):
    _, disagree = disagreeing
    company = disagree("company", "photos", ("internal", "public"))
    greenfield(*other, "conflict", "end", company[:8], "photos", "--value", "public")
    undone = greenfield(*other, "conflict", "undo", company[:8], "photos", "--json").json
    assert undone["value"] == "internal"


def test_what_was_removed_for_good_says_so(greenfield, at, other):
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--json").json["visit"]
    greenfield(*at, "visit", "erase", visit[:8], "--for-good")
    told = greenfield(*at, "conflict", "history", visit[:8], "purpose", "--json").json
    assert (told["erased"], told["changes"]) == (True, 3)
    assert "removed for good" in greenfield(*at, "conflict", "history", visit[:8]).out


def test_a_delete_against_an_edit_says_how_to_keep_or_remove(greenfield, at, other, disagreeing):
    visit, _ = disagreeing
    with workspaces.opened(Path(at[1]), SECRET, writing=True) as workspace, workspace.unit() as unit:
        unit.delete(visit)
    put(other, visit, "purpose", "changed")
    greenfield(*at, "sync")
    greenfield(*other, "sync")
    assert any("--value false" in line for line in lines_of(greenfield, other))
    ended = greenfield(*other, "conflict", "end", visit[:8], "deleted", "--own", "--json")
    assert ended.codes == (1, ["sync.keep_or_remove"])
    assert greenfield(*other, "conflict", "end", visit[:8], "deleted", "--value", "false").code == 0
    assert greenfield(*other, "visit", "list", "--json").json["visits"][0]["id"] == visit


def test_a_visit_in_conflict_is_marked_where_it_is_listed_and_shown(greenfield, other, disagreeing):
    visit, disagree = disagreeing
    assert "differ" not in greenfield(*other, "visit", "list").out
    assert "two values" not in greenfield(*other, "visit", "show", visit[:8]).out
    disagree("visit", "answers/power/elec_amount", ("118200", "117900"))
    assert "prepared · two versions differ" in greenfield(*other, "visit", "list").out
    assert "1 field has two values" in greenfield(*other, "visit", "show", visit[:8]).out
    assert greenfield(*other, "visit", "show", visit[:8], "--json").json["conflicts"] == 1


def test_names_stand_in_the_quotes_of_the_language(greenfield, at, other, disagreeing):
    visit, disagree = disagreeing
    greenfield(*at, "measure", "choose", visit[:8], "led_lamps", "--person", "Awa")
    greenfield(*at, "sync")
    greenfield(*other, "sync")
    disagree("action", "person", ("Ali", "Ben"))
    said = greenfield(*other, "conflict", "list", "--language", "fr").out
    assert "Mesure « Remplacer" in " ".join(said.split())
    assert "“" not in said
