"""What is read in the background is shown in the order in which it was asked for, however long each reading takes."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class InOrder:
    """One for each thing that is shown: an older reading never covers a newer one.

    Two readings may run at the same time, and the first may end last: on a busy machine a page would go on showing what is
    over. Readings are not held back either, so that a page follows also where something changes all the time.
    """

    def __init__(self) -> None:
        """Begin with nothing shown."""
        self._begun = self._shown = 0

    def show(self, shown: Callable[[T], None]) -> Callable[[T], None]:
        """Return what to call with the result of a reading that begins now; nothing happens once a later one was shown."""
        self._begun += 1
        number = self._begun

        def show_in_order(found: T) -> None:
            if number > self._shown:
                self._shown = number
                shown(found)

        return show_in_order

    def pass_over(self) -> None:
        """Show nothing of readings that have begun by now: something else is wanted from here on."""
        self._shown = self._begun
