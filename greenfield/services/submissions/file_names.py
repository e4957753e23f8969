"""Names of files that answers give: which ones are safe as a file in a folder, on every system."""

import re
import unicodedata

INSTANCE = "submission.xml"
# Names that Windows keeps for devices, with whatever suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
_SIGNS = '/\\:*?"<>|\x00'


def is_plain(name: str) -> bool:
    """Tell whether a name is one of a medium in its folder, on every system, and not the submission itself."""
    return (
        bool(name)
        and name.isprintable()
        and not name.startswith(".")
        and not name.endswith((".", " "))
        and not any(sign in name for sign in _SIGNS)
        and not _DEVICE.fullmatch(name)
        and folded(name) != INSTANCE
    )


def folded(name: str) -> str:
    """Return a name as systems compare it that tell no capitals from small letters, nor ways to write an accent."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
