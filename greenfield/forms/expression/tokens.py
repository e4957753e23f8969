"""Cuts the text of an expression into tokens, as XPath 1.0 section 3.7 says, plus `${name}`."""

import re
from typing import Literal

from msgspec import Struct

from greenfield.base.problem import Place, fail

Kind = Literal["number", "literal", "reference", "path", "symbol", "operator", "name", "end"]

_NAME = r"[^\W\d][\w.\-]*(?::(?!:)[^\W\d][\w.\-]*)?"
# Of a path from the root the part that is names alone, in one piece: most of what pyxform writes. What would
# be cut short there (an axis, a node test) is left to the single tokens.
_PLAIN_PATH = rf"(?P<path>(?:/{_NAME})+(?![\w.\-:]|\s*(?:\(|::)))"
_PATTERN = r"""\s*(?:
      (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<literal>"[^"]*"|'[^']*')
    | (?P<reference>\$\{[^{}]*\})
    | (?P<name>[^\W\d][\w.\-]*(?::(?!:)(?:[^\W\d][\w.\-]*|\*))?)%s
    | (?P<symbol>::|//|\.\.|!=|<=|>=|[()\[\],/|+\-=<>@.*])
    | (?P<end>\Z)
    )"""
_AFTER_OPERAND = re.compile(_PATTERN % "", re.VERBOSE)
_OTHERWISE = re.compile(_PATTERN % f"\n    | {_PLAIN_PATH}", re.VERBOSE)
_NAMED_OPERATORS = frozenset({"and", "or", "div", "mod"})
_OPERATORS = frozenset({"=", "!=", "<", "<=", ">", ">=", "+", "-", "|"})
_OPERAND_ENDS = frozenset({")", "]", ".", "..", "*"})
_OPERAND_KINDS = frozenset({"number", "literal", "reference", "path", "name"})


class Token(Struct, frozen=True, gc=False):
    """One token: `text` is the name of a reference, the content of a literal, else as written."""

    kind: Kind
    text: str
    offset: int


def tokenize(text: str, where: str | Place = "") -> list[Token]:
    """Return the tokens of an expression, the last of kind `end`.

    Raises ProblemError `formula.syntax` where no token can start.
    """
    tokens: list[Token] = []
    position = 0
    after_operand = False
    while True:
        found = (_AFTER_OPERAND if after_operand else _OTHERWISE).match(text, position)
        if found is None:
            raise syntax_problem(text, position + len(text[position:]) - len(text[position:].lstrip()), where)
        kind = found.lastgroup or "end"
        word = found[kind]
        position = found.end()
        token = _token(kind, word, position - len(word), after_operand)
        tokens.append(token)
        if kind == "end":
            return tokens
        after_operand = token.kind in _OPERAND_KINDS or (token.kind == "symbol" and word in _OPERAND_ENDS)


def _token(kind: str, word: str, offset: int, after_operand: bool) -> Token:
    """Decide by what stands before whether a name or `*` is an operator (XPath 1.0, 3.7)."""
    if kind == "path":
        return Token("path", word, offset)
    if kind == "name":
        is_operator = after_operand and word in _NAMED_OPERATORS
        return Token("operator" if is_operator else "name", word, offset)
    if kind == "symbol":
        is_operator = word in _OPERATORS or (after_operand and word == "*")
        return Token("operator" if is_operator else "symbol", word, offset)
    return _other_token(kind, word, offset)


def _other_token(kind: str, word: str, offset: int) -> Token:
    match kind:
        case "literal":
            return Token("literal", word[1:-1], offset)
        case "reference":
            return Token("reference", word[2:-1].strip(), offset)
        case "number":
            return Token("number", word, offset)
        case _:
            return Token("end", "", offset)


def syntax_problem(text: str, offset: int, where: str | Place = "") -> Exception:
    """Make the ProblemError `formula.syntax` for what stands at `offset` (counted from 0) of `text`.

    `rest` is empty where the text ends too early.
    """
    return fail(
        "formula.syntax",
        where,
        formula=text.strip(),
        offset=offset,
        position=offset + 1,
        rest=text[offset : offset + 20].strip(),
    )
