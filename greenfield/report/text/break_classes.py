"""Which class a character has for the breaking of lines: a part of UAX #14 that our languages need."""

from functools import cache
from typing import Final
from unicodedata import category, east_asian_width

_SETS: Final = {
    "SP": " ",
    "ZW": "\u200b",
    "WJ": "\u2060\ufeff",
    "GL": "\u00a0\u202f\u2007\u2011\u034f",
    "CP": ")]",
    # Guillemets open and close as in French, Spanish, Portuguese, Russian and Arabic.
    "CL": "}»›”、。，．）］｝〉》」』】〕〗〙〛｠｡｣､﹐﹑﹒﹚﹜﹞",
    "OP": "([{«‹“‘„‚¡¿（［｛〈《「『【〔〖〘〚｟｢﹙﹛﹝",
    "QU": "\"'’",
    "EX": "!?;！？؛؟۔‼⁇⁈⁉﹖﹗",
    "IS": ",.:،",
    "SY": "/",
    "HY": "-",
    "BA": "\t\u00ad\u2010\u2012\u2013\u2014\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a|",
    "NS": "：；・‥々〻ゝゞヽヾー～ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ゛゜﹔﹕",
    "IN": "…⋯",
    "PR": "+±−\\№#",
    "PO": "%‰٪°℃℉¢′″％",
}
_CLASS_OF: Final = {character: name for name, characters in _SETS.items() for character in characters}
_BY_CATEGORY: Final = {"Mn": "CM", "Mc": "CM", "Me": "CM", "Cf": "CM", "Nd": "NU", "Sc": "PR"}
_WIDE_CURRENCY: Final = "￥￡￠￦"


@cache
def break_class(character: str) -> str:
    """Return the class of a character; what has no rule of its own is AL, and ID where it is wide."""
    known = _CLASS_OF.get(character)
    if known is not None:
        return known
    kind = category(character)
    if east_asian_width(character) in {"W", "F"} and kind != "Mn":
        return "PR" if character in _WIDE_CURRENCY else "ID"
    return _BY_CATEGORY.get(kind, "AL")
