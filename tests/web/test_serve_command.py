"""`foedus serve` as a process: it says where it is, answers, refuses a taken port, and ends cleanly."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from command_line import call

SOURCE = Path(__file__).parents[2] / "src"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_says_its_address_answers_and_stops(sign, tmp_path):
    served = subprocess.Popen(
        [sys.executable, "-m", "foedus", "serve", "--port", "0", "--workers", "1", "--lang", "de"],
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        assert served.stdout
        there = re.search(r"http://127\.0\.0\.1:\d+/", served.stdout.readline())
        assert there
        home = httpx.get(there[0], timeout=20, follow_redirects=True, headers={"accept-language": ""})
        assert "Wer kommt, wenn ein Verbündeter ruft?" in home.text
        case = httpx.get(f"{there[0]}api/v1/invoke?case=kazakhstan-2022&runs=200", timeout=30)
        assert case.json()["model"]["runs"] == 200
        served.send_signal(sign)
        out, err = served.communicate(timeout=20)
    finally:
        served.kill()
    assert (served.returncode, out, err) == (0, "Beendet.\n", "")


def test_a_taken_port_and_a_place_that_is_not_here_are_told(capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, err = call(capsys, "serve", "--port", port)
    assert (code, err.splitlines()[0]) == (2, f"foedus: port {port} of 127.0.0.1 is in use")
    code, _, err = call(capsys, "serve", "--host", "192.0.2.1", "--lang", "de")
    assert code == 2
    assert "lässt sich nicht lauschen" in err
    for words in (("--port", "70000"), ("--workers", "0"), ("--workers", "17")):
        code, _, err = call(capsys, "serve", *words)
        assert (code, "is out of range" in err) == (2, True)


def test_what_it_serves_and_that_a_signal_ends_no_more_than_the_server(capsys, monkeypatch):
    import uvicorn

    before = signal.getsignal(signal.SIGTERM)

    def run(server, sockets):
        assert (server.config.access_log, server.config.server_header) == (False, False)
        assert sockets[0].proto == socket.IPPROTO_TCP, "without it small answers wait 40 ms"
        signal.raise_signal(signal.SIGTERM)
        sockets[0].close()

    monkeypatch.setattr(uvicorn.Server, "run", run)
    code, out, err = call(capsys, "serve", "--port", "0", "--host", "::1")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"Foedus is at http://\[::1\]:\d+/ \(Ctrl-C ends it\)\.\nStopped\.\n", out)
    assert signal.getsignal(signal.SIGTERM) is before
