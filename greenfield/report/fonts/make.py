"""Makes the static fonts from the variable fonts and the collection that the font packages carry.

Run at build time: `python -m greenfield.report.fonts.make OUTDIR`. A font whose sources did not change is
left as it is; a new one replaces the old in one step, so that a reader never meets half a file.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import fontpkg_noto_sans
import fontpkg_noto_sans_arabic
import noto_cjk_sans_otc
import uharfbuzz
from fontTools.ttLib import TTFont

from greenfield.report.fonts import files
from greenfield.report.fonts.files import FontFile, Weight

MANIFEST = "fonts.json"
_VERSION = "1"
"""Part of every font's key: count it up when the way of making changes."""

_NAME_FAMILY, _NAME_STYLE, _NAME_UNIQUE, _NAME_FULL, _NAME_POSTSCRIPT = 1, 2, 3, 4, 6
_NAME_TYPOGRAPHIC_FAMILY, _NAME_TYPOGRAPHIC_STYLE = 16, 17


def make_fonts(folder: Path) -> list[str]:
    """Make what is missing or outdated in `folder`; return the names of the fonts that were made.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    known = _read_manifest(folder)
    made = []
    for font, source, maker in _recipes():
        key = hashlib.sha256(_VERSION.encode() + source.read_bytes()).hexdigest()
        if known.get(font.name) == key and (folder / font.name).is_file():
            continue
        _replace(folder / font.name, maker(font, source))
        known[font.name] = key
        _replace(folder / MANIFEST, json.dumps(known, indent=1, sort_keys=True).encode())
        made.append(font.name)
    return made


def _recipes() -> list[tuple[FontFile, Path, Callable[[FontFile, Path], bytes]]]:
    latin = fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf"
    arabic = fontpkg_noto_sans_arabic.ROOT / "files" / "NotoSansArabic[wdth,wght].ttf"
    return [
        (files.SANS, latin, _instance),
        (files.SANS_SEMIBOLD, latin, _instance),
        (files.ARABIC, arabic, _instance),
        (files.ARABIC_SEMIBOLD, arabic, _instance),
        (files.CHINESE, Path(str(noto_cjk_sans_otc.FONT_PATH)), _face_of_collection),
    ]


def _instance(font: FontFile, source: Path) -> bytes:
    """Return one weight of a variable font as a font of its own, normal width, with its own names."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source)))
    wanted = uharfbuzz.SubsetInput()
    wanted.keep_everything()
    wanted.pin_axis_location(face, "wght", int(font.weight))
    wanted.pin_axis_location(face, "wdth", 100)
    return _edited(uharfbuzz.subset(face, wanted).blob.data, font)


def _edited(data: bytes, font: FontFile) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "font"
        path.write_bytes(data)
        with TTFont(path, lazy=True, recalcTimestamp=False) as opened:
            _rename(opened, font)
            opened.save(path.with_suffix(".out"))
        return path.with_suffix(".out").read_bytes()


def _rename(opened: TTFont, font: FontFile) -> None:
    style = "Regular" if font.weight is Weight.REGULAR else "SemiBold"
    family = font.family if font.weight is Weight.REGULAR else f"{font.family} {style}"
    postscript = f"{font.family.replace(' ', '')}-{style}"
    names = {
        _NAME_FAMILY: family,
        _NAME_STYLE: "Regular",
        _NAME_UNIQUE: f"Greenfield;{postscript}",
        _NAME_FULL: f"{font.family} {style}",
        _NAME_POSTSCRIPT: postscript,
    }
    if font.weight is not Weight.REGULAR:
        names |= {_NAME_TYPOGRAPHIC_FAMILY: font.family, _NAME_TYPOGRAPHIC_STYLE: style}
    for number, text in names.items():
        opened["name"].setName(text, number, 3, 1, 0x409)


def _face_of_collection(font: FontFile, source: Path) -> bytes:
    """Return one face of a collection as a font of its own, its outlines untouched."""
    for number in range(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(source))).count):
        with TTFont(source, fontNumber=number, lazy=True, recalcTimestamp=False) as opened:
            if opened["name"].getDebugName(_NAME_FAMILY) == font.family:
                with tempfile.TemporaryDirectory() as folder:
                    path = Path(folder) / "font"
                    opened.save(path)
                    return path.read_bytes()
    msg = f"{source} has no face {font.family}"
    raise LookupError(msg)


def _read_manifest(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the fonts in the folder that is the one argument."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if len(given) != 1:
        sys.stderr.write("usage: python -m greenfield.report.fonts.make OUTDIR\n")
        return 2
    for name in make_fonts(Path(given[0])):
        sys.stdout.write(f"made {name}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
