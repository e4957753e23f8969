"""A form that is ready to be answered: its definitions, its graph, and closures made on first use."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from greenfield.base.problem import Problem
from greenfield.forms.abilities import notices, what_cannot_be
from greenfield.forms.definition import Action, Definition, Itemset, Questionnaire
from greenfield.forms.dependencies import Dependencies
from greenfield.forms.element import Element
from greenfield.forms.evaluation.builder import Kind
from greenfield.forms.evaluation.compiler import Compiler
from greenfield.forms.evaluation.routes import Place
from greenfield.forms.evaluation.scope import Closure, NodesClosure, NumberClosure, TextClosure, TruthClosure
from greenfield.forms.expression.tree import Call, Expression, Path, Text
from greenfield.forms.functions.standard import standard_functions
from greenfield.forms.graph import Graph, build_graph
from greenfield.forms.layout import Layout

ItemsetClosures: TypeAlias = tuple[NodesClosure, TextClosure, TextClosure]
_OF_PLACE = frozenset({"xforms-value-changed", "odk-new-repeat"})
_KINDS: Mapping[str, Kind] = {"int": "number", "decimal": "number", "boolean": "truth"}


class Form:
    """A form. Sessions share it; what it caches follows from its definitions alone."""

    def __init__(self, questionnaire: Questionnaire, instances: Mapping[str, Element]) -> None:
        """Work out the graph of a form; `instances` are its secondary instances by id."""
        self.questionnaire = questionnaire
        self.instances = instances
        self.layout = Layout(questionnaire.definitions)
        self._registry = standard_functions()
        self._kinds: dict[int, Kind] = {}
        self._texts: dict[tuple[int, int], TextClosure] = {}
        self._values: dict[int, Closure] = {}
        self._truths: dict[tuple[int, str], TruthClosure] = {}
        self._counts: dict[int, NumberClosure] = {}
        self._itemsets: dict[int, ItemsetClosures | None] = {}

    @cached_property
    def graph(self) -> Graph:
        """The tasks of the form and what depends on what."""
        dependencies = Dependencies(self.layout, self._registry, self.instances)
        return build_graph(self.questionnaire, self.layout, dependencies, self._choice_texts())

    @cached_property
    def kept(self) -> frozenset[int]:
        """The definitions whose values are answers to keep: typed in, set by an action, or worked out once."""
        return frozenset(
            one.index
            for one in self.questionnaire.definitions
            if (one.calculate is None or one.index in self.graph.keeping)
            and not one.children
            and not one.is_repeat
        )

    def problems(self) -> Sequence[Problem]:
        """Return what is wrong with the form's expressions: unknown names, cycles."""
        return self.graph.problems

    def definition(self, index: int) -> Definition:
        """Return a definition by its place in document order."""
        return self.questionnaire.definitions[index]

    def kind_of(self, definition: Definition) -> Kind:
        """Return the type in which expressions read a definition's answer."""
        kind = self._kinds.get(definition.index)
        if kind is None:
            self._kinds[definition.index] = "any"  # a calculation that reads itself
            kind = _KINDS.get(definition.type, "text")
            if definition.calculate is not None and kind == "text":
                kind = self.compiler(definition.index).kind(definition.calculate)
                kind = "text" if kind in {"any", "nodes"} else kind
            self._kinds[definition.index] = kind
        return kind

    def compiler(self, index: int) -> Compiler:
        """Return the compiler for expressions of a definition."""
        return Compiler(self.layout, self._registry, Place(index, index), self.kind_of)

    def calculation(self, index: int) -> Closure:
        """Return the closure of a definition's `calculate`."""
        found = self._values.get(index)
        if found is None:
            tree = self.definition(index).calculate
            found = self.compiler(index).value(tree) if tree is not None else _empty
            self._values[index] = found
        return found

    def condition(self, index: int, name: str) -> TruthClosure | None:
        """Return the closure of `relevant`, `readonly`, `required` or `constraint`, None without one."""
        found = self._truths.get((index, name))
        if found is None:
            tree: Expression | None = getattr(self.definition(index), name)
            if tree is None:
                return None
            found = self._truths[index, name] = self.compiler(index).truth(tree)
        return found

    def output(self, index: int, tree: Expression) -> TextClosure:
        """Return the closure of an expression in a text that is shown for a definition."""
        found = self._texts.get((index, id(tree)))
        if found is None:
            found = self._texts[index, id(tree)] = self.compiler(index).text(tree)
        return found

    def repeat_count(self, index: int) -> NumberClosure | None:
        """Return the closure of a repeat's `jr:count`, None without one."""
        found = self._counts.get(index)
        if found is None:
            control = self.definition(index).control
            if control is None or control.count is None:
                return None
            found = self._counts[index] = self.compiler(index).number(control.count)
        return found

    def itemset(self, index: int) -> ItemsetClosures | None:
        """Return closures of the nodes of a question's choices, and at each node of value and label."""
        if index not in self._itemsets:
            control = self.definition(index).control
            itemset = control.itemset if control is not None else None
            self._itemsets[index] = self._compiled_itemset(index, itemset) if itemset is not None else None
        return self._itemsets[index]

    def _compiled_itemset(self, index: int, itemset: Itemset) -> ItemsetClosures:
        compiler = self.compiler(index)
        inside = compiler.inside(compiler.context_of(itemset.nodes))
        return compiler.nodes(itemset.nodes), inside.text(itemset.value), inside.text(itemset.label)

    def actions_at(self, event: str, index: int) -> Sequence[tuple[int, Action]]:
        """Return the actions of an event with their places: `index` is what changed, or the scope that is new."""
        return self._actions.get((event, index if event in _OF_PLACE else -1), ())

    @cached_property
    def _actions(self) -> Mapping[tuple[str, int], Sequence[tuple[int, Action]]]:
        found: dict[tuple[str, int], list[tuple[int, Action]]] = {}
        for place, action in enumerate(self.questionnaire.actions):
            at = {"xforms-value-changed": action.trigger, "odk-new-repeat": action.repeat}
            for event in action.events:
                found.setdefault((event, at.get(event, -1)), []).append((place, action))
        return found

    def choice_text_id(self, index: int) -> TextClosure | None:
        """Return the closure of the itext id of a question's choices at their nodes, None where they have none."""
        control = self.definition(index).control
        match control.itemset if control is not None else None:
            case Itemset(nodes=nodes, label=Call(name="jr:itext", arguments=(text_id,))):
                compiler = self.compiler(index)
                return compiler.inside(compiler.context_of(nodes)).text(text_id)
        return None

    @cached_property
    def cannot(self) -> Mapping[int, str]:
        """What the program cannot do of a question, as the code of a problem, by definition."""
        return dict(what_cannot_be(self.questionnaire))

    @property
    def notices(self) -> Sequence[Problem]:
        """Warnings: what of the form cannot be done here, though no answer is lost."""
        return notices(self.questionnaire)

    def _choice_texts(self) -> dict[int, list[str]]:
        """Return the itext ids with outputs that choices of a question use; mostly there are none."""
        with_outputs = {
            text_id
            for translation in self.questionnaire.translations
            for text_id, label in translation.texts.items()
            if any(not isinstance(part, str) for part in label.parts)
        }
        found: dict[int, list[str]] = {}
        for definition in self.questionnaire.definitions if with_outputs else ():
            itemset = definition.control.itemset if definition.control else None
            match itemset.nodes if itemset else None:
                case Path(origin=Call(name="instance", arguments=(Text(value=name),))) if (
                    name in self.instances
                ):
                    roots = self.instances[name].children
                    ids = {inner.text for root in roots for item in root.children for inner in item.children}
                    found[definition.index] = sorted(ids & with_outputs)
        return found


def _empty(_scope: object) -> str:
    return ""
