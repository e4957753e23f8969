"""What counts as an address of the web; nothing else is ever handed to a browser."""

import re

_ADDRESS = re.compile(r"^https?://[^\s/]+\.[^\s]+$")


def is_address(text: str) -> bool:
    """Tell whether a text is a full web address."""
    return _ADDRESS.match(text) is not None
