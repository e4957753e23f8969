"""The form of a visit is read once; what was kept of that is used as long as it is good."""

import sys
from datetime import timedelta

import pytest
from services_sample import NOW

from greenfield.services import cached_forms
from greenfield.services.open_visit import open_visit
from greenfield.store.form_cache import find_form


@pytest.fixture
def readings(monkeypatch):
    """Counts how often a form is read from its XML."""
    count = []
    parse = cached_forms.parse_form
    monkeypatch.setattr(
        cached_forms, "parse_form", lambda *given: count.append(len(given[0])) or parse(*given)
    )
    return count


def test_a_known_form_is_opened_without_reading_it(workspace, answered, readings):
    opened = open_visit(workspace, answered.visit.id, "en", NOW)
    assert readings == []
    assert opened.session.nodes() == answered.session.nodes()
    assert opened.session.answers() == answered.session.answers()


def test_a_known_form_says_its_texts_in_the_language_that_is_asked_for(workspace, visit, readings):
    english = open_visit(workspace, visit.visit.id, "en", NOW).session.nodes()
    french = open_visit(workspace, visit.visit.id, "fr", NOW + timedelta(days=1)).session.nodes()
    assert readings == []
    assert [node.label for node in french] != [node.label for node in english]


@pytest.mark.parametrize("damage", ["form = zeroblob(9)", "digest = ''"])
def test_a_damaged_form_is_read_again_and_kept(workspace, visit, readings, damage):
    with workspace.unit():
        workspace.writing_connection.execute(f"UPDATE form_cache SET {damage}")
    for _ in range(2):
        opened = open_visit(workspace, visit.visit.id, "en", NOW)
    assert len(readings) == 1
    assert opened.session.nodes() == visit.session.nodes()


def test_another_engine_reads_the_form_again_from_the_xml_that_was_kept(
    workspace, visit, readings, monkeypatch
):
    monkeypatch.setattr(cached_forms, "engine", lambda: "another")
    asked = []
    form = cached_forms.cached_form(workspace, visit.toolkit.sha256, lambda: asked.append(1) or b"")
    assert (len(readings), asked) == (1, [])
    assert form.questionnaire.definitions
    assert find_form(workspace, visit.toolkit.sha256).engine.startswith("another-")


def test_what_unpacks_to_no_form_is_read_again(workspace, visit, readings, monkeypatch):
    def refuse(_content):
        raise ValueError

    monkeypatch.setattr(cached_forms, "unpack_form", refuse)
    opened = open_visit(workspace, visit.visit.id, "en", NOW)
    assert len(readings) == 1
    assert opened.session.nodes() == visit.session.nodes()


def test_another_state_of_the_sources_is_another_engine(tmp_path):
    digests = []
    for folder, name, content in (("a", "x", "1"), ("b", "x", "1"), ("c", "x", "2"), ("d", "y", "1")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / f"{name}.py").write_text(content)
        digests.append(cached_forms.sources_digest(tmp_path / folder))
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_bundle_without_sources_says_what_its_build_wrote(tmp_path, monkeypatch):
    data = tmp_path / "greenfield" / "_data"
    data.mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    for digest in ("0123456789ab", "ba9876543210"):
        (data / cached_forms.DIGEST_FILE).write_text(digest)
        cached_forms.state_of_engine.cache_clear()
        assert cached_forms.state_of_engine(tmp_path / "forms") == digest
    cached_forms.state_of_engine.cache_clear()
