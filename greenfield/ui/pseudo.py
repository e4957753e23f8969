"""Made-up languages that show what a translation would break: 40 % longer texts, and the mirrored window."""

import gettext

from greenfield.base.texts import Texts

RIGHT_TO_LEFT_MARK = "\u200f"
_LONGER = 0.4
_FILLER = "et longius quam expectatur verbum additum est ut spatium probetur "


class LongerTexts(Texts):
    """Texts that are 40 % longer, in brackets that show whether an end was cut."""

    def __init__(self, texts: Texts) -> None:
        """Lengthen these."""
        super().__init__(texts.language, gettext.NullTranslations())
        self._inner = texts

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the longer text."""
        return longer(self._inner(message, **values))

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the longer form that belongs to `count`."""
        return longer(self._inner.plural(one, many, count, **values))


class MirroredTexts(Texts):
    """English texts that begin with a sign of right-to-left writing, as a paragraph in Arabic does."""

    def __init__(self, texts: Texts) -> None:
        """Turn these."""
        super().__init__(texts.language, gettext.NullTranslations())
        self._inner = texts

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the turned text."""
        text = self._inner(message, **values)
        return RIGHT_TO_LEFT_MARK + text if text else ""

    def plural(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the turned form that belongs to `count`."""
        return RIGHT_TO_LEFT_MARK + self._inner.plural(one, many, count, **values)


def longer(text: str) -> str:
    """Return a text with two fifths added, at least three letters."""
    if not text:
        return ""
    wanted = max(3, round(len(text) * _LONGER) - 3)
    filler = (_FILLER * (wanted // len(_FILLER) + 1))[:wanted].rstrip()
    return f"[{text} {filler}]"
