"""Fetching from a server on this machine: whole, broken off and resumed, wrong, gone."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from foedus.datasets import store
from foedus.datasets.fetch import fetch
from foedus.ground.errors import DatasetError
from small_catalogue import published, sets


@pytest.fixture
def server():
    """A server of one file; `state` says what it sends, how much at a time, and what it was asked."""
    state = {"content": published()["wars.csv"], "cut": None, "ranges": True, "status": 200, "asked": []}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            state["asked"].append(self.headers.get("Range"))
            content, begin = state["content"], 0
            if state["status"] != 200:
                self.send_response(state["status"])
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if state["ranges"] and (asked := self.headers.get("Range")):
                begin = int(asked.removeprefix("bytes=").rstrip("-"))
                self.send_response(206)
            else:
                self.send_response(200)
            self.send_header("Content-Length", str(len(content) - begin))
            self.end_headers()
            end = len(content) if state["cut"] is None else min(len(content), begin + state["cut"])
            self.wfile.write(content[begin:end])

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    state["url"] = f"http://127.0.0.1:{http.server_port}/wars.csv"
    yield state
    http.shutdown()
    thread.join()
    http.server_close()


def wars(server):
    return msgspec.structs.replace(sets()["wars"], download=server["url"])


def test_a_set_is_fetched_checked_and_stored(small, server):
    seen = []
    found = fetch(wars(server), lambda had, total: seen.append((had, total)))
    assert [t.id for t in found] == ["wars.list"]
    assert store.frame("wars.list").height == 2
    assert seen[-1] == (len(server["content"]), len(server["content"]))
    assert not list((small / "downloads").glob("*.part"))


@pytest.mark.parametrize("ranges", [True, False])
def test_a_download_that_broke_off_goes_on_where_it_stopped(small, server, ranges):
    server["cut"], server["ranges"] = 40, ranges
    with pytest.raises(DatasetError, match="could not be downloaded") as error:
        fetch(wars(server))
    assert "what has come is kept" in error.value.hint
    server["cut"] = None
    assert fetch(wars(server))[0].id == "wars.list"
    assert server["asked"][-1] == "bytes=40-"


def test_another_file_than_the_published_one_is_refused_and_not_stored(small, server):
    server["content"] = server["content"].replace(b"100", b"101")
    with pytest.raises(DatasetError, match=r"not the published wars\.csv"):
        fetch(wars(server))
    assert not (small / "files").exists()


def test_a_page_that_is_gone_is_a_clear_error(small, server):
    server["status"] = 404
    with pytest.raises(DatasetError, match="could not be downloaded") as error:
        fetch(wars(server))
    assert "404" in error.value.why


def test_a_set_without_an_address_says_where_to_get_it(small):
    with pytest.raises(DatasetError, match="no address to download it from") as error:
        fetch(sets()["forces"])
    assert "https://forces.example.org" in error.value.hint
