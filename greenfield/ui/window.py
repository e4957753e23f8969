"""Starts the window: settings, theme, the workspace that was last open, and the event loop."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from babel import UnknownLocaleError
from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from greenfield.base.formats import Formats
from greenfield.base.languages import LANGUAGES, SOURCE_LANGUAGE, find_language
from greenfield.base.problem import ProblemError, Severity, fail
from greenfield.base.texts import Texts, texts_for
from greenfield.ui.context import Events, WindowContext
from greenfield.ui.frame.action import Action
from greenfield.ui.frame.crash import CrashWatch
from greenfield.ui.frame.crash_dialog import CrashDialog
from greenfield.ui.frame.door import Door, Opened
from greenfield.ui.frame.main_window import MainWindow
from greenfield.ui.frame.messages import Messages
from greenfield.ui.frame.page import PageEntry
from greenfield.ui.frame.router import Router
from greenfield.ui.frame.runner import Progress, Runner
from greenfield.ui.frame.sync_keeper import SyncKeeper
from greenfield.ui.leaving import let_go
from greenfield.ui.none_guard import keep_none
from greenfield.ui.pages import all_pages, load_first_page
from greenfield.ui.pseudo import LongerTexts, MirroredTexts
from greenfield.ui.settings import Settings, SettingsFile, settings_path
from greenfield.ui.theme.theme import Theme

_OVER_SOON = frozenset({"workspace.in_use", "workspace.busy"})
"""What somebody else has to end first; then it is worth another try."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """What the command line says to the window; `system_locale` stands in until a language is chosen."""

    workspace: Path | None = None
    passphrase_file: Path | None = None
    language: str | None = None
    system_locale: str = SOURCE_LANGUAGE


def _now() -> datetime:
    return datetime.now(UTC)


class Program:
    """The window with everything that it works with. One a process; nothing of it is global."""

    def __init__(
        self,
        application: QApplication,
        kept: SettingsFile,
        *,
        arguments: Arguments | None = None,
        entries: Sequence[PageEntry] | None = None,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        """Wire everything and make the window; no page is shown yet."""
        keep_none()
        self._application, self._kept = application, kept
        self._arguments = arguments or Arguments()
        self._named_language = self._arguments.language
        settings = kept.read()
        self._translator: QTranslator | None = None
        self.crashes = CrashWatch(self._show_crash)
        events = Events()
        runner = Runner(self._unhandled)
        door = Door(clock, self._entered, load_first_page)
        self.context = WindowContext(
            texts=self._texts(settings),
            formats=self._formats(settings),
            runner=runner,
            messages=Messages(lambda: self.context.texts),
            settings=settings,
            theme=Theme(settings.theme, touch=settings.touch),
            router=Router(),
            door=door,
            clock=clock,
            events=events,
            sync=SyncKeeper(door, runner, events),
            apply_settings=self._apply,
            keep_settings=self._keep,
        )
        self._show_settings()
        self.window = MainWindow(self.context, all_pages() if entries is None else entries)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._system_changed)
        self.window.closed.connect(lambda: hints.colorSchemeChanged.disconnect(self._system_changed))

    def begin(self) -> None:
        """Show the first page: the workspace that is named, else the last one, else the first run."""
        if self._named_language and not find_language(self._named_language):
            problem = fail("language.unknown", self._named_language, known=" ".join(LANGUAGES))
            self.context.messages.problem(problem)
        folder = self._arguments.workspace or self._last_workspace()
        if folder is None:
            self.context.router.show("first-run")
        elif self._arguments.passphrase_file is None and self.context.settings.asks_passphrase:
            self.context.router.show("unlock", folder=str(folder))
        else:
            self._open(folder, self._arguments.passphrase_file)

    @property
    def opens_by_itself(self) -> bool:
        """Tell whether the first page is that of a workspace that opens without asking, as far as is known."""
        known = self._arguments.workspace or self._last_workspace()
        return known is not None and not self.context.settings.asks_passphrase

    def _last_workspace(self) -> Path | None:
        last = Path(self.context.settings.workspace) if self.context.settings.workspace else None
        return last if last is not None and last.is_dir() else None

    def _open(self, folder: Path, passphrase_file: Path | None) -> None:
        """Open a workspace in the background; ask for its passphrase where nothing else opens it."""

        def work(_progress: Progress) -> Opened:
            from greenfield.ui.unlock.silently import open_silently  # noqa: PLC0415  loads all of the store

            return open_silently(self.context.door, folder, passphrase_file)

        def ask(error: ProblemError) -> None:
            self.context.router.show("unlock", folder=str(folder))
            again = Action(
                "again", self.context.texts("Try again"), "", lambda: self._open(folder, passphrase_file)
            )
            if error.code.startswith("keystore."):
                told = [replace(one, severity=Severity.WARNING) for one in error.problems]
                self.context.messages.problem([one for one in told if one.code != "keystore.none"])
            else:
                self.context.messages.problem(error, again if error.code in _OVER_SOON else None)

        job = self.context.runner.run(work, self.window)
        job.on_success(self.context.door.enter).on_failure(ask)
        job.with_progress(self.context.texts("Opening the workspace …"))

    def _entered(self, folder: Path) -> None:
        asked = self.context.router.current is not None and self.context.router.current.page == "unlock"
        by_hand = asked and not self._arguments.passphrase_file
        kept = {"workspace": str(folder.resolve()), "asks_passphrase": by_hand}
        self._keep(msgspec.structs.replace(self.context.settings, **kept))
        self.context.events.workspace_changed.emit()

    def _texts(self, settings: Settings) -> Texts:
        wanted = self._named_language or settings.language or self._arguments.system_locale
        texts = texts_for(find_language(wanted) or SOURCE_LANGUAGE)
        if settings.pseudo == "mirrored":
            return MirroredTexts(texts)
        return LongerTexts(texts) if settings.pseudo == "long" else texts

    def _formats(self, settings: Settings) -> Formats:
        language = self._texts(settings).language
        system = self._arguments.system_locale
        own = system if find_language(system) == language else language
        for locale in (settings.locale, own, language):
            try:
                return Formats(locale)
            except (ValueError, UnknownLocaleError):
                continue
        return Formats(SOURCE_LANGUAGE)

    def _apply(self, settings: Settings) -> None:
        """Keep changed settings and make them true at once."""
        if settings.language != self.context.settings.language:
            self._named_language = None
        self._keep(settings)
        context = self.context
        context.texts, context.formats = self._texts(settings), self._formats(settings)
        context.theme.change(settings.theme, touch=settings.touch)
        self._show_settings()
        context.events.settings_changed.emit()

    def _keep(self, settings: Settings) -> None:
        self.context.settings = settings
        try:
            self._kept.write(settings)
        except OSError as error:
            reason = error.strerror or str(error)
            self.context.messages.problem(fail("file.unwritable", str(self._kept.path), reason=reason))

    def _show_settings(self) -> None:
        """Give Qt the theme, the direction of writing, and its own texts."""
        context, application = self.context, self._application
        context.theme.apply(application)
        rtl = context.right_to_left
        application.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
        )
        QLocale.setDefault(QLocale(str(context.formats.locale)))
        self._translate_qt(context.texts.language)

    def _translate_qt(self, language: str) -> None:
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        if language == SOURCE_LANGUAGE:
            return
        translator = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(QLocale({"zh_Hans": "zh_CN"}.get(language, language)), "qtbase", "_", folder):
            self._application.installTranslator(translator)
            self._translator = translator

    def _system_changed(self) -> None:
        if self.context.settings.theme == "system":
            self._show_settings()
            self.context.events.settings_changed.emit()

    def _unhandled(self, error: BaseException) -> None:
        """Show what went wrong in the background: a problem as a message, anything else as a crash."""
        if isinstance(error, ProblemError):
            self.context.messages.problem(error)
        else:
            self.crashes.report(error)

    def _show_crash(self, text: str) -> None:
        dialog = CrashDialog(self.context.texts, self.context.theme, text, self.window)
        dialog.exec()
        let_go(dialog)


def start(
    arguments: Arguments,
    kept: SettingsFile | None = None,
    watch: Callable[[Program], object] | None = None,
) -> int:
    """Open the window and return when it is closed; `watch` is called before it is shown."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101  no other kind was made here
    application.setApplicationName("Greenfield")
    application.setDesktopFileName("greenfield")
    arguments = replace(arguments, system_locale=QLocale.system().name())
    program = Program(application, kept or SettingsFile(settings_path()), arguments=arguments)
    program.crashes.install()
    watched = watch(program) if watch else None
    program.window.painted.connect(program.begin)
    program.window.painted.connect(program.context.theme.load_all_fonts)
    program.window.show_empty(with_rail=program.opens_by_itself)
    program.window.show()
    code = application.exec()
    program.crashes.remove()
    del watched
    return code
