"""What a sync by hand says in a terminal while it is under way, and how long it lets a person wait."""

import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_sample import SECRET

from greenfield.services import workspaces
from greenfield.services.sync.workspace_store import WorkspaceStore

on_a_terminal = pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no such terminals")


@contextmanager
def silent_hub():
    """Something that takes connections and says nothing; gives its address, and a list that grows with each connection."""
    calls = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            calls.append(1)
            line.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", calls
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(10)


def in_terminal(*words, until=""):
    """Run the program with a terminal for its complaints; return what came out, and what the terminal got.

    `until`: what the terminal gets when the person presses Ctrl+C.
    """
    ours, theirs = os.openpty()
    environment = {**os.environ, "LANG": "en_US.UTF-8"}
    run = subprocess.Popen(
        [sys.executable, "-m", "greenfield", *[str(word) for word in words]],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment,
        encoding="utf-8",
    )
    os.close(theirs)
    got, pressed = bytearray(), []

    def listen():
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                return
            if not part:
                return
            got.extend(part)
            if until and until.encode() in got and not pressed:
                pressed.append(1)
                run.send_signal(signal.SIGINT)

    thread = threading.Thread(target=listen)
    thread.start()
    out, _ = run.communicate(timeout=300)
    thread.join(60)
    os.close(ours)
    return out, got.decode()


@pytest.fixture
def joined(greenfield, at, served):
    centre, url = served
    assert greenfield(*at, "enrol", "--hub", url, "--code", centre.code("Awa")).code == 0
    greenfield(*at, "company", "new", "--name", "Mill", "--country", "SEN", "--currency", "XOF")
    return at


def test_enrol_calls_a_hub_that_does_not_answer_once_more_and_then_says_so(greenfield, at):
    with silent_hub() as (url, calls):
        said = greenfield(*at, "enrol", "--hub", url, "--code", "CODE", "--json")
    assert said.codes == (1, ["sync.unreached"])
    assert len(calls) == 2


@on_a_terminal
def test_a_terminal_sees_how_far_a_sync_is_and_keeps_nothing_of_it(joined):
    out, told = in_terminal(*joined, "sync")
    assert "were sent." in out
    assert "The hub is being called" in told
    assert "Sending changes: " in told
    assert "B sent" in told
    assert told.rsplit("\r", 2)[1].strip() == "", "the line is gone at the end"


@on_a_terminal
def test_a_terminal_hears_of_the_next_try_and_ctrl_c_ends_the_wait(joined):
    with silent_hub() as (url, _calls):
        with workspaces.opened(Path(joined[1]), SECRET, writing=True) as workspace:
            WorkspaceStore(workspace).change_link(url=url)
        _, told = in_terminal(*joined, "sync", until="This is try 2 of 5")
    assert "(sync.stopped)" in told


@on_a_terminal
def test_who_asks_for_json_gets_nothing_else_even_in_a_terminal(joined):
    out, told = in_terminal(*joined, "sync", "--json")
    assert out.startswith("{")
    assert told == ""


def test_a_pipe_gets_no_line_that_is_written_over(greenfield, joined):
    said = greenfield(*joined, "sync")
    assert "were sent." in said.out
    assert said.err == ""
