"""The program killed as by a power cut: what was answered is there, and nothing is half."""

import random
import time

import pypdf
import pytest
from ui_accidents import Child
from ui_bakery import bakery_visit
from ui_long_form import long_form
from ui_program import SECRET
from ui_visits import kept, new_visit

from greenfield.services.documents import documents_handed_over
from greenfield.services.packages import build_to, kept_packages
from greenfield.store.check import check
from greenfield.toolkit.toolkit import open_toolkit


@pytest.fixture
def prepared(program, folder):
    """Makes something in the workspace and closes it again: `prepared(lambda window: ...)`."""

    def prepare(work):
        made = program()
        made.context.door.enter(made.context.door.open(folder, SECRET))
        found = work(made.window)
        made.window.close()
        return found

    return prepare


@pytest.fixture
def reopened(program, folder):
    def reopen():
        made = program()
        made.context.door.enter(made.context.door.open(folder, SECRET))
        assert check(made.context.workspace) == []
        return made.window

    return reopen


def test_killed_in_the_middle_of_typing_every_field_that_was_left_is_there(prepared, reopened, folder):
    visit = prepared(lambda window: new_visit(window.context.workspace))
    child = Child("typing", folder=folder, visit=visit)
    assert child.says() == "typing"
    child.kill()
    found = kept(reopened(), visit)
    assert (found["elec_amount"], found["elec_cost"]) == ("117600", "15999600")
    assert "water_amount" not in found


def kill_while_writing(folder, visit, path):
    child = Child("report", folder=folder, visit=visit, path=path)
    assert child.says() == "written"
    time.sleep(random.random() * 0.2)
    return 1 + child.kill().count("written")


@pytest.mark.parametrize("times", [1, pytest.param(12, marks=pytest.mark.long)])
def test_killed_while_the_report_is_written_again_the_file_is_whole(
    prepared, reopened, folder, tmp_path, times
):
    visit = prepared(lambda window: bakery_visit(window, finished=True))
    path = tmp_path / "papers" / "plan.pdf"
    path.parent.mkdir()
    path.write_bytes(b"an old plan")
    for _ in range(times):
        said = kill_while_writing(folder, visit, path)
        assert len(pypdf.PdfReader(path).pages) > 2
        window = reopened()
        workspace = window.context.workspace
        documents = documents_handed_over(workspace, visit)
        assert said >= 1
        assert documents
        assert all(workspace.blob(one.blob).startswith(b"%PDF") for one in documents)
        assert [one for one in path.parent.iterdir() if not one.name.startswith(".")] == [path]
        window.close()


@pytest.mark.parametrize("times", [1, pytest.param(10, marks=pytest.mark.long)])
def test_killed_while_packages_are_installed_each_is_there_whole_or_not_at_all(
    reopened, folder, tmp_path, times
):
    packages = tmp_path / "packages"
    for number in range(12):
        source = tmp_path / f"{number}.md"
        text = long_form(40).replace("|  | long | 1 | toolkit", f"|  | long{number} | 1 | toolkit")
        source.write_text(text.replace("|  | long | 1 | English", f"|  | long{number} | 1 | English"))
        build_to(source, packages)
    for _ in range(times):
        child = Child("importing", folder=folder, packages=packages)
        assert child.says() == "installed"
        time.sleep(random.random() * 0.1)
        said = 1 + child.kill().count("installed")
        window = reopened()
        rows = kept_packages(window.context.workspace)
        assert len(rows) >= min(said, 12)
        for row in rows:
            assert open_toolkit(window.context.workspace.blob(row.sha256), row.id).sha256 == row.sha256
        window.close()
