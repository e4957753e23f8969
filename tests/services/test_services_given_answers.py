"""The document of a visit that only asked: its answers as the reader reads them, and no page that says nothing."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest
from services_sample import NOW

from greenfield.base.formats import Formats
from greenfield.base.texts import texts_for
from greenfield.report.answer_sections import answer_sections
from greenfield.report.plan import AnswerLine
from greenfield.services.finishing import finish_visit
from greenfield.services.form_import import examine_form, keep_form
from greenfield.services.given_answers import given_answers
from greenfield.services.handing_over import hand_over_plan, make_plan, plan_to_make
from greenfield.services.visits import NewVisit, prepare_visit

FORM = """
| survey |
| | type | name | label::English (en) | label::Français (fr) | calculation | relevant |
| | begin group | site | Site | Le site | | |
| | text | place | **Where** is it? | **Où** est-ce ? | | |
| | select_one soil | ground | Soil | Sol | | |
| | select_multiple soil | layers | Layers | Couches | | |
| | decimal | area | Area | Surface | | |
| | integer | since | Since which year? | Depuis quelle année ? | | |
| | date | seen | Seen on | Vu le | | |
| | geopoint | spot | Spot | Lieu | | |
| | calculate | twice | | | ${area} * 2 | |
| | note | told | Thank you | Merci | | |
| | text | hidden | Never asked | Jamais posée | | ${place} = 'nowhere' |
| | end group | | | | | |
| | begin repeat | tree | Tree | Arbre | | |
| | text | kind | Which kind? | Quelle espèce ? | | |
| | end repeat | | | | | |
| | text | left | Left open | Laissée ouverte | | |
| choices |
| | list_name | name | label::English (en) | label::Français (fr) |
| | soil | clay | Clay | Argile |
| | soil | sand | Sand | Sable |
| settings |
| | form_title | form_id | default_language |
| | Trees of the village | trees | English (en) |
"""
VALUES = {
    "place": "Behind the school",
    "ground": "clay",
    "layers": "clay sand",
    "area": "12345.5",
    "since": "1998",
    "seen": "2026-03-01",
    "spot": "14.7167 -17.4677 0 0",
}


@pytest.fixture
def asked(workspace, visit, tmp_path):
    path = tmp_path / "trees.md"
    path.write_text(FORM, encoding="utf-8")
    toolkit = keep_form(workspace, examine_form(path, "en"))
    opened, _ = prepare_visit(
        workspace, NewVisit(visit.visit.company, toolkit.manifest.id, date(2026, 3, 10)), NOW
    )
    assert opened.answer_all(VALUES) == []
    opened.add_instance("/data/tree")
    opened.answer("/data/tree[1]/kind", "Neem")
    opened.answer("/data/tree[2]/kind", "Baobab")
    return opened


def sections(workspace, opened, language):
    given = given_answers(workspace, opened)
    return answer_sections(given, texts_for(language, "document"), Formats(language))


def test_answers_stand_in_their_parts_as_the_reader_reads_them(workspace, asked):
    site, first, second = sections(workspace, asked, "en")
    assert (site.title, first.title, second.title) == ("Site", "Tree 1", "Tree 2")
    assert [(line.question, line.answer) for line in site.lines] == [
        ("Where is it?", "Behind the school"),
        ("Soil", "Clay"),
        ("Layers", "Clay and Sand"),
        ("Area", "12,345.5"),
        ("Since which year?", "1998"),
        ("Seen on", "March 1, 2026"),
        ("Spot", "latitude 14.7167, longitude -17.4677"),
    ]
    assert first.lines == (AnswerLine("Which kind?", "Neem"),)
    assert second.lines == (AnswerLine("Which kind?", "Baobab"),)


def test_the_french_reader_has_french_questions_choices_numbers_and_dates(workspace, asked):
    site, *_ = sections(workspace, asked, "fr")
    lines = {line.question: line.answer for line in site.lines}
    assert site.title == "Le site"
    assert lines["Couches"] == "Argile et Sable"
    assert lines["Surface"] == "12\u202f345,5"
    assert lines["Vu le"] == "1er mars 2026"
    assert asked.session.language == "English (en)"


def pages_of(content):
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_the_document_holds_the_answers_and_leaves_out_what_says_nothing(workspace, asked, tmp_path):
    finish_visit(workspace, asked, NOW)
    cover, answers = pages_of(hand_over_plan(workspace, asked, "en", NOW, tmp_path / "en.pdf").content)
    assert "Report of the visit" in cover
    assert "Trees of the village" in cover
    for said in ("Where is it? Behind the school", "Area 12,345.5", "Tree 2", "Baobab", "Left open"):
        assert said in answers
    for empty in ("not known", "Output", "January 1, 2025", "Thank you", "Never asked"):
        assert empty not in cover + answers


def test_the_french_document_is_french(workspace, asked, tmp_path):
    finish_visit(workspace, asked, NOW)
    _, answers = pages_of(hand_over_plan(workspace, asked, "fr", NOW, tmp_path / "fr.pdf").content)
    for said in ("Où est-ce ? Behind the school", "Couches Argile et Sable", "Arbre 2", "Laissée ouverte"):
        assert said in answers


def test_a_toolkit_with_flows_has_its_plan_and_no_answers(workspace, answered):
    plan = plan_to_make(workspace, answered, datetime(2026, 3, 10, tzinfo=UTC))
    assert plan.answers is None
    assert "Method and sources" in pages_of(make_plan(workspace, answered, "en", NOW).content)[-1]


def test_a_number_that_is_none_stands_as_it_was_stored(workspace, asked):
    given = given_answers(workspace, asked)
    part = given.by_language["English (en)"][0]
    broken = replace(part, answers=(replace(part.answers[3], value="NaN"),))
    shown = answer_sections(
        replace(given, by_language={"English (en)": (broken,)}), texts_for("en", "document"), Formats("en")
    )
    assert shown[0].lines[0].answer == "NaN"
