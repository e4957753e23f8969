"""Languages: labels, hints, messages, choices, and answers inside texts."""

from collections.abc import Callable

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.node import Option
from greenfield.forms.session import FormSession

Open = Callable[..., FormSession]
TWO = """
    survey
    | type            | name | label::English (en) | label::Français (fr) | hint::English (en) | calculation | constraint | constraint_message::English (en) | constraint_message::Français (fr) |
    | text            | name | Name                | Nom                  | As on the sign     |             |            |                |                |
    | integer         | age  | Age of ${name}      | Âge de ${name}       |                    |             | . < 99     | Below ${name}  | Sous ${name}   |
    | select_one fuel | fuel | Fuel                | Combustible          |                    |             |            |                |                |
    | note            | only | English only        |                      |                    |             |            |                |                |
    | calculate       | said |                     |                      |                    | jr:choice-name(${fuel}, '${fuel}') | | |   |
    choices
    | list_name | name | label::English (en) | label::Français (fr) |
    | fuel      | oil  | Oil of ${name}      | Fioul de ${name}     |
    | fuel      | gas  | Gas                 | Gaz                  |
    settings
    | default_language |
    | English (en)     |
"""


def test_texts_follow_the_language(open_form: Open) -> None:
    session = open_form(TWO)
    assert session.form.questionnaire.languages == ("English (en)", "Français (fr)")
    assert session.language == "English (en)"
    session.set("/data/name", "Ana")
    assert session.node("/data/age").label == "Age of Ana"
    assert session.node("/data/name").hint == "As on the sign"
    delta = session.set_language("Français (fr)")
    assert session.node("/data/age").label == "Âge de Ana"
    assert "/data/age" in {node.ref for node in delta.nodes}


def test_a_choice_is_called_in_the_language_with_the_answers_in_it(open_form: Open) -> None:
    session = open_form(TWO, language="Français (fr)")
    delta = session.set("/data/name", "Ana")
    assert session.node("/data/fuel").options == (Option("oil", "Fioul de Ana"), Option("gas", "Gaz"))
    assert "/data/fuel" in {node.ref for node in delta.nodes}
    session.set("/data/fuel", "oil")
    assert session.node("/data/said").value == "Fioul de Ana"
    session.set_language("English (en)")
    assert session.node("/data/said").value == "Oil of Ana"


def test_a_missing_translation_shows_the_default_language(open_form: Open) -> None:
    session = open_form(TWO, language="Français (fr)")
    assert session.node("/data/only").label == "English only"
    assert session.node("/data/name").hint == "As on the sign"


def test_a_message_is_translated(open_form: Open) -> None:
    session = open_form(TWO, language="Français (fr)")
    session.set("/data/name", "Ana")
    session.set("/data/age", "120")
    assert session.node("/data/age").message == "Sous Ana"


def test_a_language_that_the_form_does_not_have_is_named(open_form: Open) -> None:
    session = open_form(TWO)
    with pytest.raises(ProblemError) as caught:
        session.set_language("Deutsch (de)")
    assert caught.value.code == "form.unknown_language"
    with pytest.raises(ProblemError):
        open_form(TWO, language="Deutsch (de)")


def test_a_form_with_one_language_needs_no_name_for_it(open_form: Open) -> None:
    session = open_form("""
        survey
        | type | name | label      | hint |
        | text | a    | Plain text | Help |
    """)
    assert (session.language, session.node("/data/a").label, session.node("/data/a").hint) == (
        *("", "Plain text", "Help"),
    )
