"""Waiting in the tests of the window: as long as a busy machine needs, whatever the clock on the wall says meanwhile."""

import time

import pytest
from pytestqt.qtbot import QtBot

LONGEST_MS = 60_000
"""What is waited for comes within a blink where nothing else runs; this is for machines on which everything does."""


class PatientBot(QtBot):
    """A QtBot that gives nothing up before LONGEST_MS; a test that asks for more gets it."""

    def waitUntil(self, callback, *, timeout=0):  # noqa: N802  as pytest-qt has it
        """Wait as QtBot does, by a clock that nobody sets."""
        __tracebackhide__ = True
        longest = max(timeout, LONGEST_MS)
        end = time.monotonic() + longest / 1000
        while not self._has_come(callback):
            if time.monotonic() > end:
                pytest.fail(f"it did not come in {longest} ms")
            self.wait(10)

    def waitSignal(self, signal, *, timeout=0, raising=None, **terms):  # noqa: N802  as pytest-qt has it
        """Wait as QtBot does; where it is no fault that nothing comes, as long as it says."""
        longest = timeout if raising is False else max(timeout, LONGEST_MS)
        return super().waitSignal(signal, timeout=longest, raising=raising, **terms)

    def waitActive(self, widget, *, timeout=0):  # noqa: N802  as pytest-qt has it
        """Wait as QtBot does."""
        return super().waitActive(widget, timeout=max(timeout, LONGEST_MS))

    def waitExposed(self, widget, *, timeout=0):  # noqa: N802  as pytest-qt has it
        """Wait as QtBot does."""
        return super().waitExposed(widget, timeout=max(timeout, LONGEST_MS))

    @staticmethod
    def _has_come(callback):
        found = callback()
        assert found in {True, False}, f"whoever waits asks for yes or no, not for {found!r}"
        return found
