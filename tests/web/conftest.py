"""A browser without a screen, on an application whose heavy answers are made in threads."""

from __future__ import annotations

import shutil
import socket
import threading
import time
import warnings
from collections.abc import Iterator

import pytest

from foedus.cli.german import in_german
from foedus.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it would rather be used with a package that is not among ours
    from starlette.testclient import TestClient


@pytest.fixture(scope="session")
def web() -> Iterator[TestClient]:
    """One application for all tests: its answers are kept, as a server keeps them."""
    with TestClient(create_app(in_german=in_german), follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The application on a port of its own, in a thread."""
    import uvicorn

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        app = create_app(in_german=in_german)
        run = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none"))
        thread = threading.Thread(target=run.run, kwargs={"sockets": [bound]})
        thread.start()
        while not run.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        run.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser():
    """One Chromium without a screen. (Not for longer than a file: while it runs, no test can run a loop of its own.)"""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser, server):
    """A page that fails the test where its script does or the policy of safety is broken; `window.same` is gone after
    a real navigation."""
    context = browser.new_context(base_url=server)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield page
    context.close()
    assert faults == []
