"""The pictures of every page: taken once at a small size; what is cut or warned about is told."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from greenfield.bench.shots.cut import cut_texts
from greenfield.bench.shots.look import all_looks
from greenfield.ui.pages import all_pages
from greenfield.ui.visit.steps import all_steps

LOOK = "en-light-1024x600"
BROKEN = """
import sys, pathlib
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QLabel
from greenfield.bench.shots import journey
from greenfield.bench.shots.look import Look

def warned(stage):
    qWarning("something is amiss")

def cut(stage):
    label = QLabel("These words need more room than they have", stage.window)
    label.setGeometry(300, 300, 60, 12)
    label.show()
    stage.shot("cut")
    label.hide()

def missing(stage):
    stage.click("a button that is not there")

journey.SCENES = (warned, cut, missing)
folder = pathlib.Path(sys.argv[1])
count, wrong = journey.take_pictures(QApplication([]), Look("en", "light", (1024, 600)), folder, folder)
print(count, *wrong, sep="\\n")
"""


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    out = tmp_path_factory.mktemp("shots")
    command = [sys.executable, "-m", "greenfield.bench.shots", str(out), "--look", LOOK, "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return {path.name.removesuffix(f"-{LOOK}.png"): path for path in Path(out).iterdir()}


def test_every_page_and_step_is_pictured(taken):
    wanted = {entry.id for entry in all_pages()} - {"visit"} | {f"visit-{one.id}" for one in all_steps()}
    assert {page for page in wanted if not any(name.startswith(page) for name in taken)} == set()
    assert {"crash", "messages", "question", "sign", "own-measure", "visit-photo", "visit-table"} <= set(
        taken
    )


def test_a_picture_has_the_size_of_its_name_and_shows_something(taken):
    for name, path in taken.items():
        image = QImage(str(path))
        assert image.size().toTuple() == (1024, 600), name
        assert len({image.pixel(x, y) for x in range(0, 1024, 8) for y in range(0, 600, 8)}) > 4, name


def test_looks_are_two_languages_themes_and_sizes_and_the_made_up_languages():
    names = [look.name for look in all_looks()]
    assert len(set(names)) == 10
    assert all(
        re.fullmatch(r"(en|fr|long|mirrored)-(light|dark)-(1024x600|1366x768)", name) for name in names
    )


def test_a_warning_a_cut_text_and_a_missing_page_are_told(tmp_path):
    command = [sys.executable, "-c", BROKEN, str(tmp_path)]
    environment = {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=600, check=True, env=environment, cwd=Path.cwd()
    )
    count, *wrong = done.stdout.splitlines()
    assert count == "1"
    warned, cut, missing = wrong
    assert "something is amiss" in warned
    assert "These words need more room" in cut
    assert "a button that is not there" in missing


def test_texts_that_do_not_fit_are_found(qtbot):
    root = QWidget()
    rows = QVBoxLayout(root)
    fits, narrow, low = (
        QLabel("fits"),
        QLabel("These words are too long"),
        QLabel("These words need two lines"),
    )
    narrow.setFixedWidth(40)
    low.setWordWrap(True)
    low.setFixedSize(90, 12)
    box, line = QComboBox(), QLineEdit()
    box.addItem("A very long choice of all")
    box.setFixedWidth(70)
    line.setPlaceholderText("A hint that is much longer than its field")
    line.setFixedWidth(80)
    for widget in (fits, narrow, low, box, line):
        rows.addWidget(widget)
    qtbot.addWidget(root)
    root.show()
    told = cut_texts(root)
    assert [one.split()[0] for one in told] == ["QLabel", "QLabel", "QComboBox", "QLineEdit"]
    assert not any("fits" in one for one in told)
