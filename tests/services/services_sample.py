"""What the tests of services share."""

from datetime import UTC, datetime

from greenfield.vault.passphrase import Cost, Passphrase

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
SECRET = Passphrase("a floor full of flour")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
