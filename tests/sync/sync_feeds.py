"""Stores in which several transactions write at the same time, as a server's database lets them; for P7.

Each writer takes a number for its row and commits later, or not at all. A reader follows the numbers of what is
committed. Which kind of number makes that whole is the question.
"""

import random
from dataclasses import dataclass, field


@dataclass
class Row:
    name: int
    number: float = 0


@dataclass
class CounterFeed:
    """The number comes from a row that is locked until the commit: nobody else gets one meanwhile."""

    committed: list[Row] = field(default_factory=list)
    counter: int = 0
    locked_by: Row | None = None

    def take_number(self, row: Row, _clock: random.Random) -> bool:
        """Give a row its number; False if another transaction has to end first."""
        if self.locked_by is not None:
            return False
        self.locked_by, row.number = row, self.counter + 1
        return True

    def end(self, row: Row, *, commit: bool) -> None:
        """Commit or roll back; the number of what was rolled back is given again."""
        if commit:
            self.counter = int(row.number)
            self.committed.append(row)
        self.locked_by = None

    def after(self, cursor: float, limit: int) -> list[Row]:
        """Return the next committed rows beyond a cursor."""
        rows = sorted((row for row in self.committed if row.number > cursor), key=lambda row: row.number)
        return rows[:limit]


class SequenceFeed(CounterFeed):
    """The number comes from a sequence, which waits for nobody and is not rolled back."""

    def take_number(self, row: Row, _clock: random.Random) -> bool:
        self.counter += 1
        row.number = self.counter
        return True

    def end(self, row: Row, *, commit: bool) -> None:
        if commit:
            self.committed.append(row)


class ClockFeed(SequenceFeed):
    """The number is the moment at which a transaction began, in steps that two can share."""

    def take_number(self, row: Row, clock: random.Random) -> bool:
        self.counter += clock.randrange(2)
        row.number = self.counter
        return True


def read_while_writing(feed: CounterFeed, seed: int, *, writers: int = 8, rows: int = 200) -> tuple[int, int]:
    """Let writers commit in any order while somebody reads; return how many rows he missed, and how many came twice."""
    source = random.Random(seed)
    waiting: list[Row] = []
    open_rows: list[Row] = []
    read: list[Row] = []
    begun = 0

    def read_on() -> None:
        read.extend(feed.after(read[-1].number if read else 0, source.randrange(1, 5)))

    while begun < rows or waiting or open_rows:
        action = source.randrange(4)
        if action == 0 and begun < rows and len(waiting) + len(open_rows) < writers:
            waiting.append(Row(begun))
            begun += 1
        elif action == 1 and waiting:
            row = waiting[source.randrange(len(waiting))]
            if feed.take_number(row, source):
                waiting.remove(row)
                open_rows.append(row)
        elif action == 2 and open_rows:
            feed.end(open_rows.pop(source.randrange(len(open_rows))), commit=source.random() < 0.8)
        elif action == 3:
            read_on()
    for _ in range(rows):
        read_on()
    names = [row.name for row in read]
    return len({row.name for row in feed.committed} - set(names)), len(names) - len(set(names))
