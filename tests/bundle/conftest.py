"""The bundle as its user has it: away from the checkout, in an environment that knows nothing of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundle_screen import Screen

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "dist" / "greenfield"
NAME = "greenfield-cli.exe" if sys.platform == "win32" else "greenfield"


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Return a copy of the bundle that stands where no checkout is above it."""
    if not (BUILT / NAME).exists():
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        places = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build" / "bundle")]
        subprocess.run([*command, *places, str(ROOT / "build.spec")], cwd=ROOT, check=True, timeout=1800)
    place = tmp_path_factory.mktemp("Programme été") / "greenfield"
    shutil.copytree(BUILT, place, symlinks=True)
    return place


@pytest.fixture
def program(folder):
    return folder / NAME


@pytest.fixture
def environment(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture
def command(program, environment, tmp_path):
    """Run a command of the bundle and return what it did."""

    def run(*words):
        return subprocess.run(
            [program, *map(str, words)],
            check=False,
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=600,
        )

    return run


@pytest.fixture
def screen(environment):
    with Screen(environment) as made:
        yield made
