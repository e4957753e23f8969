import getpass
import json
import shutil
import signal
import sys
import threading
from pathlib import Path

import keyring
import pytest
from cli_sample import CHEAP, SECRET, MemoryStore

from greenfield.app import main
from greenfield.services import workspaces
from greenfield.sync.hub.serving import Service

sys.path.append(str(Path(__file__).parent.parent / "sync" / "device"))

from device_sample import Centre


class Run:
    """What one command gave out."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def codes(self):
        """The exit code and the codes of the problems."""
        return self.code, [problem["code"] for problem in self.json["problems"]]


@pytest.fixture(scope="session", autouse=True)
def interruptible():
    """Ctrl+C reaches the programs that these tests start, also where the shell of the tests themselves lets it be ignored."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def greenfield(capsys, monkeypatch):
    """Run the command line in this process: `greenfield("form", "check", path, "--json")`."""
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("GREENFIELD_PASSPHRASE_FILE", raising=False)

    def run(*words):
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        caught = capsys.readouterr()
        return Run(code, caught.out, caught.err)

    return run


@pytest.fixture
def passphrase_file(tmp_path):
    path = tmp_path / "passphrase.txt"
    path.write_text(SECRET.text + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sealed(tmp_path_factory):
    """A closed workspace with a recovery code, to be copied: folder and code."""
    folder = tmp_path_factory.mktemp("sealed") / "my.greenfield"
    return folder, workspaces.create_workspace(folder, [SECRET], with_recovery_code=True, cost=CHEAP)


@pytest.fixture
def code(sealed):
    return sealed[1]


@pytest.fixture
def folder(tmp_path, sealed):
    return Path(shutil.copytree(sealed[0], tmp_path / "my.greenfield"))


@pytest.fixture
def at(folder, passphrase_file):
    """The words that name the workspace and what opens it."""
    return ["--workspace", folder, "--passphrase-file", passphrase_file]


@pytest.fixture
def typed(monkeypatch):
    """Answer prompts: `typed("one", "two")`; gives the list of what was asked, and fails at one too many."""

    def answer(*answers):
        left, asked = list(answers), []

        def ask(prompt):
            asked.append(prompt)
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr(getpass, "getpass", ask)
        return asked

    return answer


@pytest.fixture
def memory_store():
    before, store = keyring.get_keyring(), MemoryStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def served():
    """A hub on this machine: the centre and its address."""
    centre = Centre()
    ready, port = threading.Event(), []
    service = Service(centre.hub, "127.0.0.1", 0, None, lambda found: (port.append(found), ready.set()))
    thread = threading.Thread(target=service.serve)
    thread.start()
    assert ready.wait(60)
    yield centre, f"http://127.0.0.1:{port[0]}"
    service.stop()
    thread.join(60)
    assert not thread.is_alive()
    centre.hub.close()


@pytest.fixture
def other(tmp_path, passphrase_file):
    """Somebody else's workspace."""
    folder = tmp_path / "other.greenfield"
    workspaces.create_workspace(folder, [SECRET], cost=CHEAP)
    return ["--workspace", folder, "--passphrase-file", passphrase_file]


@pytest.fixture
def disagreeing(greenfield, at, other, served):
    """Two people who share a visit and disagree on whatever they are told to; the visit's id comes with it."""
    centre, url = served
    for who, name in ((at, "Awa"), (other, "Badou")):
        greenfield(*who, "enrol", "--hub", url, "--code", centre.code(name))
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    visit = greenfield(*at, "visit", "new", "--company", "Mill", "--date", "2026-03-10", "--json").json[
        "visit"
    ]
    greenfield(*at, "visit", "share", visit[:8], "--with", "organisation")
    greenfield(*at, "sync")
    greenfield(*other, "sync")

    def disagree(kind, field, values):
        record = ""
        for who, value in zip((at, other), values, strict=True):
            folder = Path(who[1])
            with workspaces.opened(folder, SECRET, writing=True) as workspace, workspace.unit() as unit:
                query = "SELECT id FROM record WHERE kind = ? ORDER BY id"
                record = unit.driver.execute(query, (kind,)).fetchone()[0]
                unit.set(record, {field: value})
        greenfield(*at, "sync")
        greenfield(*other, "sync")
        return record

    return visit, disagree
