import os
import subprocess
import sys

import pytest
from ui_program import SECRET

SLOW = {
    "alembic", "cryptography", "fontTools", "keyring", "litestar", "lxml", "openpyxl", "PIL", "pint", "pypdf",
    "pyxform", "qtawesome", "reportlab", "scipy", "sqlalchemy", "sqlcipher3", "uharfbuzz",
}  # fmt: skip
OURS = {
    "greenfield.assess", "greenfield.cli", "greenfield.forms", "greenfield.report.pdf", "greenfield.services",
    "greenfield.store", "greenfield.toolkit", "greenfield.ui.home", "greenfield.ui.visit", "greenfield.vault",
}  # fmt: skip
QT = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def run(module, *words):
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, words)],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")


@pytest.fixture
def started(folder, tmp_path):
    secret = tmp_path / "passphrase.txt"
    secret.write_text(SECRET.text, encoding="utf-8")
    return folder, secret, tmp_path / "settings.json"


def test_nothing_slow_is_loaded_when_the_window_is_first_painted(started):
    modules = set(run("greenfield.bench.start_window", *started, "modules"))
    assert "greenfield.ui.frame.main_window" in modules
    assert {name for name in modules if name.split(".")[0] in SLOW} == set()
    assert {name for name in modules for slow in OURS if name == slow or name.startswith(slow + ".")} == set()
    assert {name for name in modules if name.startswith("PySide6.Qt")} == QT


def test_the_visits_are_shown_soon_after(started):
    lines = [line.split() for line in run("greenfield.bench.start_window", *started) if line]
    assert [line[0] for line in lines] == ["painted", "visits"]
    assert int(lines[0][1]) < int(lines[1][1])


def test_a_command_does_not_load_qt():
    code = (
        "import sys; from greenfield.app import main; sys.argv = ['x', '--version']\n"
        "try: main()\n"
        "except SystemExit: print([name for name in sys.modules if name.startswith('PySide6')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_it_says_so_instead_of_ending_abruptly():
    environment = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}
    }
    environment.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run(
        [sys.executable, "-m", "greenfield"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "(window.no_display)" in done.stderr
