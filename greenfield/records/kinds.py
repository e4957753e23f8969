"""The kinds of record and the fields of each that this version knows.

A kind or field that is not listed here is kept in log and heads and shows in no table.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from greenfield.records.change import AnyChange, Change


class FieldType(StrEnum):
    """What a field holds. Money and other exact numbers are texts; a reference is a record's id."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    JSON = "json"
    REFERENCE = "reference"
    BLOB = "blob"


class Kind(NamedTuple):
    """A kind of record: its fields, the references on which it hangs, and whether it is set once."""

    name: str
    fields: Mapping[str, FieldType]
    hangs_on: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    immutable: bool = False


ANSWERS: Final = "answers/"
"""An answer is the field `answers/` + the question's path below the root of its form or repeat instance."""
ANSWERED_KINDS: Final = frozenset({"visit", "instance"})


def _kind(
    name: str,
    *,
    hangs_on: str = "",
    searched: str = "",
    immutable: bool = False,
    **names: str,
) -> tuple[str, Kind]:
    """Name the fields by type: `text="name city"`, `whole="employees"`; `hangs_on` are references as well."""
    fields = {field: FieldType(kind) for kind, listed in names.items() for field in listed.split()}
    fields |= dict.fromkeys(hangs_on.split(), FieldType.REFERENCE)
    return name, Kind(
        name, MappingProxyType(fields), tuple(hangs_on.split()), tuple(searched.split()), immutable
    )


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    dict(
        (
            _kind(
                "organisation",
                text="name country language email phone website address",
                blob="logo",
                searched="name",
            ),
            _kind(
                "person",
                text="name role email phone language",
                hangs_on="belongs_to",
                searched="name",
            ),
            _kind(
                "company",
                text="name legal_name registration country region city address sector products language"
                " currency email phone website sharing photos",
                whole="employees women managers women_managers shifts",
                reference="merged_into contact",
                searched="name legal_name city products",
            ),
            _kind(
                "site",
                text="name address city region country sector",
                number="latitude longitude area_m2",
                flag="main",
                hangs_on="company",
                searched="name address city",
            ),
            _kind(
                "group",
                text="name type description country region city sharing",
                reference="organisation client",
                searched="name description",
            ),
            _kind("membership", text="role since until", hangs_on="group company"),
            _kind(
                "visit",
                text="toolkit state date period_start period_end language currency sharing purpose gwp usd_rate",
                json="gaps agreement",
                reference="visitor follow_up_of result",
                hangs_on="site company",
                searched="purpose",
            ),
            _kind("instance", text="repeat order_key", reference="parent", hangs_on="visit"),
            _kind(
                "measure",
                text="catalogue title area technique arc reason first_step annual_saving investment"
                " incentive annual_cost basis status not_implemented_because verified_saving order_key",
                number="life_years",
                whole="ease",
                flag="chosen",
                json="saves cash_flows overrides",
                hangs_on="visit",
                searched="title reason first_step",
            ),
            _kind(
                "action",
                text="title person due status done_on remark order_key",
                reference="responsible",
                hangs_on="visit measure",
                searched="title person remark",
            ),
            _kind(
                "attachment",
                text="name media_type caption question taken_at order_key photos",
                whole="size width height",
                blob="blob thumbnail",
                hangs_on="subject",
                searched="name caption",
            ),
            _kind("note", text="text question order_key", hangs_on="subject", searched="text"),
            _kind(
                "result",
                text="toolkit method finished_at language currency",
                json="content gaps",
                hangs_on="visit",
                immutable=True,
            ),
            _kind(
                "document",
                text="name media_type language type handed_over_at",
                whole="size",
                blob="blob",
                reference="result",
                hangs_on="visit",
                searched="name",
                immutable=True,
            ),
            _kind(
                "signature",
                text="document_sha256 name role signed_at",
                blob="blob",
                hangs_on="document",
                searched="name",
                immutable=True,
            ),
            _kind(
                "package",
                text="identifier version type publisher licence title",
                blob="blob",
                immutable=True,
            ),
        )
    )
)


_FILE_FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        kind.name: tuple(name for name, holds in kind.fields.items() if holds is FieldType.BLOB)
        for kind in KINDS.values()
    }
)


def owners_named(change: AnyChange) -> tuple[str, ...]:
    """Return the records on which a change says that its record hangs: erasing one erases this."""
    kind = KINDS.get(change.kind)
    if kind is None or not isinstance(change, Change):
        return ()
    edits = (change.fields[name] for name in kind.hangs_on if name in change.fields)
    return tuple(edit.value for edit in edits if isinstance(edit.value, str) and edit.value)


def files_named(change: AnyChange) -> frozenset[str]:
    """Return the files, by sha256, that a change names: in its list, or in a field that holds one."""
    if not isinstance(change, Change):
        return frozenset()
    names = _FILE_FIELDS.get(change.kind, ())
    if not names and not change.blobs:
        return frozenset()
    edits = (change.fields.get(name) for name in names)
    in_fields = (edit.value for edit in edits if edit and isinstance(edit.value, str) and edit.value)
    return frozenset(in_fields).union(change.blobs)


def is_answer(kind: str, field: str) -> bool:
    """Tell whether a field of a record of this kind is an answer of a questionnaire."""
    return kind in ANSWERED_KINDS and field.startswith(ANSWERS)


def answers_among(kind: str, fields: Iterable[str]) -> list[str]:
    """Return those of some fields of a record of this kind that are answers of a questionnaire."""
    return [field for field in fields if field.startswith(ANSWERS)] if kind in ANSWERED_KINDS else []


def is_immutable(kind: str) -> bool:
    """Tell whether records of a kind are set once, when they are created."""
    known = KINDS.get(kind)
    return known is not None and known.immutable
