"""Commands that connect, sync, show what waits, and end conflicts."""

import json
import shutil
from pathlib import Path

import pytest
from cli_sample import CHEAP, SECRET

from greenfield.services import workspaces
from greenfield.services.sync.conflicts import history


def test_two_people_share_a_visit_disagree_and_agree(greenfield, at, other, served):
    centre, url = served
    joined = greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"), "--json").json
    assert (joined["organisation_name"], joined["member_name"], joined["problems"]) == ("Centre", "Awa", [])
    greenfield(*other, "enrol", "--hub", url, "--code", centre.code("Badou"))
    words = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF", "--json"]
    greenfield(*at, *words)
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json[
        "visit"
    ]
    shared = greenfield(*at, "visit", "share", visit[:8], "--with", "organisation", "--json").json
    assert (shared["sharing"], len(shared["changed"])) == ("organisation", 2)
    state = greenfield(*at, "sync", "--state", "--json").json
    assert state["unsent"] > 3
    assert {row["company"] for row in state["trays"]["unsent"]} >= {"Mill"}
    first = greenfield(*at, "sync", "--json")
    assert first.codes == (0, [])
    assert first.json["sync"]["sent"] == state["unsent"]
    assert first.json["unsent"] == 0
    assert greenfield(*other, "sync", "--json").json["sync"]["received"] > 3
    assert greenfield(*other, "visit", "list", "--json").json["visits"][0]["id"] == visit
    for who, purpose in ((at, "10"), (other, "20")):
        assert greenfield(*who, "company", "set", "Mill", "--employees", purpose).code == 0
        assert greenfield(*who, "sync", "--json").json["problems"] == []
    (found,) = greenfield(*other, "conflict", "list", "--json").json["conflicts"]
    assert (found["field"], found["company"]) == ("employees", "Mill")
    assert {value["author"]: value["value"] for value in found["values"]} == {"Awa": 10, "Badou": 20}
    assert "Awa" in greenfield(*other, "conflict", "list").out
    ended = greenfield(*other, "conflict", "end", found["record"][:8], "employees", "--own", "--json").json
    assert [row["field"] for row in ended["ended"]] == ["employees"]
    greenfield(*other, "sync")
    greenfield(*at, "sync")
    assert greenfield(*at, "conflict", "list", "--json").json["conflicts"] == []
    nothing = greenfield(*at, "sync")
    assert (nothing.code, nothing.out) == (0, "Nothing was new on either side.\n")
    again = greenfield(*other, "conflict", "end", found["record"][:8], "employees", "--own", "--json")
    assert again.codes == (1, ["sync.no_conflict"])
    assert greenfield(*at, "doctor").code == 0


def test_a_backup_of_a_workspace_keeps_its_hub(greenfield, at, served, tmp_path, passphrase_file):
    centre, url = served
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Chantal"))
    assert greenfield(*at, "backup", tmp_path / "copy").code == 0
    back = ["--workspace", tmp_path / "back.greenfield", "--passphrase-file", passphrase_file]
    assert greenfield(*back, "restore", tmp_path / "copy").code == 0
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    greenfield(*at, "sync")
    synced = greenfield(*back, "sync", "--json")
    assert synced.json["problems"] == []
    assert synced.json["sync"]["received"] >= 2
    assert [row["name"] for row in greenfield(*back, "company", "list", "--json").json["companies"]] == [
        "Mill"
    ]
    assert greenfield(*back, "doctor").code == 0


def test_an_invite_file_is_enough(greenfield, at, served, tmp_path):
    centre, url = served
    path = tmp_path / "a.greenfield-invite"
    path.write_text(json.dumps({"proto": 1, "url": url, "code": centre.code("Awa")}), encoding="utf-8")
    assert greenfield(*at, "enrol", "--invite", path, "--json").json["member_name"] == "Awa"
    assert greenfield(*at, "enrol", "--invite", path, "--json").code == 0  # the answer might have been lost
    shutil.rmtree(at[1])
    workspaces.create_workspace(at[1], [SECRET], cost=CHEAP)
    assert greenfield(*at, "enrol", "--invite", path, "--json").codes == (1, ["code.used"])


def test_what_stands_in_the_way_is_named(greenfield, at, served):
    _, url = served
    assert greenfield(*at, "sync", "--json").codes == (1, ["sync.not_connected"])
    assert greenfield(*at, "sync", "--state", "--json").codes == (1, ["sync.not_connected"])
    assert greenfield(*at, "enrol", "--hub", url, "--json").codes == (1, ["sync.no_code"])
    assert greenfield(*at, "enrol", "--hub", url, "--code", "NONE", "--json").codes == (1, ["code.unknown"])
    assert greenfield(*at, "enrol", "--hub", "http://hub.example", "--code", "X", "--json").codes == (
        1,
        ["sync.insecure"],
    )
    assert greenfield(*at, "enrol").code == 2


def test_a_metered_line_is_remembered(greenfield, at, served):
    centre, url = served
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa"))
    assert greenfield(*at, "sync", "--metered", "--json").json["metered"] is True
    assert greenfield(*at, "sync", "--json").json["metered"] is True
    assert greenfield(*at, "sync", "--no-metered", "--json").json["metered"] is False


