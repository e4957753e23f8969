import pytest

from greenfield.base.languages import LANGUAGES, find_language, pick_form_language, pick_language
from greenfield.base.problem import ProblemError


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
