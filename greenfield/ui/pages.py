"""All pages of the window. They are imported when they are first shown, so that the window opens fast."""

from greenfield.base.texts import mark
from greenfield.ui.context import WindowContext
from greenfield.ui.frame.page import Page, PageEntry, RailSign


def all_pages() -> tuple[PageEntry, ...]:
    """Return the pages; each stands in its own file, which is imported when the page is first shown."""
    return (
        PageEntry("home", mark("Visits"), "house", _home, in_rail=True, order=10),
        PageEntry("companies", mark("Companies"), "buildings", _companies, in_rail=True, order=20),
        PageEntry("library", mark("Library"), "book-open", _library, in_rail=True, order=30),
        PageEntry(
            "conflicts",
            mark("Conflicts"),
            "scales",
            _conflicts,
            in_rail=True,
            order=902,
            sign=_conflict_sign,
            only_with_sign=True,
        ),
        PageEntry(
            "sync", mark("Sharing"), "arrows-clockwise", _sync, in_rail=True, order=905, sign=_sync_sign
        ),
        PageEntry("settings", mark("Settings"), "gear-six", _settings, in_rail=True, order=910),
        PageEntry("company", mark("Company"), "buildings", _company),
        PageEntry("new-company", mark("New company"), "plus", _new_company),
        PageEntry("new-visit", mark("New visit"), "plus", _new_visit),
        PageEntry("import-form", mark("Own questionnaire"), "file-plus", _import_form),
        PageEntry("conflict", mark("Conflict"), "scales", _conflict),
        PageEntry("tray", mark("Not sent yet"), "tray", _tray),
        PageEntry("exchange", mark("Exchange files"), "file-plus", _exchange),
        PageEntry("visit", mark("Visit"), "clipboard-text", _visit),
        PageEntry("first-run", mark("Welcome"), "leaf", _first_run, needs_workspace=False),
        PageEntry("unlock", mark("Open a workspace"), "lock-key", _unlock, needs_workspace=False),
    )


def load_first_page() -> None:
    """Import the page that is shown in a workspace that was just opened; done in the background."""
    import greenfield.ui.home.page  # noqa: F401, PLC0415  imported when it is wanted


def _unlock(context: WindowContext) -> Page:
    from greenfield.ui.unlock.page import UnlockPage  # noqa: PLC0415  imported when it is shown

    return UnlockPage(context)


def _home(context: WindowContext) -> Page:
    from greenfield.ui.home.page import HomePage  # noqa: PLC0415  imported when it is shown

    return HomePage(context)


def _companies(context: WindowContext) -> Page:
    from greenfield.ui.companies.page import CompaniesPage  # noqa: PLC0415  imported when it is shown

    return CompaniesPage(context)


def _company(context: WindowContext) -> Page:
    from greenfield.ui.companies.company_page import CompanyPage  # noqa: PLC0415  imported when it is shown

    return CompanyPage(context)


def _new_company(context: WindowContext) -> Page:
    from greenfield.ui.companies.new_company_page import NewCompanyPage  # noqa: PLC0415  imported when it is shown

    return NewCompanyPage(context)


def _new_visit(context: WindowContext) -> Page:
    from greenfield.ui.new_visit.page import NewVisitPage  # noqa: PLC0415  imported when it is shown

    return NewVisitPage(context)


def _import_form(context: WindowContext) -> Page:
    from greenfield.ui.forms_import.page import ImportFormPage  # noqa: PLC0415  imported when it is shown

    return ImportFormPage(context)


def _visit(context: WindowContext) -> Page:
    from greenfield.ui.visit.page import VisitPage  # noqa: PLC0415  imported when it is shown

    return VisitPage(context)


def _library(context: WindowContext) -> Page:
    from greenfield.ui.library.page import LibraryPage  # noqa: PLC0415  imported when it is shown

    return LibraryPage(context)


def _settings(context: WindowContext) -> Page:
    from greenfield.ui.settings_page.page import SettingsPage  # noqa: PLC0415  imported when it is shown

    return SettingsPage(context)


def _sync(context: WindowContext) -> Page:
    from greenfield.ui.sync.page import SyncPage  # noqa: PLC0415  imported when it is shown

    return SyncPage(context)


def _sync_sign(context: WindowContext) -> RailSign:
    from greenfield.ui.sync.sign import sync_sign  # noqa: PLC0415  imported when there is something to say

    return sync_sign(context)


def _conflict_sign(context: WindowContext) -> RailSign:
    from greenfield.ui.sync.sign import conflict_sign  # noqa: PLC0415  imported when there is something to say

    return conflict_sign(context)


def _tray(context: WindowContext) -> Page:
    from greenfield.ui.sync.tray_page import TrayPage  # noqa: PLC0415  imported when it is shown

    return TrayPage(context)


def _exchange(context: WindowContext) -> Page:
    from greenfield.ui.sync.exchange_page import ExchangePage  # noqa: PLC0415  imported when it is shown

    return ExchangePage(context)


def _conflicts(context: WindowContext) -> Page:
    from greenfield.ui.sync.conflicts_page import ConflictsPage  # noqa: PLC0415  imported when it is shown

    return ConflictsPage(context)


def _conflict(context: WindowContext) -> Page:
    from greenfield.ui.sync.conflict_page import ConflictPage  # noqa: PLC0415  imported when it is shown

    return ConflictPage(context)


def _first_run(context: WindowContext) -> Page:
    from greenfield.ui.first_run.page import FirstRunPage  # noqa: PLC0415  imported when it is shown

    return FirstRunPage(context)
