"""How large files are that wait, in words."""

from greenfield.base.formats import Formats
from greenfield.base.texts import Texts


def waiting_size(count: int, size: int, texts: Texts, formats: Formats) -> str:
    """Return how many bytes so many files have, as far as that is known; of none, nothing."""
    return formats.size(size) if size or not count else texts("size unknown")
