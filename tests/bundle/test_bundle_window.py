"""The window of the bundle on a real X server: first run by keyboard, home, closing, opening again."""

import json
import sys
from pathlib import Path

import pytest
from bundle_screen import SIZE

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(sys.platform != "linux", reason="Xvfb is for Linux"),
]

WORDS = "four words are safe"
RAIL = 30
"""A place across the rail, in pixels from its edge."""


def ended(process):
    """Return the exit code of a program that was told to close, and what it complained about."""
    out, complaints = process.communicate(timeout=300)
    return process.returncode, out, complaints


def is_painted(screen):
    """Tell whether the window shows more than one even ground."""
    counted = screen.picture().convert("RGB").getcolors(1 << 24)
    ground = max(count for count, _ in counted)
    return len(counted) > 50 and ground < 0.99 * sum(count for count, _ in counted)


def close(screen, opened):
    screen.close_window()
    assert ended(opened) == (0, "", "")


def test_the_window_opens_on_the_screen_and_closes(screen, program):
    opened = screen.open(program)
    screen.wait_for_title("Welcome – Greenfield")
    screen.wait_for(lambda: is_painted(screen), "something to see")
    left, top, right, bottom = screen.frame()
    assert left >= 0
    assert top >= 0
    assert right <= SIZE[0]
    assert bottom <= SIZE[1]
    close(screen, opened)


def test_the_first_run_leads_to_a_visit_that_is_still_there_next_time(screen, program, command):
    opened = screen.open(program)
    workspace = first_run(screen)
    screen.wait_for_title("Fournil du Baobab")
    screen.wait_for(lambda: is_painted(screen), "the visit")
    close(screen, opened)

    opened = screen.open(program)
    screen.wait_for_title("Open")
    screen.type(WORDS)
    screen.press("Return")
    screen.wait_for_title("Visits")
    screen.wait_for(lambda: is_painted(screen), "the list of visits")
    find_in_rail(screen, "Companies")
    close(screen, opened)

    words = workspace.parent / "words"
    words.write_text(WORDS, encoding="utf-8")
    told = command("--workspace", workspace, "--passphrase-file", words, "company", "list", "--json")
    assert [company["name"] for company in json.loads(told.stdout)["companies"]] == ["Fournil du Baobab"]


def first_run(screen):
    """Go through the first run by keyboard, and return where the workspace was made."""
    home = Path(screen.environment["HOME"])
    workspace, settings = home / "visits.greenfield", home / ".config" / "greenfield" / "settings.json"
    screen.wait_for_title("Welcome")
    screen.type("Aminata Diallo")
    screen.press("Return")
    screen.type(WORDS)
    screen.press("Tab")
    screen.type(WORDS)
    screen.press("Return")
    screen.wait_for(lambda: settings.exists() and str(workspace) in settings.read_text(), "the workspace")
    screen.press("space", "Tab", "space")  # the recovery code is written down
    screen.press("space")  # the sample factory
    return workspace


def find_in_rail(screen, title):
    """Click down the rail until the page is shown."""
    for y in range(0, screen.picture().height, 10):
        screen.click(RAIL, y)
        if title in screen.title():
            return
    screen.wait_for_title(title)
