"""A field that is no question of a form, as the editors of questions know it: of the agreement, of the plan."""

from greenfield.forms.node import Node, Option


def field_node(
    ref: str,
    kind: str,
    value: str,
    label: str = "",
    hint: str = "",
    *,
    options: tuple[Option, ...] | None = None,
    required: bool = False,
    readonly: bool = False,
    look: str = "",
) -> Node:
    """Return a field with its value; `kind` is a type of question, `look` an appearance."""
    return Node(
        ref=ref,
        type=kind,
        relevant=True,
        readonly=readonly,
        required=required,
        value=value,
        label=label,
        hint=hint,
        options=options,
        constraint_ok=True,
        required_ok=bool(value) or not required,
        message="",
        appearance=look,
        problem=None,
        control="select1" if options else "input",
        extra={},
    )
