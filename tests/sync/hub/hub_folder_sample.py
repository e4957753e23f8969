"""A hub's folder as it is in real life: SQLCipher, key slots, a certificate."""

import ssl
import threading
from contextlib import contextmanager

from greenfield.sync.hub import opening
from greenfield.sync.hub.serving import Service
from greenfield.sync.hub.surroundings import Surroundings
from greenfield.vault.passphrase import Cost, Passphrase

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
SECRET = Passphrase("a floor full of flour")


def make_folder(path):
    opening.create_hub(path, [SECRET], "Workshop", Surroundings(), cost=CHEAP)
    return path


@contextmanager
def served(hub, certificate, limit_seconds=60):
    """Serve a hub on a free port of this computer, and give the address."""
    ports, ready = [], threading.Event()

    def tell(port):
        ports.append(port)
        ready.set()

    service = Service(hub, "127.0.0.1", 0, certificate, tell)
    thread = threading.Thread(target=service.serve)
    thread.start()
    try:
        assert ready.wait(limit_seconds)
        yield f"http{'s' if certificate else ''}://127.0.0.1:{ports[0]}"
    finally:
        service.stop()
        thread.join(limit_seconds)
        assert not thread.is_alive()


def trusting(certificate):
    """A context that trusts one certificate only, whatever its name."""
    context = ssl.create_default_context(cadata=ssl.DER_cert_to_PEM_cert(certificate.der))
    context.check_hostname = False
    return context
