import pytest

from greenfield.ui.frame.router import Router


@pytest.fixture
def shown():
    return []


@pytest.fixture
def router(shown):
    made = Router()

    def show(page, what):
        shown.append((page, dict(what)))
        return page != "locked"

    made.attach(show)
    return made


def test_back_shows_the_page_before_with_what_it_was_opened_with(router, shown):
    router.show("visit", visit="abc")
    router.show("settings")
    router.back()
    assert shown == [("visit", {"visit": "abc"}), ("settings", {}), ("visit", {"visit": "abc"})]
    assert not router.can_go_back


def test_there_is_nothing_before_the_first_page(router, shown):
    router.show("home")
    router.back()
    assert shown == [("home", {})]


def test_a_page_stands_only_once_on_the_way_back(router):
    for page in ("home", "companies", "home", "companies", "home"):
        router.show(page)
    router.back()
    assert router.current.page == "companies"
    assert not router.can_go_back


def test_a_page_that_cannot_be_shown_changes_nothing(router):
    router.show("home")
    router.show("locked")
    assert router.current.page == "home"
    assert not router.can_go_back
