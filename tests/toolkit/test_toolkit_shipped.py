"""The toolkits that come with Greenfield, and the sentences of our problems."""

import re
from pathlib import Path

import pytest
from toolkit_sample import write

from greenfield.base.catalogue import library
from greenfield.base.catalogue import toolkit as catalogue
from greenfield.base.problem import ProblemError
from greenfield.forms.parse import parse_form
from greenfield.toolkit import extract, make_packages
from greenfield.toolkit.check.file import check_file
from greenfield.toolkit.library_pack import ROWS
from greenfield.toolkit.library_source import SOURCE_NAME
from greenfield.toolkit.toolkit import open_toolkit

SOURCES = make_packages.toolkit_sources()
PACKAGE = Path(make_packages.__file__).parent


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_packages.make_packages(tmp_path_factory.mktemp("packages"))


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parent.name)
def test_a_shipped_toolkit_has_no_problem(source):
    assert check_file(source) == []


def test_each_shipped_toolkit_becomes_a_package_in_english_and_french(made):
    toolkits = [path for path in made if not path.name.startswith("library-")]
    assert len(toolkits) == len(SOURCES) == len(made) - 1
    for path in toolkits:
        toolkit = open_toolkit(path.read_bytes(), path.name)
        assert toolkit.manifest.languages[:2] == ["en", "fr"]
        assert parse_form(toolkit.form_xml).questionnaire.default_language == "English (en)"
        assert {"en", "fr"} <= set(toolkit.measures[0].title)


def test_making_packages_again_leaves_the_same_files_and_removes_others(made):
    folder = made[0].parent
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in made}
    (folder / "gone-0.1.gfpack").write_bytes(b"old")
    assert make_packages.make_packages(folder) == made
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_the_command_says_how_it_is_used(capsys):
    assert make_packages.main([]) == 2
    assert "OUTDIR" in capsys.readouterr().err


def test_an_incomplete_translation_makes_no_package(tmp_path, monkeypatch, capsys):
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name in ("park_management.po", "quick_scan.po", "tenant_company.po", "walk_through.po"):
        write(folder, 'msgid ""\nmsgstr "Language: fr"\n', name)
    monkeypatch.setattr(make_packages, "translations_folder", lambda: tmp_path)
    with pytest.raises(ProblemError) as caught:
        make_packages.make_packages(tmp_path / "out")
    assert {problem.code for problem in caught.value.problems} == {"translation.missing"}
    assert not (tmp_path / "out").exists()
    assert extract.main(["--check", str(tmp_path)]) == 1
    assert "package/title" in capsys.readouterr().err


def test_every_code_of_the_catalogue_is_raised_and_every_raised_one_has_a_sentence():
    text = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    raised = set(re.findall(r'"([a-z]+\.[a-z_]+)"', text)) - {make_packages.SOURCE_NAME, SOURCE_NAME, ROWS}
    known = {*catalogue.ENTRIES, *library.ENTRIES}
    assert known <= raised
    topics = {code.split(".")[0] for code in known} - {"file"}
    assert {code for code in raised if code.split(".")[0] in topics} <= known
