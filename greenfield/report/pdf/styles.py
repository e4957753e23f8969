"""The sizes of type on paper, and the roles that they have."""

from dataclasses import dataclass, replace
from typing import Final

from greenfield.charts.shapes import Role


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: size and leading (from baseline to baseline) in points, weight, role of colour."""

    size: float
    leading: float
    semibold: bool = False
    role: Role = Role.INK

    def in_role(self, role: Role) -> "Style":
        """Return the same style in the colour of another role."""
        return replace(self, role=role)

    def scaled_to(self, size: float) -> "Style":
        """Return the same style in another size, its leading in proportion."""
        return replace(self, size=size, leading=self.leading * size / self.size)


BODY: Final = Style(10.5, 15.0)
ALOUD: Final = Style(12.0, 17.5)
ALOUD_STRONG: Final = Style(12.0, 17.5, semibold=True)
LEAD: Final = Style(13.0, 18.5)
BODY_STRONG: Final = Style(10.5, 15.0, semibold=True)
SMALL: Final = Style(9.0, 12.5)
SMALL_STRONG: Final = Style(9.0, 12.5, semibold=True)
QUIET: Final = Style(9.0, 12.5, role=Role.QUIET)
SECTION: Final = Style(13.0, 18.0, semibold=True)
TITLE: Final = Style(18.0, 24.0, semibold=True)
KEY_FIGURE: Final = Style(28.0, 34.0, semibold=True, role=Role.MAIN)
FIGURE: Final = Style(13.0, 17.0, semibold=True)
COVER_TITLE: Final = Style(34.0, 42.0, semibold=True)
COVER_NAME: Final = Style(20.0, 27.0, role=Role.MAIN)
