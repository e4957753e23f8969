"""The one finder of files that come with the program: in a checkout, a wheel and a bundle.

`source` finds what people write (`resources/`), `built` what is made from it when the program is built
(`translations` as .mo, `packages`, `fonts`).
"""

import sys
from pathlib import Path

from greenfield.base.problem import fail

_PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = _PACKAGE.parent


def _installed() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) / "greenfield" / "_data" if bundle else _PACKAGE / "_data"


def is_checkout() -> bool:
    """Tell whether the program runs from a checkout of its source."""
    return not _installed().is_dir() and (_CHECKOUT / "pyproject.toml").is_file()


def source(*parts: str) -> Path:
    """Return the path of a file or folder below `resources/`; `resource.missing` if it is not there."""
    root = _CHECKOUT / "resources" if is_checkout() else _installed() / "resources"
    return _existing(root.joinpath(*parts))


def built(*parts: str) -> Path:
    """Return the path of something that the build makes; `resource.missing` if it was not made."""
    root = _CHECKOUT / "build" / "data" if is_checkout() else _installed()
    return _existing(root.joinpath(*parts))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise fail("resource.missing", str(path))
    return path
