"""The divisions of ISIC Rev. 4 as codes: a letter and two digits (`C10`).

Source: United Nations, International Standard Industrial Classification of All Economic Activities, Revision 4
(Statistical papers, Series M No. 4/Rev. 4, 2008). Their names stand in `greenfield.services.sector_names`.
"""

_FIRST_AND_LAST = (
    *(("A", 1, 3), ("B", 5, 9), ("C", 10, 33), ("D", 35, 35), ("E", 36, 39), ("F", 41, 43), ("G", 45, 47)),
    *(
        ("H", 49, 53),
        ("I", 55, 56),
        ("J", 58, 63),
        ("K", 64, 66),
        ("L", 68, 68),
        ("M", 69, 75),
        ("N", 77, 82),
    ),
    *(
        ("O", 84, 84),
        ("P", 85, 85),
        ("Q", 86, 88),
        ("R", 90, 93),
        ("S", 94, 96),
        ("T", 97, 98),
        ("U", 99, 99),
    ),
)
DIVISIONS = frozenset(
    f"{letter}{number:02d}" for letter, first, last in _FIRST_AND_LAST for number in range(first, last + 1)
)
SECTIONS = frozenset(letter for letter, _, _ in _FIRST_AND_LAST)


def division_of(code: str) -> str:
    """Return the division of a sector's code (`C10` of `C1071`), empty for what is no code of ISIC."""
    return code[:3] if code[:3] in DIVISIONS and (code[3:] == "" or code[3:].isdigit()) else ""
