"""What the bundle carries: used by `build.spec`, which PyInstaller runs.

Everything here is a list of (name in the bundle, file on this machine, kind), as PyInstaller keeps them.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path, PurePath

Entry = tuple[str, str, str]
Imports = Callable[[str], Iterable[tuple[str, str | None]]]

PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qwindows", "qcocoa"),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient",),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "imageformats": ("qjpeg", "qgif", "qtiff", "qwebp"),
    "printsupport": ("cupsprintersupport",),
}
"""The plugins of Qt that the window uses, by their folder; Qt's own formats (PNG, BMP) need none."""

LEFT_OUT = {
    "faker": "Faker",
    "polyfactory": "polyfactory",
    "rich": "rich",
    "rich_click": "rich-click",
    "pygments": "Pygments",
    "markdown_it": "markdown-it-py",
    "mdurl": "mdurl",
    "httpx": "httpx",
    "httpcore": "httpcore",
}
"""Modules that what we use can do without, and the packages that they come with: for made-up data, colours, other clients."""

_UNWANTED_DATA = re.compile(
    r"PySide6/Qt/(qml|resources|libexec|metatypes)/"
    r"|PySide6/Qt/translations/(?!qtbase_)"
    r"|PySide6/Qt/translations/qtbase_(?!(ar|es|fr|pt_BR|ru|zh_CN)\.qm)"
    r"|reportlab/fonts/"  # one of them is under the GPL; documents use fonts of their own
    r"|lxml/isoschematron/"
)
_LICENCE = re.compile(r"(^|/)(LICEN[CS]ES?|COPYING|NOTICE|AUTHORS)[^/]*$", re.IGNORECASE)


def wanted_data(entries: Iterable[Entry], binaries: Iterable[Entry]) -> list[Entry]:
    """Return the files without those that the program never reads, and without links to binaries that are left out."""
    there = {PurePath(entry[0]) for entry in binaries}
    return [
        entry
        for entry in entries
        if not _UNWANTED_DATA.search(_posix(entry[0]))
        and (entry[2] != "SYMLINK" or PurePath(entry[0]).parent / entry[1] in there)
    ]


def wanted_binaries(entries: Iterable[Entry], imports: Imports, python: str) -> list[Entry]:
    """Return the Python modules, the plugins of Qt that are used, and the libraries that these stand on.

    `imports` tells which libraries a file asks for; `python` is the path of Python's own library. What only a
    plugin that is left out asked for goes with it: GTK, QML, the virtual keyboard, which is under the GPL.
    """
    entries = list(entries)
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(PurePath(entry[0]).name, []).append(entry)
    kept = {entry[0] for entry in entries if _stands_by_itself(entry) or entry[1] == python}
    waiting = deque(entry for entry in entries if entry[0] in kept)
    while waiting:
        for name, path in imports(waiting.popleft()[1]):
            for needed in by_name.get(PurePath(path or name).name, []):
                if needed[0] not in kept:
                    kept.add(needed[0])
                    waiting.append(needed)
    return [entry for entry in entries if entry[0] in kept]


def _stands_by_itself(entry: Entry) -> bool:
    """Tell whether a file is loaded by Python or as a plugin, not because another library asks for it."""
    name, _, kind = entry
    plugin = re.search(r"/plugins/([^/]+)/(?:lib)?([^/.]+)\.(?:so|dll|dylib)$", _posix(name))
    if plugin:
        return plugin[2] in PLUGINS.get(plugin[1], ())
    return kind == "EXTENSION" or _posix(name).endswith((".pyd", ".abi3.so"))


def icon_fonts() -> Path:
    """Return the folder in which the icon fonts are installed."""
    found = find_spec("qtawesome")
    if found is None or found.origin is None:
        raise FileNotFoundError("qtawesome")
    return Path(found.origin).parent / "fonts"


def icon_font() -> list[tuple[str, str]]:
    """Return the one icon font that is used, and what makes its package findable without importing it."""
    fonts = icon_fonts()
    return [
        (str(fonts.parent / "__init__.py"), "qtawesome"),
        *((str(path), "qtawesome/fonts") for path in sorted(fonts.glob("phosphor*"))),
    ]


def licences(requirements: Path) -> list[tuple[str, str]]:
    """Return the licence files of all that is shipped, each in a folder with the name of its package."""
    without = {package.lower() for package in LEFT_OUT.values()}
    listed = re.findall(r"^([\w.-]+)==", requirements.read_text(encoding="utf-8"), re.MULTILINE)
    names = [name for name in listed if name.lower() not in without]
    return [
        (str(file.locate()), f"licences/{found.name}")
        for found in filter(None, map(_installed, sorted(set(names))))
        for file in found.files or ()
        if _LICENCE.search(file.as_posix()) and file.suffix != ".py" and "fonts/" not in file.as_posix()
    ]


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:  # of another system
        return None


def _posix(name: str) -> str:
    return PurePath(name).as_posix()
