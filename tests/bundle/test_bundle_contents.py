"""What lies in the folder: all that the program needs, nothing under the GPL alone, LGPL parts as files."""

import pytest
from PyInstaller.archive.readers import CArchiveReader

pytestmark = pytest.mark.long

GPL_ONLY = (
    "readline",
    "gdbm",
    "virtualkeyboard",
    "waylandcompositor",
    "charts",
    "datavisualization",
    "darkgarden",
)
NOT_NEEDED = (
    "qt6qml",
    "qtqml",
    "qt6quick",
    "qtquick",
    "webengine",
    "designer",
    "tkinter",
    "libgtk",
    "qgtk3",
    "odk_validate",
)
MODULES_FOR_OTHERS = (
    "greenfield.bench",
    "readline",
    "pytest",
    "hypothesis",
    "PyInstaller",
    "tkinter",
    "pygments",
    "_pytest",
    "faker",
    "polyfactory",
    "rich",
    "httpx",
)


@pytest.fixture(scope="module")
def names(folder):
    return [path.relative_to(folder).as_posix() for path in folder.rglob("*")]


@pytest.mark.parametrize("part", [*GPL_ONLY, *NOT_NEEDED])
def test_nothing_of_it_is_there(names, part):
    assert [name for name in names if part in name.lower()] == []


@pytest.mark.parametrize("module", MODULES_FOR_OTHERS)
def test_nothing_for_those_who_develop_is_in_the_archive_of_modules(program, module):
    modules = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
    assert "greenfield.app" in modules
    assert [name for name in modules if name == module or name.startswith(module + ".")] == []


@pytest.mark.parametrize(
    "name",
    ["bidi/algorithm.py", "bidi/wrapper.py", "PySide6/__init__.py", "zeroconf/__init__.py",
     "licences/python-bidi/COPYING.LESSER", "licences/zeroconf/COPYING", "licences/licences-of-the-bundle.txt", "licences/greenfield/LICENSE"],
)  # fmt: skip
def test_parts_under_the_lgpl_are_files_with_their_licence(names, name):
    assert any(one.endswith("/" + name) for one in names)


def test_every_link_leads_somewhere(folder):
    assert [path for path in folder.rglob("*") if path.is_symlink() and not path.exists()] == []
