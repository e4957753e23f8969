"""Which version of a toolkit a new visit uses, and which packages a workspace takes."""

import pytest

from greenfield.base.problem import ProblemError
from greenfield.services import toolkits
from greenfield.services.packages import install, kept_packages
from greenfield.services.toolkits import find_toolkit, keep_toolkit, shipped_toolkit
from greenfield.toolkit.package import Manifest, pack, unpack
from greenfield.toolkit.toolkit import open_toolkit

IDENTIFIER = "quick-scan"


def another(version, publisher="somebody"):
    """The shipped quick scan under another version, as bytes."""
    content, _ = shipped_toolkit(IDENTIFIER)
    package = unpack(content, IDENTIFIER)
    fields = {name: getattr(package.manifest, name) for name in Manifest.__struct_fields__}
    return pack(Manifest(**{**fields, "version": version, "publisher": publisher}), package.members)


@pytest.fixture
def ship(monkeypatch):
    """Let the program ship these packages instead of its own."""

    def with_packages(*contents):
        named = [(f"{number}.gfpack", content) for number, content in enumerate(contents)]
        monkeypatch.setattr(toolkits, "shipped_packages", lambda: iter(named))

    return with_packages


def keep(workspace, content):
    with workspace.unit() as unit:
        keep_toolkit(unit, content, open_toolkit(content, "x"))


def found(workspace):
    return find_toolkit(workspace, IDENTIFIER)[1].manifest.version


def test_after_an_update_a_new_visit_uses_what_the_program_ships_now(workspace, ship):
    old, new = another("1.9.0"), another("1.10.0")
    ship(old)
    keep(workspace, old)
    ship(new)
    assert found(workspace) == "1.10.0"


def test_an_installed_version_counts_until_the_program_has_a_higher_one(workspace, ship):
    shipped = another("1.2")
    ship(shipped)
    for version in ("1.10", "1.3"):
        keep(workspace, another(version))
    assert found(workspace) == "1.10"
    ship(another("1.10.1"))
    assert found(workspace) == "1.10.1"


def test_of_the_same_version_the_programs_own_is_used_and_kept(workspace, ship):
    ship(another("1.0"))
    keep(workspace, another("2.0", publisher="before"))
    shipped = another("2.0", publisher="program")
    ship(shipped)
    content, toolkit = find_toolkit(workspace, IDENTIFIER)
    assert (content, toolkit.manifest.publisher) == (shipped, "program")
    keep(workspace, content)
    assert [row.publisher for row in kept_packages(workspace)] == ["before", "program"]


def test_a_toolkit_that_only_the_workspace_has_is_found(workspace, ship):
    kept = another("1.0")
    keep_nothing = ship
    keep_nothing()
    keep(workspace, kept)
    assert find_toolkit(workspace, IDENTIFIER)[0] == kept
    with pytest.raises(ProblemError) as caught:
        find_toolkit(workspace, "no such toolkit")
    assert caught.value.code == "toolkit.unknown"


@pytest.mark.parametrize("is_shipped", [True, False])
def test_the_same_version_with_other_bytes_is_refused(workspace, ship, tmp_path, is_shipped):
    first, other = another("3.0"), another("3.0", publisher="another")
    ship(*([first] if is_shipped else []))
    if not is_shipped:
        keep(workspace, first)
    before = kept_packages(workspace)
    path = tmp_path / "other.gfpack"
    path.write_bytes(other)
    with pytest.raises(ProblemError) as caught:
        install(workspace, path)
    assert caught.value.code == "package.version_taken"
    with pytest.raises(ProblemError):
        keep(workspace, other)
    assert kept_packages(workspace) == before


def test_what_the_program_ships_can_be_installed_and_is_kept_once(workspace, tmp_path):
    content, toolkit = shipped_toolkit(IDENTIFIER)
    path = tmp_path / "same.gfpack"
    path.write_bytes(content)
    for _ in range(2):
        assert install(workspace, path).sha256 == toolkit.sha256
    assert len(kept_packages(workspace)) == 1
