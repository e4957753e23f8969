"""Which question a column of an export is about: by path, by name, by label; whole or one part of an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from greenfield.forms.definition import ROOT, Definition
from greenfield.services.submissions.form_words import MANY, SEPARATORS, FormWords, below, spoken

MOST_LETTERS = 1_000
"""Longer headers are looked up as a whole alone."""
_POINT_PARTS = ("latitude", "longitude", "altitude", "accuracy")
_POINT_WORDS = {word: index for index, word in enumerate(_POINT_PARTS)} | {"precision": 3}
_ADDED = frozenset(
    {
        *("submissiondate", "key", "parent_key", "submitterid", "submittername", "attachmentspresent"),
        *("attachmentsexpected", "status", "reviewstate", "deviceid", "edits", "formversion"),
        *("isvalidated", "_id", "_uuid", "_submission_time", "_validation_status", "_notes"),
        *("_status", "_submitted_by", "__version__", "_version_", "_tags", "_index"),
        *(
            "_parent_index",
            "_parent_table_name",
            "_geolocation",
            "_attachments",
            "formhub/uuid",
            "meta/rootuuid",
        ),
        *(
            "meta-rootuuid",
            "meta/instancename",
            "meta-instancename",
            "meta/deprecatedid",
            "meta-deprecatedid",
            "meta/instanceid",
        ),
        *("meta-instanceid", "instanceid", "_xform_id_string"),
    }
)
"""Columns that servers add for themselves, in lower case."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column says: an answer as a whole, one `choice` of it, or one `part` of a position on earth."""

    definition: Definition
    choice: str = ""
    part: int | None = None
    by_label: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table that are understood, and the headers of those that are not."""

    known: dict[str, Column]
    unknown: tuple[str, ...]

    @property
    def by_labels(self) -> bool:
        """Tell whether the headers are labels."""
        return any(column.by_label for column in self.known.values())


def read_columns(headers: Iterable[str], words: FormWords, scope: Definition) -> Columns:
    """Return what the columns of a table say whose rows are the form itself, or the instances of a repeat."""
    headers = tuple(headers)
    leaves = [each for each in words.leaves if each.scope == scope.index]
    names, labels = _names(leaves, words, scope), _labels(leaves, words)
    known: dict[str, Column] = {}
    for header in headers:
        found = _find(header, names, words) or _find(spoken(header), labels, words)
        if found is not None:
            known[header] = found
    whole = {column.definition.index for column in known.values() if not column.choice}
    unknown = tuple(
        header
        for header in headers
        if header not in known
        and header.lower() not in _ADDED
        and not header.startswith(("_submission_", "__"))
        and not _is_echo(header, labels | names, whole)
    )
    return Columns(known, unknown)


def _names(leaves: list[Definition], words: FormWords, scope: Definition) -> dict[str, Column]:
    """Return questions by the ways to write their paths, and by bare name where only one has it."""
    root = words.form.definition(ROOT).path
    found: dict[str, Column] = {}
    bare: dict[str, list[Definition]] = {}
    for leaf in leaves:
        for above, separator in product((root, scope.path), SEPARATORS):
            found[separator.join(below(leaf.path, above))] = Column(leaf)
        bare.setdefault(below(leaf.path, root)[-1], []).append(leaf)
    for name, those in bare.items():
        if len(those) == 1:
            found.setdefault(name, Column(those[0]))
    return found


def _labels(leaves: list[Definition], words: FormWords) -> dict[str, Column]:
    """Return questions by label, and by the labels of the groups around them joined with it."""
    found: dict[str, dict[int, Definition]] = {}
    for leaf in leaves:
        for label in (
            *words.labels(leaf.control.label if leaf.control else None),
            *_with_groups(leaf, words),
        ):
            found.setdefault(label, {})[leaf.index] = leaf
    return {
        label: Column(leaf, by_label=True)
        for label, those in found.items()
        if len(those) == 1
        for leaf in those.values()
    }


def _with_groups(leaf: Definition, words: FormWords) -> Iterable[str]:
    form = words.form
    around = [form.definition(index) for index in form.layout.ancestors(leaf.index)]
    for language in range(max(1, len(form.questionnaire.translations))):
        chain: list[str] = []
        for each in [leaf, *around]:
            labels = list(words.labels(each.control.label if each.control else None))
            if labels:
                chain.insert(0, labels[min(language, len(labels) - 1)])
            if len(chain) > 1:
                yield "/".join(chain)


def _find(header: str, known: dict[str, Column], words: FormWords) -> Column | None:
    """Return what a header says: a question, or a question followed by a choice or by part of a position."""
    whole = known.get(header)
    if whole is not None or len(header) > MOST_LETTERS:
        return whole
    for index, sign in enumerate(header):
        if sign not in SEPARATORS:
            continue
        found, rest = known.get(header[:index]), header[index + 1 :]
        if found is None:
            continue
        kind = found.definition.control.tag if found.definition.control else ""
        if kind in MANY:
            value = rest if rest in words.values(found.definition) else ""
            value = value or words.by_label(found.definition).get(spoken(rest), "")
            if value:
                return Column(found.definition, choice=value, by_label=found.by_label)
        part = _POINT_WORDS.get(rest.lower())
        if found.definition.type == "geopoint" and part is not None:
            return Column(found.definition, part=part)
    return None


def _is_echo(header: str, names: dict[str, Column], whole: set[int]) -> bool:
    """Tell whether a column repeats another one: `photo_URL`, `_place_latitude` beside `place`."""
    if header.endswith("_URL") and header.removesuffix("_URL") in names:
        return True
    above, separator, last = header.rpartition("/")
    name, _, part = last.removeprefix("_").rpartition("_")
    found = names.get(f"{above}{separator}{name}")
    is_part = last.startswith("_") and part in _POINT_WORDS
    return found is not None and is_part and found.definition.index in whole
