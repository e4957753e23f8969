import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip, QVBoxLayout

from greenfield.base.problem import fail
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.main_window import MainWindow
from greenfield.ui.frame.page import Page, PageEntry
from greenfield.ui.settings import Settings
from greenfield.ui.window import Arguments

kept = []


class Typing(Page):
    """A page with a field that is kept when the page is left."""

    def __init__(self, context):
        super().__init__(context)
        self.field = QLineEdit()
        self.field.setToolTip("What is typed here is kept.")
        rows = QVBoxLayout(self)
        rows.addWidget(self.field)
        self.opened = []
        self.refuses = False
        self.done = []

    def open_with(self, **what):
        self.opened.append(what)
        self.field.setFocus()

    def leave(self):
        if self.refuses:
            raise fail("workspace.disk_full", "visits.greenfield")
        kept.append(self.field.text())

    def actions(self):
        return (
            Action(
                "go", "Go on", "arrow-right", lambda: self.done.append("go"), shortcut="Ctrl+G", main=True
            ),
            Action("drop", "Delete", "trash", lambda: self.done.append("drop"), dangerous=True),
        )


class Plain(Page):
    """Another page."""


class Broken(Page):
    """A page whose record is gone."""

    def open_with(self, **what):
        raise fail("visit.unknown", what["visit"])


ENTRIES = (
    PageEntry("home", "Visits", "house", Typing, in_rail=True, order=10),
    PageEntry("plain", "Companies", "buildings", Plain, in_rail=True, order=20),
    PageEntry("settings", "Settings", "gear", Plain, in_rail=True, order=900),
    PageEntry("broken", "Visit", "factory", Broken),
    PageEntry("inner", "Visit", "factory", Plain),
)
FIRST_RUN = PageEntry("first-run", "Welcome", "leaf", Plain, needs_workspace=False)


@pytest.fixture
def window(program):
    kept.clear()
    made = program(entries=ENTRIES).window
    made.context.router.show("home")
    return made


@pytest.fixture
def context(window):
    return window.context


def change(context, **values):
    context.apply_settings(msgspec.structs.replace(context.settings, **values))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_page_is_made_when_it_is_first_shown(window, context):
    assert list(window.made_pages()) == ["home"]
    context.router.show("plain")
    context.router.show("home")
    assert list(window.made_pages()) == ["home", "plain"]
    assert len(window.page.opened) == 2


def test_the_rail_leads_to_pages_and_marks_the_one_that_is_shown(qtbot, window):
    click(qtbot, window.rail.buttons()["plain"])
    assert window.header.title() == "Companies"
    assert [name for name, button in window.rail.buttons().items() if button.isChecked()] == ["plain"]


def test_a_page_outside_of_the_rail_marks_nothing_and_leads_back(qtbot, window, context):
    context.router.show("inner")
    assert not any(button.isChecked() for button in window.rail.buttons().values())
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.header.title() == "Visits"


def test_what_is_typed_is_kept_when_another_page_is_shown(qtbot, window, context):
    qtbot.keyClicks(window.page.field, "42 t")
    context.router.show("plain")
    assert kept == ["42 t"]


def test_what_is_typed_is_kept_when_the_window_is_closed(qtbot, window):
    qtbot.keyClicks(window.page.field, "42")
    window.close()
    assert kept == ["42"]


def test_a_page_that_cannot_keep_its_answer_stays_and_says_why(window, context):
    window.page.refuses = True
    context.router.show("plain")
    assert isinstance(window.page, Typing)
    assert context.messages.shown[-1].codes == ("workspace.disk_full",)


