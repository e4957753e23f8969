"""A question that asks for what the program cannot do says so, and keeps what there is."""

from datetime import UTC, datetime

import pytest
from pyxform.xls2xform import convert

from greenfield.base.formats import Formats
from greenfield.forms.context import Context
from greenfield.forms.parse import parse_form
from greenfield.forms.session import FormSession
from greenfield.ui.visit.editors.editor import Manners
from greenfield.ui.visit.questions.question import QuestionField

FORM = """
| survey |
| | type  | name  | label |
| | audio | hum   | The hum |
| | video | clip  | A clip |
| | text  | plain | Plain |
"""


class Desk:
    is_finished = False

    def __init__(self):
        xml = convert(xlsform=FORM, form_name="data", validate=False).xform.encode()
        self.session = FormSession(parse_form(xml), Context(datetime(2026, 3, 10, tzinfo=UTC), lambda: 0.5))

    def node(self, ref):
        return self.session.node(ref)

    def answer(self, ref, value):
        return self.session.set(ref, value)


@pytest.fixture
def field(shell, texts):
    desk = Desk()

    def make(name):
        return QuestionField(desk, Manners(texts, Formats("en"), shell.context.theme), f"/data/{name}")

    return make


def test_sound_cannot_be_recorded(field):
    question = field("hum")
    assert question.cannot.isHidden()
    assert (
        question.editor.words.text() == "A sound recording is asked for here. It can only be made on a phone."
    )


def test_what_was_recorded_in_the_field_is_named_and_kept(field):
    question = field("hum")
    question.desk.answer("/data/hum", "hum.m4a")
    question.show_state()
    assert "hum.m4a" in question.editor.words.text()
    assert question.desk.session.node("/data/hum").value == "hum.m4a"


def test_a_video_cannot_be_taken(field):
    assert "A video is asked for here" in field("clip").editor.words.text()


def test_other_questions_say_nothing_of_it(field):
    question = field("plain")
    assert question.cannot.text() == ""
    assert question.cannot.isHidden()
