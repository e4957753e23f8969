"""The answers of a running form, as toolkits read them."""

import math
import re
from collections.abc import Mapping

from greenfield.base.problem import ProblemError
from greenfield.forms.definition import ROOT
from greenfield.forms.session import FormSession

_POSITION = re.compile(r"\[\d+\]")
_NUMBER_TYPES = frozenset({"int", "decimal"})


class SessionAnswers:
    """Reads a form session by the name of a question; of questions in repeats, the first instance.

    Give it a session once: it follows the session's answers as they change.
    """

    def __init__(self, session: FormSession) -> None:
        """Read from `session`."""
        self._session = session
        self._refs: Mapping[str, str] = self._first_refs()
        self._repeats: dict[str, tuple[str, dict[str, str]]] = {}

    def _first_refs(self) -> dict[str, str]:
        refs: dict[str, str] = {}
        for node in self._session.nodes():
            name = _POSITION.sub("", node.ref).rsplit("/", 1)[-1]
            refs.setdefault(name, node.ref)
        return refs

    def ref(self, name: str) -> str | None:
        """Return where a question stands in the form, None if the form has none of that name."""
        return self._refs.get(name)

    def lookup(self, name: str) -> float | str | None:
        """Return an answer: a number for a number question, else text as stored; None for none."""
        ref = self._refs.get(name)
        if ref is None:
            return None
        node = self._session.node(ref)
        if node.value in {"", "NaN"}:
            return None
        return _number(node.value) if node.type in _NUMBER_TYPES else node.value

    def is_relevant(self, name: str) -> bool:
        """Tell whether the question applies, as the form says; False for a name that the form lacks."""
        ref = self._refs.get(name)
        return ref is not None and self._session.node(ref).relevant

    def rows(self, repeat: str) -> "tuple[SessionAnswers, ...]":
        """Return the answers of each row of a repeat, those outside of it included.

        None of a repeat that stands in another one, and of one that the form lacks.
        """
        if repeat not in self._repeats:
            self._repeats[repeat] = self._columns_of(repeat)
        path, within = self._repeats[repeat]
        if not path:
            return ()
        return tuple(
            _RowAnswers(
                self._session,
                {**self._refs, **{name: f"{path}[{number}]{rest}" for name, rest in within.items()}},
                self._repeats,
            )
            for number in range(1, self._session.count(path) + 1)
        )

    def _columns_of(self, repeat: str) -> tuple[str, dict[str, str]]:
        """Return the path of a repeat, and those of its questions from there on."""
        definitions = self._session.form.questionnaire.definitions
        for found in definitions:
            if found.is_repeat and found.name == repeat and definitions[found.parent].scope == ROOT:
                within = [one for one in definitions if one.scope == found.index and one is not found]
                return found.path, {one.name: one.path[len(found.path) :] for one in within}
        return "", {}

    def open_columns(self) -> frozenset[str]:
        """Return the questions in repeats that apply in some row and are answered in none."""
        rows: dict[str, list[tuple[str, str]]] = {}
        for ref, value in self._session.answers().items():
            if "[" in ref:
                rows.setdefault(_POSITION.sub("", ref).rsplit("/", 1)[-1], []).append((ref, value))
        return frozenset(
            name
            for name, found in rows.items()
            if not any(value for _, value in found) and any(self._applies(ref) for ref, _ in found)
        )

    def _applies(self, ref: str) -> bool:
        try:
            return self._session.node(ref).relevant
        except ProblemError:  # the number of instances of a repeat, which is no question
            return False

    def label(self, name: str) -> str | None:
        """Return the answer of a select by its labels, in the form's language; None for other questions."""
        ref = self._refs.get(name)
        node = self._session.node(ref) if ref else None
        if node is None or not node.options:
            return None
        chosen = node.value.split() if node.type in {"select", "rank"} else [node.value]
        return ", ".join(option.label for option in node.options if option.value in chosen)


class _RowAnswers(SessionAnswers):
    """The answers of one row of a repeat, and of everything outside of it."""

    def __init__(
        self, session: FormSession, refs: Mapping[str, str], repeats: dict[str, tuple[str, dict[str, str]]]
    ) -> None:
        self._session = session
        self._refs = refs
        self._repeats = repeats


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
