"""Says in a terminal how far a sync is: one line that is written over, on the stream of complaints, and gone at the end."""

import shutil

from greenfield.cli.command import Context
from greenfield.services.sync.known import Progress, Retry
from greenfield.services.sync.progress_words import how_far


class SyncLine:
    """The line; a pipe, a file and whoever asked for JSON get none of it."""

    def __init__(self, context: Context) -> None:
        """Write nothing yet."""
        self._context = context
        self._shown = not context.as_json and context.err.isatty()
        self._length = 0

    def begin(self) -> None:
        """Say that the hub is called."""
        self._say(how_far(None, None, self._context.texts, self._context.formats))

    def progress(self, progress: Progress) -> None:
        """Say how much of which step is done, and what went over the line."""
        self._say(how_far(progress, None, self._context.texts, self._context.formats))

    def retrying(self, retry: Retry) -> None:
        """Say that the hub did not answer, and which attempt comes."""
        self._say(how_far(None, retry, self._context.texts, self._context.formats))

    def end(self) -> None:
        """Leave nothing of the line."""
        self._say("")
        if self._shown:
            self._context.err.write("\r")
            self._context.err.flush()

    def _say(self, text: str) -> None:
        if not self._shown:
            return
        text = text[: shutil.get_terminal_size().columns - 1]
        self._context.err.write("\r" + text.ljust(self._length))
        self._context.err.flush()
        self._length = len(text)
