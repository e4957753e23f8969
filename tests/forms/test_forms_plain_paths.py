"""Paths from the root are read in one piece, and mean what they mean when they are read name by name."""

import pytest

from greenfield.base.problem import ProblemError
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Chain, Path, Step

PLAIN = [
    "/data",
    "/data/a",
    "/data/a.b/c-d",
    "/data/meta/orx:instanceID",
    "/data/é/ñ",
    "/data/a[1]/b",
    "/data/a[/data/b = 1]/c[2]",
    "/data/a//b",
    "/data/a/text()",
    "/data/a/node()",
    "/data/a/child::b",
    "/data/a/@b",
    "/data/a/..",
    "/data/a/*",
    "/data/a/orx:*",
    "/data/div",
    "/data/a/and",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_path_is_the_same_with_and_without_blanks_between_its_names(text: str) -> None:
    apart = text.replace("/", " / ").replace("/  /", "//").lstrip()
    apart = (
        apart if text.count("[") == 0 else text.replace("/data/", "/ data/").replace("/ data/b", "/data/b")
    )
    whole, parts = parse_expression(text), parse_expression(apart)
    assert isinstance(whole, Path)
    assert isinstance(parts, Path)
    assert [step.axis for step in whole.steps] == [step.axis for step in parts.steps]
    assert [step.test for step in whole.steps] == [step.test for step in parts.steps]
    assert [len(step.predicates) for step in whole.steps] == [len(step.predicates) for step in parts.steps]
    assert whole.absolute
    assert parts.absolute


def test_names_of_operators_after_a_path_are_operators() -> None:
    tree = parse_expression("/data/a div /data/mod mod /data/div")
    assert isinstance(tree, Chain)
    assert tree.operators == ("div", "mod")
    assert [operand.steps[-1].test for operand in tree.operands if isinstance(operand, Path)] == [
        "a",
        "mod",
        "div",
    ]


def test_a_path_goes_on_after_another_expression() -> None:
    tree = parse_expression("instance('x')/root/item[name = /data/a]/label")
    assert isinstance(tree, Path)
    assert not tree.absolute
    assert [step.test for step in tree.steps] == ["root", "item", "label"]
    assert [step.test for step in tree.steps[1].predicates[0].operands[1].steps] == ["data", "a"]  # type: ignore[union-attr]


def test_offsets_are_those_of_the_text() -> None:
    tree = parse_expression("1 +  /data/a")
    assert isinstance(tree, Chain)
    assert tree.operands[1] == Path((Step("child", "data"), Step("child", "a")), True, None, 5)


@pytest.mark.parametrize(
    ("text", "offset"),
    [("/data/a b", 8), ("/data/", 6), ("//  /data", 4), ("a/ /b", 3)],
)
def test_what_cannot_be_read_is_named_where_it_stands(text: str, offset: int) -> None:
    with pytest.raises(ProblemError) as caught:
        parse_expression(text)
    assert caught.value.code == "formula.syntax"
    assert caught.value.problems[0].values["offset"] == offset
