"""What opens the workspaces of these tests, cheaply, and when they take place."""

from datetime import UTC, datetime

from greenfield.vault.passphrase import Cost, Passphrase

SECRET = Passphrase("a floor full of flour")
CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