def test_a_window_that_cannot_keep_the_last_answer_asks_before_it_closes(window, monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(window, "ask", lambda *_: next(answers))
    window.page.refuses = True
    assert not window.close()
    assert window.isVisible()
    assert window.close()


def test_a_page_that_cannot_be_opened_leaves_the_one_before(window, context):
    context.router.show("broken", visit="abc")
    assert isinstance(window.page, Typing)
    assert context.messages.shown[-1].codes == ("visit.unknown",)


def test_the_main_action_is_the_last_button_and_has_its_keys(qtbot, window):
    page = window.page
    names = [button.objectName() for button in window.header._buttons]
    assert names == ["drop", "go"]
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(page.field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.done == ["go"])


def test_actions_without_room_go_into_a_menu_but_never_the_main_one(qtbot, window):
    window.header.setFixedWidth(360)
    qtbot.waitUntil(lambda: not window.header.button("drop").isVisible())
    assert window.header.button("go").isVisible()
    click(qtbot, window.header._more)
    menu = QApplication.activePopupWidget()
    assert [entry.text() for entry in menu.actions()] == ["Delete"]
    menu.actions()[0].trigger()
    menu.close()
    assert window.page.done == ["drop"]


def test_settings_open_by_keys(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.header.title() == "Settings"


def test_f1_explains_what_has_the_focus(qtbot, window):
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window.page.field, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: QToolTip.text() == "What is typed here is kept.")
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_change_of_language_takes_effect_at_once_and_stays(qtbot, window, context, settings_file):
    change(context, language="fr")
    qtbot.waitUntil(lambda: window.header.title() == context.texts("Visits"))
    assert context.texts.language == "fr"
    assert context.formats.number(1234.5, 1) == "1\u202f234,5"
    assert settings_file.read().language == "fr"
    assert len(window.page.opened) == 1


def test_the_language_of_the_command_line_holds_until_another_is_chosen(program, settings_file):
    settings_file.write(Settings(language="en"))
    context = program(entries=ENTRIES, arguments=Arguments(language="fr")).context
    assert context.texts.language == "fr"
    change(context, theme="dark")
    assert context.texts.language == "fr"
    change(context, language="es")
    assert context.texts.language == "es"


def test_a_language_that_greenfield_does_not_have_is_named(program):
    made = program(entries=(*ENTRIES, FIRST_RUN), arguments=Arguments(language="xx"))
    made.begin()
    assert made.context.texts.language == "en"
    assert made.context.messages.shown[-1].codes == ("language.unknown",)


def test_numbers_are_written_as_set_whatever_the_language(context):
    change(context, locale="de_CH")
    assert context.texts.language == "en"
    assert context.formats.number(1234) == "1’234"


def test_an_unknown_number_format_falls_back_to_the_languages_own(context):
    change(context, locale="xx_YY")
    assert context.formats.number(1234) == "1,234"


def test_what_is_typed_is_kept_when_settings_change(qtbot, window, context):
    qtbot.keyClicks(window.page.field, "42")
    before = window.page
    change(context, theme="dark")
    qtbot.waitUntil(lambda: window.page is not before)
    assert kept == ["42"]


@pytest.mark.parametrize(("width", "folded"), [(1024, True), (1366, False)])
def test_the_rail_folds_where_words_find_no_room(window, width, folded):
    window.resize(width, 600)
    assert window.rail.is_folded is folded
    assert window.rail.width() == (56 if folded else 200)


def test_the_rail_can_be_unfolded_by_hand(qtbot, window):
    window.resize(1024, 600)
    click(qtbot, window.rail._fold)
    assert window.rail.width() == 200


def test_a_new_window_fits_on_the_screen_with_its_title_bar(qtbot, context):
    made = MainWindow(context, ())
    qtbot.addWidget(made)
    assert made.height() <= made.screen().availableSize().height() - 30


def test_a_rail_that_was_folded_by_hand_is_folded_the_next_time(qtbot, window, context):
    window.resize(1366, 700)
    click(qtbot, window.rail._fold)
    assert window.rail.width() == 56
    assert context.settings.rail_folded
    again = MainWindow(context, ())
    again.resize(1366, 700)
    qtbot.addWidget(again)
    assert again.rail.is_folded


def test_a_narrow_window_changes_nothing_for_the_next_time(qtbot, window, context):
    window.resize(1024, 600)
    click(qtbot, window.rail._fold)
    click(qtbot, window.rail._fold)
    assert not context.settings.rail_folded


def test_the_window_is_mirrored_where_people_write_from_the_right(qtbot, window, context):
    change(context, pseudo="mirrored")
    qtbot.waitUntil(lambda: window.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    window.renew()
    QApplication.processEvents()
    assert context.right_to_left
    qtbot.waitUntil(
        lambda: window.rail.mapTo(window, QPoint(0, 0)).x() == window.width() - window.rail.width()
    )
    change(context, pseudo="")


def test_a_settings_file_that_cannot_be_written_is_a_message(context, settings_file, monkeypatch):
    def full(_self, _settings):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(settings_file), "write", full)
    change(context, theme="dark")
    assert context.messages.shown[-1].codes == ("file.unwritable",)
    assert context.theme.is_dark


def test_the_window_opens_as_large_as_it_was_closed(program, settings_file):
    first = program(entries=ENTRIES)
    first.window.resize(1111, 777)
    first.window.close()
    again = program(entries=ENTRIES)
    again.window.restoreGeometry(first.window.saveGeometry())
    assert settings_file.read().geometry
    assert settings_file.read() != Settings()