def test_a_visitor_of_a_hub_removes_nothing_for_good_and_an_administrator_does(greenfield, at, other, served):
    centre, url = served
    words = ["company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF", "--json"]
    alone = greenfield(*other, *words).json["company"]
    asked = greenfield(*other, "company", "erase", "Mill", "--json").json
    assert (asked["record"], asked["records"] >= 1, asked["erased"]) == (alone, True, False)
    assert greenfield(*other, "company", "show", "Mill", "--json").json["problems"] == []
    greenfield(*other, "enrol", "--hub", url, "--code", centre.code("Badou"))
    greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Cleo", "administrator"))
    refused = greenfield(*other, "company", "erase", "Mill", "--for-good", "--json")
    assert [each["code"] for each in refused.json["problems"]] == ["sync.erase"]
    assert greenfield(*other, "company", "show", "Mill", "--json").json["problems"] == []
    greenfield(*at, *words)
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--json").json["visit"]
    said = greenfield(*at, "visit", "erase", visit[:8], "--for-good")
    assert "removed for good" in said.out
    assert "Mill · visit on" in said.out
    assert greenfield(*at, "visit", "list", "--json").json["visits"] == []
    assert greenfield(*at, "company", "erase", "Mill", "--for-good", "--json").json["erased"] is True


@pytest.mark.parametrize(
    ("kind", "field", "values", "wrong", "given"),
    [
        ("company", "employees", (10, 20), ["x", "-1", "1.5", ""], ("90", 90)),
        ("company", "photos", ("internal", "public"), ["yes"], ("report", "report")),
        ("company", "contact", ("a", "b"), ["c"], None),
        ("visit", "date", ("2026-03-11", "2026-03-12"), ["next week", ""], ("2026-03-13", "2026-03-13")),
        ("visit", "agreement", ({"met": "Ana"}, {"met": "Ben"}), ["Cleo"], None),
        ("visit", "answers/power/elec_amount", ("1", "2"), ["not a number"], ("12.5", "12.5")),
        ("visit", "answers/nowhere", ("1", "2"), ["3"], None),
    ],
)
def test_a_value_that_somebody_writes_is_read_as_its_field_reads_it(  # noqa: PLR0917  the rows above
    greenfield, other, disagreeing, kind, field, values, wrong, given
):
    _visit, disagree = disagreeing
    record = disagree(kind, field, values)
    for text in wrong:
        ended = greenfield(*other, "conflict", "end", record[:8], field, f"--value={text}", "--json")
        assert ended.code == 1
        assert ended.codes[1][0] in {"sync.no_value", "answer.type", "answer.unknown_question"}
    assert len(greenfield(*other, "conflict", "list", "--json").json["conflicts"]) == 1
    if given is not None:
        text, kept = given
        assert greenfield(*other, "conflict", "end", record[:8], field, "--value", text).code == 0
        with workspaces.opened(Path(other[1]), SECRET, writing=False) as workspace:
            stands = [each.value for each in history(workspace, record, field) if each.stands]
        assert stands == [kept]


def test_values_of_one_side_alone_are_named_as_the_reason_and_stay_open(greenfield, at, other, disagreeing):
    """As after a workspace was copied: both values come from elsewhere."""
    visit, disagree = disagreeing
    disagree("visit", "purpose", ("one", "two"))
    with workspaces.opened(Path(other[1]), SECRET, writing=True) as workspace:
        workspace.keep(device="f" * 32)
    ended = greenfield(*other, "conflict", "end", visit[:8], "purpose", "--own", "--json")
    assert ended.codes == (1, ["sync.none_here"])
    ended = greenfield(*other, "conflict", "end", "--visit", visit[:8], "--other", "--json")
    assert ended.codes == (1, ["sync.none_ended", "sync.several_elsewhere"])
    assert ended.json["ended"] == []


def test_a_visit_that_was_taken_back_with_own_work_in_it_says_what_it_is(greenfield, at, other, disagreeing):
    visit, _ = disagreeing
    with workspaces.opened(Path(other[1]), SECRET, writing=True) as workspace, workspace.unit() as unit:
        unit.set(visit, {"answers/power/elec_amount": "1", "state": "open"})
    said = greenfield(*at, "visit", "share", visit[:8], "--with", "own").out
    assert "only whoever made this visit" in said
    greenfield(*at, "sync")
    assert greenfield(*other, "sync", "--json").json["held"] == 1
    (line,) = greenfield(*other, "visit", "list").out.splitlines()
    assert "no longer shared with you" in line


def test_a_company_stays_shared_until_it_is_taken_back_itself(greenfield, at, other, disagreeing):
    visit, _ = disagreeing
    assert "company share" in greenfield(*at, "visit", "share", visit[:8], "--with", "own").out
    greenfield(*at, "sync")
    greenfield(*other, "sync")
    assert "Mill" in greenfield(*other, "company", "list").out
    assert "and its visits" in greenfield(*at, "company", "share", "Mill", "--with", "own").out
    assert "company share" not in greenfield(*at, "visit", "share", visit[:8], "--with", "own").out
    greenfield(*at, "sync")
    greenfield(*other, "sync")
    assert greenfield(*other, "company", "list", "--json").json["companies"] == []
    shared = greenfield(*at, "company", "share", "Mill", "--with", "organisation", "--json").json
    assert (shared["sharing"], len(shared["changed"])) == ("organisation", 1)
    group = greenfield(*at, "company", "share", "Mill", "--with", "group", "--json")
    assert group.codes == (1, ["sync.group_needs_organisation"])
