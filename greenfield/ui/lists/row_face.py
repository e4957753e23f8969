"""What one row of a list says, whatever record it stands for."""

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import Qt


@dataclass(frozen=True, slots=True)
class RowFace:
    """The texts of a row. `share` from 0 to 1 draws a bar under `words`; `tone` colours bar and words by role."""

    title: str
    under: str = ""
    words: str = ""
    share: float | None = None
    tone: str = "quiet"

    def aloud(self) -> str:
        """Return the row as a screen reader says it."""
        return ", ".join(part for part in (self.title, self.under, self.words) if part)


class RowRole(IntEnum):
    """The roles that models of such lists answer beside the usual ones."""

    FACE = int(Qt.ItemDataRole.UserRole) + 1
    ID = int(Qt.ItemDataRole.UserRole) + 2
