"""The key store of the operating system, by `keyring`: Windows, macOS, GNOME, KDE.

A call may open a window of the system and wait for a person who is not there. Each runs in a thread of its
own and is given up after a while, so that Greenfield never hangs.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from greenfield.base.problem import ProblemError, fail

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_NO_STORES = ("keyring.backends.fail", "keyring.backends.null")


@dataclass(frozen=True, slots=True)
class KeyStore:
    """The key store of this account; `patience_s` is how long it may take to answer, a prompt included."""

    patience_s: float = 30.0

    def read(self, workspace: str, slot: str) -> str | None:
        """Return what was kept under a workspace's id and a slot's id, or None.

        Raises ProblemError `keystore.unavailable`, `keystore.locked`, `keystore.no_answer` or
        `keystore.failed`; so do the others.
        """
        return self._ask(lambda store: store.get_password(_service(workspace), slot))

    def keep(self, workspace: str, slot: str, secret: str) -> None:
        """Keep a secret, and read it back: some stores accept everything and keep nothing."""

        def work(store: "KeyringBackend") -> str | None:
            store.set_password(_service(workspace), slot, secret)
            return store.get_password(_service(workspace), slot)

        if self._ask(work) != secret:
            raise fail("keystore.failed", reason="-")

    def forget(self, workspace: str, slot: str) -> None:
        """Remove a secret."""
        self._ask(lambda store: store.delete_password(_service(workspace), slot))

    def _ask(self, work: "Callable[[KeyringBackend], T]") -> T:
        answers: queue.SimpleQueue[T | ProblemError] = queue.SimpleQueue()
        # A daemon: a thread that waits for a prompt must not keep the program from ending.
        threading.Thread(target=lambda: answers.put(_answer(work)), daemon=True).start()
        try:
            answer = answers.get(timeout=self.patience_s)
        except queue.Empty:
            raise fail("keystore.no_answer", seconds=round(self.patience_s)) from None
        if isinstance(answer, ProblemError):
            raise answer
        return answer


def _service(workspace: str) -> str:
    return f"greenfield workspace {workspace}"


def _answer(work: "Callable[[KeyringBackend], T]") -> T | ProblemError:
    import keyring  # noqa: PLC0415  loaded at first use: 0.1 s, and it looks for a desktop
    from keyring import errors  # noqa: PLC0415  loaded at first use

    try:
        store = keyring.get_keyring()
        if type(store).__module__ in _NO_STORES:
            return fail("keystore.unavailable")
        return work(store)
    except errors.NoKeyringError:
        return fail("keystore.unavailable")
    except errors.KeyringLocked:
        return fail("keystore.locked")
    except Exception as error:  # noqa: BLE001  each desktop's store raises errors of its own
        return fail("keystore.failed", reason=str(error) or type(error).__name__)
