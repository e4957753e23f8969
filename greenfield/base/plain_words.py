"""The words of a text that an author has marked up, as XLSForm lets one: light Markdown and HTML."""

import re
from html import unescape

_BREAK = re.compile(r"</?(?:br|p|div|li|h[1-6])\b[^<>]*>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_TAGS = (
    "a|abbr|b|big|blockquote|br|center|code|del|div|em|font|h[1-6]|hr|i|img|ins|li|mark|ol|p|pre|s|script|small|span"
    "|strike|strong|style|sub|sup|table|tbody|td|th|tr|u|ul"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*|\s*/)?>", re.IGNORECASE)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((?:https?://|mailto:)[^()\s]*\)")
_MARKS = (
    re.compile(r"(?<!\*)\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*(?!\*)"),
    re.compile(r"(?<![\w_])__(?=\S)([^_\n]+?)(?<=\S)__(?![\w_])"),
    re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"),
    re.compile(r"(?<![\w_])_(?=[^\s_])([^_\n]+?)(?<=\S)_(?![\w_])"),
)
_SIGN = re.compile(r"[*_<#\[&\\]")
_ESCAPED = re.compile(r"\\([\\*_#\[\]])")
_KEPT = {sign: chr(0xE000 + at) for at, sign in enumerate("\\*_#[]")}
_TOO_LONG = 5_000


def plain_words(text: str) -> str:
    """Return a text without the marks of Markdown and HTML that XLSForm knows: its words alone.

    Nothing that a mark names is loaded or run. What only looks like a mark (`2 * 3 * 4`, `a < b`, `my_own_name`)
    stays, and so does a text of more than 5,000 letters.
    """
    if _SIGN.search(text) is None or len(text) > _TOO_LONG:
        return text
    words = _ESCAPED.sub(lambda found: _KEPT[found[1]], text)
    if "<" in words:
        words = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", words)))
    words = _LINK.sub(r"\1", _HEADING.sub("", words))
    for pattern in _MARKS:
        words = pattern.sub(r"\1", words)
    for sign, kept in _KEPT.items():
        words = words.replace(kept, sign)
    return unescape(words).strip() if words != text or "&" in text else text
