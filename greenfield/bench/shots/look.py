"""The looks in which every page is pictured: language, theme, size."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from greenfield.ui.settings import Settings

SMALL, LARGE = (1024, 600), (1366, 768)
_PSEUDO: Mapping[str, Literal["long", "mirrored"]] = {"long": "long", "mirrored": "mirrored"}


@dataclass(frozen=True, slots=True)
class Look:
    """One way to look at the window. `language` is a code, or one of the made-up languages."""

    language: str
    theme: Literal["light", "dark"] = "light"
    size: tuple[int, int] = LARGE

    @property
    def name(self) -> str:
        """The end of the names of its pictures: `fr-dark-1024x600`."""
        return f"{self.language}-{self.theme}-{self.size[0]}x{self.size[1]}"

    @property
    def spoken(self) -> str:
        """The code of the language in which the texts are."""
        return "en" if self.language in _PSEUDO else self.language

    def settings(self) -> Settings:
        """Return the settings that give the window this look."""
        return Settings(language=self.spoken, theme=self.theme, pseudo=_PSEUDO.get(self.language, ""))


def all_looks() -> tuple[Look, ...]:
    """Return every look: two languages, two themes and two sizes, and the made-up languages once each."""
    real = [
        Look(language, theme, size)
        for size in (SMALL, LARGE)
        for language in ("en", "fr")
        for theme in ("light", "dark")
    ]
    return (*real, *(Look(language, "light", SMALL) for language in _PSEUDO))
