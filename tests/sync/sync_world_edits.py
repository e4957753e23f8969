"""What people do on their computers: they make, change, share, delete and erase records, and end conflicts."""

import hashlib
from collections.abc import Iterable

from msgspec import UnsetType
from sync_machines import MemoryMachine
from sync_oracle import Written
from sync_world_base import TEXT_FIELD, WorldBase

from greenfield.records import change as changes
from greenfield.records.change import Json, canonical
from greenfield.records.merge import RecordState


class Edits(WorldBase):
    """The edits of a world; each is told to the oracle."""

    def create(
        self, here: MemoryMachine, kind: str, values: dict[str, Json], files: tuple[bytes, ...] = ()
    ) -> None:
        """Make a record, of an id from elsewhere or of one that is made with it."""
        record = f"{self.chance.getrandbits(128):032x}" if self.chance.random() < 0.5 else ""
        self.edit(here, changes.CREATE, kind, record, values, files=files)

    def create_company(self, number: int, how: int) -> None:
        if how % 12 == 5:  # a kind that this version does not know
            self.create(self.machine(number), "lead", {"stage": self.word(how)})
            return
        sharing = "own" if how % 3 == 0 else "organisation"
        photos = "none" if how % 4 == 0 else "internal"
        self.create(
            self.machine(number), "company", {"name": self.word(how), "sharing": sharing, "photos": photos}
        )

    def create_below(self, number: int, where: int, how: int) -> None:
        """A visit of a company, a note or a photo of a visit."""
        here = self.machine(number)
        visits, companies = here.records("visit"), here.records("company")
        if visits and how % 3:
            visit = visits[where % len(visits)]
            if how % 3 == 1:
                self.create(here, "note", {"subject": visit, "text": self.word(how)})
            else:
                content = self.chance.randbytes(1 + 700 * (how % 5))
                sha256 = hashlib.sha256(content).hexdigest()
                self.files[sha256] = content
                self.create(
                    here,
                    "attachment",
                    {"subject": visit, "caption": self.word(how), "blob": sha256},
                    (content,),
                )
        elif companies:
            sharing = "own" if how % 2 else "organisation"
            company = companies[where % len(companies)]
            self.create(
                here, "visit", {"company": company, "sharing": sharing, "answers/kwh": self.word(how)}
            )

    def change_record(self, number: int, where: int, how: int, op: str) -> None:
        here = self.machine(number)
        records = here.records(*TEXT_FIELD)
        if not records:
            return
        record = records[where % len(records)]
        state = here.state(record)
        assert state is not None
        if state.is_deleted and op not in {changes.RESTORE, changes.ERASE}:
            return
        values = {TEXT_FIELD[state.kind]: self.word(how)} if op in {changes.SET, changes.RESOLVE} else {}
        if op == changes.RESTORE and not state.heads(changes.DELETED):
            return
        if op == changes.RESOLVE and not set(values) & set(state.in_conflict):
            return
        if op == changes.ERASE and not self.hub.is_administrator(here.member):
            return
        self.edit(here, op, state.kind, record, values)

    def resolve(self, number: int, where: int, how: int) -> None:
        """End a conflict that is seen here."""
        here = self.machine(number)
        found = [
            (record, name)
            for record in here.records(*TEXT_FIELD)
            if (state := here.state(record)) and not state.is_deleted
            for name in state.in_conflict
            if name != changes.DELETED
        ]
        if found:
            record, name = found[where % len(found)]
            state = here.state(record)
            assert state is not None
            value = self.word(how) if name == TEXT_FIELD[state.kind] else self.sharing(here, record, how)
            self.edit(here, changes.RESOLVE, state.kind, record, {name: value})

    def sharing(self, here: MemoryMachine, record: str, how: int) -> str:
        """What somebody may say of a record's sharing: nobody but its owner opens it to others."""
        return "organisation" if how % 2 and self.oracle.owner(record) == here.member else "own"

    def share(self, number: int, where: int, how: int) -> None:
        here = self.machine(number)
        records = here.records("company", "visit")
        if records:
            record = records[where % len(records)]
            state = here.state(record)
            assert state is not None
            if not state.is_deleted:
                op = changes.RESOLVE if "sharing" in state.in_conflict else changes.SET
                self.edit(here, op, state.kind, record, {"sharing": self.sharing(here, record, how)})

    def edit(
        self,
        here: MemoryMachine,
        op: str,
        kind: str,
        record: str,
        values: dict[str, Json],
        *,
        files: tuple[bytes, ...] = (),
    ) -> None:
        """Let a person make an edit, and tell the oracle what he saw and wrote."""
        state = here.state(record) or RecordState(record, kind)
        held = self._held(state, op, values)
        extra = {"mood": {"of": self.count}} if self.count % 7 == 0 else {}
        made = here.edit(op, kind, record, values, files, **extra)
        if made is None:
            return
        self.notes.add(op)
        self.times[made.cid] = made.at_device
        self.makers[made.cid] = here.number
        written = {
            name: canonical(edit.value)
            for name, edit in made.fields.items()
            if not isinstance(edit.value, UnsetType)
        }
        text = written.get(TEXT_FIELD.get(kind, ""), "") if self.unique else ""
        self.oracle.written[made.cid] = Written(
            cid=made.cid,
            member=here.member,
            record=made.record,
            kind=kind,
            op=op,
            values=written,
            held=held,
            hangs_on=tuple(str(values[name]) for name in ("company", "subject") if name in values),
            secret=text.strip('"'),
        )

    @staticmethod
    def _held(state: RecordState, op: str, values: Iterable[str]) -> dict[str, frozenset[str]]:
        if op == changes.SET:
            return {name: frozenset({now.value or ""}) for name in values if (now := state.current(name))}
        names = values if op == changes.RESOLVE else state.fields
        return {name: frozenset(head.value or "" for head in state.heads(name)) for name in names}
