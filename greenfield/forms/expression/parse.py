"""Builds the tree of an expression from its tokens, by operator precedence (XPath 1.0 section 3.5)."""

from collections.abc import Callable

from greenfield.base.problem import Place, fail
from greenfield.forms.expression.tokens import Token, syntax_problem, tokenize
from greenfield.forms.expression.tree import (
    Call,
    Chain,
    Expression,
    Filter,
    Negate,
    Number,
    Path,
    Reference,
    Step,
    Text,
)

NESTING_LIMIT = 200
_LEVELS = (
    ("or",),
    ("and",),
    ("=", "!="),
    ("<", "<=", ">", ">="),
    ("+", "-"),
    ("*", "div", "mod"),
    ("negate",),
    ("|",),
)
_POWER = {name: power for power, names in enumerate(_LEVELS, start=1) for name in names}
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_AXES = frozenset(
    {
        *("child", "parent", "self", "attribute", "descendant", "descendant-or-self"),
        *("ancestor", "ancestor-or-self", "following-sibling", "preceding-sibling", "following", "preceding"),
    }
)
_SHORT_STEPS = {".": ("self", "node()"), "..": ("parent", "node()")}
_ANY = Step("descendant-or-self", "node()")
_ROOTS = frozenset({"/", "//"})
_GOES_ON = frozenset({*_ROOTS, "["})


def parse_expression(text: str, where: str | Place = "") -> Expression:
    """Return the tree of an expression; `where` is the place that a problem names.

    Raises ProblemError `formula.syntax` with the offset of what cannot be read, `formula.too_deep` when
    brackets nest more than `NESTING_LIMIT` deep.
    """
    return _Parser(text, where).whole()


