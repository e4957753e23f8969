"""What a questionnaire is: plain values that can be written to a cache with msgspec, and nothing that runs.

A `Definition` stands for one element of the form's instance: the root, a group, a repeat, a question, a
calculation. Definitions refer to each other by their place in `Questionnaire.definitions`, which is the
document order; the root is 0.
"""

from msgspec import Struct

from greenfield.forms.expression.tree import Expression

ROOT = 0


class Label(Struct, frozen=True, gc=False, omit_defaults=True):
    """A text with outputs in it, or the id of one in the form's translations; `text` may compute that id."""

    parts: tuple[str | Expression, ...] = ()
    itext: str = ""


class Choice(Struct, frozen=True, gc=False, omit_defaults=True):
    """A choice that stands in the body itself."""

    value: str
    label: Label


class Itemset(Struct, frozen=True, gc=False, omit_defaults=True):
    """Choices from nodes: which nodes, and below each its value and label."""

    nodes: Expression
    value: Expression
    label: Expression


class Bounds(Struct, frozen=True, gc=False, omit_defaults=True):
    """The values that a range offers, from `start` to `end` by `step`, as the author wrote them."""

    start: str
    end: str
    step: str


class Control(Struct, frozen=True, gc=False, omit_defaults=True):
    """What stands in the body for a definition; `tag` is the XForm element, `extra` its other attributes."""

    tag: str
    label: Label | None = None
    hint: Label | None = None
    appearance: str = ""
    choices: tuple[Choice, ...] = ()
    itemset: Itemset | None = None
    count: Expression | None = None
    fixed: bool = False
    bounds: Bounds | None = None
    extra: dict[str, str] = {}


class Seed(Struct, frozen=True, gc=False, omit_defaults=True):
    """One instance that a repeat starts with: the texts in it by path, and those of inner repeats by path."""

    texts: dict[str, str] = {}
    inner: dict[str, tuple["Seed", ...]] = {}


class Definition(Struct, frozen=True, gc=False, omit_defaults=True):
    """One element of the instance with its bind and its control.

    `scope` is the nearest repeat, itself included, or the root. `type` is the bind's type without prefix.
    `seeds` are the instances that a repeat starts with. `attributes` are written as they are. `extra` are the
    bind's further attributes with the prefix that is usual for them: `entities:saveto`, `orx:max-pixels`.
    """

    index: int
    name: str
    path: str
    parent: int
    scope: int
    children: tuple[int, ...] = ()
    is_repeat: bool = False
    is_attribute: bool = False
    type: str = "string"
    default: str = ""
    seeds: tuple[Seed, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    control: Control | None = None
    calculate: Expression | None = None
    relevant: Expression | None = None
    readonly: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Label | None = None
    required_message: Label | None = None
    preload: tuple[str, str] = ("", "")
    extra: dict[str, str] = {}


class Action(Struct, frozen=True, gc=False, omit_defaults=True):
    """When one of `events` happens (at `trigger`, for a change; in `repeat`, for a new instance), act on `target`.

    `kind` is `setvalue`, `setgeopoint` or `recordaudio`. `nodes` finds the items to set where the author's path
    has conditions in it.
    """

    events: tuple[str, ...]
    target: int
    value: Expression | None
    text: str = ""
    trigger: int = -1
    repeat: int = ROOT
    kind: str = "setvalue"
    nodes: Expression | None = None


class Translation(Struct, frozen=True, gc=False, omit_defaults=True):
    """The texts of one language by id; `media` has the files (image, big-image, audio, video) by id and form.

    `other` has further texts by id and form: `short`, `guidance`, `print`.
    """

    language: str
    texts: dict[str, Label]
    media: dict[str, dict[str, str]] = {}
    other: dict[str, dict[str, Label]] = {}


class Questionnaire(Struct, frozen=True, gc=False, omit_defaults=True):
    """A form as it was read. `default_language` is empty when the form has one language without a name.

    `last_saved` are the ids of instances that stand for the instance saved last; `public_key` is that of a form
    whose submissions are meant to be encrypted.
    """

    id: str
    version: str
    title: str
    definitions: tuple[Definition, ...]
    actions: tuple[Action, ...] = ()
    translations: tuple[Translation, ...] = ()
    default_language: str = ""
    namespaces: tuple[tuple[str, str], ...] = ()
    last_saved: tuple[str, ...] = ()
    public_key: str = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The names of the form's languages, as its author wrote them."""
        return tuple(translation.language for translation in self.translations)
