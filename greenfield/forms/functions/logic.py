"""Functions that decide: truth, conditions, first of several, once."""

from collections.abc import Sequence

from greenfield.forms.evaluation.builder import Builder, Function, Kind, Registry, plain
from greenfield.forms.evaluation.convert import Value, as_number, as_text, as_truth, is_filled, text_number
from greenfield.forms.evaluation.scope import Closure, Scope
from greenfield.forms.expression.tree import Call, Expression


def functions() -> Registry:
    """Return the family by name."""
    return {
        "true": plain(lambda: True, "truth"),
        "false": plain(lambda: False, "truth"),
        "boolean": plain(lambda value: value, "truth", "truth"),
        "not": plain(lambda value: not value, "truth", "truth"),
        "boolean-from-string": plain(lambda text: text in {"1", "true"}, "truth", "text"),
        "if": Function(
            _build_if, "any", 3, 3, lambda builder, call: _common_kind(builder, call.arguments[1:])
        ),
        "coalesce": Function(
            _build_coalesce, "any", 1, None, lambda builder, call: _common_kind(builder, call.arguments)
        ),
        "once": Function(_build_once, "text", 1, 1),
        "checklist": plain(_checklist, "truth", "number", "number", more="any"),
        "weighted-checklist": plain(_weighted_checklist, "truth", "number", "number", more="any"),
    }


def _common_kind(builder: Builder, arguments: Sequence[Expression]) -> Kind:
    kinds = {builder.kind(argument) for argument in arguments}
    kind = kinds.pop()
    return kind if not kinds and kind != "nodes" else "any"


def _build_if(builder: Builder, call: Call) -> Closure:
    condition = builder.truth(call.arguments[0])
    yes, no = builder.value(call.arguments[1]), builder.value(call.arguments[2])
    return lambda scope: yes(scope) if condition(scope) else no(scope)


def _build_coalesce(builder: Builder, call: Call) -> Closure:
    parts = [builder.value(argument) for argument in call.arguments]

    def first_filled(scope: Scope) -> Value:
        for part in parts:
            value = part(scope)
            if as_text(value) not in {"", "NaN"}:
                return value
        return ""

    return first_filled


def _build_once(builder: Builder, call: Call) -> Closure:
    """Keep the answer that is there; work it out only while there is none."""
    compute = builder.text(call.arguments[0])
    return lambda scope: scope.origin.value or compute(scope)


def _counts(value: Value) -> list[bool]:
    """Tell whether a response counts, of several nodes each one: any answer does, a condition that is true."""
    return [is_filled(node) for node in value] if isinstance(value, list) else [as_truth(value)]


def _checklist(least: float, most: float, *responses: Value) -> bool:
    """Tell whether the number of responses that count lies between the bounds; -1 is no bound."""
    return _within(float(sum(map(sum, map(_counts, responses)))), least, most)


def _weighted_checklist(least: float, most: float, *pairs: Value) -> bool:
    """Tell whether the weights (every second argument) of the true ones add up to between the bounds."""
    total = 0.0
    for response, weight in zip(pairs[::2], pairs[1::2], strict=False):
        weights = (
            [text_number(node.text) for node in weight] if isinstance(weight, list) else [as_number(weight)]
        )
        total += sum(w for counts, w in zip(_counts(response), weights, strict=False) if counts)
    return _within(total, least, most)


def _within(total: float, least: float, most: float) -> bool:
    return (least == -1 or total >= least) and (most == -1 or total <= most)
