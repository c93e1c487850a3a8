"""Fetching from a server on this machine: whole, broken off and resumed, wrong, gone."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from foedus.datasets import fetch as fetching
from foedus.datasets import store
from foedus.datasets.fetch import fetch
from foedus.ground.errors import DatasetError
from small_catalogue import published, sets


@pytest.fixture
def server():
    """A server of one file; `state` says what it sends, how much at a time, and what it was asked."""
    state = {
        "content": published()["wars.csv"],
        "cut": None,
        "ranges": True,
        "status": 200,
        "length": True,
        "asked": [],
    }

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
                if begin >= len(content):
                    self.send_response(416)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                self.send_response(206)
            else:
                self.send_response(200)
            if state["length"]:
                self.send_header("Content-Length", str(len(content) - begin))
            self.end_headers()
            end = len(content) if state["cut"] is None else min(len(content), begin + state["cut"])
            self.wfile.write(content[begin:end])

        def do_HEAD(self):
            self.send_response(state["status"])
            self.end_headers()

        def log_message(self, *_):
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
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


def test_all_of_a_part_that_is_here_is_not_sent_again(small, server):
    """The rest broke off after the last byte: the server has no range left to send."""
    server["cut"] = len(server["content"]) - 1
    with pytest.raises(DatasetError, match="could not be downloaded"):
        fetch(wars(server))
    (part,) = (small / "downloads").glob("*.part")
    part.write_bytes(server["content"])
    assert fetch(wars(server))[0].id == "wars.list"
    assert not part.exists()


def test_a_part_of_another_file_is_thrown_away(small, server):
    server["cut"] = 40
    with pytest.raises(DatasetError, match="40 of"):
        fetch(wars(server))
    (part,) = (small / "downloads").glob("*.part")
    part.write_bytes(b"x" * 40)
    server["cut"] = None
    with pytest.raises(DatasetError, match=r"not the published wars\.csv"):
        fetch(wars(server))
    assert fetch(wars(server))[0].id == "wars.list"


def test_a_server_that_does_not_say_how_much_comes(small, server):
    server["length"], seen = False, []
    assert fetch(wars(server), lambda had, total: seen.append(total))[0].id == "wars.list"
    assert set(seen) == {None}


def test_a_file_under_a_name_of_its_own_is_known_by_its_content(small, server):
    server["url"] = server["url"].replace("wars.csv", "file?id=7")
    assert fetch(wars(server))[0].id == "wars.list"
    server["content"] = server["content"].replace(b"100", b"101")
    with pytest.raises(DatasetError, match=r"not the published wars\.csv"):
        fetch(wars(server))
    assert not [p for p in (small / "downloads").iterdir() if p.is_file()]


def test_a_download_without_end_is_stopped(small, server, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 50)
    with pytest.raises(DatasetError, match="larger than 50 bytes"):
        fetch(wars(server))
    server["length"] = False
    with pytest.raises(DatasetError, match="larger than 50 bytes"):
        fetch(wars(server))
    assert not (small / "files").exists()


def test_a_server_that_is_not_there_is_a_clear_error(small):
    with pytest.raises(DatasetError, match="could not be downloaded"):
        fetch(sets()["wars"])  # nothing listens on port 9


def test_a_store_that_cannot_be_written_is_a_clear_error(small, server):
    small.write_text("a file where the folder should be")
    with pytest.raises(DatasetError, match="the store cannot be written"):
        fetch(wars(server))


def test_pooch_may_ask_whether_an_address_is_there(tmp_path, server):
    there = fetching.Resuming(tmp_path / "x.part")
    assert there(server["url"], None, None, check_only=True) is True
    server["status"] = 404
    assert there(server["url"], None, None, check_only=True) is False
