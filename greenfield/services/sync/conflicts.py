"""Where people disagree: both values with who, when, on which device, and the photos beside them; the history of a field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from greenfield.records.change import CREATE, DELETED, Json
from greenfield.records.kinds import ANSWERS
from greenfield.store.connecting import driver_of
from greenfield.store.reading.belonging import Belonging, all_below, belonging_of
from greenfield.store.reading.history import (
    Conflict,
    Version,
    edits_beside_delete,
    history_of,
    open_conflicts,
)
from greenfield.store.reading.people import name_of
from greenfield.store.reading.plan import attachments_of
from greenfield.store.reading.trays import makers_of
from greenfield.store.syncing import device_names
from greenfield.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Side:
    """A value of a field: who set it, when by the clock of which device, and whether it stands.

    `device_name` is what the device is called, empty where the hub never told.
    `photos` are the sha256 of photos that the same device attached to the same question, where a photo is the answer of the
    one that the value names; `replaced` the changes whose values its author saw and ended by this one.
    """

    cid: str
    value: Json
    author: str
    author_name: str
    device: str
    is_own: bool
    at_device: str
    stands: bool
    photos: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    device_name: str = ""


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """A field with several values, the one that counts meanwhile first; `deleted` is a delete against an edit.

    `edits` are, for a delete, the fields that somebody set who did not know of it.
    """

    belonging: Belonging
    field: str
    sides: tuple[Side, ...]
    edits: tuple[tuple[str, Side], ...] = ()

    @property
    def is_delete(self) -> bool:
        """Tell whether one deleted what somebody else edited."""
        return self.field == DELETED


def conflicts(workspace: Workspace, below: str = "") -> list[OpenConflict]:
    """Return all open conflicts, or those of one record (a visit, a company) and of all that hangs on it."""
    with workspace.read() as connection:
        within = all_below(connection, below) if below else None
        devices = _devices(connection, workspace)
        return [
            _shown(connection, devices, each)
            for each in open_conflicts(connection)
            if within is None or each.record in within
        ]


def count_conflicts(workspace: Workspace, below: str = "") -> int:
    """Return how many conflicts are open, as `conflicts` lists them."""
    with workspace.read() as connection:
        within = all_below(connection, below) if below else None
        return sum(within is None or each.record in within for each in open_conflicts(connection))


def belonging_in(workspace: Workspace, record: str) -> Belonging:
    """Return where a record belongs."""
    with workspace.read() as connection:
        return belonging_of(connection, record)


def history(workspace: Workspace, record: str, field: str) -> list[Side]:
    """Return all values that a field ever had, each after those that it replaced; the same order on all devices."""
    with workspace.read() as connection:
        devices = _devices(connection, workspace)
        return [_side(connection, devices, each) for each in history_of(connection, record, field)]


class _Devices(NamedTuple):
    own: str
    names: Mapping[str, str]


def _devices(connection: Any, workspace: Workspace) -> _Devices:
    return _Devices(workspace.device, device_names.names(driver_of(connection)))


class _Photo(NamedTuple):
    maker: str
    sha256: str
    name: str


def _shown(connection: Any, devices: _Devices, found: Conflict) -> OpenConflict:
    belonging = belonging_of(connection, found.record)
    photos = list(_photos(connection, found, belonging))
    edits = edits_beside_delete(connection, found.record) if found.field == DELETED else ()
    return OpenConflict(
        belonging,
        found.field,
        tuple(_side(connection, devices, each, _beside(each, found, photos)) for each in found.versions),
        tuple((field, _side(connection, devices, each)) for field, each in edits),
    )


def _side(connection: Any, devices: _Devices, version: Version, photos: Iterable[str] = ()) -> Side:
    return Side(
        cid=version.cid,
        value=version.value,
        author=version.author,
        author_name=name_of(connection, version.author),
        device=version.device,
        is_own=version.device == devices.own,
        at_device=version.at_device,
        stands=version.stands,
        photos=tuple(photos),
        replaced=version.replaced,
        device_name=devices.names.get(version.device, ""),
    )


def _beside(version: Version, found: Conflict, photos: Iterable[_Photo]) -> list[str]:
    """Return the photos that stand beside a value; in a table all rows have the question, so a value names its own."""
    values = [each.value for each in found.versions]  # which may be tables
    if any(photo.name in values for photo in photos):
        return [photo.sha256 for photo in photos if photo.name == version.value]
    return [photo.sha256 for photo in photos if photo.maker == version.device]


def _photos(connection: Any, found: Conflict, belonging: Belonging) -> Iterable[_Photo]:
    """Yield the photos of the question that a conflict is about."""
    if not found.field.startswith(ANSWERS) or not belonging.visit:
        return
    question = found.field.rpartition("/")[2]
    kept = [
        each
        for each in attachments_of(connection, belonging.visit)
        if each.text("question").rpartition("/")[2] == question
        and each.text("media_type").startswith("image/")
    ]
    makers = makers_of(connection, [each.id for each in kept], CREATE)
    for each in kept:
        yield _Photo(makers.get(each.id, ""), each.text("blob"), each.text("name"))
