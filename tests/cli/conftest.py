import json

import pytest

from greenfield.app import main


class Run:
    """What one command gave out."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)


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
    path.write_text("a floor full of flour\n", encoding="utf-8")
    return path
