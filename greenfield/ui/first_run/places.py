"""Where a workspace is proposed to live."""

from pathlib import Path

from greenfield.services.workspaces import SUFFIX

_NAME = "visits"


def proposed_folder(documents: Path) -> Path:
    """Return a folder for a new workspace below `documents` that is not there yet."""
    number = 1
    while True:
        folder = documents / f"{_NAME if number == 1 else f'{_NAME}-{number}'}{SUFFIX}"
        if not folder.exists():
            return folder
        number += 1


def documents_folder() -> Path:
    """Return where this account keeps documents, its home if there is no such folder."""
    from platformdirs import user_documents_path  # noqa: PLC0415  only the real window asks the system

    found = user_documents_path()
    return found if found.is_dir() else Path.home()


def as_workspace(typed: str) -> Path:
    """Return the folder that somebody named, with the ending of a workspace."""
    folder = Path(typed.strip()).expanduser()
    return folder if folder.name.endswith(SUFFIX) else folder.with_name(folder.name + SUFFIX)
