"""Browsers in one room, a server that is killed in the middle, and nothing lost: a class as it happens."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3] / "src"
CHROMIUM = next((p for p in ("/usr/bin/chromium", shutil.which("chromium-browser")) if p and Path(p).exists()), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@contextmanager
def server(file: Path, port: int = 0) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of its own process, on a file of rooms; it is killed at the end, and nobody asks it to stop."""
    run = subprocess.Popen(
        [sys.executable, "-m", "foedus", "serve", "--port", str(port), "--workers", "1", "--rooms", str(file)],
        env={**os.environ, "PYTHONPATH": str(SOURCE)}, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert run.stdout
        there = re.search(r"http://127\.0\.0\.1:\d+", run.stdout.readline())
        assert there
        yield there[0], run
    finally:
        run.send_signal(signal.SIGKILL)
        run.wait()
        if run.stdout:
            run.stdout.close()


def reloaded(page) -> None:
    """Reload as a person does: once more where the browser still tried its connection to the server that was killed."""
    from playwright.sync_api import Error

    try:
        page.reload()
    except Error:
        page.reload()


def sound(page) -> None:
    """Nothing scrolls sideways, and nothing stands in the way of those who see or hear otherwise."""
    from axe_playwright_python.sync_playwright import Axe

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert not found, [(v["id"], [n["html"] for n in v["nodes"]]) for v in found]


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_two_browsers_and_one_without_scripts_share_a_room_and_a_kill_loses_nothing(tmp_path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from playwright.sync_api import sync_playwright

    file = tmp_path / "rooms.sqlite"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        host = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        pupil = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
        plain = chromium.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False).new_page()
        faults = []
        for page in (host, pupil):
            page.on("pageerror", lambda error: faults.append(str(error)))
        with server(file) as (there, run):
            host.goto(f"{there}/de/council")
            host.get_by_role("button", name="Eröffnen").click()
            code = host.locator(".board").inner_text()
            pupil.goto(f"{there}/de/council")
            sound(pupil)
            pupil.get_by_label("Code des Planspiels").fill(code.lower().replace("-", " "))
            pupil.keyboard.press("Enter")
            pupil.get_by_role("button", name="Russland").wait_for()
            pupil.get_by_role("button", name="Russland").press("Enter")
            host.get_by_text("1 von 6 Sitzen sind besetzt.").wait_for(timeout=9000)  # by itself, within some seconds
            plain.goto(f"{there}/de/council/{code.replace('-', '')}")
            plain.get_by_role("button", name="Armenien").click()
            host.get_by_role("button", name="Beginnen: zur Lage").click()
            pupil.get_by_text("Was am 5. Januar 2022 bekannt ist").wait_for(timeout=9000)  # the stage came by itself
            host.get_by_role("button", name="Weiter zur Aussprache").click()
            plain.reload()
            plain.get_by_label("Wir haben Vorbehalte").check()
            plain.get_by_label("es ist weit weg").check()
            plain.get_by_role("button", name="Erklären").click()
            assert plain.get_by_text("Alle sehen Ihre Erklärung.").is_visible()
            sound(host)
            host.get_by_role("button", name="Abstimmung eröffnen").click()
            pupil.evaluate("void look()")  # (as it does every few seconds)
            pupil.get_by_role("radio", name="Ja").wait_for(timeout=9000)
            pupil.get_by_role("radio", name="Ja").focus()
            pupil.keyboard.press("Space")
            pupil.keyboard.press("Enter")
            pupil.get_by_text("Ihre Stimme: Ja").wait_for()
            sound(pupil)
            port = int(there.rsplit(":", 1)[1])
            run.send_signal(signal.SIGKILL)
            assert run.wait() == -signal.SIGKILL
        with server(file, port):
            for page in (pupil, plain, host):
                reloaded(page)
            assert pupil.get_by_text("Ihre Stimme: Ja").is_visible()
            assert plain.get_by_text("Sie sprechen für Armenien").is_visible()
            assert plain.get_by_text("mit Vorbehalten – es ist weit weg").is_visible()
            plain.get_by_label("Enthaltung").check()
            plain.get_by_role("button", name="Abstimmen").click()
            host.get_by_role("button", name="Abstimmung schließen").click()
            pupil.evaluate("void look()")  # (as it does every few seconds)
            pupil.get_by_label("Wie viele Soldaten").wait_for(timeout=9000)
            pupil.get_by_label("Wie viele Soldaten").fill("2500")
            pupil.keyboard.press("Enter")
            pupil.get_by_text("Zugesagt: 2.500.").wait_for()
            host.get_by_role("button", name="Zusagen schließen").click()
            for page in (host, pupil):
                page.get_by_role("heading", name="Sie helfen").wait_for(timeout=30_000)
                row = page.locator("tr", has_text="Russland")
                assert "2.500" in row.inner_text() and "nicht mehr als damals" in row.inner_text()
            sound(pupil)
            plain.reload()
            assert plain.get_by_text("So war es auch damals").is_visible()
            host.get_by_text("Das Planspiel schließen").click()
            host.get_by_role("button", name="Schließen und löschen").click()
            pupil.evaluate("void look()")  # (as it does every few seconds)
            pupil.get_by_role("heading", name="Dieses Planspiel gibt es nicht").wait_for(timeout=9000)
        chromium.close()
    assert not [fault for fault in faults if "Failed to fetch" not in fault]
