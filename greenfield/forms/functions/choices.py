"""Functions of choices and lists: selected ones, names of choices, rows of other instances."""

import math

from greenfield.base.problem import fail
from greenfield.forms.element import Element
from greenfield.forms.evaluation.builder import Builder, Function, Registry, plain
from greenfield.forms.evaluation.convert import XNode
from greenfield.forms.evaluation.paths import single_item
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.parse import parse_expression
from greenfield.forms.expression.tree import Call, Expression, Path, Text


def functions() -> Registry:
    """Return the family by name."""
    return {
        "selected": plain(_selected, "truth", "text", "text"),
        "is-selected": plain(_selected, "truth", "text", "text"),  # JavaRosa's older name
        "selected-at": plain(_selected_at, "text", "text", "number"),
        "count-selected": plain(lambda text: float(len(text.split())), "number", "text"),
        "jr:choice-name": Function(_build_choice_name, "text", 2, 2),
        "jr:itext": Function(_build_itext, "text", 1, 1),
        "instance": Function(_build_instance, "nodes", 1, 1),
        "pulldata": Function(_build_pulldata, "text", 4, 4),
        "property": Function(_build_property, "text", 1, 1),
        "version": Function(lambda _builder, _call: lambda scope: scope.world.version, "text", 0, 0),
    }


def _selected(answer: str, choice: str) -> bool:
    """Tell whether a choice is among those of an answer, or all of it: a single choice may have blanks in it."""
    wanted, given = choice.strip(), answer.strip()
    return wanted in {given, *given.split()} if wanted else not given


def _selected_at(answer: str, index: float) -> str:
    """Return the choice at a place counted from 0, empty beyond the last."""
    chosen = answer.split()
    return chosen[int(index)] if math.isfinite(index) and 0 <= index < len(chosen) else ""


def named_path(tree: Expression) -> Path | None:
    """Return the path that is written as a text, as in `jr:choice-name(x, '/data/x')`."""
    parsed = parse_expression(tree.value) if isinstance(tree, Text) else tree
    return parsed if isinstance(parsed, Path) else None


def _build_choice_name(builder: Builder, call: Call) -> Closure:
    value = builder.text(call.arguments[0])
    path = named_path(call.arguments[1])
    route = builder.route(path) if path is not None else None
    if route is None or not route.is_single:
        raise fail("formula.nodes", position=call.arguments[1].offset + 1)
    item_of = single_item(route)
    return lambda scope: scope.world.choice_label(item_of(scope), value(scope))


def _build_itext(builder: Builder, call: Call) -> Closure:
    text_id = builder.text(call.arguments[0])
    return lambda scope: scope.world.translate(text_id(scope), scope)


def _build_instance(builder: Builder, call: Call) -> Closure:
    instance_id = builder.text(call.arguments[0])

    def found(scope: Scope) -> list[XNode]:
        document = scope.world.instances.get(instance_id(scope))
        return [document] if document is not None else []

    return found


def _build_pulldata(builder: Builder, call: Call) -> Closure:
    name, column, key_column, key = (builder.text(argument) for argument in call.arguments)

    def pulled(scope: Scope) -> str:
        document = scope.world.instances.get(name(scope))
        root: Element | None = document.children[0] if document is not None and document.children else None
        rows = root.keyed("item", key_column(scope)).get(key(scope), []) if root is not None else []
        return rows[0].child_text(column(scope)) if rows else ""

    return pulled


def _build_property(builder: Builder, call: Call) -> Closure:
    name = builder.text(call.arguments[0])

    def looked_up(scope: Scope) -> str:
        return scope.world.properties.get(name(scope), "")

    return looked_up