class _Parser:
    def __init__(self, text: str, where: str | Place) -> None:
        self._text = text
        self._where = where
        self._tokens = tokenize(text, where)
        self._next = 0
        self._depth = 0

    def whole(self) -> Expression:
        tree = self._expression()
        if self._peek().kind != "end":
            raise self._unexpected()
        return tree

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _accept(self, symbol: str) -> bool:
        token = self._tokens[self._next]
        if token.text == symbol and token.kind == "symbol":
            self._next += 1
            return True
        return False

    def _expect(self, symbol: str) -> None:
        if not self._accept(symbol):
            raise self._unexpected()

    def _unexpected(self) -> Exception:
        return syntax_problem(self._text, self._peek().offset, self._where)

    def _expression(self) -> Expression:
        self._depth += 1
        if self._depth > NESTING_LIMIT:
            raise fail("formula.too_deep", self._where, limit=NESTING_LIMIT)
        operands: list[Expression] = []
        operators: list[Token] = []
        while True:
            if self._is_minus():
                self._minus_signs(operators)
            operands.append(self._operand())
            token = self._peek()
            power = _POWER[token.text] if token.kind == "operator" else 0
            while operators and _POWER[operators[-1].text] > power:
                _fold(operands, operators)
            if not power:
                break
            operators.append(token)
            self._next += 1
        self._depth -= 1
        return operands[0]

    def _is_minus(self) -> bool:
        token = self._tokens[self._next]
        return token.text == "-" and token.kind == "operator"

    def _minus_signs(self, operators: list[Token]) -> None:
        """Take minus signs before an operand; an even number of them still makes a number of a text."""
        first, count = self._peek(), 0
        while self._is_minus():
            count += 1
            self._next += 1
        signs = 2 - count % 2
        operators.extend([Token("operator", "negate", first.offset)] * signs)

    def _operand(self) -> Expression:
        token = self._tokens[self._next]
        origin: Expression
        if token.kind == "path" and self._tokens[self._next + 1].text not in _GOES_ON:
            return Path(tuple(Step("child", name) for name in self._names()), True, None, token.offset)
        if token.kind == "name" and token.text not in _NODE_TYPES and self._bracket_follows():
            self._next += 2
            origin = Call(token.text, self._arguments(), token.offset)
        elif token.text == "(" and token.kind == "symbol":
            self._next += 1
            origin = self._expression()
            self._expect(")")
        elif token.kind in _SIMPLE:
            self._next += 1
            origin = _SIMPLE[token.kind](token)
        else:
            return self._location(None, token.offset)
        predicates = self._predicates()
        if predicates:
            origin = Filter(origin, predicates, token.offset)
        return self._location(origin, token.offset) if self._peek().text in _ROOTS else origin

    def _bracket_follows(self) -> bool:
        following = self._tokens[self._next + 1]
        return following.text == "(" and following.kind == "symbol"

    def _arguments(self) -> tuple[Expression, ...]:
        if self._accept(")"):
            return ()
        arguments = [self._expression()]
        while self._accept(","):
            arguments.append(self._expression())
        self._expect(")")
        return tuple(arguments)

    def _location(self, origin: Expression | None, offset: int) -> Expression:
        steps: list[Step] = []
        absolute = origin is None and self._peek().text in _ROOTS
        if absolute or origin is not None:
            if self._accept("//"):
                steps.append(_ANY)
            elif self._accept("/") and absolute and not self._starts_step():
                return Path((), absolute=True, origin=None, offset=offset)
        if not absolute and origin is None and self._peek().kind == "path":
            *above, test = self._names()
            steps, axis, absolute = [Step("child", name) for name in above], "child", True
        else:
            axis, test = self._step()
        while True:
            predicates: list[Expression] = []  # here, not in a method: each nesting costs three frames
            while self._accept("["):
                predicates.append(self._expression())
                self._expect("]")
            steps.append(Step(axis, test, tuple(predicates)))
            if self._accept("//"):
                steps.append(_ANY)
            elif not self._accept("/"):
                return Path(tuple(steps), absolute, origin, offset)
            axis, test = self._step()

    def _names(self) -> list[str]:
        """Take a path of names alone, which is one token."""
        names = self._tokens[self._next].text[1:].split("/")
        self._next += 1
        return names

    def _starts_step(self) -> bool:
        token = self._peek()
        return token.kind == "name" or (token.kind == "symbol" and token.text in {".", "..", "@", "*"})

    def _step(self) -> tuple[str, str]:
        token = self._peek()
        if not self._starts_step():
            raise self._unexpected()
        self._next += 1
        if token.kind == "symbol" and token.text in _SHORT_STEPS:
            return _SHORT_STEPS[token.text]
        axis, test = "child", token
        if token.text == "@":
            axis, test = "attribute", self._test()
        elif self._accept("::"):
            if token.text not in _AXES:
                raise syntax_problem(self._text, token.offset, self._where)
            axis, test = token.text, self._test()
        if test.text in _NODE_TYPES and self._accept("("):
            self._expect(")")
            return axis, test.text + "()"
        return axis, test.text

    def _test(self) -> Token:
        token = self._peek()
        if token.kind != "name" and token.text != "*":
            raise self._unexpected()
        self._next += 1
        return token

    def _predicates(self) -> tuple[Expression, ...]:
        predicates: list[Expression] = []
        while self._accept("["):
            predicates.append(self._expression())
            self._expect("]")
        return tuple(predicates)


_SIMPLE: dict[str, Callable[[Token], Expression]] = {
    "number": lambda token: Number(float(token.text), token.offset),
    "literal": lambda token: Text(token.text, token.offset),
    "reference": lambda token: Reference(token.text, token.offset),
}


def _fold(operands: list[Expression], operators: list[Token]) -> None:
    """Join the operands on top by all operators on top that share one precedence."""
    last = operators[-1]
    if last.text == "negate":
        operators.pop()
        operands.append(Negate(operands.pop(), last.offset))
        return
    power = _POWER[last.text]
    count = 0
    while count < len(operators) and _POWER[operators[-1 - count].text] == power:
        count += 1
    names = tuple(token.text for token in operators[-count:])
    parts = tuple(operands[-count - 1 :])
    del operators[-count:]
    del operands[-count - 1 :]
    operands.append(Chain(parts, names, parts[0].offset))
