"""The cells of an export's row as answers: labels turned into values, parts of an answer put together."""

from collections.abc import Mapping

from greenfield.services.submissions.columns import Column, Columns
from greenfield.services.submissions.form_words import MANY, SELECTS, FormWords, spoken

_YES = frozenset({"1", "true", "yes", "1.0"})


def row_answers(cells: Mapping[str, str], columns: Columns, words: FormWords) -> dict[int, str]:
    """Return the answers of a row by the index of their definition; empty ones are left out."""
    found: dict[int, str] = {}
    chosen: dict[int, list[str]] = {}
    parts: dict[int, dict[int, str]] = {}
    for header, column in columns.known.items():
        text, index = cells.get(header, "").strip(), column.definition.index
        if not text:
            continue
        if column.choice:
            if text.lower() in _YES or text == column.choice:
                chosen.setdefault(index, []).append(column.choice)
        elif column.part is not None:
            parts.setdefault(index, {})[column.part] = text
        else:
            found[index] = as_value(cells[header], column, words, labels_first=columns.by_labels)
    for index, texts in parts.items():
        found.setdefault(index, " ".join(texts.get(part, "0") for part in range(max(texts) + 1)))
    for index, values in chosen.items():
        if index not in found or not set(found[index].split()) <= set(values):
            definition = words.form.definition(index)
            in_order = [value for value in words.values(definition) if value in values]
            found[index] = " ".join(in_order)
    return found


def as_value(text: str, column: Column, words: FormWords, *, labels_first: bool) -> str:
    """Return what a cell means as it is stored; one that names no choice stays as it is, to be reported."""
    definition = column.definition
    kind = definition.control.tag if definition.control else ""
    if kind not in SELECTS:
        return text
    values, by_label = words.values(definition), words.by_label(definition)
    clean = spoken(text)
    if labels_first and clean in by_label:
        return by_label[clean]
    if kind not in MANY:
        return text.strip() if text.strip() in values else by_label.get(clean, text.strip())
    if all(token in values for token in clean.split()) and not labels_first:
        return clean
    return _split_labels(clean, by_label) or clean


def _split_labels(text: str, by_label: Mapping[str, str]) -> str:
    """Return the values of labels that stand one behind another, the longest first; empty if one is unknown."""
    longest_first = sorted(by_label, key=len, reverse=True)
    found: list[str] = []
    rest = text
    while rest:
        label = next(
            (
                each
                for each in longest_first
                if rest.startswith(each) and rest[len(each) : len(each) + 1] in " ,;"
            ),
            None,
        )
        if label is None:
            return ""
        found.append(by_label[label])
        rest = rest[len(label) :].lstrip(" ,;")
    return " ".join(found)
