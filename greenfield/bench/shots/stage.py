"""The window on its stage: the real program in one look, driven, pictured, and watched for what goes wrong."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from greenfield.bench.shots.camera import picture_of, wait_for_paper
from greenfield.bench.shots.cut import cut_texts
from greenfield.bench.shots.hands import PATIENCE_S, CannotShowError, Hands, as_a
from greenfield.bench.shots.look import Look
from greenfield.bench.shots.watch import Watch
from greenfield.ui.frame.page import Page
from greenfield.ui.settings import SettingsFile
from greenfield.ui.theme.roles import Colour
from greenfield.ui.visit.page import VisitPage
from greenfield.ui.window import Arguments, Program

__all__ = ["CannotShowError", "Stage", "as_a"]
NOW = datetime(2026, 3, 10, 14, 30, tzinfo=UTC)


class Stage(Hands):
    """The real program in one look. `wrong` collects what must not happen: warnings, cut texts."""

    def __init__(self, application: QApplication, look: Look, folder: Path, out: Path) -> None:
        """Make the program with settings of its own in `folder`; pictures go to `out`."""
        self.look, self.folder, self.out = look, folder, out
        self.wrong: list[str] = []
        self.taken: list[str] = []
        self.visit = ""
        """The visit to the sample factory, once it is there."""
        kept = SettingsFile(folder / "settings.json")
        kept.write(look.settings())
        application.setCursorFlashTime(0)
        arguments = Arguments(system_locale="en_GB")
        super().__init__(application, Program(application, kept, arguments=arguments, clock=lambda: NOW))
        self._watch = Watch(self, self._note)
        self.context.theme.load_all_fonts()
        self.window.resize(*look.size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def close(self) -> None:
        """Close the window, and everything with it."""
        self.window.close()
        self.window.deleteLater()
        self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self._watch.end()

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return as_a(Page, self.window.page)

    @property
    def visit_page(self) -> VisitPage:
        """The page that is shown, which is a visit."""
        return as_a(VisitPage, self.window.page)

    def step(self, step: str, place: str = "") -> QWidget:
        """Show a step of the visit to the sample factory by a click on its name, and return its widget."""
        if not isinstance(self.window.page, VisitPage):
            self.go("visit", visit=self.visit)
        if place:
            self.go("visit", visit=self.visit, step=step, place=place)
        else:
            self.click(self.visit_page.bar.buttons[step])
        return self.visit_page.steps[step]

    def shot(self, name: str, *, with_toasts: bool = False, while_busy: bool = False) -> None:
        """Take a picture of the window, with dialogs and menus above it, and look for cut texts.

        `while_busy`: of the window as it works in the background, whose end is not waited for.
        """
        if while_busy:
            self._application.processEvents()
        else:
            self.settle()
        if not with_toasts:
            for toast in self.window.toasts.toasts():
                toast.close_softly()
            if not while_busy:
                self.settle()
        if not wait_for_paper(self.window, PATIENCE_S):
            self.wrong.append(f"{name}: the preview stays empty")
        size = (self.window.width(), self.window.height())
        if size != self.look.size:
            self.wrong.append(f"{name}: something forces the window to {size}")
        above = self.above()
        dialog = next((one for one in reversed(above) if isinstance(one, QDialog)), None)
        cut = cut_texts(dialog or self.window, long=self.look.language == "long")
        self.wrong += [f"{name}: cut: {text}" for text in cut]
        path = self.out / f"{name}-{self.look.name}.png"
        if not picture_of(self.window, above, self.context.theme.colour(Colour.EDGE)).save(str(path)):
            msg = f"{path} could not be written"
            raise CannotShowError(msg)
        self.taken.append(name)

    def _note(self, told: str) -> None:
        where = f"after {self.taken[-1]}" if self.taken else "at the start"
        self.wrong.append(f"{where}: {told}")
