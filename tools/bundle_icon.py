"""Draws the icon of the program for the system's desktop: a leaf on our green."""

import json
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_SIZE = 1024
_GREEN, _PAPER = "#1F6F54", "#FBFAF7"
_ENDINGS = {"win32": "ico", "darwin": "icns"}


def draw_icon(fonts: Path, folder: Path, platform: str) -> Path:
    """Write the icon in the format of a platform (`sys.platform`), and return its path."""
    names = json.loads((fonts / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    font = ImageFont.truetype(fonts / "phosphor-1.3.0.ttf", round(_SIZE * 0.68))
    icon = Image.new("RGBA", (_SIZE, _SIZE))
    pencil = ImageDraw.Draw(icon)
    edge = _SIZE // 16
    pencil.rounded_rectangle((edge, edge, _SIZE - edge, _SIZE - edge), radius=_SIZE // 6, fill=_GREEN)
    leaf = chr(int(names["leaf"], 16))
    left, top, right, bottom = pencil.textbbox((0, 0), leaf, font)
    pencil.text(((_SIZE - left - right) / 2, (_SIZE - top - bottom) / 2), leaf, _PAPER, font)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"greenfield.{_ENDINGS.get(platform, 'png')}"
    icon.save(path)
    return path
