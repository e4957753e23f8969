import pytest

from greenfield.base.languages import LANGUAGES, find_language, pick_form_language, pick_language
from greenfield.base.problem import ProblemError
from greenfield.base.texts import pick_document_language, translated


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("fr", "fr"),
        ("fr_CA.UTF-8", "fr"),
        ("pt", "pt_BR"),
        ("pt-BR", "pt_BR"),
        ("zh", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-Hans", "zh_Hans"),
        ("AR", "ar"),
        ("en_GB", "en"),
        ("French_France", "fr"),
        ("French_France.1252", "fr"),
        ("English_United States", "en"),
        ("Spanish_Mexico", "es"),
        ("Portuguese_Brazil", "pt_BR"),
        ("Russian_Russia", "ru"),
        ("Arabic_Egypt", "ar"),
        ("Chinese (Simplified)_China", "zh_Hans"),
        ("Chinese_China", "zh_Hans"),
    ],
)
def test_a_language_is_found_by_the_names_that_people_use(name, code):
    assert find_language(name) == code


def test_every_language_finds_itself():
    assert [find_language(code) for code in LANGUAGES] == list(LANGUAGES)


def test_a_language_that_is_not_there_is_a_named_problem():
    with pytest.raises(ProblemError) as caught:
        pick_language("tlh")
    assert caught.value.code == "language.unknown"


def test_documents_are_written_in_languages_that_have_their_texts():
    known = translated("document")
    assert known[:2] == ("en", "fr")
    assert [pick_document_language(code) for code in known] == list(known)
    for code in set(LANGUAGES) - set(known):
        with pytest.raises(ProblemError) as caught:
            pick_document_language(code)
        assert (caught.value.code, caught.value.problems[0].values["known"]) == (
            "language.no_document",
            " ".join(known),
        )


@pytest.mark.parametrize(
    ("wanted", "offered", "picked"),
    [
        ("fr", ["English (en)", "Français (fr)"], "Français (fr)"),
        ("pt_BR", ["English (en)", "Português (pt)"], "Português (pt)"),
        ("zh_Hans", ["中文 (zh-CN)"], "中文 (zh-CN)"),
        ("fr", ["English", "Français"], "Français"),
        ("es", ["English (en)"], None),
    ],
)
def test_the_code_in_brackets_decides_which_form_language_is_ours(wanted, offered, picked):
    assert pick_form_language(wanted, offered) == picked
