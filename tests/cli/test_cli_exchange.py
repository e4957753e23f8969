"""`exchange` and `hub find` of the command line."""

import shutil

import pytest
from cli_sample import CHEAP, SECRET

from greenfield.services import workspaces


@pytest.fixture
def other(tmp_path, passphrase_file):
    """The words that name a second workspace."""
    folder = tmp_path / "other.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    return ["--workspace", folder, "--passphrase-file", passphrase_file]


@pytest.fixture
def mill(greenfield, at):
    words = [
        "company",
        "new",
        "--name",
        "Mill",
        "--country",
        "SEN",
        "--currency",
        "XOF",
        "--photos",
        "report",
    ]
    company = greenfield(*at, *words, "--json").json["company"]
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json[
        "visit"
    ]
    return company, visit


def test_a_file_goes_from_one_workspace_to_another_and_only_once(greenfield, at, other, mill, tmp_path):
    company, visit = mill
    key = tmp_path / "other.key"
    recipient = greenfield(*other, "exchange", "recipient", "--out", key, "--json").json["recipient"]
    assert key.read_text(encoding="utf-8").strip() == recipient
    assert greenfield(*other, "exchange", "recipient").out.strip() == recipient
    stick = tmp_path / "stick.greenfield-exchange"
    written = greenfield(*at, "exchange", "export", stick, "--to", key, "--visit", visit[:8], "--json").json
    assert (written["files"], written["size"]) == (1, stick.stat().st_size)
    looked = greenfield(*other, "exchange", "look", stick, "--json").json
    assert looked["new"] == looked["changes"] == written["changes"]
    assert looked["companies"] == [{"id": company, "name": "Mill"}]
    assert looked["visits"] == [{"id": visit, "date": "2026-03-10", "company": "Mill"}]
    assert greenfield(*other, "company", "list", "--json").json["companies"] == []
    taken = greenfield(*other, "exchange", "import", stick, "--json").json
    assert (taken["taken"], taken["files_taken"], taken["problems"]) == (written["changes"], 1, [])
    assert greenfield(*other, "visit", "show", visit, "--json").json["visit"] == visit
    again = greenfield(*other, "exchange", "import", stick)
    assert again.out.splitlines()[-1] == "Nothing was changed: all of it is here already."
    assert greenfield(*at, "exchange", "import", stick, "--json").codes == (1, ["exchange.other_receiver"])


@pytest.mark.usefixtures("mill")
def test_a_file_by_passphrase_opens_with_it_typed_or_from_a_file(greenfield, at, other, tmp_path, typed):
    stick, words = tmp_path / "stick", tmp_path / "words.txt"
    words.write_text("seven small sacks\n", encoding="utf-8")
    asked = typed("seven small sacks", "seven small sacks")
    assert greenfield(*at, "exchange", "export", stick, "--by-passphrase").code == 0
    assert asked == ["New passphrase: ", "The same again: "]
    typed("seven big sacks")
    wrong = greenfield(*other, "exchange", "look", stick, "--json")
    assert wrong.codes == (1, ["exchange.passphrase_wrong"])
    asked = typed("seven small sacks")
    assert greenfield(*other, "exchange", "look", stick).code == 0
    assert asked == ["Passphrase of the exchange file: "]
    assert greenfield(*other, "exchange", "import", stick, "--file-passphrase", words, "--json").json["taken"]
    shutil.copy(stick, tmp_path / "before")
    assert greenfield(*at, "exchange", "export", stick, "--file-passphrase", words).code == 0
    assert stick.read_bytes() != (tmp_path / "before").read_bytes()
    assert greenfield(*other, "exchange", "look", stick, "--file-passphrase", words).code == 0


@pytest.mark.usefixtures("mill")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ([], "exchange.no_recipient"),
        (["--to-organisation"], "exchange.no_organisation"),
        (["--to", "age1notakey"], "exchange.recipient"),
        (["--to", "no such file"], "file.unreadable"),
        (["--to", "{key}", "--by-passphrase"], "exchange.both"),
        (["--to", "{key}", "--company", "Tannery"], "company.unknown"),
        (["--to", "{key}", "--visit", "0000"], "visit.unknown"),
    ],
)
def test_what_cannot_be_written_is_told_and_not_written(greenfield, at, other, words, code):
    key = greenfield(*other, "exchange", "recipient", "--json").json["recipient"]
    stick = at[1].parent / "stick"
    given = [word.format(key=key) for word in words]
    assert greenfield(*at, "exchange", "export", stick, *given, "--json").codes == (1, [code])
    assert not stick.exists()


@pytest.mark.usefixtures("mill")
def test_a_file_is_written_beside_an_open_window_but_not_taken(greenfield, at, tmp_path):
    words = tmp_path / "words.txt"
    words.write_text("seven small sacks\n", encoding="utf-8")
    stick = tmp_path / "stick"
    with workspaces.opened(at[1], SECRET, writing=True):
        assert greenfield(*at, "exchange", "export", stick, "--file-passphrase", words).code == 0
        assert greenfield(*at, "exchange", "look", stick, "--file-passphrase", words).code == 0
        taken = greenfield(*at, "exchange", "import", stick, "--file-passphrase", words, "--json")
        assert taken.codes == (1, ["workspace.in_use"])
    assert (
        greenfield(*at, "exchange", "import", stick, "--file-passphrase", words, "--json").json["taken"] == 0
    )


def test_what_an_import_would_remove_is_named_in_words(greenfield, at, other, mill, tmp_path):
    company, _ = mill
    key = greenfield(*other, "exchange", "recipient", "--json").json["recipient"]
    stick = tmp_path / "stick"
    greenfield(*at, "exchange", "export", stick, "--to", key)
    greenfield(*other, "exchange", "import", stick)
    folder = at[1]
    with workspaces.opened(folder, SECRET, writing=True) as workspace, workspace.unit() as unit:
        unit.erase(company)
    greenfield(*at, "exchange", "export", stick, "--to", key)
    looked = greenfield(*other, "exchange", "look", stick)
    assert "To be removed here for good, with all that hangs on it:\n  Company: Mill\n" in looked.out
    french = greenfield(*other, "exchange", "look", stick, "--language", "fr").out.splitlines()
    assert french[-1].split() == ["Entreprise", ":", "Mill"]
    left = greenfield(*other, "exchange", "import", stick, "--json")
    assert left.codes == (0, ["exchange.erases"])
    assert [one["name"] for one in greenfield(*other, "company", "list", "--json").json["companies"]] == [
        "Mill"
    ]
    assert greenfield(*other, "exchange", "import", stick, "--erase", "--json").codes == (0, [])
    assert greenfield(*other, "company", "list", "--json").json["companies"] == []


@pytest.mark.usefixtures("own_network")
def test_where_no_hub_answers_a_person_is_told(greenfield):
    found = greenfield("hub", "find", "--seconds", "0.2", "--interface", "127.0.0.1", "--json")
    assert (found.json["hubs"], found.codes) == ([], (0, ["discovery.none"]))
    assert greenfield("hub", "find", "--seconds", "3600").code == 2
