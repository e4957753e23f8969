"""How texts are cut into words for the search index.

Words are found by SQLite's own tokenizer. Scripts without spaces (Chinese, Japanese, Korean, Thai, ...) are
written as overlapping pairs of characters, so that every word of two characters is found wherever it stands;
a single character is found as the beginning of a pair.
"""

import re
from typing import Final

_NO_SPACES: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_CHOICE_NAME: Final = re.compile(r"[a-z0-9_.:\-]*")
_WORD: Final = re.compile(r"\w+")


def is_text(value: object) -> bool:
    """Tell whether an answer is something that a person wrote, not a number, a date or a choice's name."""
    if not isinstance(value, str):
        return False
    return _CHOICE_NAME.fullmatch(value) is None and any(map(str.isalpha, value))


def words_of(text: str) -> str:
    """Return a text with pairs in place of runs without spaces: `陶瓷厂 A` gives `陶瓷 瓷厂 厂 A`."""
    if text.isascii():
        return text
    return _NO_SPACES.sub(lambda run: f" {' '.join(_pairs(run[0], last=True))} ", text)


def query_of(words: str) -> str:
    """Return what a person typed as an FTS5 query: all words, each as the beginning of a word."""
    terms = []
    for word in _WORD.findall(words):
        for part in _parts(word):
            run = _NO_SPACES.fullmatch(part)
            pairs = _pairs(part, last=False) if run and len(part) > 1 else [part]
            ending = "" if run and len(part) > 1 else "*"
            terms.append('"' + " ".join(pairs) + '"' + ending)
    return " AND ".join(terms)


def _parts(word: str) -> list[str]:
    """Cut a word where it changes between scripts with and without spaces."""
    marked = _NO_SPACES.sub(lambda run: f" {run[0]} ", word)
    return marked.split()


def _pairs(run: str, *, last: bool) -> list[str]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return [*pairs, run[-1]] if last or not pairs else pairs
