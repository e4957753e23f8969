"""Names of sources in the reader's language: what kind of source it is, and the set of benchmarks that comes along."""

from greenfield.base.texts import Texts, mark

_KINDS = {
    "(maker)": mark("(maker)"),
    "(seller)": mark("(seller)"),
    "(press)": mark("(press)"),
    "(web page)": mark("(web page)"),
}
_SETS = {"US reference": mark("US reference")}


def source_words(source: str, texts: Texts) -> str:
    """Return where a figure comes from, the marks of docs/toolkit.md ("Sources of figures") translated."""
    for written, word in _KINDS.items():
        source = source.replace(written, texts(word))
    return source


def set_title(title: str, texts: Texts) -> str:
    """Return the title of a set of benchmarks, translated where it is the one that comes with the program."""
    return texts(_SETS[title]) if title in _SETS else title
