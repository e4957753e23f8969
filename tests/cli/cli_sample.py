"""What the tests of the command line share."""

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from greenfield.vault.passphrase import Cost, Passphrase

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
SECRET = Passphrase("a floor full of flour")
TOOLKIT = """
| package |
|         | id           | version | kind    | publisher | licence    | title |
|         | {identifier} | {version} | toolkit | A centre  | Apache-2.0 | Small |
| survey |
|        | type    | name | label       |
|        | decimal | kwh  | {label} |
| flows |
|       | name        | resource | carrier     | amount | unit | quality  |
|       | electricity | energy   | electricity | ${{kwh}} | kWh  | invoiced |
"""


def toolkit(folder, version="1.0", *, identifier="small", label="Electricity"):
    """Write the source of a small toolkit and return its path."""
    path = folder / f"{identifier}-{version}-{label}.md"
    text = TOOLKIT.format(identifier=identifier, version=version, label=label)
    path.write_text(text, encoding="utf-8")
    return path


class MemoryStore(KeyringBackend):
    """A key store that lives as long as the test."""

    priority = -2  # never chosen by itself: the library knows every backend class of the process

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class LockedStore(MemoryStore):
    """Its owner dismissed the prompt."""

    def get_password(self, service, username):
        raise KeyringLocked(service + username)
