"""Put the counts and shares of the frame of occasions into docs/reference/frames.md.

python tools/frames_page.py          # prints the tables
python tools/frames_page.py --write  # and puts them into the page
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from foedus.evidence.frames.occasions import Share, frame
from foedus.ground.write import write_whole
from foedus.record.occasions import read_drawn, read_population

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "frames.md"
START, END = "<!-- tables: tools/frames_page.py -->\n", "<!-- end of tables -->\n"
KINDS = {
    "force": "force by a state that is no member", "civil-war": "civil war", "coup": "coup attempt",
    "fellow": "force by a fellow member", "all": "all",
}  # fmt: skip


def share(found: tuple[float, float, float] | None) -> str:
    """A share with its interval in per cent."""
    return "–" if found is None else f"{found[0]:.0%} [{found[1]:.0%}; {found[2]:.0%}]"


def row(name: str, one: Share) -> str:
    """A row of the table of shares."""
    bounds = f"{one.bounds[0]:.0%} to {one.bounds[1]:.0%}"
    cells = (name, f"{one.occasions:,}", one.called, one.drawn, one.coded, share(one.asked), share(one.silent_asked))
    return "| " + " | ".join(map(str, (*cells, share(one.silent_acted), bounds))) + " |"


def tables() -> str:
    """The tables in Markdown: shares by kind, counts by time, occasions by alliance and time."""
    found, cells, drawn = frame(), read_population(), read_drawn()
    lines = [
        "| kind | occasions | with a recorded call | drawn | coded | asked, of all | asked, of the silent | an act came, of the silent | bounds |",
        "| --- | --: | --: | --: | --: | --- | --- | --- | --- |",
    ]
    lines += [row(KINDS[one.group], one) for one in (*found.by_kind, found.whole)]
    times = [one.group for one in found.by_decade]
    counts, calls = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for cell in cells:
        counts[cell.alliance, cell.stratum.split()[1]] += cell.occasions
        calls[cell.alliance, cell.stratum.split()[1]] += cell.called
    lines += [
        "\nOccasions by alliance and time; after a stroke those with a recorded call.\n",
        "| alliance | " + " | ".join(times) + " | all | drawn | coded |",
        "| --- |" + " --: |" * (len(times) + 3),
    ]
    for one in found.by_alliance:
        cell_of = (_both(counts[one.group, time], calls[one.group, time]) for time in times)
        total = _both(one.occasions, one.called)
        lines.append(f"| {one.group} | {' | '.join(cell_of)} | {total} | {one.drawn} | {one.coded} |")
    ends = (_both(one.occasions, one.called) for one in found.by_decade)
    total = _both(found.whole.occasions, found.whole.called)
    lines.append(f"| all | {' | '.join(ends)} | {total} | {len(drawn)} | {sum(o.known for o in drawn)} |")
    return "\n".join(lines) + "\n"


def _both(occasions: int, called: int) -> str:
    return f"{occasions}/{called}" if called else str(occasions)


def main() -> None:
    """Print the tables, and write them where asked to."""
    text = tables()
    print(text)
    if "--write" in sys.argv:
        before, rest = PAGE.read_text("utf-8").split(START)
        write_whole(PAGE, f"{before}{START}{text}{END}{rest.split(END)[1]}")


if __name__ == "__main__":
    main()
