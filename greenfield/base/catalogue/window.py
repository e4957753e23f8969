"""Problems that only the window knows."""

from greenfield.base.texts import mark

ENTRIES: dict[str, str] = {
    "passphrase.wrong_often": mark(
        "That was wrong three times. Nothing is locked: in {seconds} seconds you can try again, or use the "
        "recovery code."
    ),
    "window.no_display": mark(
        "There is no display for the window. Start it in a graphical session, or name a command: "
        "“greenfield --help” lists them."
    ),
    "window.library_missing": mark(
        "The window cannot start, because the system lacks a library: {where}. “make app” in a checkout names the "
        "packages; all commands work without it."
    ),
}
