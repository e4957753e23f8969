"""Bringing in a questionnaire of one's own: its problems, its preview, keeping it, a visit with it."""

import pytest
from PySide6.QtWidgets import QFileDialog
from ui_pages import click, cut_texts, drop_file, named, page, settle

from greenfield.services.packages import kept_packages
from greenfield.ui.theme.roles import Colour
from greenfield.ui.widgets.line_list import LINE_ROLE

RIGHT = """
| survey |
|  | type | name | label | relevant | required |
|  | begin group | point | Water point | | |
|  | select_one yn | works | Does it work? | | yes |
|  | text | fault | What is wrong? | ${works} = 'no' | |
|  | end group | | | | |
| choices |
|  | list_name | name | label |
|  | yn | yes | Yes |
|  | yn | no | No |
| settings |
|  | form_title | form_id | version |
|  | Water point | water_point | 3 |
"""
WRONG = RIGHT.replace("${works} = 'no'", "${wroks} = 'no'").replace("select_one yn", "select_one ny")


@pytest.fixture
def shown(qtbot, shell):
    settle(qtbot, shell)
    return page(qtbot, shell, "import-form")


@pytest.fixture
def choose(qtbot, shell, shown, tmp_path, monkeypatch):
    """Choose a file with this content by the button, as a person does."""

    def with_content(text, name="water.md"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        click(qtbot, named(shown, "choose-form"))
        settle(qtbot, shell)
        return path

    return with_content


def said(view):
    return [(line.text, line.below, line.mark) for line in view.lines.lines]


def test_an_empty_page_teaches_and_offers_one_action(shown):
    assert shown.first.isVisible()
    assert named(shown, "choose-form").isEnabled()
    assert not shown.keep_button.isVisible()
    assert cut_texts(shown) == []


def test_every_problem_is_listed_with_its_cell_and_the_form_cannot_be_kept(shell, shown, choose):
    choose(WRONG)
    assert said(shown.problems) == [
        (
            "There is no choice list “ny” in the sheet “choices”. The nearest one is “yn”.",
            "Sheet survey, row 3, column type",
            Colour.ERROR,
        ),
        (
            "There is no question “wroks”. The nearest one is “works”.",
            "Sheet survey, row 4, column relevant",
            Colour.ERROR,
        ),
    ]
    assert shown.summary.text().startswith("2 errors keep this form from being used.")
    assert shown.title_text.text() == "water.md"
    assert not shown.keep_button.isEnabled()
    assert not shown.preview.isVisible()
    assert kept_packages(shell.context.workspace) == []


def test_a_form_that_is_right_shows_a_preview(shown, choose):
    choose(RIGHT)
    assert not shown.problems.isVisible()
    assert shown.summary.text() == "The form can be used. No problem was found."
    assert shown.title_text.text() == "Water point"
    assert shown.about.text() == "2 questions · version 3"
    assert [(line.depth, line.strong, line.text, line.below) for line in shown.preview.lines.lines] == [
        (0, True, "Water point", ""),
        (1, False, "Does it work?", "Yes, No · must be answered"),
        (1, False, "What is wrong?", "asked only when it applies"),
    ]
    assert cut_texts(shown) == []


def test_what_is_kept_is_chosen_for_the_next_visit(qtbot, shell, shown, choose):
    choose(RIGHT)
    click(qtbot, named(shown, "keep-form"))
    settle(qtbot, shell)
    assert [(one.id, one.version) for one in kept_packages(shell.context.workspace)] == [("water_point", "3")]
    assert shell.context.router.current.page == "new-visit"
    assert shell.page.toolkit.key() == "water_point"
    assert shell.context.messages.shown[-1].text == "“Water point” can be used for visits now."


def test_the_same_form_again_is_no_problem_and_another_of_its_version_is(qtbot, shell, shown, choose):
    for _ in range(2):
        page(qtbot, shell, "import-form")
        choose(RIGHT)
        click(qtbot, named(shown, "keep-form"))
        settle(qtbot, shell)
    assert len(kept_packages(shell.context.workspace)) == 1
    page(qtbot, shell, "import-form")
    choose(RIGHT.replace("What is wrong?", "What is it?"))
    click(qtbot, named(shown, "keep-form"))
    settle(qtbot, shell)
    assert shell.context.messages.shown[-1].codes == ("package.version_taken",)
    assert shell.context.router.current.page == "import-form"


def test_a_file_that_is_no_form_says_so(shown, choose):
    choose("hello")
    assert [line.below for line in shown.problems.lines.lines] == [""]
    assert shown.summary.text().startswith("1 error keeps this form from being used.")


def test_a_file_can_be_dropped(qtbot, shell, shown, tmp_path):
    path = tmp_path / "water.md"
    path.write_text(RIGHT, encoding="utf-8")
    drop_file(shown, path)
    settle(qtbot, shell)
    assert shown.title_text.text() == "Water point"


def test_a_new_visit_leads_here(qtbot, shell):
    settle(qtbot, shell)
    page(qtbot, shell, "new-visit")
    click(qtbot, named(shell, "import-form"))
    settle(qtbot, shell)
    assert shell.context.router.current.page == "import-form"


def test_the_list_wraps_and_speaks(shown, choose):
    choose(WRONG)
    model = shown.problems.lines
    index = model.index(0)
    assert model.data(index).endswith("Sheet survey, row 3, column type")
    assert model.data(index, LINE_ROLE).mark is Colour.ERROR
    narrow = shown.problems.itemDelegate().sizeHint(None, index).height()
    assert narrow > 0


def test_a_file_with_faults_is_forgotten_when_the_page_is_shown_again_and_a_right_one_stays(
    qtbot, shell, shown, choose
):
    choose(WRONG)
    assert not shown.first.isVisible()
    page(qtbot, shell, "home")
    page(qtbot, shell, "import-form")
    assert shown.first.isVisible()
    middle = named(shown, "choose-form")
    assert abs(middle.mapTo(shown, middle.rect().center()).x() - shown.width() // 2) < 20
    choose(RIGHT)
    page(qtbot, shell, "home")
    page(qtbot, shell, "import-form")
    assert shown.title_text.text() == "Water point"
    assert shown.preview.isVisible()
