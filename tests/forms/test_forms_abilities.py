"""What of a form cannot be done here: told as warnings, of the whole form and of its questions; nothing stops."""

from collections.abc import Callable

from greenfield.base.problem import Severity
from greenfield.forms.form import Form

FIELD_FORM = """
    survey
    | type             | name  | label::English (en) | appearance           |
    | background-audio | sound |       |                      |
    | start-geopoint   | here  |       |                      |
    | audit            | audit |       |                      |
    | audio            | hum   | Hum   |                      |
    | video            | clip  | Clip  |                      |
    | image            | photo | Photo |                      |
    | integer          | pulse | Pulse | ex:org.example.pulse |
    | select_one fuel  | fuel  | Fuel  | search('fuels')      |
    | text             | plain | Plain |                      |
    choices
    | list_name | name | label::English (en) |
    | fuel      | name | label |
    settings
    | form_id | public_key |
    | f       | MIIBIjANBg |
"""


def test_a_form_tells_what_it_cannot_do_here(read_form: Callable[..., Form]) -> None:
    form = read_form(FIELD_FORM)
    assert {(problem.place.name, problem.code) for problem in form.notices} == {
        ("/data/sound", "form.no_recording"),
        ("/data/here", "form.no_position"),
        ("/data/meta/audit", "form.no_log"),
        ("/data/hum", "form.no_microphone"),
        ("/data/clip", "form.no_camera"),
        ("/data/pulse", "form.no_app"),
        ("/data/fuel", "form.no_search"),
        ("f", "form.encrypted"),
    }
    assert {problem.severity for problem in form.notices} == {Severity.WARNING}


def test_a_form_without_such_questions_tells_nothing(read_form: Callable[..., Form]) -> None:
    assert read_form("survey\n| type | name | label |\n| text | a | A |").notices == []


def test_what_others_use_of_a_bind_is_kept(read_form: Callable[..., Form]) -> None:
    form = read_form(
        """
        survey
        | type  | name  | label | parameters      | save_to |
        | image | photo | Photo | max-pixels=1024 |         |
        | text  | kind  | Kind  |                 | kind    |
        entities
        | dataset | label |
        | trees   | 'x'   |
        """
    )
    extra = {definition.name: definition.extra for definition in form.questionnaire.definitions}
    assert extra["photo"] == {"orx:max-pixels": "1024"}
    assert extra["kind"] == {"entities:saveto": "kind"}
