"""Which of two versions of a package is the higher one."""

import re

_PART = re.compile(r"[0-9]+|[a-z]+")
_LEADING_V = re.compile(r"^v(?=[0-9])")
_WORD, _END, _NUMBER = range(3)
VersionKey = tuple[tuple[int, int, str], ...]


def version_key(version: str) -> VersionKey:
    """Return what orders versions: `1.9 < 1.10`, `1.0` like `1.0.0`, `2.0-beta < 2.0 < 2.0.1`.

    Numbers are compared as numbers, whatever stands between them; a word (`beta`, `rc1`) comes before the
    same version without it, and words among each other go by the alphabet. Any text has a place.
    """
    parts = _PART.findall(_LEADING_V.sub("", version.lower()))
    key: list[tuple[int, int, str]] = []
    for part in parts:
        if part.isdigit():
            digits = part.lstrip("0")
            key.append((_NUMBER, len(digits), digits))
        else:
            _drop_zeros(key)
            key.append((_WORD, 0, part))
    _drop_zeros(key)
    return (*key, (_END, 0, ""))


def _drop_zeros(key: list[tuple[int, int, str]]) -> None:
    while key and key[-1] == (_NUMBER, 0, ""):
        key.pop()
