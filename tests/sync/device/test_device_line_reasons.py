"""Why no answer came is a word that the catalogue knows, whatever library told it."""

import socket
import ssl
import threading

import pytest

from greenfield.base.catalogue import sentence
from greenfield.base.catalogue.sync import REASONS
from greenfield.base.problem import Problem
from greenfield.base.texts import texts_for
from greenfield.sync.device import line_reasons
from greenfield.sync.device.http_line import HttpLine
from greenfield.sync.device.line_reasons import reason_of
from greenfield.sync.transport import LineError, Request

WORDS = {name: getattr(line_reasons, name) for name in dir(line_reasons) if name.isupper() and name[0] != "_"}


def test_the_catalogue_has_a_text_for_each_word():
    assert set(WORDS.values()) == set(REASONS)
    said = sentence(Problem("sync.line", values={"reason": "refused"}), texts_for("en"))
    assert REASONS["refused"] in said


def test_a_library_s_error_stands_for_the_system_s():
    found = RuntimeError("all attempts failed")
    found.__cause__ = ConnectionRefusedError(111, "Connection refused")
    assert reason_of(found) == "refused"
    assert reason_of(socket.gaierror(-2, "Name or service not known")) == "unknown_name"
    assert reason_of(ssl.SSLCertVerificationError("x")) == "other_certificate"
    assert reason_of(RuntimeError("something else")) == "something else"
    assert reason_of(RuntimeError()) == "RuntimeError"


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_who_hangs_up_without_an_answer(scheme):
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_hang_up, args=(server,))
        thread.start()
        line = HttpLine(f"{scheme}://127.0.0.1:{server.getsockname()[1]}", stall_seconds=10)
        with pytest.raises(LineError) as broke:
            line.send(Request("GET", "/", {}, b""))
        line.close()
        thread.join(60)
    assert str(broke.value) == "broken"


def _hang_up(server):
    server.accept()[0].close()
