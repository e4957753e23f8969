"""Which page is shown, and which was before it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Opener = Callable[[str, Mapping[str, str]], bool]
"""Shows a page, and tells whether it is shown; the page before may say that it cannot be left."""

_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Stop:
    """A page that was shown, with what it was opened with."""

    page: str
    what: Mapping[str, str] = field(default_factory=dict)


class Router:
    """Goes from page to page by the id of a page, and back again."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._opener: Opener | None = None
        self._stops: list[Stop] = []

    def attach(self, opener: Opener) -> None:
        """Let the main window show pages."""
        self._opener = opener

    @property
    def current(self) -> Stop | None:
        """The page that is shown."""
        return self._stops[-1] if self._stops else None

    @property
    def can_go_back(self) -> bool:
        """Tell whether there was a page before."""
        return len(self._stops) > 1

    def show(self, page_id: str, **what: str) -> None:
        """Show a page: `show("visit", visit=id, step="results")`."""
        stop = Stop(page_id, what)
        before = self._stops
        self._stops = [*[one for one in before if one != stop], stop][-_REMEMBERED:]
        if not self._open(stop):
            self._stops = before

    def back(self) -> None:
        """Show the page before; nothing happens on the first."""
        if self.can_go_back:
            before = self._stops
            self._stops = before[:-1]
            if not self._open(self._stops[-1]):
                self._stops = before

    def forget(self) -> None:
        """Begin anew: there is no way back from the next page."""
        self._stops = []

    def _open(self, stop: Stop) -> bool:
        return self._opener is not None and self._opener(stop.page, stop.what)
