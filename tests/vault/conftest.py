import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import keyring
import pytest
from vault_sample import CHEAP, MemoryStore, Sample

from greenfield.vault.creating import create
from greenfield.vault.datakey import DataKey
from greenfield.vault.opening import open_vault
from greenfield.vault.passphrase import Cost, Passphrase


@pytest.fixture
def cheap() -> Cost:
    """A cost of one try that a test can wait for."""
    return CHEAP


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    folder, passphrase = tmp_path / "Bakery.greenfield", Passphrase("warm bread at dawn")
    key = create(folder, [passphrase], cost=CHEAP)
    with open_vault(folder, key) as vault, closing(vault.connect()) as database:
        database.execute("CREATE TABLE visit (id INTEGER PRIMARY KEY, note BLOB)")
        rows = [(number, bytes([number]) * 3000) for number in range(20)]
        database.executemany("INSERT INTO visit VALUES (?, ?)", rows)
        database.commit()
    return Sample(folder, key, passphrase)


@pytest.fixture
def memory_store() -> Iterator[MemoryStore]:
    before, store = keyring.get_keyring(), MemoryStore()
    keyring.set_keyring(store)
    yield store
    keyring.set_keyring(before)


@pytest.fixture
def killed() -> Callable[[Path, DataKey], None]:
    """Bring a workspace into the state in which a killed writer leaves it, ten visits in its log alone."""

    def kill(folder: Path, key: DataKey) -> None:
        left = folder.with_name("left")
        with open_vault(folder, key) as vault, closing(vault.connect()) as database:
            rows = [(number, b"last answers" * 500) for number in range(90, 100)]
            database.executemany("INSERT INTO visit VALUES (?, ?)", rows)
            database.commit()
            shutil.copytree(folder, left)
        shutil.rmtree(folder)
        left.rename(folder)

    return kill
