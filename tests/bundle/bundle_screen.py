"""A screen of its own for the bundle's window: Xvfb with a window manager, a keyboard and a mouse."""

import os
import subprocess
import time
from contextlib import ExitStack

from PIL import ImageGrab

PATIENCE_S = 300
SIZE = (1366, 768)


class Screen:
    """Xvfb with a window manager. What is typed goes to whichever window is active."""

    def __init__(self, environment):
        self._base = environment
        self._running = ExitStack()
        self._program = None

    def __enter__(self):
        reading, writing = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        server = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
        self._start(server, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"
        self.environment = self._base | {"DISPLAY": self.display}
        self._start(["jwm"], env=self.environment)
        # A window that comes before its manager is never made active.
        self.wait_for(lambda: "Name:" in self._tool("wmctrl", "-m"), "the window manager")
        return self

    def __exit__(self, *error):
        self._running.close()

    def _start(self, words, **how):
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **how)
        self._running.callback(process.wait, 10)
        self._running.callback(process.terminate)

    def open(self, program, *words):
        """Start the program and return its process; it is ended with the screen if it has not ended by itself."""
        process = subprocess.Popen(
            [program, *map(str, words)],
            env=self.environment | {"QT_QPA_PLATFORM": "xcb"},
            cwd=self.environment["HOME"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._running.callback(lambda: process.poll() is None and process.kill())
        self._program = process
        return process

    def title(self):
        return self._tool("xdotool", "getactivewindow", "getwindowname")

    def frame(self):
        """Return left, top, right and bottom of the active window."""
        told = self._tool("xdotool", "getactivewindow", "getwindowgeometry", "--shell")
        values = dict(line.split("=") for line in told.splitlines())
        left, top, width, height = (int(values[name]) for name in ("X", "Y", "WIDTH", "HEIGHT"))
        return left, top, left + width, top + height

    def picture(self):
        """Return the active window as a person sees it."""
        return ImageGrab.grab(xdisplay=self.display).crop(self.frame())

    def wait_for(self, truth, what):
        end = time.monotonic() + PATIENCE_S
        while not truth():
            assert self._program is None or self._program.poll() is None, self._program.communicate()
            assert time.monotonic() < end, f"waited in vain: {what}; the title is {self.title()!r}"
            time.sleep(0.05)  # another process: there is no signal to wait for

    def wait_for_title(self, part):
        self.wait_for(lambda: part in self.title(), part)

    def type(self, text):
        self._tool("xdotool", "type", "--delay", "5", text)

    def press(self, *keys):
        self._tool("xdotool", "key", *keys)

    def click(self, x, y):
        """Click at a place of the active window."""
        left, top, _, _ = self.frame()
        self._tool("xdotool", "mousemove", str(left + x), str(top + y), "click", "1")

    def close_window(self):
        """Ask the window manager to close the active window, as its button does."""
        self._tool("wmctrl", "-c", ":ACTIVE:")

    def _tool(self, *words):
        return subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=False, timeout=120
        ).stdout.strip()
