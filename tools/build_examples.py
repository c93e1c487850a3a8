"""Regenerate what is derived and committed: the examples under docs/examples and the help page.

python tools/build_examples.py            write them
python tools/build_examples.py --check    say what differs, exit 1 if anything does
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from foedus import api
from foedus.brief import alliance_brief, invocation_brief
from foedus.ground.write import write_whole

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "docs" / "examples"
DAY = "2022-01-07"
#: The day by which the examples know what they know: fixed, so that they change only when the record or the model does.
KNOWN = "2026-11-23"


def help_page() -> str:
    """The help page as the command line itself prints it."""
    done = subprocess.run(
        [sys.executable, "-c", "from foedus.cli.run import run; run(['--help'])"], capture_output=True, check=True,
        text=True, encoding="utf-8", env={**os.environ, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return done.stdout


def baseline() -> str:
    """The figures of a few answers, so that a change of results shows in a diff."""
    found = {}
    for case in ("kazakhstan-2022", "kyrgyzstan-2010", "armenia-2022", "usa-2001", "czechoslovakia-1968"):
        answer = api.invoke(case)
        found[case] = {
            "owed": answer.ruling.owed,
            "p_adopted": round(answer.decision.p_adopted.p, 3),
            "response": {k: [round(c.p, 3), round(c.low, 3), round(c.high, 3)] for k, c in answer.response.items()},
            "precedents": answer.model.precedents,
        }
    return json.dumps(found, indent=2) + "\n"


def picture() -> str:
    """The map of the CSTO as a picture of its own, with the page's colours inside."""
    from foedus.brief.figures.maps import alliance_map
    from foedus.measures.profile import profile

    world = api.world(DAY, KNOWN)
    block = alliance_map(world, profile(world, "CSTO"), "en")[0]
    return block.figure.svg + "\n"  # type: ignore[union-attr]


def examples() -> dict[Path, str]:
    """Every derived file with its content."""
    found = {ROOT / "src/foedus/cli/help.txt": help_page(), EXAMPLES / "baseline.json": baseline()}
    found[EXAMPLES / "csto-map.svg"] = picture()
    answer = api.invoke("kazakhstan-2022")
    world = api.world(DAY, KNOWN)
    for lang in ("de", "en"):
        invocation = invocation_brief(answer, lang)
        alliance = alliance_brief(world, "CSTO", lang)
        found[EXAMPLES / f"kazakhstan-2022.{lang}.html"] = invocation.html
        found[EXAMPLES / f"kazakhstan-2022.{lang}.md"] = invocation.markdown
        found[EXAMPLES / f"csto-{DAY}.{lang}.html"] = alliance.html
        found[EXAMPLES / f"csto-{DAY}.{lang}.md"] = alliance.markdown
    return found


def main(arguments: list[str]) -> int:
    """Write the derived files, or compare them with what is there."""
    differing = []
    for path, text in examples().items():
        name = path.relative_to(ROOT)
        if "--check" in arguments:
            if not path.is_file() or path.read_text("utf-8") != text:
                differing.append(str(name))
        else:
            write_whole(path, text)
            print(f"written: {name}")
    if differing:
        print("out of date (run: make examples):", ", ".join(differing))
    elif "--check" in arguments:
        print("the examples are up to date")
    return 1 if differing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
