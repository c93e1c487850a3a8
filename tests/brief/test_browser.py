"""The pages in a real browser: nothing scrolls sideways, no column is out of sight, no word is cut or printed on another."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess

import pytest

import foedus as fd
from foedus.brief import alliance_brief, invocation_brief

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--virtual-time-budget=4000",
)  # fmt: skip
#: Measures a page in a frame of a given width: its width, the regions wider than their window, words of drawings that
#: leave the drawing, and words of a map that lie on each other by more than the white around letters.
MEASURE = """
onload = () => {
  const d = document.querySelector('iframe').contentDocument, seen = e => e.getClientRects().length > 0;
  const cut = [], wide = [], over = [];
  for (const e of d.querySelectorAll('main *:not(svg):not(svg *)'))
    if (seen(e) && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')
      wide.push(e.tagName + ' ' + e.textContent.slice(0, 40));
  for (const e of d.querySelectorAll('main p, main td, main th, main li, main dd, main dt, main h1, main h2, main h3')) {
    const b = e.getBoundingClientRect();
    const away = e.closest('thead') && getComputedStyle(e.closest('thead')).position === 'absolute';
    if (seen(e) && !away && (b.left < -1 || b.right > d.documentElement.clientWidth + 1)) cut.push(e.textContent.slice(0, 40));
  }
  for (const svg of d.querySelectorAll('figure > div > svg')) {
    if (!seen(svg)) continue;
    const s = svg.getBoundingClientRect(), boxes = [];
    for (const t of svg.querySelectorAll('text')) {
      const b = t.getBoundingClientRect(), words = t.textContent;
      if (b.left < s.left - 1 || b.right > s.right + 1 || b.top < s.top - 2 || b.bottom > s.bottom + 2) cut.push(words);
      for (const [o, other] of boxes)
        if (Math.min(b.right, o.right) - Math.max(b.left, o.left) > 2 &&
            Math.min(b.bottom, o.bottom) - Math.max(b.top, o.top) > 5) over.push(words + ' | ' + other);
      boxes.push([b, words]);
    }
  }
  const width = d.documentElement.scrollWidth, head = d.querySelector('h1').offsetHeight;
  out.textContent = 'MEASURED' + JSON.stringify({width, head, cut, wide, over}) + 'END';
}
"""


@pytest.fixture(scope="module")
def pages():
    found = {}
    for lang in ("de", "en"):
        for name, on in (("CSTO", "2022-01-07"), ("NATO", "2022-01-07"), ("WARSAW-PACT", "1968-08-20")):
            found[name, lang] = alliance_brief(fd.world(on, "2026-11-23"), name, lang)
        for case in ("kazakhstan-2022", "armenia-2020"):
            found[case, lang] = invocation_brief(fd.invoke(case, runs=500), lang)
        call = {"alliance": "NATO", "by": "EST", "on": "2024-06-01", "threat": "external-attack", "adversary": "RUS"}
        found["EST", lang] = invocation_brief(fd.invoke(**call, runs=500), lang)
    return found


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("width", [360, 390, 1280])
def test_nothing_is_cut_and_nothing_lies_on_another(pages, tmp_path, width):
    faults = {}
    for key, brief in pages.items():
        probe = tmp_path / f"{'-'.join(key)}.html"
        frame = f'<iframe width="{width}" height="800" style="border:0" srcdoc="{html.escape(brief.html)}"></iframe>'
        probe.write_text(f"<meta charset=utf-8>{frame}<pre id=out></pre><script>{MEASURE}</script>", "utf-8")
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        done = subprocess.run(
            [CHROMIUM, *FLAGS, profile, "--dump-dom", probe.as_uri()],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        seen = re.search(r">MEASURED(.*?)END<", done.stdout, flags=re.S)
        assert seen, done.stderr[-2000:]
        found = json.loads(html.unescape(seen[1]))
        assert found["head"] > 0
        if found["width"] > width + 1 or found["cut"] or found["wide"] or found["over"]:
            faults[key] = found
    assert not faults, json.dumps({str(k): v for k, v in faults.items()}, ensure_ascii=False, indent=1)
