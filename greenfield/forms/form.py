"""A form that is ready to be answered: its definitions, its graph, and closures made on first use."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from greenfield.base.problem import Problem
from greenfield.forms.definition import Definition, Itemset, Questionnaire
from greenfield.forms.dependencies import Dependencies
from greenfield.forms.element import Element
from greenfield.forms.evaluation.builder import Kind
from greenfield.forms.evaluation.compiler import Compiler
from greenfield.forms.evaluation.routes import Place
from greenfield.forms.evaluation.scope import Closure, NodesClosure, NumberClosure, TextClosure, TruthClosure
from greenfield.forms.expression.tree import Call, Expression, Path, Text
from greenfield.forms.expression.walk import every
from greenfield.forms.functions.standard import standard_functions
from greenfield.forms.graph import Graph, build_graph
from greenfield.forms.layout import Layout

ItemsetClosures: TypeAlias = tuple[NodesClosure, TextClosure, TextClosure]
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
        self._compilers: dict[int, Compiler] = {}
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
            definition.index for definition in self.questionnaire.definitions if _is_kept(definition)
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
        found = self._compilers.get(index)
        if found is None:
            found = Compiler(self.layout, self._registry, Place(index, index), self.kind_of)
            self._compilers[index] = found
        return found

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
                    root = self.instances[name].children[0]
                    ids = {inner.text for item in root.children for inner in item.children}
                    found[definition.index] = sorted(ids & with_outputs)
        return found


def _is_kept(definition: Definition) -> bool:
    if definition.children or definition.is_repeat:
        return False
    if definition.calculate is None:
        return True
    return any(isinstance(node, Call) and node.name == "once" for node in every(definition.calculate))


def _empty(_scope: object) -> str:
    return ""
