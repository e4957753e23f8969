"""Names of sectors: the divisions of manufacturing in ISIC Rev. 4 (section C)."""

from greenfield.base.texts import Texts, mark

DIVISIONS: dict[str, str] = {
    "C10": mark("Food products"),
    "C11": mark("Beverages"),
    "C12": mark("Tobacco products"),
    "C13": mark("Textiles"),
    "C14": mark("Wearing apparel"),
    "C15": mark("Leather and related products"),
    "C16": mark("Wood and products of wood and cork"),
    "C17": mark("Paper and paper products"),
    "C18": mark("Printing and reproduction of recorded media"),
    "C19": mark("Coke and refined petroleum products"),
    "C20": mark("Chemicals and chemical products"),
    "C21": mark("Pharmaceuticals"),
    "C22": mark("Rubber and plastics products"),
    "C23": mark("Other non-metallic mineral products"),
    "C24": mark("Basic metals"),
    "C25": mark("Fabricated metal products"),
    "C26": mark("Computer, electronic and optical products"),
    "C27": mark("Electrical equipment"),
    "C28": mark("Machinery and equipment"),
    "C29": mark("Motor vehicles and trailers"),
    "C30": mark("Other transport equipment"),
    "C31": mark("Furniture"),
    "C32": mark("Other manufacturing"),
    "C33": mark("Repair and installation of machinery"),
}


def sector_name(code: str, texts: Texts) -> str:
    """Return the name of a sector by its ISIC code (`C10`, `C1071`), the code itself if it has none here."""
    name = DIVISIONS.get(code[:3])
    return texts(name) if name else code
