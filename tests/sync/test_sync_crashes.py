"""P9, power cuts: what was acknowledged is there in every state that an honest disk may be left in."""

import pytest
from sync_crash_run import DEVICES, record, what_is_lost
from sync_recording_vfs import names

from greenfield.vault import opening

PLACES = ("hub", *DEVICES)


def explore(recorded, folder, *, each, most, whole_every=50):
    """Return how many states were opened, and in how many of them something was lost."""
    states = lost = 0
    for name in PLACES:
        for number, state in enumerate(recorded.states(name, seed=1, each=each)):
            if number >= most:
                break
            states += 1
            lost += bool(what_is_lost(recorded, name, state, folder, whole=number % whole_every == 0))
    return states, lost


def test_nothing_acknowledged_is_lost_when_the_power_goes(tmp_path):
    recorded = record(tmp_path, rounds=4, seed=1)
    assert {"data.db", "data.db-wal"} <= names(recorded.steps)
    states, lost = explore(recorded, tmp_path / "left", each=4, most=60)
    assert lost == 0
    assert states == 180


def test_synchronous_normal_loses_what_was_acknowledged(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "_WRITING", ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL"))
    recorded = record(tmp_path, rounds=3, seed=2)
    _, lost = explore(recorded, tmp_path / "left", each=2, most=40)
    assert lost > 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_in_thousands_of_power_cuts(tmp_path, seed):
    recorded = record(tmp_path, rounds=30, seed=seed)
    states, lost = explore(recorded, tmp_path / "left", each=6, most=400)
    assert lost == 0
    assert states > 1000
