"""What a person has set: language, numbers, country, currency, theme; and which workspace was last open."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec

Look = Literal["light", "dark", "system"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of the window; `country` is ISO 3166 alpha-3, `currency` ISO 4217.

    An empty `locale` writes numbers as the language does; `pseudo` is for tests: `long`, `mirrored`.
    """

    language: str = ""
    locale: str = ""
    country: str = ""
    currency: str = ""
    theme: Look = "system"
    touch: bool = False
    rail_folded: bool = False
    panel_folded: bool = False
    """Whether the results beside a visit were folded away."""
    workspace: str = ""
    asks_passphrase: bool = False
    """Whether that workspace was last opened by typing something; known before its files are read."""
    pseudo: Literal["", "long", "mirrored"] = ""
    geometry: str = ""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The file that keeps settings; what cannot be read there counts as not set."""

    path: Path

    def read(self) -> Settings:
        """Return what is kept, or what holds without settings."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Settings)
        except (OSError, msgspec.DecodeError):
            return Settings()

    def write(self, settings: Settings) -> None:
        """Keep settings, whole or not at all; raises OSError."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        beside.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2))
        os.replace(beside, self.path)  # noqa: PTH105  the same as Path.replace, which mypy knows too


def settings_path() -> Path:
    """Return where this account keeps the settings of the window."""
    from platformdirs import user_config_path  # noqa: PLC0415  only the real window asks the system

    return user_config_path("greenfield", appauthor=False, roaming=True) / "settings.json"
