"""Expressions: text to tree, and what is said about text that is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenfield.base.problem import ProblemError
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import (
    Call,
    Chain,
    Expression,
    Filter,
    Negate,
    Number,
    Path,
    Reference,
    Text,
)


def written(node: Expression) -> str:
    """Write a tree with all its brackets."""
    match node:
        case Number(value=value):
            return f"{value:g}"
        case Text(value=value):
            return f"'{value}'"
        case Reference(name=name):
            return f"${{{name}}}"
        case Negate(operand=operand):
            return f"-{written(operand)}"
        case Chain(operands=operands, operators=operators):
            rest = "".join(
                f" {name} {written(part)}" for name, part in zip(operators, operands[1:], strict=True)
            )
            return f"({written(operands[0])}{rest})"
        case Call(name=name, arguments=arguments):
            return f"{name}({', '.join(map(written, arguments))})"
        case Filter(origin=origin, predicates=predicates):
            return written(origin) + "".join(f"[{written(p)}]" for p in predicates)
        case Path(steps=steps, absolute=absolute, origin=origin):
            parts = [f"{s.axis}::{s.test}" + "".join(f"[{written(p)}]" for p in s.predicates) for s in steps]
            start = "/" if absolute else ""
            return start + "/".join(([written(origin)] if origin else []) + parts)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "(1 + (2 * 3))"),
        ("1 - 2 - 3", "(1 - 2 - 3)"),
        ("(1 - (2 - 3))", "(1 - (2 - 3))"),
        ("1 < 2 = 3 > 4 and 5 or 6", "((((1 < 2) = (3 > 4)) and 5) or 6)"),
        ("-2 + -  3", "(-2 + -3)"),
        ("--2", "--2"),
        ("- a | b", "-(child::a | child::b)"),
        ("6 div 3 mod 2", "(6 div 3 mod 2)"),
        ("div div mod", "(child::div div child::mod)"),
        ("* * *", "(child::* * child::*)"),
        (".5 + 5.", "(0.5 + 5)"),
        ("a-b", "child::a-b"),
        ("a -b", "(child::a - child::b)"),
        ("if(${a} > 1, 'x', \"y\")", "if((${a} > 1), 'x', 'y')"),
        ("${ spaced }", "${spaced}"),
        ("/data/a", "/child::data/child::a"),
        ("/", "/"),
        ("../a", "parent::node()/child::a"),
        (". > 3", "(self::node() > 3)"),
        ("//a", "/descendant-or-self::node()/child::a"),
        ("a//b", "child::a/descendant-or-self::node()/child::b"),
        ("@id", "attribute::id"),
        ("parent::x/node()/text()", "parent::x/child::node()/child::text()"),
        (
            "instance('c')/root/item[name = 'a'][1]/label",
            "instance('c')/child::root/child::item[(child::name = 'a')][1]/child::label",
        ),
        ("(a | b)[2]", "(child::a | child::b)[2]"),
        ("jr:choice-name(a, 'b')", "jr:choice-name(child::a, 'b')"),
        ("current()/../x", "current()/parent::node()/child::x"),
        ("concat('a', '/')", "concat('a', '/')"),
        ("été + größe", "(child::été + child::größe)"),
    ],
)
def test_a_text_becomes_its_tree(text: str, tree: str) -> None:
    assert written(parse_expression(text)) == tree


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("1 +", 3),
        ("(1", 2),
        ("1)", 1),
        ("a b", 2),
        ("'open", 0),
        ("f(1,)", 4),
        ("f(,1)", 2),
        ("a[", 2),
        ("1 # 2", 2),
        ("$x", 0),
        ("foo::a", 0),
        ("= 1", 0),
        ("'a' '/'", 4),
        ("name '('", 5),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, offset: int) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_expression(text, "survey")
    problem = caught.value.problems[0]
    assert (problem.code, problem.values["offset"], problem.place.name) == (
        "formula.syntax",
        offset,
        "survey",
    )


@pytest.mark.parametrize(
    ("opening", "closing"), [("(", ")"), ("not(", ")"), ("a[", "]"), ("-(", ")"), ("1+(", ")")]
)
def test_nesting_ends_at_two_hundred(opening: str, closing: str) -> None:
    parse_expression(opening * 199 + "1" + closing * 199)
    with pytest.raises(ProblemError) as caught:
        parse_expression(opening * 200 + "1" + closing * 200)
    assert caught.value.code == "formula.too_deep"
    with pytest.raises(ProblemError) as caught:
        parse_expression(opening * 100_000)
    assert caught.value.code == "formula.too_deep"


def test_a_long_sum_is_not_deep() -> None:
    tree = parse_expression(" + ".join(["a"] * 5_000))
    assert isinstance(tree, Chain)
    assert len(tree.operands) == 5_000


@given(st.text(alphabet="ab1.'\"()[]/,|+-=<>!*@$:{}  ", max_size=40))
def test_any_text_is_a_tree_or_a_named_problem(text: str) -> None:
    try:
        parse_expression(text)
    except ProblemError as error:
        assert error.code == "formula.syntax"  # noqa: PT017  either way is right
