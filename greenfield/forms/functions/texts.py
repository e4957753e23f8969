"""Functions of texts."""

import base64
import binascii
import hashlib
import math
from collections.abc import Callable
from contextlib import suppress

from greenfield.base.problem import ProblemError
from greenfield.forms.evaluation.builder import Builder, Function, Registry, plain
from greenfield.forms.evaluation.convert import Value, as_text
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.tree import Call, Text
from greenfield.forms.functions.pattern import Matches, matcher
from greenfield.forms.rounding import round_half_up

_TRIES = ((0.002, 100), (0.02, 20_000))
_SLOW = 250_000
"""What a match counts as: one of up to 2 ms, of up to 20 ms, and of up to the longest that is waited for."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def functions() -> Registry:
    """Return the family by name."""
    return {
        "string": Function(_build_string, "text", 0, 1),
        "concat": plain(_concat, "text", more="any"),
        "join": plain(_join, "text", "text", more="any"),
        "contains": plain(lambda text, part: part in text, "truth", "text", "text"),
        "starts-with": plain(lambda text, part: text.startswith(part), "truth", "text", "text"),
        "ends-with": plain(lambda text, part: text.endswith(part), "truth", "text", "text"),
        "substring": plain(_substring, "text", "text", "number", "number", optional=1),
        "substr": plain(_substr, "text", "text", "number", "number", optional=1),
        "substring-before": plain(_before, "text", "text", "text"),
        "substring-after": plain(_after, "text", "text", "text"),
        "string-length": Function(_build_length, "number", 0, 1),
        "normalize-space": Function(_build_normalize, "text", 0, 1),
        "translate": plain(_translate, "text", "text", "text", "text"),
        "regex": Function(_build_regex, "truth", 2, 2),
        "uuid": Function(_build_uuid, "text", 0, 1),
        "digest": plain(_digest, "text", "text", "text", "text", optional=1),
        "base64-decode": plain(_decode, "text", "text"),
    }


def _texts(values: tuple[Value, ...]) -> list[str]:
    """Return the texts of all values, of several nodes each one's."""
    found: list[str] = []
    for value in values:
        found.extend([node.text for node in value] if isinstance(value, list) else [as_text(value)])
    return found


def _concat(*values: Value) -> str:
    return "".join(_texts(values))


def _join(separator: str, *values: Value) -> str:
    return separator.join(_texts(values))


def _build_string(builder: Builder, call: Call) -> Closure:
    return builder.text(call.arguments[0]) if call.arguments else lambda scope: scope.node.text


def _build_length(builder: Builder, call: Call) -> Closure:
    text = builder.text(call.arguments[0]) if call.arguments else _own_text
    return lambda scope: float(len(text(scope)))


def _build_normalize(builder: Builder, call: Call) -> Closure:
    text = builder.text(call.arguments[0]) if call.arguments else _own_text
    return lambda scope: " ".join(text(scope).split())


def _own_text(scope: Scope) -> str:
    return scope.node.text


def _substring(text: str, start: float, length: float = math.inf) -> str:
    """Return the characters from a position counted from 1 (XPath 1.0 section 4.2)."""
    first = round_half_up(start)
    end = first + round_half_up(length)
    return "".join(character for position, character in enumerate(text, start=1) if first <= position < end)


def _substr(text: str, start: float, end: float = math.inf) -> str:
    """Return the characters from a position counted from 0 up to another; negative ones count from the end."""
    if math.isnan(start) or math.isnan(end):
        return ""
    bounds = (int(max(-1e9, min(bound, 1e9))) for bound in (start, end))
    return text[slice(*bounds)]


def _before(text: str, part: str) -> str:
    return text[: text.index(part)] if part in text else ""


def _after(text: str, part: str) -> str:
    return text[text.index(part) + len(part) :] if part in text else ""


def _translate(text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for index, character in enumerate(old):
        table.setdefault(ord(character), new[index] if index < len(new) else None)
    return text.translate(table)


def _build_regex(builder: Builder, call: Call) -> Closure:
    """Match the whole text, with ASCII classes, as Java and JavaScript have them."""
    text = builder.text(call.arguments[0])
    match call.arguments[1]:
        case Text(value=pattern, offset=offset):
            matches = matcher(pattern, offset)
            return lambda scope: _counted(matches, text(scope), scope)
        case tree:
            pattern_of = builder.text(tree)
            return lambda scope: _matches(text(scope), pattern_of(scope), scope)


def _counted(matches: Matches, text: str, scope: Scope) -> bool:
    """Match, and count it as work by how long it takes: there is no clock here, so it is tried with more and more time."""
    if scope.world.work_left == math.inf:
        return matches(text, math.inf)
    for seconds, work in _TRIES:
        scope.visit(work)
        with suppress(TimeoutError):
            return matches(text, seconds)
    scope.visit(_SLOW)
    return matches(text)


def _matches(text: str, pattern: str, scope: Scope) -> bool:
    """Match a pattern that the form works out; one that cannot be read matches nothing."""
    try:
        matches = matcher(pattern)
    except ProblemError:
        return False
    return _counted(matches, text, scope)


def _build_uuid(builder: Builder, call: Call) -> Closure:
    """Draw a UUID of version 4, or so many letters and digits, from the session's own chance."""
    if call.arguments:
        count = builder.number(call.arguments[0])
        return lambda scope: "".join(
            _LETTERS[int(scope.world.random() * len(_LETTERS))] for _ in range(_length(count(scope)))
        )
    return lambda scope: draw_uuid(scope.world.random)


def _length(count: float) -> int:
    return min(max(int(count), 0), 1_000) if math.isfinite(count) else 0


def draw_uuid(random: Callable[[], float]) -> str:
    """Return a UUID of version 4 drawn from a source of numbers from 0 to under 1."""
    digits = [int(random() * 16) for _ in range(32)]
    digits[12] = 4
    digits[16] = 8 + digits[16] % 4
    text = "".join(f"{digit:x}" for digit in digits)
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """Return the digest of a text: MD5, SHA-1, SHA-256, SHA-384 or SHA-512, as `base64` or `hex`."""
    name = algorithm.lower().replace("-", "")
    if name not in {"md5", "sha1", "sha256", "sha384", "sha512"}:
        return ""
    made = hashlib.new(name, text.encode(), usedforsecurity=False)
    return made.hexdigest() if encoding == "hex" else base64.b64encode(made.digest()).decode()


def _decode(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
