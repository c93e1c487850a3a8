"""Screenshots of the addresses that the README names, to docs/screenshots: `python tools/web_screenshots.py`.

Needs the extra `web`, Playwright and a Chromium of the system. The server listens on a free port until they are taken.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "screenshots"
#: Pixels of a page that are shown, and how many colours a picture keeps.
WIDTH, HEIGHT, COLOURS = 1280, 860, 96
ADDRESS = re.compile(r"^\| `(/(?:en|de)/[^`]*)` \|.*\(docs/screenshots/([\w-]+)\.png\)", re.M)


def addresses() -> dict[str, str]:
    """The addresses of the README by the name of their picture."""
    return {name: there for there, name in ADDRESS.findall((ROOT / "README.md").read_text("utf-8"))}


def main() -> None:
    """Take every picture."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        raise SystemExit("no Chromium on this machine")
    OUT.mkdir(exist_ok=True)
    serve = [sys.executable, "-m", "foedus", "serve", "--port", "0"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as server, sync_playwright() as playwright:
        base = re.search(r"http://[\d.:]+", server.stdout.readline() if server.stdout else "")
        if base is None:
            raise SystemExit("the server did not say where it is")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, there in addresses().items():
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, locale=there[1:3])
            page.goto(f"{base[0]}{there}", wait_until="networkidle")
            picture = Image.open(io.BytesIO(page.screenshot()))
            picture.convert("RGB").quantize(COLOURS).save(OUT / f"{name}.png", optimize=True)
            print(f"{name}.png  {(OUT / f'{name}.png').stat().st_size // 1000} kB  {there}")
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
