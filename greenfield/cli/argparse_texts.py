"""The words of argparse itself (usage, wrong use) in the reader's language: it asks gettext for them."""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from greenfield.base import resources
from greenfield.base.languages import SOURCE_LANGUAGE
from greenfield.base.texts import mark

_DOMAIN: Final = "program"
_VARIABLE: Final = "LANGUAGE"

WORDS: Final = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("show program's version number and exit"),
    mark("%(prog)s: error: %(message)s\n"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("expected one argument"),
    mark("expected at most one argument"),
    mark("expected at least one argument"),
    mark("unrecognized arguments: %s"),
    mark("not allowed with argument %s"),
    mark("ignored explicit argument %r"),
    mark("one of the arguments %s is required"),
    mark("the following arguments are required: %s"),
    mark("ambiguous option: %(option)s could match %(matches)s"),
)
"""What argparse says, as it stands there: here so that it is found by the extraction."""


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let argparse, and `said`, speak a language until the block ends."""
    before, domain = os.environ.get(_VARIABLE), gettext.textdomain()
    if language != SOURCE_LANGUAGE:  # English is what stands in the code
        gettext.bindtextdomain(_DOMAIN, str(resources.built("translations")))
        gettext.textdomain(_DOMAIN)
        os.environ[_VARIABLE] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = before


def said(message: str, **values: object) -> str:
    """Return a marked text in the language that argparse speaks now, its placeholders filled."""
    return gettext.gettext(message).format_map(values)
